"""Comparison of the methods and datasets of two sets of papers."""

from __future__ import annotations

from collections import Counter
from typing import Any

from pyoxigraph import Store

from kg.analysis import contrasts
from kg.model.errors import QueryError
from kg.model.trend import Contrast
from kg.store import rows_of

_LEAST_PAPERS = 2
_MOST_NAMED = 8


def compare(store: Store, left: str, right: str) -> tuple[Contrast, ...]:
    """Return the frequencies of methods and datasets in two sets of papers, in descending order of odds ratio.

    A set is given by a venue ("ICLR"), a year ("2021") or both ("ICLR 2021"). Raises QueryError for a set without
    papers.
    """
    papers = rows_of(store, "works")
    sets = [_papers_of(papers, name) for name in (left, right)]
    uses = sorted({(label, work) for _, label, _, _, _, work in rows_of(store, "links")})
    counts = [Counter(label for label, work in uses if work in each) for each in sets]
    return contrasts(counts[0], counts[1], (len(sets[0]), len(sets[1])), least=_LEAST_PAPERS)


def _papers_of(papers: list[tuple[Any, ...]], name: str) -> set[str]:
    *words, last = name.split() or [""]
    year = int(last) if last.isdecimal() and len(last) == 4 else None
    venue = " ".join(words if year else [*words, last]).casefold()
    found = {
        row[0] for row in papers if (not year or row[2] == year) and (not venue or str(row[3]).casefold() == venue)
    }
    if not found or not name.strip():
        raise QueryError(f"no papers in {name!r}; {_known(papers)}")
    return found


def _known(papers: list[tuple[Any, ...]]) -> str:
    venues = sorted({str(row[3]) for row in papers if row[3]})
    more = ", …" if len(venues) > _MOST_NAMED else ""
    return f"give a venue ({', '.join(venues[:_MOST_NAMED])}{more}), a year, or both"
