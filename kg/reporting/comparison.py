"""Where two bodies of work differ, and what was accepted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from kg.analysis import acceptance, contrasts
from kg.model.report import (
    Ask,
    Block,
    Column,
    Figure,
    Form,
    Heading,
    Pairs,
    Row,
    Section,
    Spans,
    Table,
    Text,
    Words,
)
from kg.model.trend import Contrast
from kg.reporting.facts import Facts, once
from kg.reporting.trends import SURE

_TOLD = 10
_ACCEPTANCE = 25
_DECIDED = Ask("decided_of_concept", (("concept", "concept"),))


def comparison_section(facts: Facts) -> Section:
    """What sets the two largest venues apart (of one venue: its two largest years), and acceptance by concept."""
    return Section("comparison", "Comparison", (*_compared(facts), *_accepted(facts)))


@once
def sides(facts: Facts) -> tuple[str, dict[str, set[str]]]:
    """By what works are compared, "venue" or "year", and the works of the two largest groups of it."""
    for by in ("venue", "year"):
        groups: dict[str, set[str]] = defaultdict(set)
        for work, paper in facts.papers.items():
            if said := getattr(paper, by):
                groups[str(said)].add(work)
        most = sorted(groups, key=lambda name: (-len(groups[name]), name))[:2]
        if len(most) == 2:
            return by, {
                name: groups[name] for name in sorted(most, key=lambda name: (by == "year" and name, most.index(name)))
            }
    return "venue", {}


@once
def differences(facts: Facts) -> tuple[Contrast, ...]:
    """What sets the two sides apart, as far as it is sure; the concept of a contrast is an IRI."""
    _, groups = sides(facts)
    if len(groups) < 2:
        return ()
    counts = [Counter(c for c, works in facts.works_of.items() for work in works if work in g) for g in groups.values()]
    left, right = groups.values()
    sure = [row for row in contrasts(counts[0], counts[1], (len(left), len(right))) if row.adjusted < SURE]
    return tuple(sure if len(sure) <= 2 * _TOLD else sure[:_TOLD] + sure[-_TOLD:])


def _compared(facts: Facts) -> Iterator[Block]:
    by, groups = sides(facts)
    found = differences(facts)
    if len(groups) < 2:
        return
    left, right = groups
    yield Heading(f"{left} beside {right}")
    if not found:
        yield Text((f"No method or dataset sets the works of {left} and {right} surely apart.",))
        return
    yield Text(
        (
            *_size(by, left, groups),
            f" of the works read here are of {left}, ",
            *_size(by, right, groups),
            f" of {right}. A ratio above 1 says that naming the concept is more usual in {left}, one below 1 that it "
            f"is in {right}.",
        )
    )
    spans = tuple((facts.labels[row.concept], row.ratio, row.low, row.high) for row in found)
    yield Spans("Ratio of the odds with its 95 % interval", (f"more in {right}", f"more in {left}"), spans)
    yield _contrasts(facts, by, (left, right), found)


def _size(by: str, name: str, groups: dict[str, set[str]]) -> Words:
    query = "venues" if by == "venue" else "works_by_year"
    return (Figure(len(groups[name]), Ask(query, (), "works", ((by, by),)), ((by, name),)),)


def _contrasts(facts: Facts, by: str, names: tuple[str, str], found: tuple[Contrast, ...]) -> Table:
    query, asked = f"concept_by_{by}", (("concept", "concept"),)
    derived = Ask(query, asked, derived=True)
    columns = (
        Column("Method or dataset"),
        Column(f"In {names[0]}", Form.COUNT, Ask(query, asked, "works", ((by, "left"),))),
        Column("Share", Form.SHARE, derived),
        Column(f"In {names[1]}", Form.COUNT, Ask(query, asked, "works", ((by, "right"),))),
        Column("Share", Form.SHARE, derived),
        Column("Ratio of odds", Form.TIMES, derived),
        Column("From", Form.TIMES, derived),
        Column("To", Form.TIMES, derived),
        Column("Adjusted p", Form.CHANCE, derived),
    )
    rows = (Row((facts.labels[row.concept], *_cells(row)), _keys(row, names)) for row in found)
    return Table("comparison", f"What sets {names[0]} and {names[1]} apart", columns, tuple(rows))


def _cells(row: Contrast) -> tuple[float, ...]:
    return row.left, row.left_share, row.right, row.right_share, row.ratio, row.low, row.high, row.adjusted


def _keys(row: Contrast, names: tuple[str, str]) -> Pairs:
    return ("concept", row.concept), ("left", names[0]), ("right", names[1])


def _accepted(facts: Facts) -> Iterator[Block]:
    open_ = {(p.venue, p.year) for p in facts.papers.values() if p.decision == "reject" and p.venue}
    decided: dict[str, list[bool]] = defaultdict(list)
    for concept, works in facts.works_of.items():
        papers = (facts.papers[work] for work in works)
        decided[concept] = [p.decision == "accept" for p in papers if p.decision and (p.venue, p.year) in open_]
    rows = acceptance({concept: (sum(found), len(found)) for concept, found in decided.items() if found})[:_ACCEPTANCE]
    if rows:
        yield Heading("Acceptance by method and dataset")
        yield Text((_NO_ADVICE,), warns=True)
        columns = (
            Column("Method or dataset"),
            Column("Decided", Form.COUNT, _DECIDED),
            Column("Accepted", Form.COUNT, Ask(_DECIDED.query, _DECIDED.params, match=(("decision", "=accept"),))),
            *(Column(title, Form.SHARE, Ask(_DECIDED.query, _DECIDED.params, derived=True)) for title in _SHARES),
        )
        cells = ((facts.labels[r.concept], r.decided, r.accepted, r.accepted / r.decided, r.low, r.high) for r in rows)
        keys = ((("concept", row.concept),) for row in rows)
        yield Table("acceptance", "Acceptance", columns, tuple(map(Row, cells, keys)))


_SHARES = ("Share", "From", "To")
_NO_ADVICE = (
    "This is no advice. That works which name a concept were accepted more or less often does not mean that naming it "
    "helps or harms: authors, topics and years differ in much else, the intervals are wide, and of many rows some are "
    "far from the rest by chance alone."
)
