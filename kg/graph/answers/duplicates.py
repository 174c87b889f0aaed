"""Authors, papers, venues, methods and datasets that may be the same, with the reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

import networkx as nx

from kg.graph.answers.question import Answer, Values, cited, newest, node
from kg.graph.merge_candidates import MergeCandidate, candidates_of
from kg.model.errors import QueryError
from kg.reporting import Facts
from kg.reporting.facts import once
from kg.store import rows_of

DUPLICATES = (
    "kind", "score", "left", "left_name", "right", "right_name", "candidates", "reasons", "shared_coauthors",
    "shared_topics", "left_papers", "left_title", "right_papers", "right_title",
)  # fmt: skip
KINDS = ("all", "author", "paper", "venue", "concept")
_TOPICS = 3
_NOTE = (
    "one row for each group of candidates: its most probable pair, with the probability as score; the kinds take "
    "turns; numbers in parentheses are the log odds that a reason adds; `kg query possible_duplicates` has all pairs "
    "of authors, papers and venues, `kg concepts merge-candidates` those of concepts as a thesaurus"
)


def duplicates(facts: Facts, values: Values) -> Answer:
    """Return groups of authors, papers, venues or concepts that may be the same, each by its most probable pair.

    A group is connected by undecided pairs; `candidates` is its size. The most probable groups are first. Pairs of
    methods and datasets have no IRI, because a thesaurus refers to them by name.
    """
    kind = str(values["kind"])
    if kind not in KINDS:
        raise QueryError(f"kind must be one of {', '.join(KINDS)}, not {kind!r}")
    pairs = [pair for pair in _pairs(facts, kind) if kind in ("all", pair.kind)]
    rows = [row for _, row in sorted(_by_group(pairs), key=lambda found: found[0])]
    return Answer(_in_turn(rows) if kind == "all" else rows, _NOTE)


def _in_turn(rows: Iterable[Sequence[object]]) -> Iterator[Sequence[object]]:
    """Yield the first row of each kind, then the second ones, so that no kind comes only after hundreds of another."""
    by_kind: dict[object, list[Sequence[object]]] = {kind: [] for kind in KINDS[1:]}
    for row in rows:
        by_kind[row[0]].append(row)
    for turn in zip_longest(*by_kind.values()):
        yield from (row for row in turn if row)


@dataclass(frozen=True, slots=True)
class DuplicatePair:
    """Two authors, papers, venues or concepts that may be the same; `left` and `right` identify them.

    `evidence` has the number of shared co-authors and the shared methods and datasets, and `sides` for each of the two
    the number of papers and the newest one; missing values are None.
    """

    kind: str
    score: float
    left: str
    right: str
    names: tuple[str, str]
    reasons: str
    evidence: tuple[object, object] = (None, None)
    sides: tuple[object, ...] = (None,) * 4

    @property
    def place(self) -> tuple[object, ...]:
        """Sort key: the most probable pairs first."""
        return -self.score, self.kind, self.names, self.left, self.right


def _by_group(pairs: Iterable[DuplicatePair]) -> Iterator[tuple[tuple[object, ...], Sequence[object]]]:
    """Yield the most probable pair of each group of candidates: its sort key and its row."""
    best: dict[tuple[str, str, str], DuplicatePair] = {}
    graph: nx.Graph[tuple[str, str]] = nx.Graph()
    for pair in sorted(pairs, key=lambda pair: pair.place):
        graph.add_edge((pair.kind, pair.left), (pair.kind, pair.right))
        best.setdefault((pair.kind, pair.left, pair.right), pair)
    size = {node: len(group) for group in nx.connected_components(graph) for node in group}
    shown: set[tuple[str, str]] = set()
    for pair in best.values():
        if (pair.kind, pair.left) not in shown:
            shown |= nx.node_connected_component(graph, (pair.kind, pair.left))
            yield pair.place, _row(pair, size[pair.kind, pair.left])


def _row(pair: DuplicatePair, candidates: int) -> Sequence[object]:
    left, right = (None, None) if pair.kind == "concept" else (node(pair.left), node(pair.right))
    pair_of = (left, pair.names[0], right, pair.names[1])
    return (pair.kind, pair.score, *pair_of, candidates, pair.reasons, *pair.evidence, *pair.sides)


def _pairs(facts: Facts, kind: str) -> Iterator[DuplicatePair]:
    if kind != "concept":
        yield from _undecided(facts)
    if kind in ("all", "concept"):
        yield from _concepts(facts)


def _undecided(facts: Facts) -> Iterator[DuplicatePair]:
    papers = facts.works_by
    reasons: dict[tuple[object, ...], list[str]] = {}
    for left, right, left_name, right_name, score, reason in rows_of(facts.answers.store, "unsure_pairs"):
        reasons.setdefault((left, right, left_name, right_name, score), []).append(reason or "")
    for (left, right, left_name, right_name, score), given in reasons.items():
        kind = _kind(facts, papers, str(left))
        sides = (*_side(facts, str(left), papers), *_side(facts, str(right), papers))
        evidence = _shared(facts, papers, str(left), str(right)) if kind == "author" else (None, None)
        names, why = (str(left_name), str(right_name)), "; ".join(given)
        yield DuplicatePair(kind, float(str(score)), str(left), str(right), names, why, evidence, sides)


def _shared(facts: Facts, papers: Mapping[str, list[str]], left: str, right: str) -> tuple[object, object]:
    """Return the number of co-authors that two authors share, and their shared methods and datasets, the rarest first.

    Co-authors are counted by name, because theirs may be split too.
    """
    coauthors, topics = [], []
    for author in (left, right):
        works = papers.get(author, ())
        coauthors.append({name for work in works for person, name in facts.authors[work] if person != author})
        topics.append({concept for work in works for _, concept in facts.used_in.get(work, ())})
    both = sorted(set.intersection(*topics), key=lambda each: (len(facts.works_of[each]), facts.labels[each], each))
    return len(set.intersection(*coauthors)), ", ".join(facts.labels[each] for each in both[:_TOPICS]) or None


def _concepts(facts: Facts) -> Iterator[DuplicatePair]:
    for each in _candidates(facts):
        names, why = (each.label, each.replace_by), "; ".join(each.evidence)
        sides = (each.papers, None, each.papers_of_other, None)
        yield DuplicatePair("concept", each.probability, *names, names, why, sides=sides)


@once
def _candidates(facts: Facts) -> list[MergeCandidate]:
    """Return the pairs of methods and datasets that may be the same; they are computed once for each graph."""
    return candidates_of(facts.answers.store)


def _side(facts: Facts, iri: str, papers: Mapping[str, list[str]]) -> tuple[object, object]:
    works = newest(facts, papers.get(iri, ()))
    return len(works) or None, cited(facts, works[0]) if works else None


def _kind(facts: Facts, people: Mapping[str, list[str]], iri: str) -> str:
    return "paper" if iri in facts.papers else "author" if iri in people or "/person/" in iri else "venue"
