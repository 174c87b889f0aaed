"""Who was taken for whom: pairs to decide on, names that several people bear, people of many spellings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kg.model.report import Ask, Block, Column, Form, Link, Pairs, Row, Section, Table, Text
from kg.output import IDENTITY
from kg.reporting.facts import Facts
from kg.resolve import namesakes

_DOUBTS = 50
_LEADERS = 25
_KINDS = {"/person/": "person", "/work/": "work", "/venue/": "venue"}


def identity_section(facts: Facts) -> Section:
    """Decisions about identity that are worth a look."""
    words = (
        "Every merge and every near miss, with its reasons, is in ",
        Link(IDENTITY, IDENTITY),
        ". A file of your own decisions overrides what is wrong. Scores go from 0 (different) to 1 (the same).",
    )
    tables = (_pairs(facts), _namesakes(facts), _spellings(facts))
    told: tuple[Block, ...] = tuple(table for table in tables if table.rows)
    return Section("identity", "Identity", (Text(words), *told) if told else ())


def _pairs(facts: Facts) -> Table:
    score = Ask("unsure_pairs", (), "score", (("left", "left"), ("right", "right"), ("reason", "reason")))
    columns = (
        Column("Kind"),
        Column("One"),
        Column("The other"),
        Column("Score", Form.NUMBER, score),
        Column("Because"),
    )
    return Table("unsure_pairs", "Pairs that may be one, kept apart", columns, tuple(_doubts(facts))[:_DOUBTS])


def _doubts(facts: Facts) -> Iterator[Row]:
    """The unsure pairs that a work or person of the report is in, those nearest to being one first."""
    known = {*facts.papers, *facts.graphs["coauthors"].graph} if facts.answers.part else None
    reasons: dict[tuple[str, str, str, str, float], list[str]] = defaultdict(list)
    for *pair, reason in facts.answers.whole("unsure_pairs"):
        if known is None or known & {pair[0], pair[1]}:
            reasons[tuple(pair)].append(str(reason or ""))
    for (left, right, one, other, score), why in reasons.items():
        kind = next((word for mark, word in _KINDS.items() if mark in left), "")
        keys: Pairs = (("left", left), ("right", right), ("reason", why[0]))
        yield Row((kind, one, other, score, "; ".join(filter(None, why))), keys)


def _namesakes(facts: Facts) -> Table:
    people = facts.graphs["coauthors"].graph.nodes(data=True)
    found = namesakes(((said["label"], said["works"]) for _, said in people), _LEADERS)
    columns = (
        Column("Name"),
        Column("People", Form.COUNT, Ask("authors", derived=True)),
        Column("Works of each"),
    )
    rows = (Row((each.name, len(each.works), ", ".join(map(str, each.works)))) for each in found)
    return Table("namesakes", "Names that several people bear", columns, tuple(rows))


def _spellings(facts: Facts) -> Table:
    works = facts.graphs["coauthors"].graph.nodes(data="works")
    others: dict[tuple[str, str], list[str]] = defaultdict(list)
    for person, name, other in facts.answers.whole("other_names"):
        if person in facts.graphs["coauthors"].graph:
            others[person, name].append(other)
    most = sorted(others, key=lambda who: (-len(others[who]), -works[who[0]], who[1], who[0]))[:_LEADERS]
    columns = (
        Column("Name"),
        Column("Works", Form.COUNT, Ask("works_of_author", (("author", "author"),))),
        Column("Also written"),
    )
    rows = (Row((who[1], works[who[0]], ", ".join(others[who])), (("author", who[0]),)) for who in most)
    return Table("spellings", "People written in several ways", columns, tuple(rows))
