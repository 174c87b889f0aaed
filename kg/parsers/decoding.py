"""Decoding of the text of drafts: HTML entities, tags, and UTF-8 decoded in another encoding ("Ã©" for "é")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from kg.model.record import AuthorName
from kg.parsers.block import AuthorCell, Block, Draft, Finding, Remark
from kg.parsers.markup import count_garbled, degarbled, plain_text, without_entities

_FIELDS = ("title", "abstract", "venue", "award")
# A text without these characters has no entities and no tags.
_SIGNS = re.compile(r"[&<]")
_REPAIRED = "UTF-8 that had been decoded in another encoding was repaired in {}"
_LEFT = (
    "some letters look like UTF-8 decoded in another encoding; they were left unchanged, because most accented letters"
    " of the listing are correct"
)


def decode(findings: Sequence[Finding]) -> tuple[list[Finding], list[Remark]]:
    """Return the findings with entities and tags decoded and garbled letters repaired, and remarks.

    If most accented letters of a listing are correct, garbled letters were already in its source; they are left
    unchanged, with a remark.
    """
    drafts = [finding.draft for finding in findings if isinstance(finding, Block) and finding.draft]
    counts = [count_garbled(text) for draft in drafts for text in _texts(draft) if not text.isascii()]
    garbled, right = sum(count[0] for count in counts), sum(count[1] for count in counts)
    repair = garbled > 0 and right <= 2 * garbled
    remarks = [Remark(_LEFT)] if garbled and not repair else []
    return [_decoded(finding, repair) for finding in findings], remarks


def _texts(draft: Draft) -> Iterator[str]:
    yield draft.title
    yield draft.abstract or ""
    if draft.author_cell:
        yield _joined(draft.author_cell)
    if draft.authors:
        yield "\n".join(author.as_written for author in draft.authors)


def _joined(cell: AuthorCell) -> str:
    return cell.written if isinstance(cell.written, str) else "\n".join(cell.written)


def _decoded(finding: Finding, repair: bool) -> Finding:
    if isinstance(finding, Remark) or finding.draft is None:
        return finding
    draft = _plain(finding.draft)
    draft = _repaired(draft) if repair else draft
    return finding if draft is finding.draft else finding._replace(draft=draft)


def _plain(draft: Draft) -> Draft:
    changed: dict[str, Any] = {}
    for field in _FIELDS:
        text = getattr(draft, field)
        if text and ("&" in text or "<" in text):
            plain = plain_text(text)
            changed[field] = plain if plain or field == "title" else None  # a text of tags alone is absent
    if draft.keywords and _SIGNS.search("".join(draft.keywords)):
        changed["keywords"] = tuple(map(plain_text, draft.keywords))
    if draft.author_cell and _SIGNS.search(_joined(draft.author_cell)):
        changed["author_cell"] = _each_name(draft.author_cell, without_entities)
    return draft._replace(**changed) if changed else draft


def _repaired(draft: Draft) -> Draft:
    changed: dict[str, Any] = {}
    for field in _FIELDS:
        text = getattr(draft, field)
        if text and not text.isascii() and (repaired := degarbled(text)) != text:
            changed[field] = repaired
    if draft.author_cell and (cell := _each_name(draft.author_cell, degarbled)) != draft.author_cell:
        changed["author_cell"] = cell
    if (authors := tuple(map(_repaired_name, draft.authors))) != draft.authors:
        changed["authors"] = authors
    if not changed:
        return draft
    fields = " and ".join(name.replace("author_cell", "authors") for name in changed)
    return draft._replace(**changed, notes=(*draft.notes, _REPAIRED.format(fields)))


def _repaired_name(author: AuthorName) -> AuthorName:
    if author.as_written.isascii():
        return author
    return replace(author, as_written=degarbled(author.as_written), name=degarbled(author.name))


def _each_name(cell: AuthorCell, change: Any) -> AuthorCell:
    if isinstance(cell.written, str):
        return cell._replace(written=change(cell.written))
    return cell._replace(written=tuple(map(change, cell.written)))
