"""Removal of control characters from the fields of papers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from kg.model.record import AuthorName, Identifier
from kg.parsers.block import Draft

# Control characters except tab and line feed, and surrogates, which JSON escapes can produce and UTF-8 cannot encode.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_FIELDS = ("title", "abstract", "venue", "outcome", "award", "url", "language")


def without_controls(text: str) -> str:
    """Return a text without control characters and lone surrogates."""
    return _CONTROL.sub("", text)


def is_clean(text: str) -> bool:
    """Return True if a text has no control characters and no surrogates."""
    return text.isprintable() or text.replace("\n", "").isprintable() or not _CONTROL.search(text)


def _joined(draft: Draft) -> str:
    """Return all texts of a draft as one text."""
    texts = [draft.title, draft.abstract, draft.venue, draft.outcome, draft.award, draft.url, draft.language]
    texts += draft.keywords
    texts += [identifier.value for identifier in draft.identifiers]
    for author in draft.authors:
        texts.append(author.as_written)
        if author.source_id or author.email or author.affiliations:
            texts += [author.source_id, author.email, *author.affiliations]
    return "".join(filter(None, texts))


def _texts(draft: Draft) -> Iterable[tuple[str, str]]:
    for field in _FIELDS:
        if value := getattr(draft, field):
            yield field, value
    for author in draft.authors:
        yield "authors", author.as_written
        for value in (author.source_id, author.email, *author.affiliations):
            if value:
                yield "authors", value
    for keyword in draft.keywords:
        yield "keywords", keyword
    for identifier in draft.identifiers:
        yield "identifiers", identifier.value


def _kept(text: str | None) -> str | None:
    return without_controls(text).strip() or None if text else None


def _each(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(kept for text in texts if (kept := _kept(text)))


def _author(author: AuthorName) -> AuthorName:
    return replace(
        author,
        as_written=_kept(author.as_written) or "",
        name=_kept(author.name) or "",
        source_id=_kept(author.source_id),
        affiliations=_each(author.affiliations),
        email=_kept(author.email),
    )


def clean(draft: Draft) -> Draft:
    """Return a draft without control characters, with a note for each field from which they were removed."""
    if is_clean(_joined(draft)):
        return draft
    found: dict[str, list[str]] = {}
    for field, text in _texts(draft):
        if not is_clean(text):
            found.setdefault(field, []).extend(_CONTROL.findall(text))
    kept: dict[str, Any] = {field: _kept(getattr(draft, field)) for field in _FIELDS}
    kept["title"] = kept["title"] or ""
    kept["authors"] = tuple(author for author in map(_author, draft.authors) if author.name)
    kept["keywords"] = _each(draft.keywords)
    kept["identifiers"] = tuple(Identifier(i.scheme, v) for i in draft.identifiers if (v := _kept(i.value)))
    notes = tuple(
        f"control characters removed from {field}: {', '.join(f'U+{ord(c):04X}' for c in sorted(set(characters)))}"
        for field, characters in found.items()
    )
    return draft._replace(**kept, notes=draft.notes + notes)
