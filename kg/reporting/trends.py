"""Venues and years, what rises and fades, and who took up what others proposed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kg.analysis import trends
from kg.model.report import Ask, Bars, Block, Cell, Column, Curves, Form, Row, Section, Table, Text
from kg.model.trend import Trend
from kg.reporting.facts import Facts, once
from kg.reporting.proposals import makers, own_concepts
from kg.reporting.roles import by_role

SURE = 0.05
"""Adjusted p-values below this are told."""
_TOLD = 10
_CURVES = 4
_WORKS = 20
"""Of a year of fewer works no share is drawn."""
_TAKEN_UP = 15
_YEARLY = Ask("concept_by_year", (("concept", "concept"),), derived=True)
_OF_CONCEPT = Ask("works_of_concept", (("concept", "concept"),))


def venues_section(facts: Facts) -> Section:
    """How many works appeared when and where, and what became of them."""
    return Section("venues", "Venues and years", tuple(_venues(facts)))


def trends_section(facts: Facts) -> Section:
    """What rises, what fades, and what one paper proposed and others took up."""
    return Section("trends", "Trends", tuple(_trends(facts)))


def _venues(facts: Facts) -> Iterator[Block]:
    years = sorted(facts.years.items())
    if years:
        yield Bars("Works by year", tuple((str(year), works) for year, works in years))
        ask = Ask("works_by_year", (), "works", (("year", "year"),))
        rows = tuple(Row((year, works), (("year", str(year)),)) for year, works in years)
        yield Table("years", "Years", (Column("Year", Form.YEAR), Column("Works", Form.COUNT, ask, bar=True)), rows)
    venues = [Row((venue, works), (("series", series),)) for series, venue, works, _ in facts.answers.rows("venues")]
    ask = Ask("venues", (), "works", (("series", "series"),))
    yield Table("venues", "Venues", (Column("Venue"), Column("Works", Form.COUNT, ask, bar=True)), tuple(venues))
    yield _decisions(facts)


def _decisions(facts: Facts) -> Table:
    total: Counter[tuple[str, str]] = Counter()
    for _, _, decision, presentation, works in facts.answers.rows("decisions"):
        total[decision, presentation or ""] += works
    most = sorted(total, key=lambda kind: (-total[kind], kind))
    match = (("decision", "decision"), ("presentation", "presentation"))
    columns = (
        Column("Decision"),
        Column("Presentation"),
        Column("Works", Form.COUNT, Ask("decisions", (), "works", match), bar=True),
    )
    rows = (Row((*kind, total[kind]), (("decision", kind[0]), ("presentation", kind[1]))) for kind in most)
    return Table("decisions", "Decisions and presentations", columns, tuple(rows))


@once
def changes(facts: Facts) -> tuple[tuple[Trend, ...], tuple[Trend, ...]]:
    """What rises and what fades, as far as it is sure; the concept of a trend is an IRI."""
    found = [row for row in trends(_yearly(facts), facts.years) if row.adjusted < SURE]
    return tuple(r for r in found if r.odds > 1)[:_TOLD], tuple(r for r in reversed(found) if r.odds < 1)[:_TOLD]


@once
def _yearly(facts: Facts) -> dict[str, Counter[int]]:
    found: dict[str, Counter[int]] = {}
    for concept, works in facts.works_of.items():
        found[concept] = Counter(year for work in works if (year := facts.papers[work].year))
    return found


def _trends(facts: Facts) -> Iterator[Block]:
    rising, fading = changes(facts)
    if rising or fading:
        yield Text(
            (
                "What follows is true of the works read here, and tells of the field only as far as these are a fair "
                "sample of it. Of all concepts tested only those are named that chance alone would seldom make "
                f"(adjusted p below {SURE}).",
            )
        )
        curves = _curves(facts, (*rising[:_CURVES], *fading[:_CURVES]))
        if len(curves.years) > 1:
            yield curves
    yield _changes(facts, "rising", "Rising", rising)
    yield _changes(facts, "fading", "Fading", fading)
    table = _taken_up(facts)
    if table.rows:
        yield Text(
            (
                "Methods and datasets that no vocabulary knew beforehand: the first paper here that proposes or "
                "introduces one, and the papers by which it was taken up in the same year or later. Whether it is "
                "older than the listings they cannot say.",
            )
        )
    yield table


def _curves(facts: Facts, told: tuple[Trend, ...]) -> Curves:
    yearly = _yearly(facts)
    years = tuple(year for year, works in sorted(facts.years.items()) if works >= _WORKS)
    curves = (
        (facts.labels[row.concept], tuple(yearly[row.concept][year] / facts.years[year] for year in years))
        for row in told
    )
    return Curves(f"Share of the works of each year of {_WORKS} works or more that name it", years, tuple(curves))


def _changes(facts: Facts, name: str, title: str, found: tuple[Trend, ...]) -> Table:
    works = Ask("concept_by_year", (("concept", "concept"),), "works")
    columns = (
        Column("Method or dataset"),
        Column("Works", Form.COUNT, works),
        Column("Odds a year", Form.TIMES, _YEARLY),
        Column("From", Form.TIMES, _YEARLY),
        Column("To", Form.TIMES, _YEARLY),
        Column("Adjusted p", Form.CHANCE, _YEARLY),
    )
    rows = (
        Row((facts.labels[r.concept], r.works, r.odds, r.low, r.high, r.adjusted), (("concept", r.concept),))
        for r in found
    )
    return Table(name, title, columns, tuple(rows))


def _taken_up(facts: Facts) -> Table:
    columns = (
        Column("Method or dataset"),
        Column("First proposed in"),
        Column("By"),
        Column("Year", Form.YEAR),
        Column("Papers of others", Form.COUNT, Ask("works_of_concept", (("concept", "concept"),), derived=True)),
        Column("Taken up first by"),
    )
    rows = sorted(_adoptions(facts), key=lambda row: (-int(row.cells[4] or 0), str(row.cells[0]), row.keys))
    return Table("taken_up", "Proposed here, and taken up", columns, tuple(rows[:_TAKEN_UP]))


def _adoptions(facts: Facts) -> Iterator[Row]:
    for concept, works in own_concepts(facts).items():
        others = [work for work in works if work not in makers(by_role(facts)[concept])]
        if others:
            cells = (*_first(facts, concept, works[0]), len(others), _cited(facts, others[0]))
            yield Row(cells, (("concept", concept),))


def _first(facts: Facts, concept: str, work: str) -> tuple[Cell, ...]:
    names = [name for _, name in facts.authors.get(work, ())]
    by = names[0] + (" and others" if len(names) > 1 else "") if names else ""
    return facts.labels[concept], facts.papers[work].title, by, facts.papers[work].year


def _cited(facts: Facts, work: str) -> str:
    paper = facts.papers[work]
    return f"{paper.title} ({paper.year})" if paper.year else paper.title
