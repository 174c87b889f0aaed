"""Authors, papers, venues, methods and datasets that may be the same, with the reasons."""

from __future__ import annotations

from collections.abc import Iterator

from kg.graph.answers.question import Answer, Values, cited, newest, node
from kg.graph.merge_candidates import MergeCandidate, candidates_of
from kg.model.errors import QueryError
from kg.reporting import Facts
from kg.reporting.facts import once
from kg.store import rows_of

DUPLICATES = (
    "kind", "left", "left_name", "left_papers", "left_title", "right", "right_name", "right_papers", "right_title",
    "score", "reasons",
)  # fmt: skip
KINDS = ("all", "author", "paper", "venue", "concept")


def duplicates(facts: Facts, values: Values) -> Answer:
    """Return pairs that may be the same, the most probable pairs of each kind first.

    Pairs of methods and datasets have no IRI, because a thesaurus refers to them by name.
    """
    kind = str(values["kind"])
    if kind not in KINDS:
        raise QueryError(f"kind must be one of {', '.join(KINDS)}, not {kind!r}")
    rows = [row for row in _undecided(facts) if kind in ("all", row[0])] if kind != "concept" else []
    if kind not in ("all", "concept"):
        return Answer(rows)
    return Answer([*rows, *_concepts(facts)], "`kg concepts merge-candidates` writes the concept pairs as a thesaurus")


def _undecided(facts: Facts) -> Iterator[tuple[object, ...]]:
    papers: dict[str, list[str]] = {}
    for work, team in facts.authors.items():
        for person, _ in team:
            papers.setdefault(person, []).append(work)
    reasons: dict[tuple[object, ...], list[str]] = {}
    for left, right, left_name, right_name, score, reason in rows_of(facts.answers.store, "unsure_pairs"):
        reasons.setdefault((left, right, left_name, right_name, score), []).append(reason or "")
    for (left, right, left_name, right_name, score), given in reasons.items():
        kind = _kind(facts, papers, str(left))
        one, other = (
            _side(facts, str(iri), str(name), papers) for iri, name in ((left, left_name), (right, right_name))
        )
        yield (kind, *one, *other, score, "; ".join(given))


def _concepts(facts: Facts) -> Iterator[tuple[object, ...]]:
    for each in _candidates(facts):
        one, other = (None, each.label, each.papers, None), (None, each.replace_by, each.papers_of_other, None)
        yield ("concept", *one, *other, each.probability, "; ".join(each.evidence))


@once
def _candidates(facts: Facts) -> list[MergeCandidate]:
    """Return the pairs of methods and datasets that may be the same; they are computed once for each graph."""
    return candidates_of(facts.answers.store)


def _side(facts: Facts, iri: str, name: str, papers: dict[str, list[str]]) -> tuple[object, ...]:
    works = newest(facts, papers.get(iri, ()))
    return node(iri), name, len(works) or None, cited(facts, works[0]) if works else None


def _kind(facts: Facts, people: dict[str, list[str]], iri: str) -> str:
    return "paper" if iri in facts.papers else "author" if iri in people or "/person/" in iri else "venue"
