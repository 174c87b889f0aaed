"""Answers to questions as tables in which each row ends with its evidence: a paper, and a sentence if there is one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.server.page_elements import Evidence, PageCell, PageLink
from kg.server.query_form import QueryResult

_EVIDENCE = ("title", "year", "role", "sentence")


def merge_evidence(result: QueryResult) -> QueryResult:
    """Return a result whose columns about the paper of each row are one column, the last one.

    It is returned unchanged if its rows are papers themselves, so that the columns about papers are the first ones.
    """
    places = {name: place for place, name in enumerate(result.columns) if name in _EVIDENCE}
    if not result.rows or "title" not in places or places["title"] == 0:
        return _merge_years(result)
    kept = [place for place in range(len(result.columns)) if place not in places.values()]
    columns = (*(result.columns[place] for place in kept), "evidence")
    rows = tuple((*(row[place] for place in kept), _evidence(places, row)) for row in result.rows)
    return _merge_years(replace(result, columns=columns, rows=rows))


def _evidence(places: dict[str, int], row: Sequence[PageCell]) -> PageCell:
    texts = {name: row[place] for name, place in places.items()}
    paper = texts["title"]
    if paper is None:
        return None
    link = paper if isinstance(paper, PageLink) else PageLink(str(paper), "")
    year, role, sentence = (str(texts.get(name) or "") for name in ("year", "role", "sentence"))
    return Evidence(link, year, role, sentence)


def _merge_years(result: QueryResult) -> QueryResult:
    """Return a result with the columns "first year" and "last year" as one column."""
    if "first year" not in result.columns or "last year" not in result.columns:
        return result
    first, last = result.columns.index("first year"), result.columns.index("last year")
    columns = tuple("years" if place == first else name for place, name in enumerate(result.columns) if place != last)
    rows = ((*row[:first], _years(row[first], row[last]), *row[first + 1 :]) for row in result.rows)
    return replace(result, columns=columns, rows=tuple((*row[:last], *row[last + 1 :]) for row in rows))


def _years(first: PageCell, last: PageCell) -> str:
    return str(first or "") if first == last else f"{first}–{last}"
