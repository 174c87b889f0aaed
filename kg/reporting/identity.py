"""Identity of authors: undecided pairs, shared names and spelling variants."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kg.model.report import (
    Block,
    InlineLink,
    NumberSource,
    Pairs,
    Paragraph,
    ReportColumn,
    ReportRow,
    ReportSection,
    Table,
    ValueFormat,
)
from kg.output import IDENTITY
from kg.reporting.facts import Facts
from kg.resolve import namesakes

_MAX_PAIRS = 50
_MAX_ROWS = 25
_KINDS = {"/person/": "author", "/work/": "paper", "/venue/": "venue"}
_REFERENCES = {"author": "author", "paper": "work", "venue": "venue"}
_SAME_NAME = (
    "Authors with the same name are merged only if there is enough evidence, such as common co-authors, the same "
    "affiliation or identifier, or a rare name. Some of the entries below may therefore be one author."
)


def identity_section(facts: Facts) -> ReportSection:
    """Return the section with the decisions on identity that a reader should review."""
    words = (
        "All merged pairs and all near misses, with their reasons, are in ",
        InlineLink(IDENTITY, IDENTITY),
        ". To correct a decision, write a file with your decisions and give its path as `decisions` in kg.toml. "
        "Scores range from 0 (different) to 1 (the same). For authors, the number after a reason is its "
        "contribution to the log odds.",
    )
    pairs, same_names, spellings = _pairs(facts), _namesakes(facts), _spellings(facts)
    filled: list[Block] = [table for table in (pairs, spellings) if table.rows]
    if same_names.rows:
        filled += [Paragraph((_SAME_NAME,)), same_names]
    return ReportSection("identity", "Identity", (Paragraph(words), *filled) if filled else ())


def _pairs(facts: Facts) -> Table:
    score = NumberSource("unsure_pairs", (), "score", (("left", "left"), ("right", "right"), ("reason", "reason")))
    columns = (
        ReportColumn("Kind"),
        ReportColumn("First", key="first"),
        ReportColumn("Second", key="second"),
        ReportColumn("Score", ValueFormat.NUMBER, score),
        ReportColumn("Reasons"),
    )
    return Table("unsure_pairs", "Possible duplicates, not merged", columns, tuple(_undecided(facts))[:_MAX_PAIRS])


def _undecided(facts: Facts) -> Iterator[ReportRow]:
    """Yield the undecided pairs that involve a paper or an author of the report, in descending order of score."""
    known = {*facts.papers, *facts.graphs["coauthors"].graph} if facts.answers.part else None
    reasons: dict[tuple[str, str, str, str, float], list[str]] = defaultdict(list)
    for *pair, reason in facts.answers.unrestricted_rows("unsure_pairs"):
        if known is None or known & {pair[0], pair[1]}:
            reasons[tuple(pair)].append(str(reason or ""))
    for (left, right, one, other, score), why in reasons.items():
        kind = next((word for mark, word in _KINDS.items() if mark in left), "")
        keys: Pairs = (("left", left), ("right", right), ("reason", why[0]))
        names = tuple(
            (f"{_REFERENCES.get(kind, kind)}:{end}", iri) for end, iri in (("first", left), ("second", right))
        )
        yield ReportRow((kind, one, other, score, "; ".join(filter(None, why))), (*keys, *names))


def _namesakes(facts: Facts) -> Table:
    people = facts.graphs["coauthors"].graph.nodes(data=True)
    found = namesakes(((node["label"], node["works"]) for _, node in people), _MAX_ROWS)
    columns = (
        ReportColumn("Name"),
        ReportColumn("Entries", ValueFormat.COUNT, NumberSource("authors", match=(("name", "name"),))),
        ReportColumn("Papers of each"),
    )
    rows = (
        ReportRow((each.name, len(each.works), ", ".join(map(str, each.works))), (("name", each.name),))
        for each in found
    )
    return Table("namesakes", "Names with several entries", columns, tuple(rows), is_folded=True)


def _spellings(facts: Facts) -> Table:
    works = facts.graphs["coauthors"].graph.nodes(data="works")
    others: dict[tuple[str, str], list[str]] = defaultdict(list)
    for person, name, other in facts.answers.unrestricted_rows("other_names"):
        if person in facts.graphs["coauthors"].graph:
            others[person, name].append(other)
    most = sorted(others, key=lambda who: (-len(others[who]), -works[who[0]], who[1], who[0]))[:_MAX_ROWS]
    columns = (
        ReportColumn("Name", key="author"),
        ReportColumn("Papers", ValueFormat.COUNT, NumberSource("works_of_author", (("author", "author"),))),
        ReportColumn("Spelling variants"),
    )
    rows = (ReportRow((who[1], works[who[0]], ", ".join(others[who])), (("author", who[0]),)) for who in most)
    return Table("spellings", "Authors with spelling variants", columns, tuple(rows), is_folded=True)
