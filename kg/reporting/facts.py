"""Input of a report: results of named queries on its papers, and summaries of the listings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, wraps
from itertools import chain
from typing import Any, TypeVar

from kg.analysis import measure_graph, shared_pairs
from kg.model.analysis import MeasuredGraph
from kg.model.report import ListingSummary, Verbatim
from kg.output import AUTHOR_TABLE, CONCEPT_TABLE
from kg.store.parts import Answers

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ReportedGraph:
    """Network in the report, with the named queries for its links and its measures.

    Attributes
    ----------
    incidences
        Function that yields a tuple (work, node, attributes of the node …) for each node of each work.
    edges
        Name of the query for links.
    central
        Name of the query for measures of nodes.
    key
        Name of the parameter for a node in queries about one node.
    column
        Name of the column with nodes in the query `central`.
    table
        Name of the CSV file with the measures of all nodes.
    """

    incidences: Callable[[Answers], Iterable[tuple[Any, ...]]]
    edges: str
    central: str
    key: str
    column: str
    table: str


def _authors(answers: Answers) -> Iterable[tuple[Any, ...]]:
    return ((work, person, name) for work, _, person, name, _ in answers.rows("authorships"))


def _concepts(answers: Answers) -> Iterable[tuple[Any, ...]]:
    return ((work, concept, label, kind) for concept, label, kind, _, _, work in answers.rows("links"))


GRAPHS = {
    "coauthors": ReportedGraph(_authors, "coauthor_edges", "central_authors", "author", "person", AUTHOR_TABLE),
    "concepts": ReportedGraph(_concepts, "concept_edges", "central_concepts", "concept", "concept", CONCEPT_TABLE),
}


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """Title, abstract, venue, year, decision, presentation and URL of a paper; unknown texts are ""."""

    title: str
    abstract: str
    venue: str
    year: int | None
    decision: str
    presentation: str
    page: str = ""

    @property
    def where(self) -> str:
        """Venue and year, as far as they are known."""
        return " ".join(str(value) for value in (self.venue, self.year) if value)


@dataclass(frozen=True, slots=True)
class ConceptUse:
    """Concept that a work names: IRI, label, kind, its role in the work, and the IRI of the work."""

    concept: str
    label: str
    kind: str
    role: str
    work: str


@dataclass(frozen=True)
class Facts:
    """Input of a report on the papers of `answers`; derived values are computed on first use.

    `graphs` has the networks "coauthors" and "concepts" with their measures. `listings`, `rejected` and `notices` come
    from parsing. `cached` and `known_mentions` are caches.
    """

    answers: Answers
    graphs: Mapping[str, MeasuredGraph]
    listings: Sequence[ListingSummary] = ()
    rejected: Sequence[Verbatim] = ()
    notices: Sequence[str] = ()
    cached: dict[Any, Any] = field(default_factory=dict)
    known_mentions: dict[str, dict[str, list[tuple[int, int, str, float]]]] = field(default_factory=dict)

    @cached_property
    def papers(self) -> dict[str, PaperFacts]:
        """Papers by IRI."""
        titles = {use[5]: str(use[4]) for use in self.answers.rows("links")}
        return {str(row[0]): _paper(titles.get(row[0], str(row[1])), row) for row in self.answers.rows("full_works")}

    @cached_property
    def uses(self) -> list[ConceptUse]:
        """All concepts of all works, sorted by concept."""
        rows = self.answers.rows("links")
        return [ConceptUse(concept, label, kind, role, work) for concept, label, kind, role, _, work in rows]

    @cached_property
    def labels(self) -> dict[str, str]:
        """Labels of concepts by IRI."""
        return {use.concept: use.label for use in self.uses}

    @cached_property
    def kinds(self) -> dict[str, str]:
        """Kinds of concepts, "method" or "dataset", by IRI."""
        return {use.concept: use.kind for use in self.uses}

    @cached_property
    def works_of(self) -> dict[str, list[str]]:
        """For the IRI of each concept, the IRIs of the works that name it, sorted."""
        found: dict[str, set[str]] = defaultdict(set)
        for use in self.uses:
            found[use.concept].add(use.work)
        return {concept: sorted(works) for concept, works in found.items()}

    @cached_property
    def used_in(self) -> dict[str, list[tuple[str, str]]]:
        """For the IRI of each work, the role and IRI of each concept that it names, sorted by label."""
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for use in sorted(self.uses, key=lambda use: (use.label, use.concept)):
            found[use.work].append((use.role, use.concept))
        return found

    @cached_property
    def evaluated(self) -> dict[str, list[str]]:
        """For the IRI of each work, the IRIs of the datasets that it evaluates on."""
        found: dict[str, list[str]] = defaultdict(list)
        for use in self.uses:
            if use.role == "evaluates":
                found[use.work].append(use.concept)
        return found

    @cached_property
    def authors(self) -> dict[str, list[tuple[str, str]]]:
        """For the IRI of each work, the IRI and name of each author, in the order of authors."""
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for work, _, person, name, _ in self.answers.rows("authorships"):
            found[work].append((person, name))
        return found

    def mentions(self, work: str, concept: str) -> list[tuple[int, int, str, float]]:
        """Return the mentions of a concept in an abstract: start and end in code points, role, and confidence.

        Mentions are queried one work at a time, since a report quotes only a few works.
        """
        if work not in self.known_mentions:
            found: dict[str, list[tuple[int, int, str, float]]] = defaultdict(list)
            for start, end, _, _, role, _, confidence, named in self.answers.unrestricted_rows(
                "mentions_of_work", {"work": work}
            ):
                found[named].append((start, end, role, float(confidence)))
            self.known_mentions[work] = dict(found)
        return self.known_mentions[work].get(concept, [])

    @cached_property
    def works_by(self) -> dict[str, list[str]]:
        """For the IRI of each author, the IRIs of the works, sorted."""
        found: dict[str, list[str]] = defaultdict(list)
        for work, _, person, _, _ in self.answers.rows("authorships"):
            found[person].append(work)
        return {person: sorted(set(works)) for person, works in found.items()}

    @cached_property
    def years(self) -> Counter[int]:
        """Number of papers of each year."""
        return Counter(paper.year for paper in self.papers.values() if paper.year)


def _paper(title: str, row: Sequence[Any]) -> PaperFacts:
    """Return the facts about a paper from its row in the result of the query `full_works`."""
    abstract, venue, decision, presentation, page = (str(row[place] or "") for place in (2, 3, 5, 6, 8))
    return PaperFacts(title, abstract, venue, row[4], decision, presentation, page)


def once(make: Callable[[Facts], T]) -> Callable[[Facts], T]:
    """Decorate a function of a Facts so that it computes its value only once for each Facts.

    Several sections of a report need the same values.
    """
    key = (make.__module__, make.__qualname__)

    @wraps(make)
    def cached(facts: Facts) -> T:
        if key not in facts.cached:
            facts.cached[key] = make(facts)
        found: T = facts.cached[key]
        return found

    return cached


def graph_of(answers: Answers, name: str) -> MeasuredGraph:
    """Return the network `name`, one of GRAPHS, of the works in query results, with its measures.

    The links equal the rows of the query `edges`. They are counted here from the nodes of each work, because other
    sections need these rows too. Nodes whose works are all left out of the network are omitted, because a degree
    of 0 would wrongly suggest that they have no neighbours.
    """
    attributes: dict[str, Sequence[Any]] = {}
    nodes_of: dict[str, set[str]] = defaultdict(set)
    for work, node, *values in GRAPHS[name].incidences(answers):
        attributes[node] = values
        nodes_of[work].add(node)
    works = Counter(chain.from_iterable(nodes_of.values()))
    for work, _, network, _ in answers.rows("papers_left_out"):
        if network == name:
            nodes_of.pop(work, None)
    present = set(chain.from_iterable(nodes_of.values()))
    nodes = [(node, *values, works[node]) for node, values in attributes.items() if node in present]
    return measure_graph(name, nodes, [*shared_pairs(nodes_of.values())])


def graphs_of(answers: Answers) -> dict[str, MeasuredGraph]:
    """Return all networks of the works in query results, with their measures."""
    return {name: graph_of(answers, name) for name in GRAPHS}
