"""Sections of a report on venues and years, and on trends."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kg.analysis import trends
from kg.model.record import DECISION_LABELS
from kg.model.report import (
    BarChart,
    Block,
    LineCharts,
    NumberSource,
    Paragraph,
    ReportColumn,
    ReportRow,
    ReportSection,
    Table,
    ValueFormat,
)
from kg.model.trend import Trend
from kg.reporting.facts import Facts, once

ALPHA = 0.05
"""Significance level for adjusted p-values."""
_MAX_CHANGES = 10
_MAX_CURVES = 4
_MIN_PAPERS = 20
_MIN_SHARE = 0.02
"""Minimum size of a year in charts of shares: `_MIN_PAPERS` papers and this share of the papers of the largest year."""
_MAX_BARS = 60
"""Maximum distance between the first and the last year, in years, at which years without papers are drawn, too."""
_YEARLY = NumberSource("concept_by_edition", (("concept", "concept"),), derived=True)


def venues_section(facts: Facts) -> ReportSection:
    """Return the section with the numbers of papers by year, by venue and by decision."""
    return ReportSection("venues", "Venues and years", tuple(_venues(facts)))


def trends_section(facts: Facts) -> ReportSection:
    """Return the section on rising and declining methods and datasets."""
    return ReportSection("trends", "Trends", tuple(_trends(facts)))


def _venues(facts: Facts) -> Iterator[Block]:
    years = sorted(facts.years.items())
    if years:
        every = range(years[0][0], years[-1][0] + 1) if years[-1][0] - years[0][0] <= _MAX_BARS else facts.years
        yield BarChart("Papers by year", tuple((str(year), facts.years[year]) for year in sorted(every)))
        source = NumberSource("works_by_year", (), "works", (("year", "year"),))
        rows = tuple(ReportRow((year, works), (("year", str(year)),)) for year, works in years)
        yield Table(
            "years",
            "Years",
            (ReportColumn("Year", ValueFormat.YEAR), ReportColumn("Papers", ValueFormat.COUNT, source, bar=True)),
            rows,
            is_folded=True,
        )
    venues = [
        ReportRow((venue, works), (("series", series),)) for series, venue, works, _ in facts.answers.rows("venues")
    ]
    source = NumberSource("venues", (), "works", (("series", "series"),))
    yield Table(
        "venues",
        "Venues",
        (ReportColumn("Venue"), ReportColumn("Papers", ValueFormat.COUNT, source, bar=True)),
        tuple(venues),
    )
    yield _decisions(facts)


def _decisions(facts: Facts) -> Table:
    total: Counter[tuple[str, str]] = Counter()
    for _, _, decision, presentation, works in facts.answers.rows("decisions"):
        total[decision, presentation or ""] += works
    most = sorted(total, key=lambda kind: (-total[kind], kind))
    match = (("decision", "decision"), ("presentation", "presentation"))
    columns = (
        ReportColumn("Decision"),
        ReportColumn("Presentation"),
        ReportColumn("Papers", ValueFormat.COUNT, NumberSource("decisions", (), "works", match), bar=True),
    )
    rows = (
        ReportRow(
            (DECISION_LABELS.get(kind[0], kind[0]), kind[1], total[kind]),
            (("decision", kind[0]), ("presentation", kind[1])),
        )
        for kind in most
    )
    return Table("decisions", "Decisions and presentations", columns, tuple(rows))


@dataclass(frozen=True, slots=True)
class Changes:
    """Significantly rising and declining concepts, the strongest trends first; the field `concept` is an IRI.

    If `is_separable` is False, each venue has papers of one year only, and a trend cannot be told apart from a
    difference between venues.
    """

    rising: tuple[Trend, ...]
    declining: tuple[Trend, ...]
    is_separable: bool


@once
def changes(facts: Facts) -> Changes:
    """Return the significantly rising and declining concepts, within venues if a venue has papers of several years."""
    works = Counter((paper.venue, paper.year) for paper in facts.papers.values() if paper.year)
    years_of: dict[str, set[int]] = defaultdict(set)
    for venue, year in works:
        years_of[venue].add(year)
    is_separable = any(len(years) > 1 for venue, years in years_of.items() if venue)
    return Changes(*_trends_within(facts, by_venue=is_separable), is_separable)


def _trends_within(facts: Facts, *, by_venue: bool) -> tuple[tuple[Trend, ...], tuple[Trend, ...]]:
    papers = {work: paper for work, paper in facts.papers.items() if paper.year and (paper.venue or not by_venue)}
    cell = {work: (paper.venue if by_venue else "", paper.year or 0) for work, paper in papers.items()}
    counts = {c: Counter(cell[work] for work in works if work in cell) for c, works in facts.works_of.items()}
    found = [row for row in trends(counts, Counter(cell.values())) if row.adjusted < ALPHA]
    rising = tuple(row for row in found if row.odds > 1)
    declining = tuple(row for row in reversed(found) if row.odds < 1)
    return rising[:_MAX_CHANGES], declining[:_MAX_CHANGES]


@once
def _yearly(facts: Facts) -> dict[str, Counter[int]]:
    found: dict[str, Counter[int]] = {}
    for concept, works in facts.works_of.items():
        found[concept] = Counter(year for work in works if (year := facts.papers[work].year))
    return found


def _trends(facts: Facts) -> Iterator[Block]:
    found = changes(facts)
    if found.rising or found.declining:
        yield Paragraph((_SCOPE, _WITHIN if found.is_separable else _CONFOUNDED))
        curves = _curves(facts, (*found.rising[:_MAX_CURVES], *found.declining[:_MAX_CURVES]))
        if len(curves.years) > 1:
            yield curves
    yield _changes(facts, "rising", "Rising", found.rising)
    yield _changes(facts, "declining", "Declining", found.declining)


_SCOPE = (
    "These trends describe the papers of this graph; they describe the field only if the papers are a representative "
    f"sample of it. Only significant changes are listed (adjusted p below {ALPHA}). "
)
_WITHIN = (
    "Years are compared within venues, so a change in the number of papers of a venue does not cause a trend. "
    "The charts show all venues together."
)
_CONFOUNDED = (
    "Each venue has papers of one year only, so changes between years cannot be separated from differences between "
    "venues."
)


def _curves(facts: Facts, selected: tuple[Trend, ...]) -> LineCharts:
    """Return charts of all years from the first to the last; years with few papers have no share."""
    least = max(_MIN_PAPERS, math.ceil(_MIN_SHARE * max(facts.years.values(), default=0)))
    yearly, enough = _yearly(facts), [year for year, works in facts.years.items() if works >= least]
    years = tuple(range(min(enough), max(enough) + 1)) if enough else ()
    totals = tuple(facts.years[year] if year in enough else 0 for year in years)
    curves = ((facts.labels[row.concept], tuple(yearly[row.concept][year] for year in years)) for row in selected)
    return LineCharts(
        "Papers of each year that name the method or dataset, and their share of all papers of the year; years with "
        f"fewer than {least} papers have no value",
        years,
        totals,
        tuple(curves),
    )


def _changes(facts: Facts, name: str, title: str, found: tuple[Trend, ...]) -> Table:
    columns = (
        ReportColumn("Method or dataset", key="concept"),
        ReportColumn("Papers", ValueFormat.COUNT, _YEARLY),
        ReportColumn("Odds ratio per year", ValueFormat.TIMES, _YEARLY),
        ReportColumn("95 % CI low", ValueFormat.TIMES, _YEARLY),
        ReportColumn("95 % CI high", ValueFormat.TIMES, _YEARLY),
        ReportColumn("Adjusted p", ValueFormat.P_VALUE, _YEARLY),
    )
    rows = (
        ReportRow((facts.labels[r.concept], r.works, r.odds, r.low, r.high, r.adjusted), (("concept", r.concept),))
        for r in found
    )
    return Table(name, title, columns, tuple(rows))
