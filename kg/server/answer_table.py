"""Arrangement of answers to questions for a page: columns that belong together are one, the evidence is the last."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from kg.server.page_elements import CellStack, Evidence, PageCell, PageLink
from kg.server.query_form import QueryResult

Merge = Callable[[Sequence[PageCell]], PageCell]


@dataclass(frozen=True, slots=True)
class MergedColumn:
    """Column that replaces others: its heading, their headings, the function for its cells, and whether it is last."""

    heading: str
    parts: tuple[str, ...]
    merge: Merge
    is_last: bool = False


def _evidence(cells: Sequence[PageCell]) -> PageCell:
    paper, *others = cells
    year, role, sentence, more = (str(each or "") for each in others)
    if paper is None:
        return None
    return Evidence(paper if isinstance(paper, PageLink) else PageLink(str(paper), ""), year, role, sentence, more)


def _period(cells: Sequence[PageCell]) -> PageCell:
    first, last = cells
    return str(first or "") if first == last else f"{first}–{last}"


def _interval(cells: Sequence[PageCell]) -> PageCell:
    ratio, low, high = cells
    return f"{ratio} ({low}–{high})"


def _stack(cells: Sequence[PageCell]) -> PageCell:
    name, papers, *others = cells
    count = f"{papers:,} {'paper' if papers == 1 else 'papers'}" if isinstance(papers, int) else ""
    return CellStack(tuple(each for each in (name, count, *others) if each and isinstance(each, (str, PageLink))))


def _group(cells: Sequence[PageCell]) -> PageCell:
    members, community, *papers = cells
    label = f"Co-author community around {community}" if community else ""
    return CellStack(tuple(each for each in (members, label, *papers) if each and isinstance(each, (str, PageLink))))


def _sides(cells: Sequence[PageCell]) -> PageCell:
    own, other = cells
    named = ("By the given author:", own, "By the other author:", other)
    return CellStack(tuple(each for each in named if each and isinstance(each, (str, PageLink))))


def _chain(cells: Sequence[PageCell]) -> PageCell:
    return CellStack(tuple(each for each in cells if each and isinstance(each, (str, PageLink))))


_MERGED = (
    MergedColumn("years", ("first year", "last year"), _period),
    MergedColumn("odds ratio per year (95 %)", ("odds ratio per year", "ci low", "ci high"), _interval),
    MergedColumn("odds ratio (95 %)", ("odds ratio", "ci low", "ci high"), _interval),
    MergedColumn("one group", ("group", "community", "title", "second title"), _group),
    MergedColumn("other group", ("other group", "other community", "other title", "other second title"), _group),
    MergedColumn("papers on the topic", ("own title", "title"), _sides),
    MergedColumn("linked through", ("through", "joint title", "link title"), _chain),
    MergedColumn("one", ("left name", "left papers", "left title"), _stack),
    MergedColumn("other", ("right name", "right papers", "right title"), _stack),
    MergedColumn("evidence", ("title", "year", "role", "sentence", "more"), _evidence, is_last=True),
)
_STATED = ("author", "papers", "other person", "other papers")
"""Columns that are left out beside a finding, which is a sentence with the same values."""
_OF_LAST_YEAR = ("last papers", "last share", "last known", "change", "adjusted p")
"""Columns that are left out if no row has a value, because the year before is not compared."""


def arrange(result: QueryResult) -> QueryResult:
    """Return a result whose columns are arranged for reading; downloads have all columns.

    Rows that are papers themselves keep the columns about the paper. Of the parts of the evidence, some may be missing.
    """
    if not result.rows:
        return result
    if "finding" in result.columns:
        result = _without(result, _STATED)
    result = _without(result, [name for name in _OF_LAST_YEAR if _is_empty(result, name)])
    for merged in _MERGED:
        if _applies(merged, result.columns):
            result = _merge(result, merged)
    return result


def _applies(merged: MergedColumn, columns: Sequence[str]) -> bool:
    if merged.is_last:
        return "title" in columns[1:]
    return all(part in columns for part in merged.parts)


def _merge(result: QueryResult, merged: MergedColumn) -> QueryResult:
    places = {part: result.columns.index(part) for part in merged.parts if part in result.columns}
    first = len(result.columns) if merged.is_last else min(places.values())
    kept = [place for place in range(len(result.columns)) if place not in places.values()]
    before, after = [place for place in kept if place < first], [place for place in kept if place > first]
    columns = (*(result.columns[n] for n in before), merged.heading, *(result.columns[n] for n in after))

    def convert(row: Sequence[PageCell]) -> tuple[PageCell, ...]:
        cell = merged.merge([row[places[part]] if part in places else None for part in merged.parts])
        return (*(row[n] for n in before), cell, *(row[n] for n in after))

    return replace(result, columns=columns, rows=tuple(map(convert, result.rows)))


def _is_empty(result: QueryResult, name: str) -> bool:
    return name in result.columns and all(row[result.columns.index(name)] is None for row in result.rows)


def _without(result: QueryResult, hidden: Sequence[str]) -> QueryResult:
    kept = [place for place, name in enumerate(result.columns) if name not in hidden]
    columns = tuple(result.columns[place] for place in kept)
    return replace(result, columns=columns, rows=tuple(tuple(row[place] for place in kept) for row in result.rows))
