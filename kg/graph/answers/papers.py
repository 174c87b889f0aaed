"""Papers related to a paper, with shared concepts and authors, and the lines that a paper was read from."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice, takewhile

import numpy as np

from kg.graph.answers.profiles import rarity
from kg.graph.answers.question import Answer, Values, listed, node
from kg.graph.reviewers.paper_index import concept_features, paper_index, word_counts
from kg.model.text import fold
from kg.reporting import Facts
from kg.reporting.facts import once
from kg.store import run

RELATED = ("work", "title", "year", "score", "words", "shared", "authors")
SOURCES = ("file", "first_line", "last_line", "title")
_LEAST_SIMILARITY = 0.2
"""Similarity below which papers often have different subjects."""
_LEAST_OTHER_WORDS, _LEAST_WORDS = 0.09, 0.3
"""Similarity of words that suffices as the second signal: of those in no name of a shared concept, or of all words."""
_LEAST_WITHOUT_RAREST = 0.02
"""Similarity of these words without the one that contributes most: one common word is no common subject."""
_MOST_RELATED = 50
_MOST_NAMES = 4


def related_papers(facts: Facts, values: Values) -> Answer:
    """Return the papers most similar to a paper, with their authors.

    `words` and `shared` have the words, methods, datasets and authors that both have.

    The similarity is that of the choice of reviewers: the weighted mean of the cosines of words and of concepts. Papers
    that share only the words of a common method or dataset are left out, since their subjects are often different.
    """
    found = islice(supported_papers(facts, str(values["work"])), _MOST_RELATED)
    note = (
        f"at most {_MOST_RELATED} papers, with a similarity of at least {_LEAST_SIMILARITY} and common words beyond "
        "the names that they share; less similar papers can be related, too"
    )
    return Answer([_row(facts, str(values["work"]), other, score) for other, score in found], note)


def supported_papers(facts: Facts, work: str) -> Iterator[tuple[str, float]]:
    """Yield the papers with a similarity and a second signal that show a common subject, the most similar first."""
    near = takewhile(lambda each: each[1] >= _LEAST_SIMILARITY, similar_papers(facts, work))
    return (each for each in near if _has_second_signal(facts, work, each[0]))


def _has_second_signal(facts: Facts, work: str, other: str) -> bool:
    """Return True if two papers share many words, or words that belong to no method or dataset that both name."""
    (concepts, _), (theirs, _) = _members(facts, work), _members(facts, other)
    names = {word for concept in concepts & theirs for word in _words_of_concepts(facts).get(concept, ())}
    words = paper_index(facts).common_words(work, other)
    parts = [part for word, part in words.items() if word not in names]
    is_several = sum(parts) - max(parts, default=0) >= _LEAST_WITHOUT_RAREST
    return (sum(parts) >= _LEAST_OTHER_WORDS and is_several) or sum(words.values()) >= _LEAST_WORDS


@once
def _words_of_concepts(facts: Facts) -> dict[str, set[str]]:
    """Return the words in the names of each method and dataset."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, concepts in paper_index(facts).names.items():
        for concept in concepts:
            found[concept].update(word_counts("", name))
    return found


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
        ", ".join(_whole_words(facts, work, islice(paper_index(facts).common_words(work, other), _MOST_NAMES))),
        listed([*(facts.labels[each] for each in shared), *both], _MOST_NAMES),
        listed([name for _, name in facts.authors.get(other, ())], 3),
    )


def _whole_words(facts: Facts, work: str, stems: Iterable[str]) -> Iterator[str]:
    """Yield the words of a paper, the most frequent spelling first, for words that are compared without a plural s."""
    paper = facts.papers[work]
    written = Counter(re.findall(r"[^\W\d_]+", fold(f"{paper.title} {paper.abstract}")))
    for stem in stems:
        forms = [form for form in (stem, f"{stem}s") if form in written]
        yield max(forms, key=lambda form: (written[form], form), default=stem)


def _members(facts: Facts, work: str) -> tuple[set[str], set[str]]:
    concepts = {concept for _, concept in facts.used_in.get(work, ())}
    return concepts, {person for person, _ in facts.authors.get(work, ())}


def sources(facts: Facts, values: Values) -> Answer:
    """Return the listings and lines that a paper was read from, with its title as written there."""
    return Answer(list(run(facts.answers.store, "sources_of_work", {"work": values["work"]}).drain()))
