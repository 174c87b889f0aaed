"""Papers related to a paper, with shared concepts and authors, and the lines that a paper was read from."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from kg.graph.answers.profiles import rarity
from kg.graph.answers.question import Answer, Values, listed, node
from kg.graph.reviewers.paper_index import concept_features, paper_index
from kg.reporting import Facts
from kg.store import run

RELATED = ("work", "title", "year", "score", "words", "shared", "authors")
SOURCES = ("file", "first_line", "last_line", "title")
LEAST_SIMILARITY = 0.2
"""Similarity below which papers often have different subjects."""
_MOST_RELATED = 50
_MOST_NAMES = 4


def related_papers(facts: Facts, values: Values) -> Answer:
    """Return the papers most similar to a paper, with the words, methods, datasets and authors that both have.

    The similarity is that of the choice of reviewers: the weighted mean of the cosines of words and of concepts.
    """
    work = str(values["work"])
    found = [(other, score) for other, score in similar_papers(facts, work) if score >= LEAST_SIMILARITY]
    note = f"the first {_MOST_RELATED} of {len(found):,} papers" if len(found) > _MOST_RELATED else ""
    return Answer([_row(facts, work, other, score) for other, score in found[:_MOST_RELATED]], note)


def similar_papers(facts: Facts, work: str) -> Iterator[tuple[str, float]]:
    """Yield all other papers with their similarity to a paper, the most similar first."""
    index, paper = paper_index(facts), facts.papers[work]
    features = concept_features(facts, facts.used_in.get(work, ()))
    similarity = index.similarities(paper.title, paper.abstract, features).round(6)
    for place in map(int, np.argsort(-similarity, kind="stable")):
        if index.works[place] != work:
            yield index.works[place], float(similarity[place])


def _row(facts: Facts, work: str, other: str, score: float) -> tuple[object, ...]:
    (concepts, people), (theirs, team) = _members(facts, work), _members(facts, other)
    weight, paper = rarity(facts), facts.papers[other]
    shared = sorted(concepts & theirs, key=lambda each: (-weight[each], facts.labels[each], each))
    both = [name for person, name in facts.authors.get(other, ()) if person in people & team]
    return (
        node(other),
        paper.title,
        paper.year,
        round(score, 4),
        listed(paper_index(facts).common_words(work, other, _MOST_NAMES), _MOST_NAMES),
        listed([facts.labels[each] for each in shared], _MOST_NAMES),
        listed(both, _MOST_NAMES),
    )


def _members(facts: Facts, work: str) -> tuple[set[str], set[str]]:
    concepts = {concept for _, concept in facts.used_in.get(work, ())}
    return concepts, {person for person, _ in facts.authors.get(work, ())}


def sources(facts: Facts, values: Values) -> Answer:
    """Return the listings and lines that a paper was read from, with its title as written there."""
    return Answer(list(run(facts.answers.store, "sources_of_work", {"work": values["work"]}).drain()))
