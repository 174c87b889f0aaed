"""Drafts of a listing completed: text decoded, and every row of authors read by the notation of the listing."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model.listing import ListingHints
from kg.parsers.author_column import read_row, style_of
from kg.parsers.author_style import AuthorStyle
from kg.parsers.block import Block, Finding, Remark, with_authors
from kg.parsers.decoding import decode
from kg.parsers.name_order import Order


def complete(findings: Sequence[Finding], hints: ListingHints) -> tuple[list[Finding], list[Remark]]:
    """Return the findings with text decoded and all authors read, and remarks on how that was decided."""
    findings, remarks = decode(findings)
    cells = [f.draft.author_cell for f in findings if isinstance(f, Block) and f.draft and f.draft.author_cell]
    if not cells:
        return findings, remarks
    chosen = hints.authors or {}
    style = style_of(cells, chosen.get("separator"), chosen.get("order"))
    texts = [cell for cell in cells if isinstance(cell.written, str)]
    notable = style.order is not Order.GIVEN_FIRST or style.inverted or any(cell.tabular for cell in texts)
    remarks += [Remark(str(style))] if notable and texts else []
    return [_read(finding, style) for finding in findings], remarks


def _read(finding: Finding, style: AuthorStyle) -> Finding:
    if isinstance(finding, Remark) or finding.draft is None or finding.draft.author_cell is None:
        return finding
    row = read_row(finding.draft.author_cell, style)
    draft = with_authors(finding.draft, row.authors, row.notes)
    return Block(finding.start, finding.stop, draft, finding.reason, finding.rejected, finding.holes)
