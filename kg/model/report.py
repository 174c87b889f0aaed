"""What the report of a build tells: values only, ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model.identity import Judgement
from kg.model.listing import Lines
from kg.model.measure import Community, Ranked
from kg.model.trend import Acceptance, Broker, Contrast, Trend


@dataclass(frozen=True, slots=True)
class ListingSummary:
    """What was read from one listing: its records, its lines by what became of them, and what its reader should know.

    `notices` are sentences, each with the lines it is about where there are any.
    """

    name: str
    format: str
    records: int
    record_lines: int
    furniture_lines: int
    blank_lines: int
    rejected_lines: int
    notices: tuple[tuple[str, Lines | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Rejection:
    """Lines of a listing that were not understood, verbatim."""

    listing: str
    lines: Lines
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are of something; `note` adds a few words."""

    label: str
    value: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class RoleCounts:
    """How many works use a concept in each role; `first` names works that propose or introduce it."""

    label: str
    kind: str
    counts: tuple[Count, ...]
    first: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spellings:
    """A person who is written in several ways: the name shown, the number of works, the other spellings."""

    name: str
    works: int
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Namesakes:
    """A name that several people bear: the number of works of each, most first."""

    name: str
    works: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Warned:
    """Something to be mended or kept in mind: what, of how many, and some of them."""

    message: str
    count: int
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeasureNote:
    """How a measure is defined, and the call of networkx that gives the same values."""

    name: str
    formula: str
    call: str


@dataclass(frozen=True, slots=True)
class ReportValues:
    """All that the report shows. A tuple that is empty leaves its section out, or says that there is nothing.

    `glance` counts what is in the graph. `authors`, `methods`, `datasets` are the most central first. `venues`,
    `years`, `decisions` count works. `judgements` are those about identity that are worth a look.
    `contrasts` set the two venues of `compared` apart, `rising` and `fading` are changes that chance seldom makes.
    """

    title: str
    listings: tuple[ListingSummary, ...]
    glance: tuple[Count, ...]
    authors: tuple[Ranked, ...] = ()
    methods: tuple[Ranked, ...] = ()
    datasets: tuple[Ranked, ...] = ()
    author_communities: tuple[Community, ...] = ()
    concept_communities: tuple[Community, ...] = ()
    venues: tuple[Count, ...] = ()
    years: tuple[Count, ...] = ()
    decisions: tuple[Count, ...] = ()
    roles: tuple[RoleCounts, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    spellings: tuple[Spellings, ...] = ()
    namesakes: tuple[Namesakes, ...] = ()
    warnings: tuple[Warned, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    measures: tuple[MeasureNote, ...] = ()
    notes: tuple[str, ...] = ()
    brokers: tuple[Broker, ...] = ()
    rising: tuple[Trend, ...] = ()
    fading: tuple[Trend, ...] = ()
    compared: tuple[str, ...] = ()
    contrasts: tuple[Contrast, ...] = ()
    acceptance: tuple[Acceptance, ...] = ()
