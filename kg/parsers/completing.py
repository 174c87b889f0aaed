"""Completion of the drafts of a listing: decoding of their text, and parsing of their authors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import repeat

from kg.model.listing import ListingHints
from kg.parsers.author_column import AuthorRow, read_row, style_of, written_in
from kg.parsers.block import Block, Finding, Remark, with_authors
from kg.parsers.decoding import decode
from kg.parsers.name_order import Order


def complete(findings: Sequence[Finding], hints: ListingHints) -> tuple[list[Finding], list[Remark]]:
    """Return the findings with decoded text and parsed authors, and remarks on the detected encoding and notation."""
    findings, remarks = decode(findings)
    cells = [f.draft.author_cell for f in findings if isinstance(f, Block) and f.draft and f.draft.author_cell]
    if not cells:
        return findings, remarks
    chosen = hints.authors or {}
    rows = list(map(written_in, cells))
    style = style_of(rows, chosen.get("separator"), chosen.get("order"))
    texts = [cell for cell in cells if isinstance(cell.written, str)]
    notable = style.order is not Order.GIVEN_FIRST or style.inverted or any(cell.tabular for cell in texts)
    remarks += [Remark(str(style))] if notable and texts else []
    read = map(read_row, cells, rows, repeat(style))
    return [_with_row(finding, read) for finding in findings], remarks


def _with_row(finding: Finding, read: Iterator[AuthorRow]) -> Finding:
    """Return a finding with the authors of the next row of `read`, or unchanged if it has no author cell."""
    if isinstance(finding, Remark) or finding.draft is None or finding.draft.author_cell is None:
        return finding
    row = next(read)
    draft = with_authors(finding.draft, row.authors, row.notes)
    return Block(finding.start, finding.stop, draft, finding.reason, finding.rejected, finding.holes)
