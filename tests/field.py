"""A small invented field of research as a graph: papers of two venues, groups of authors, methods and datasets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import RdfFormat, Store, parse

from kg.model.identity import Judgement, Resolution, Verdict
from kg.model.mention import Concept, ConceptLink, Extraction, Finder, Kind, Mention, Proposal, Role
from kg.model.text import ascii_slug, fold
from kg.model.work import Authorship, Edition, Person, Series, Work
from kg.rdf import Namespaces, describe_extraction, describe_resolution
from kg.store import new_store

BASE = "https://example.org/kg/"
NAMES = Namespaces(BASE)


@dataclass(frozen=True)
class Paper:
    """A paper: concepts by name with their roles, each named in the abstract."""

    title: str
    year: int | None
    venue: str
    authors: Sequence[str]
    abstract: str = ""
    roles: dict[str, Role] = field(default_factory=dict)
    datasets: dict[str, Role] = field(default_factory=dict)


PAPERS = (
    Paper("Gate pruning finds sparse networks", 2019, "ICLR", ("Ada Abel", "Bo Berg"),
          "We propose gate pruning, which removes gates. Results on Digits show it. Thresholds of magnitude decide.",
          {"gate pruning": Role.PROPOSES}, {"Digits": Role.EVALUATES}),
    Paper("Sparse networks by gate pruning at scale", 2021, "ICLR", ("Bo Berg", "Cy Cole"),
          "We apply gate pruning to large sparse networks. We evaluate on Scenes. Thresholds of magnitude decide.",
          {"gate pruning": Role.USES}, {"Scenes": Role.EVALUATES}),
    Paper("A fast pruning baseline", 2021, "ICML", ("Dee Dorn", "Eve Ekman"),
          "Our pruning is faster than gate pruning. Experiments on Digits confirm this.",
          {"gate pruning": Role.COMPARES}, {"Digits": Role.EVALUATES}),
    Paper("Gate pruning for graphs", 2021, "ICML", ("Dee Dorn", "Fay Falk"),
          "We use gate pruning on graphs of sparse networks.", {"gate pruning": Role.USES}),
    Paper("Gate pruning without labels", 2021, "ICML", ("Eve Ekman", "Fay Falk"),
          "We use gate pruning on networks without labels.", {"gate pruning": Role.USES}),
    Paper("Pruning gates of recurrent networks", 2022, "ICLR", ("Cy Cole", "Gus Grau"),
          "We use gate pruning and tree search for recurrent networks.",
          {"gate pruning": Role.USES, "tree search": Role.USES}),
    Paper("Tree search with learned values", 2022, "ICLR", ("Gus Grau", "Hal Hirt"),
          "We propose tree search. It is tested on Games.", {"tree search": Role.PROPOSES}, {"Games": Role.EVALUATES}),
    Paper("Planning by tree search", 2022, "ICML", ("Ida Iven", "Jo Jung"),
          "We use tree search to plan.", {"tree search": Role.USES}),
    Paper("A survey of planning", None, "ICML", ("Jo Jung",), "Planning is old; tree search is one way.",
          {"tree search": Role.MENTIONS}),
)  # fmt: skip

QUESTION_PARAMS: Mapping[str, Mapping[str, object]] = {
    "people": {"concept": "gate pruning"},
    "datasets": {"concept": "gate pruning"},
    "trends": {},
    "reviewers": {"title": "Gate pruning for graphs", "years": 1},
    "comparisons": {"method": "gate pruning"},
    "collaborators": {"author": "Ada Abel"},
    "groups": {},
    "new": {"year": 2019},
    "duplicates": {"kind": "author"},
    "differences": {"left": "ICLR", "right": "ICML"},
    "tests": {"method": "gate pruning", "dataset": "Digits"},
    "paths": {"start": "Ada Abel", "end": "Hal Hirt"},
    "related": {"work": "Gate pruning for graphs"},
    "sources": {"work": "Gate pruning for graphs"},
    "programme": {"venue": "ICLR"},
}
"""Values of the parameters of each question that have an answer in the papers of the field."""


def person(name: str) -> str:
    """Return the IRI of an author."""
    return f"{BASE}person/{ascii_slug(fold(name))}"


def work(title: str) -> str:
    """Return the IRI of a paper."""
    return f"{BASE}work/{ascii_slug(fold(title))}"


def field_store(folder: Path | None = None, papers: Iterable[Paper] = PAPERS) -> Store:
    """Return a store with these papers, in a folder or in memory."""
    found = list(papers)
    lines = [*describe_resolution(resolution(found), NAMES), *describe_extraction(extraction(found), NAMES)]
    store = new_store(folder, tuple(parse("".join(lines), RdfFormat.N_TRIPLES)))
    if folder:
        store.flush()
    return store


def resolution(papers: Sequence[Paper]) -> Resolution:
    """Return works, authors, venues, and one pair of authors that may be the same."""
    works = tuple(
        Work(
            _id(work(paper.title)),
            paper.title,
            paper.title,
            tuple(
                Authorship(_id(work(paper.title)), place, _id(person(name)), name)
                for place, name in enumerate(paper.authors, start=1)
            ),
            paper.abstract or None,
            f"venue/{paper.venue.lower()}/{paper.year}",
            paper.year,
        )
        for paper in papers
    )
    names = sorted({name for paper in papers for name in paper.authors})
    venues = sorted({paper.venue for paper in papers})
    editions = sorted({(paper.venue, paper.year) for paper in papers}, key=str)
    pair = (_id(person(names[0])), _id(person(names[-1])), names[0], names[-1])
    return Resolution(
        works=works,
        persons=tuple(Person(_id(person(name)), name) for name in names),
        series=tuple(Series(f"venue/{each.lower()}", each, f"Conference {each}") for each in venues),
        editions=tuple(Edition(f"venue/{v.lower()}/{y}", f"venue/{v.lower()}", f"{v} {y}", y) for v, y in editions),
        judgements=(Judgement("person", *pair, Verdict.UNSURE, 0.5, ("similar names",)),) if len(names) > 1 else (),
    )


def extraction(papers: Sequence[Paper]) -> Extraction:
    """Return the methods and datasets, found where the abstracts name them; a proposer proposes for all others."""
    mentions = []
    users: dict[str, list[str]] = {}
    proposers: dict[str, str] = {}
    kinds: dict[str, Kind] = {}
    for paper in papers:
        for kind, roles in ((Kind.METHOD, paper.roles), (Kind.DATASET, paper.datasets)):
            for name, role in roles.items():
                kinds[name] = kind
                start = paper.abstract.lower().index(name.lower())
                words = paper.abstract[start : start + len(name)]
                place = (start, start + len(name), words)
                mentions.append(
                    Mention(_id(work(paper.title)), *place, concept_id(name, kind), role, Finder.PATTERN, 0.9)
                )
                if role is Role.PROPOSES:
                    proposers[name] = _id(work(paper.title))
                elif role is not Role.MENTIONS:
                    users.setdefault(name, []).append(_id(work(paper.title)))
    concepts = tuple(
        Concept(concept_id(name, kind), kind, name, in_vocabulary=False) for name, kind in sorted(kinds.items())
    )
    links = [ConceptLink(each.work, each.concept, each.role, each.confidence) for each in sorted(mentions)]
    proposals = tuple(
        Proposal(concept_id(name, kinds[name]), proposer, tuple(sorted(users.get(name, ()))))
        for name, proposer in sorted(proposers.items())
    )
    return Extraction(tuple(sorted(mentions)), concepts, tuple(links), proposals=proposals)


def concept_id(name: str, kind: Kind) -> str:
    return f"{kind}/{ascii_slug(fold(name))}"


def _id(iri: str) -> str:
    return iri.removeprefix(BASE)
