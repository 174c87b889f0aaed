"""Sections of a report on venues and years, on trends, and on the adoption of proposed methods and datasets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kg.analysis import trends
from kg.model.record import DECISION_LABELS
from kg.model.report import (
    BarChart,
    Block,
    Cell,
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
from kg.reporting.proposals import Adoption, adoptions

ALPHA = 0.05
"""Significance level for adjusted p-values."""
_MAX_CHANGES = 10
_MAX_CURVES = 4
_MIN_PAPERS = 20
"""Minimum number of papers of a year whose shares are drawn in charts."""
_MAX_ADOPTED = 15
_YEARLY = NumberSource("concept_by_year", (("concept", "concept"),), derived=True)
_OF_CONCEPT = NumberSource("works_of_concept", (("concept", "concept"),))


def venues_section(facts: Facts) -> ReportSection:
    """Return the section with the numbers of papers by year, by venue and by decision."""
    return ReportSection("venues", "Venues and years", tuple(_venues(facts)))


def trends_section(facts: Facts) -> ReportSection:
    """Return the section on rising and declining concepts, and on proposed concepts that other papers adopted."""
    return ReportSection("trends", "Trends", tuple(_trends(facts)))


def _venues(facts: Facts) -> Iterator[Block]:
    years = sorted(facts.years.items())
    if years:
        yield BarChart("Papers by year", tuple((str(year), works) for year, works in years))
        source = NumberSource("works_by_year", (), "works", (("year", "year"),))
        rows = tuple(ReportRow((year, works), (("year", str(year)),)) for year, works in years)
        yield Table(
            "years",
            "Years",
            (ReportColumn("Year", ValueFormat.YEAR), ReportColumn("Papers", ValueFormat.COUNT, source, bar=True)),
            rows,
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


@once
def changes(facts: Facts) -> tuple[tuple[Trend, ...], tuple[Trend, ...]]:
    """Return the significantly rising and the significantly declining concepts, the strongest trends first.

    The field `concept` of a trend is an IRI.
    """
    found = [row for row in trends(_yearly(facts), facts.years) if row.adjusted < ALPHA]
    return tuple(r for r in found if r.odds > 1)[:_MAX_CHANGES], tuple(r for r in reversed(found) if r.odds < 1)[
        :_MAX_CHANGES
    ]


@once
def _yearly(facts: Facts) -> dict[str, Counter[int]]:
    found: dict[str, Counter[int]] = {}
    for concept, works in facts.works_of.items():
        found[concept] = Counter(year for work in works if (year := facts.papers[work].year))
    return found


def _trends(facts: Facts) -> Iterator[Block]:
    rising, declining = changes(facts)
    if rising or declining:
        yield Paragraph(
            (
                "These trends describe the papers of this graph; they describe the field only if the papers are a "
                f"representative sample of it. Only significant changes are listed (adjusted p below {ALPHA}).",
            )
        )
        curves = _curves(facts, (*rising[:_MAX_CURVES], *declining[:_MAX_CURVES]))
        if len(curves.years) > 1:
            yield curves
    yield _changes(facts, "rising", "Rising", rising)
    yield _changes(facts, "declining", "Declining", declining)
    table = _adopted(facts)
    if table.rows:
        yield Paragraph(
            (
                "Methods and datasets that a paper of the graph proposes, with the number of other papers that use "
                "each, compare with it or evaluate on it. The title or abstract of the proposer defines the name, and "
                "no older paper of the graph means the same by it; a paper outside the listings may be older.",
            )
        )
    yield table


def _curves(facts: Facts, selected: tuple[Trend, ...]) -> LineCharts:
    yearly = _yearly(facts)
    years = tuple(year for year, works in sorted(facts.years.items()) if works >= _MIN_PAPERS)
    curves = (
        (facts.labels[row.concept], tuple(yearly[row.concept][year] / facts.years[year] for year in years))
        for row in selected
    )
    return LineCharts(
        f"Share of each year's papers that name the method or dataset, for years with at least {_MIN_PAPERS} papers",
        years,
        tuple(curves),
    )


def _changes(facts: Facts, name: str, title: str, found: tuple[Trend, ...]) -> Table:
    works = NumberSource("concept_by_year", (("concept", "concept"),), "works")
    columns = (
        ReportColumn("Method or dataset"),
        ReportColumn("Papers", ValueFormat.COUNT, works),
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


def _adopted(facts: Facts) -> Table:
    columns = (
        ReportColumn("Method or dataset"),
        ReportColumn("First proposed in"),
        ReportColumn("First author"),
        ReportColumn("Year", ValueFormat.YEAR),
        ReportColumn("Other papers", ValueFormat.COUNT, NumberSource("adoptions", match=(("concept", "concept"),))),
        ReportColumn("First adopted in"),
    )
    rows = sorted(_adoptions(facts), key=lambda row: (-int(row.cells[4] or 0), str(row.cells[0]), row.keys))
    return Table("adopted", "Proposed and adopted", columns, tuple(rows[:_MAX_ADOPTED]))


def _adoptions(facts: Facts) -> Iterator[ReportRow]:
    for concept, adoption in adoptions(facts).items():
        if adoption.adopters:
            first, _ = adoption.adopters[0]
            cells = (*_first(facts, adoption), len(adoption.adopters), _cited(facts, first))
            yield ReportRow(cells, (("concept", concept),))


def _first(facts: Facts, adoption: Adoption) -> tuple[Cell, ...]:
    names = [name for _, name in facts.authors.get(adoption.proposer, ())]
    by = names[0] + (" et al." if len(names) > 1 else "") if names else ""
    paper = facts.papers[adoption.proposer]
    return facts.labels[adoption.concept], paper.title, by, paper.year


def _cited(facts: Facts, work: str) -> str:
    paper = facts.papers[work]
    return f"{paper.title} ({paper.year})" if paper.year else paper.title
