"""What a report is made from: the answers of named queries about its works, and what was read of the listings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, wraps
from itertools import chain
from typing import Any, TypeVar

from kg.analysis import measured, shared
from kg.model.analysis import MeasuredGraph
from kg.model.report import ListingSummary, Verbatim
from kg.output import AUTHOR_TABLE, CONCEPT_TABLE
from kg.store.parts import Answers

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Subject:
    """A graph that is reported on: the named queries for its links and measures, and the file of its table.

    `uses` gives each node of each work: (work, node, what is said of the node …). `key` is what a node is called as a
    parameter, `column` as a column of the measures.
    """

    uses: Callable[[Answers], Iterable[tuple[Any, ...]]]
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
    "coauthors": Subject(_authors, "coauthor_edges", "central_authors", "author", "person", AUTHOR_TABLE),
    "concepts": Subject(_concepts, "concept_edges", "central_concepts", "concept", "concept", CONCEPT_TABLE),
}


@dataclass(frozen=True, slots=True)
class Paper:
    """A work: its title, its abstract, when and where it appeared and what became of it; "" for what is not known."""

    title: str
    abstract: str
    venue: str
    year: int | None
    decision: str
    presentation: str


@dataclass(frozen=True, slots=True)
class Use:
    """A concept of a work in its role."""

    concept: str
    label: str
    kind: str
    role: str
    work: str


@dataclass(frozen=True)
class Facts:
    """All that is known of the works of a report; what takes time to gather is gathered once, when asked for.

    `graphs` are "coauthors" and "concepts" with their measures. `rejected` lines and `notices` are those of reading.
    """

    answers: Answers
    graphs: Mapping[str, MeasuredGraph]
    listings: Sequence[ListingSummary] = ()
    rejected: Sequence[Verbatim] = ()
    notices: Sequence[str] = ()
    kept: dict[Any, Any] = field(default_factory=dict)
    spans: dict[str, dict[str, tuple[int, int]]] = field(default_factory=dict)

    @cached_property
    def papers(self) -> dict[str, Paper]:
        """The works by IRI."""
        titles = {use[5]: str(use[4]) for use in self.answers.rows("links")}
        return {
            row[0]: Paper(
                titles.get(row[0], str(row[1])), row[2] or "", row[3] or "", row[4], row[5] or "", row[6] or ""
            )
            for row in self.answers.rows("full_works")
        }

    @cached_property
    def uses(self) -> list[Use]:
        """Every concept of every work, by concept."""
        rows = self.answers.rows("links")
        return [Use(concept, label, kind, role, work) for concept, label, kind, role, _, work in rows]

    @cached_property
    def labels(self) -> dict[str, str]:
        """The labels of concepts by IRI."""
        return {use.concept: use.label for use in self.uses}

    @cached_property
    def works_of(self) -> dict[str, list[str]]:
        """The works that name a concept, by its IRI, each once and in order."""
        found: dict[str, set[str]] = defaultdict(set)
        for use in self.uses:
            found[use.concept].add(use.work)
        return {concept: sorted(works) for concept, works in found.items()}

    @cached_property
    def used_in(self) -> dict[str, list[tuple[str, str]]]:
        """The role and the IRI of each concept of a work, by the concept's label."""
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for use in sorted(self.uses, key=lambda use: (use.label, use.concept)):
            found[use.work].append((use.role, use.concept))
        return found

    @cached_property
    def evaluated(self) -> dict[str, list[str]]:
        """The datasets that each work evaluates on."""
        found: dict[str, list[str]] = defaultdict(list)
        for use in self.uses:
            if use.role == "evaluates":
                found[use.work].append(use.concept)
        return found

    @cached_property
    def authors(self) -> dict[str, list[tuple[str, str]]]:
        """The authors (IRI, name) of each work, in their order."""
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for work, _, person, name, _ in self.answers.rows("authorships"):
            found[work].append((person, name))
        return found

    def span(self, work: str, concept: str) -> tuple[int, int] | None:
        """Where the abstract of a work first names a concept, by both IRIs: code points, the end not included.

        A report quotes few works, so each of these is asked for.
        """
        if work not in self.spans:
            rows = self.answers.whole("mentions_of_work", {"work": work})
            self.spans[work] = {row[-1]: (row[0], row[1]) for row in reversed(rows)}
        return self.spans[work].get(concept)

    @cached_property
    def years(self) -> Counter[int]:
        """The number of works of each year."""
        return Counter(paper.year for paper in self.papers.values() if paper.year)


def once(make: Callable[[Facts], T]) -> Callable[[Facts], T]:
    """Return a function that computes its value once for each Facts, as several sections need the same value."""
    key = (make.__module__, make.__qualname__)

    @wraps(make)
    def remembered(facts: Facts) -> T:
        if key not in facts.kept:
            facts.kept[key] = make(facts)
        found: T = facts.kept[key]
        return found

    return remembered


def graph_of(answers: Answers, name: str) -> MeasuredGraph:
    """The graph of this name, one of GRAPHS, of the works of `answers`, with its measures.

    Its links are those of the query `edges`, counted here: others, too, ask whom and what each work names.
    """
    said: dict[str, Sequence[Any]] = {}
    named: dict[str, set[str]] = defaultdict(set)
    for work, node, *words in GRAPHS[name].uses(answers):
        said[node] = words
        named[work].add(node)
    works = Counter(chain.from_iterable(named.values()))
    return measured(name, [(node, *words, works[node]) for node, words in said.items()], [*shared(named.values())])


def graphs_of(answers: Answers) -> dict[str, MeasuredGraph]:
    """All graphs of the works of `answers`, with their measures."""
    return {name: graph_of(answers, name) for name in GRAPHS}
