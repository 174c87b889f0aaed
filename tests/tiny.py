"""A small graph with one instance of everything, from values written by hand."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import chain

from pyoxigraph import Quad, RdfFormat, parse

from kg.model.identity import Judgement, Resolution, Verdict
from kg.model.listing import Fate, Ledger, LedgerEntry, Lines, Listing
from kg.model.measure import Measure
from kg.model.mention import Concept, ConceptLink, Extraction, Finder, Kind, Mention, Proposal, Role
from kg.model.record import AuthorName, Decision, Identifier, PaperRecord, ParsedListing, Presentation, WorkKind
from kg.model.work import Authorship, Conflict, Edition, Person, Series, Work
from kg.rdf import (
    Namespaces,
    Statement,
    describe_extraction,
    describe_graph,
    describe_listing,
    describe_measures,
    describe_resolution,
    shown_fields,
)
from kg.store import new_store, summarise

BASE = "https://example.org/kg/"
NAMES = Namespaces(BASE)
CNN = "https://w3id.org/paperkg/concept/method/convolutional-neural-network"
CNN_3D = "https://w3id.org/paperkg/concept/method/3d-convolutional-neural-network"

BERT, GLUE, GATES, ROWS = (
    f"work/{slug}" for slug in ("bert-00000001", "glue-00000002", "gates-00000003", "rows-00000004")
)
ANA, BO, CHLOE, DAN, DAN_2 = (f"person/{slug}" for slug in ("ana-01", "bo-02", "chloe-03", "dan-04", "dan-05"))

ABSTRACTS = {
    BERT: "GateNet, our new gating scheme, beats a CNN and a 3D CNN on GLUE by a little.",
    GLUE: 'We release GLUE+, a larger set;\n\nGateNet and CNN baselines "fail" on it.',
    GATES: "A convolutional neural network with GateNet layers is tested on GLUE+, not on MNIST.",
}


@cache
def tiny_lines() -> tuple[Statement, ...]:
    """Every statement of the graph, measures and its own description included."""
    lines = tuple(
        chain(
            *(describe_listing(parsed, shown_fields(resolution()), NAMES) for parsed in listings()),
            describe_resolution(resolution(), NAMES),
            describe_extraction(extraction(), NAMES),
            describe_measures(measures(), NAMES),
        )
    )
    return lines + tuple(describe_graph(summarise(new_store(None, quads_of(lines))), NAMES))


@cache
def tiny_quads() -> tuple[Quad, ...]:
    """Return the same as quads of the default graph."""
    return quads_of(tiny_lines())


def quads_of(statements: Iterable[Statement]) -> tuple[Quad, ...]:
    """Return statements as another parser reads them."""
    return tuple(parse("".join(statements), RdfFormat.N_TRIPLES))


def listings() -> tuple[ParsedListing, ...]:
    """Two listings: three records in the one, two in the other."""
    first = Listing("first-0000000000aa", "first list.txt", "a" * 64, "labelled-markdown", 30)
    second = Listing("second-0000000000bb", "=second.md", "b" * 64, "poster-session", 12)
    return (
        ParsedListing(
            first,
            (
                _record(
                    first, 1, "Gates for $x^2$ BERT", venue="ICLR 2021", year=2021, decision_as_written="Accept (Oral)"
                ),
                _record(first, 2, "GLUE+: A larger set", venue="Workshop on Everything", url="javascript:alert(1)"),
                _record(first, 3, "Gates at work", notes=("a control character was removed",)),
            ),
            Ledger(first.id, (LedgerEntry(Lines(1, 30), Fate.FURNITURE),)),
        ),
        ParsedListing(
            second,
            (_record(second, 1, "GLUE+: a larger set", award="best paper"), _record(second, 2, "Rows of nothing")),
            Ledger(second.id, (LedgerEntry(Lines(1, 12), Fate.FURNITURE),)),
        ),
    )


def _record(listing: Listing, number: int, title: str, **fields: object) -> PaperRecord:
    lines = Lines(number * 4 - 3, number * 4)
    author = (AuthorName("Ana Núñez*", "Ana Núñez"),)
    return PaperRecord(f"{listing.id}/{number}", listing.id, number, lines, title, author, **fields)  # type: ignore[arg-type]


def resolution() -> Resolution:
    """Four works, five people of whom two may be one, two venues."""
    first, second = (parsed.listing.id for parsed in listings())
    return Resolution(
        works=(
            Work(
                BERT,
                "Gates for $x^2$ BERT",
                "Gates for x² BERT",
                (
                    Authorship(BERT, 1, ANA, "Ana Núñez*", ("Lake College", "Hill Lab"), "0000-0000-0000-0001"),
                    Authorship(BERT, 2, BO, "Bo Li"),
                ),
                ABSTRACTS[BERT],
                "venue/iclr/2021",
                2021,
                Decision.ACCEPT,
                Presentation.ORAL,
                url="https://example.net/a b?q=<x>",
                records=(f"{first}/1",),
                identifiers=(Identifier("arxiv", "2101.99991"), Identifier("doi", "10.5555/a<b>")),
                keywords=("gates", "language models"),
                language="en",
                kind=WorkKind.CONFERENCE_PAPER,
            ),
            Work(
                GLUE,
                "GLUE+: A larger set",
                "GLUE+: A larger set",
                _team(GLUE, (ANA, "A. Núñez"), (BO, "Bo Li"), (CHLOE, "Chloé Roux")),
                ABSTRACTS[GLUE],
                "venue/workshop-on-everything",
                None,
                Decision.REJECT,
                award="Best paper",
                url="javascript:alert(1)",
                records=(f"{first}/2", f"{second}/1"),
                conflicts=(Conflict("title", "GLUE+: A larger set", f"{second}/1", "GLUE+: a larger set"),),
            ),
            Work(
                GATES,
                "Gates at work",
                "Gates at work",
                _team(GATES, (CHLOE, "Chloé Roux"), (DAN, "Dan Ek")),
                ABSTRACTS[GATES],
                "venue/iclr/2022",
                2022,
                Decision.ACCEPT,
                Presentation.POSTER,
                records=(f"{first}/3",),
            ),
            Work(ROWS, "Rows of nothing", "Rows of nothing", records=(f"{second}/2",), kind=WorkKind.FRONT_MATTER),
        ),
        persons=(
            Person(ANA, "Ana Núñez", ("A. Núñez",), ("https://orcid.org/0000-0000-0000-0001",), ("person/ana-00",)),
            Person(BO, "Bo Li"),
            Person(CHLOE, "Chloé Roux"),
            Person(DAN, "Dan Ek"),
            Person(DAN_2, "Dan Ek"),
        ),
        series=(
            Series("venue/iclr", "ICLR", "International Conference on Learning Representations"),
            Series("venue/workshop-on-everything", "Workshop on Everything", "Workshop on Everything", known=False),
        ),
        editions=(
            Edition("venue/iclr/2021", "venue/iclr", "ICLR 2021", 2021),
            Edition("venue/iclr/2022", "venue/iclr", "ICLR 2022", 2022),
            Edition("venue/workshop-on-everything", "venue/workshop-on-everything", "Workshop on Everything", None),
        ),
        judgements=(
            Judgement("person", DAN, DAN_2, "Dan Ek", "Dan Ek", Verdict.UNSURE, 0.5, ("the same name", "no co-author")),
            Judgement("person", ANA, BO, "Ana Núñez", "Bo Li", Verdict.DIFFERENT, 0.0, ("different names",)),
        ),
    )


def _team(work: str, *names: tuple[str, str]) -> tuple[Authorship, ...]:
    return tuple(Authorship(work, place, *name) for place, name in enumerate(names, start=1))


def extraction() -> Extraction:
    """A method that one work proposes and two others use, two of the vocabulary, three datasets."""
    concepts = (
        Concept("dataset/glue-plus", Kind.DATASET, "GLUE+", ("GLUE plus",), in_vocabulary=False),
        Concept("dataset/glue-x", Kind.DATASET, "GLUE", in_vocabulary=False),
        Concept("dataset/mnist-x", Kind.DATASET, "MNIST", in_vocabulary=False),
        Concept(CNN_3D, Kind.METHOD, "3D convolutional neural network", broader=(CNN,)),
        Concept(CNN, Kind.METHOD, "convolutional neural network"),
        Concept("method/gatenet", Kind.METHOD, "GateNet", in_vocabulary=False),
    )
    mentions = (
        _mention(BERT, "GateNet", "method/gatenet", Role.PROPOSES, Finder.PATTERN, 0.9),
        _mention(BERT, "CNN", CNN, Role.COMPARES, Finder.VOCABULARY, 1.0),
        _mention(BERT, "3D CNN", CNN_3D, Role.COMPARES, Finder.VOCABULARY, 1.0),
        _mention(BERT, "GLUE", "dataset/glue-x", Role.EVALUATES, Finder.MODEL, 0.4),
        _mention(GLUE, "GLUE+", "dataset/glue-plus", Role.INTRODUCES, Finder.PATTERN, 0.7),
        _mention(GLUE, "GateNet", "method/gatenet", Role.COMPARES, Finder.PATTERN, 1 / 3),
        _mention(GLUE, "CNN", CNN, Role.MENTIONS, Finder.ABBREVIATION, 0.8),
        _mention(GATES, "convolutional neural network", CNN, Role.USES, Finder.VOCABULARY, 1.0),
        _mention(GATES, "GateNet", "method/gatenet", Role.USES, Finder.PATTERN, 0.9),
        _mention(GATES, "GLUE+", "dataset/glue-plus", Role.EVALUATES, Finder.PATTERN, 0.9),
        _mention(GATES, "MNIST", "dataset/mnist-x", Role.MENTIONS, Finder.MODEL, 0.6),
    )
    links = [ConceptLink(each.work, each.concept, each.role, each.confidence) for each in sorted(mentions)]
    proposals = (
        Proposal("dataset/glue-plus", GLUE, (GATES,)),
        Proposal("method/gatenet", BERT, (GATES, GLUE)),
    )
    return Extraction(tuple(sorted(mentions)), concepts, tuple(links), proposals=proposals)


def _mention(work: str, words: str, concept: str, role: Role, finder: Finder, confidence: float) -> Mention:
    start = ABSTRACTS[work].index(words)
    return Mention(work, start, start + len(words), words, concept, role, finder, confidence)


def measures() -> tuple[Measure, ...]:
    """Every measure of every person who wrote with another, and of two concepts."""
    found = []
    for place, node in enumerate((ANA, BO, CHLOE, DAN, CNN, "method/gatenet"), start=1):
        graph = "concepts" if place > 4 else "coauthors"
        whole = {"degree": place, "weightedDegree": place + 1, "community": place % 2}
        shares = dict.fromkeys(("closeness", "eigenvector", "pageRank"), place / 7) | {"betweenness": (place - 1) / 7}
        found += [Measure(graph, node, name, value) for name, value in (whole | shares).items()]
    return tuple(sorted(found))
