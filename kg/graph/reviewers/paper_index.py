"""Index of papers by their words, methods and datasets, for the similarity of a text to each paper."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
from pyoxigraph import Literal, NamedNode
from scipy.sparse import csr_array

from kg.graph.answers.profiles import rarity
from kg.model.text import fold
from kg.reporting import Facts
from kg.reporting.facts import once
from kg.store.lookup import expand

Features: TypeAlias = dict[str, float]
"""Weights of features: words, and concepts by IRI."""

_WORD = re.compile(r"[a-z][a-z0-9]+(?:-[a-z0-9]+)*")
_TOKEN = re.compile(r"\w[\w+.-]*\w\+*|\w")
_TITLE_FACTOR = 3
_MOST_COMMON = 0.1
"""Share of papers above which a word is ignored."""
_LEAST_PAPERS = 2
_CONCEPT_SHARE = 0.2
"""Part of the similarity that shared methods and datasets contribute; shared words contribute the rest."""
_MAX_TEXT = 20_000
_MAX_NAME_WORDS = 6
_BACKGROUND_FACTOR = 0.5
_NAMES = ("skos:prefLabel", "skos:altLabel", "kg:abbreviation")


@dataclass(frozen=True)
class PaperIndex:
    """Papers of a graph as vectors of unit length.

    Attributes
    ----------
    works
        IRIs of the papers.
    rows
        Row of each paper.
    places
        Column of each word and each concept.
    weights
        Rarity of each word.
    words, concepts
        Matrices of weights, with one row for each paper.
    names
        IRIs of concepts by name: as written for abbreviations, folded for all others.
    """

    works: Sequence[str]
    rows: Mapping[str, int]
    places: Mapping[str, int]
    weights: Mapping[str, float]
    words: csr_array
    concepts: csr_array
    names: Mapping[str, frozenset[str]]

    def similarities(self, title: str, abstract: str, concepts: Features) -> np.ndarray:
        """Return the similarity, from 0 to 1, of each paper to a text with these weighted concepts.

        It is the weighted mean of the cosine similarities of words and of concepts; for a text without concepts, that
        of words.
        """
        words = self._similarities(self.words, _weighted(word_counts(title, abstract), self.weights))
        known = {concept: weight for concept, weight in concepts.items() if concept in self.places}
        if not known:
            return words
        share = _CONCEPT_SHARE
        return (1 - share) * words + share * self._similarities(self.concepts, known)

    def _similarities(self, matrix: csr_array, features: Features) -> np.ndarray:
        vector = np.zeros(matrix.shape[1])
        for feature, weight in _unit(features).items():
            vector[self.places[feature]] = weight
        return np.asarray(matrix @ vector)

    def common_words(self, work: str, other: str) -> dict[str, float]:
        """Return the words that two papers share, with their contributions to the similarity, the largest first."""
        one, two = (self.words[[self.rows[each]]] for each in (work, other))
        products = one.multiply(two).tocoo()
        found = zip(products.coords[1].tolist(), products.data.round(10).tolist(), strict=True)
        return {self.vocabulary[place]: part for place, part in sorted(found, key=lambda each: (-each[1], each[0]))}

    @cached_property
    def vocabulary(self) -> Sequence[str]:
        """The words by column."""
        return list(self.weights)

    def similarity(self, works: Iterable[str], others: Iterable[str]) -> float:
        """Return the cosine similarity of the words of two groups of papers."""
        one, other = (self.words[[self.rows[work] for work in group]].sum(axis=0) for group in (works, others))
        norm = float(np.sqrt((one @ one) * (other @ other)))
        return float(one @ other) / norm if norm else 0.0

    def concepts_in(self, text: str) -> set[str]:
        """Return the IRIs of the methods and datasets that a text names; an ambiguous name is ignored."""
        tokens = _TOKEN.findall(text[:_MAX_TEXT])
        found: set[str] = set()
        for start in range(len(tokens)):
            for end in range(start + 1, min(start + _MAX_NAME_WORDS, len(tokens)) + 1):
                name = " ".join(tokens[start:end])
                matches = self.names.get(name, frozenset()) | self.names.get(_key(name), frozenset())
                found |= matches if len(matches) == 1 else set()
        return found


def concept_features(facts: Facts, uses: Iterable[tuple[str, str]]) -> Features:
    """Return the weights of concepts with their roles: the rarity, halved for a concept that is only mentioned.

    A concept of a single paper links no two papers and is left out.
    """
    weight = rarity(facts)
    found: Features = {}
    for role, concept in uses:
        if len(facts.works_of[concept]) < _LEAST_PAPERS:
            continue
        factor = _BACKGROUND_FACTOR if role == "mentions" else 1.0
        found[concept] = max(found.get(concept, 0.0), factor * weight[concept])
    return found


def word_counts(title: str, abstract: str) -> Counter[str]:
    """Return the words of a title and an abstract with their frequencies; those of the title count three times.

    >>> word_counts("Sparse Gates", "A gate is sparse.")["gate"]
    4
    """
    counts = Counter(_words(abstract[:_MAX_TEXT]))
    for word in _words(title[:_MAX_TEXT]):
        counts[word] += _TITLE_FACTOR
    return counts


def _words(text: str) -> Iterator[str]:
    for word in _WORD.findall(fold(text)):
        if len(word) > 2:
            yield word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


@once
def paper_index(facts: Facts) -> PaperIndex:
    """Return the index of all papers of a graph; it is built once for each graph."""
    works = sorted(facts.papers)
    counts = [word_counts(facts.papers[work].title, facts.papers[work].abstract) for work in works]
    frequency = Counter(word for each in counts for word in each)
    most = max(_MOST_COMMON * len(works), 2)
    weights = {word: math.log((1 + len(works)) / n) for word, n in sorted(frequency.items()) if 1 < n <= most}
    concepts = sorted(facts.works_of)
    places = {word: place for place, word in enumerate(weights)} | {each: n for n, each in enumerate(concepts)}
    return PaperIndex(
        works,
        {work: row for row, work in enumerate(works)},
        places,
        weights,
        _matrix([_weighted(each, weights) for each in counts], places, len(weights)),
        _matrix([concept_features(facts, facts.used_in.get(work, ())) for work in works], places, len(concepts)),
        _concept_names(facts),
    )


def _weighted(counts: Mapping[str, int], weights: Mapping[str, float]) -> Features:
    return {word: (1 + math.log(n)) * weights[word] for word, n in sorted(counts.items()) if word in weights}


def _matrix(rows: Sequence[Features], places: Mapping[str, int], width: int) -> csr_array:
    starts, columns, values = [0], [], []
    for row in rows:
        for feature, weight in _unit(row).items():
            columns.append(places[feature])
            values.append(weight)
        starts.append(len(columns))
    return csr_array((values, columns, starts), shape=(len(rows), width), dtype=float)


def _unit(features: Features) -> Features:
    norm = math.sqrt(sum(weight * weight for weight in features.values()))
    return {feature: weight / norm for feature, weight in features.items()} if norm else {}


def _concept_names(facts: Facts) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name in _NAMES:
        for quad in facts.answers.store.quads_for_pattern(None, expand(name), None, None):
            concept, label = quad.subject, quad.object
            if isinstance(concept, NamedNode) and isinstance(label, Literal) and concept.value in facts.labels:
                found.setdefault(_key(label.value), set()).add(concept.value)
    return {name: frozenset(iris) for name, iris in found.items()}


def _key(name: str) -> str:
    """Return a name as it is compared: an abbreviation as written, any other name folded."""
    if " " not in name and not name.islower() and not name[1:].islower():
        return name
    return fold(name)
