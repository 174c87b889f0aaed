"""Comparison of the methods and datasets of two sets of papers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from pyoxigraph import Store

from kg.analysis import compare_groups
from kg.model.errors import QueryError
from kg.model.trend import Comparison, Contrast
from kg.reporting.trends import ALPHA
from kg.store import rows_of, venue_and_year
from kg.store.lookup import find_resource, label_of

_LEAST_PAPERS = 2
_MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class PaperSet:
    """A set of papers: its name, the venue in lower case, the year, and the papers; "" and None stand for all."""

    name: str
    venue: str
    year: int | None
    papers: frozenset[str]


@dataclass(frozen=True, slots=True)
class ComparedSets:
    """Two disjoint sets of papers, the stratum of each paper, what the strata are, and the comparison within them."""

    left: frozenset[str]
    right: frozenset[str]
    stratum_of: dict[str, str]
    strata: str
    found: Comparison


def compare(store: Store, left: str, right: str) -> tuple[Contrast, ...]:
    """Return the contrasts of methods and datasets in two sets of papers, in descending order of odds ratio.

    A set is given by a venue ("ICLR"), a year ("2021") or both ("ICLR 2021"). Venues are compared within years, and
    years within venues. Papers in both sets are left out; but if one set contains the other, the smaller set is
    compared with the rest of the larger one. A set compared with itself has no contrasts. Papers without an abstract
    are left out, because their methods and datasets are unknown. Raises QueryError for a set without papers, and for
    one without abstracts.
    """
    return compare_sets(store, left, right).found.rows


def compare_sets(store: Store, left: str, right: str) -> ComparedSets:
    """Return the comparison that `compare` makes, with the compared papers of each stratum."""
    rows = rows_of(store, "works")
    unread = frozenset(row[0] for row in rows_of(store, "works_without_abstract"))
    one, other = (_described(_paper_set(store, rows, name), unread) for name in (left, right))
    here, there = _apart(one.papers, other.papers)
    strata, reason = _strata(rows, one, other)
    if not here or not there:
        return ComparedSets(here, there, strata, reason, Comparison((), (), is_separable=True))
    found = compare_groups(here, there, strata, _works_of(store), _LEAST_PAPERS)
    verdicts = tuple(replace(row, verdict=_verdict(row, found, (left, right), reason)) for row in found.rows)
    return ComparedSets(here, there, strata, reason, replace(found, rows=verdicts))


def _apart(left: frozenset[str], right: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return two sets without papers in common; a set that contains the other loses the papers of the other."""
    if left < right:
        return left, right - left
    return left - right, (right if right < left else right - left)


def _strata(rows: Iterable[tuple[Any, ...]], one: PaperSet, other: PaperSet) -> tuple[dict[str, str], str]:
    """Return the stratum of each paper, and the name of the strata; none if the sets differ in venue and year."""
    if one.venue != other.venue and one.year != other.year:
        return {}, "venue and year"
    place, name = (2, "year") if one.venue != other.venue else (3, "venue")
    return {row[0]: str(row[place]) for row in rows if row[place]}, name


def _works_of(store: Store) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for _, label, _, _, _, work in rows_of(store, "links"):
        found[label].add(work)
    return found


def _verdict(row: Contrast, found: Comparison, names: tuple[str, str], reason: str) -> str:
    if row.adjusted >= ALPHA:
        return "no clear difference"
    if not found.is_separable:
        return f"not separable from the effect of the {reason}"
    return f"more frequent in {names[row.ratio < 1]}"


def _paper_set(store: Store, papers: list[tuple[Any, ...]], name: str) -> PaperSet:
    text = " ".join(name.split())
    venue, year = ("", int(text)) if _is_year(text) else venue_and_year(store, text)
    venue = _label(store, venue).casefold()
    found = frozenset(
        row[0]
        for row in papers
        if (not year or row[2] == year) and (not venue or " ".join(str(row[3]).split()).casefold() == venue)
    )
    if not found or not text:
        raise QueryError(f"no papers in {name!r}; {_known(papers)}")
    return PaperSet(name, venue, year, found)


def _described(papers: PaperSet, unread: frozenset[str]) -> PaperSet:
    """Return a set without the papers that have no abstract."""
    found = papers.papers - unread
    if not found:
        raise QueryError(f"the papers of {papers.name!r} have no abstracts, so their methods and datasets are unknown")
    return replace(papers, papers=found)


def _is_year(text: str) -> bool:
    return text.isdecimal() and len(text) == 4


def _label(store: Store, name: str) -> str:
    """Return the preferred name of the venue with this name, or the name itself if no venue has it."""
    try:
        return label_of(store, find_resource(store, "venue", name).node) or name
    except QueryError:
        return name


def _known(papers: list[tuple[Any, ...]]) -> str:
    venues = sorted({str(row[3]) for row in papers if row[3]})
    more = ", …" if len(venues) > _MOST_NAMED else ""
    return f"give a venue ({', '.join(venues[:_MOST_NAMED])}{more}), a year, or both"
