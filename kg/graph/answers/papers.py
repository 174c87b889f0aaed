"""Papers related to a paper, with shared concepts and authors, and the lines that a paper was read from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.graph.answers.profiles import rarity
from kg.graph.answers.question import Answer, Values, listed, node
from kg.reporting import Facts
from kg.store import run

RELATED = ("work", "title", "year", "score", "shared", "authors")
SOURCES = ("file", "first_line", "last_line", "title")
_MOST_RELATED = 50


def related_papers(facts: Facts, values: Values) -> Answer:
    """Return the papers most related to a paper, with the methods, datasets and authors that both have."""
    work = str(values["work"])
    found = list(run(facts.answers.store, "related_works", {"work": work}).drain())
    note = f"the first {_MOST_RELATED} of {len(found):,} papers" if len(found) > _MOST_RELATED else ""
    return Answer(_related(facts, work, found[:_MOST_RELATED]), note)


def _related(facts: Facts, work: str, found: Sequence[Sequence[object]]) -> Iterator[tuple[object, ...]]:
    concepts, people = _members(facts, work)
    weight = rarity(facts)
    for other, _, _, score in found:
        theirs, team = _members(facts, str(other))
        paper = facts.papers[str(other)]
        shared = sorted(concepts & theirs, key=lambda each: (-weight[each], facts.labels[each], each))
        both = [name for person, name in facts.authors.get(str(other), ()) if person in people & team]
        yield (
            node(str(other)),
            paper.title,
            paper.year,
            score,
            listed([facts.labels[each] for each in shared], 4),
            listed(both, 4),
        )


def _members(facts: Facts, work: str) -> tuple[set[str], set[str]]:
    concepts = {concept for _, concept in facts.used_in.get(work, ())}
    return concepts, {person for person, _ in facts.authors.get(work, ())}


def sources(facts: Facts, values: Values) -> Answer:
    """Return the listings and lines that a paper was read from, with its title as written there."""
    return Answer(list(run(facts.answers.store, "sources_of_work", {"work": values["work"]}).drain()))
