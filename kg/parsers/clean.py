"""Control characters, taken out of what is kept and said."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from kg.model.record import AuthorName
from kg.parsers.block import Draft

# Tabs and line feeds are text. Surrogates cannot be written as UTF-8 and come only out of JSON escapes.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_FIELDS = ("title", "abstract", "venue", "outcome", "award", "url")


def without_controls(text: str) -> str:
    """The text without control characters and lone surrogates."""
    return _CONTROL.sub("", text)


def is_clean(text: str) -> bool:
    """Whether a text has no control characters."""
    return text.isprintable() or not _CONTROL.search(text)


def _texts(draft: Draft) -> Iterable[tuple[str, str]]:
    for field in _FIELDS:
        if value := getattr(draft, field):
            yield field, value
    for author in draft.authors:
        yield "authors", author.as_written
        yield "authors", author.source_id or ""


def _author(author: AuthorName) -> AuthorName:
    written, name = without_controls(author.as_written).strip(), without_controls(author.name).strip()
    return AuthorName(written, name, without_controls(author.source_id or "").strip() or None)


def clean(draft: Draft) -> Draft:
    """The draft without control characters, with a note for each field that had some."""
    found: dict[str, list[str]] = {}
    for field, text in _texts(draft):
        if not is_clean(text):
            found.setdefault(field, []).extend(_CONTROL.findall(text))
    if not found:
        return draft
    kept: dict[str, Any] = {f: without_controls(getattr(draft, f) or "").strip() or None for f in _FIELDS}
    authors = tuple(author for author in map(_author, draft.authors) if author.name)
    notes = tuple(
        f"control characters removed from {field}: {', '.join(f'U+{ord(c):04X}' for c in sorted(set(characters)))}"
        for field, characters in found.items()
    )
    kept["title"] = kept["title"] or ""
    return replace(draft, **kept, authors=authors, notes=draft.notes + notes)
