"""Candidates: all sequences of words in an abstract that may name a concept."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kg.extract.abstract import Abstract
from kg.extract.chunks import HYPHENS
from kg.extract.sequence import LONGEST, POWERS, Tokens, tokens_of
from kg.extract.vocabulary import ConceptVocabulary
from kg.model.mention import Kind

_ADDRESS = re.compile(
    r"https?:\s*+//\S+|www\.\S+"
    r"|(?<![\w.-])[\w.-]*+(?:(?<=\w\.com)|(?<=\w\.org)|(?<=\w\.io)|(?<=\w\.edu)|(?<=\w\.net)|(?<=\w\.ai))/\S*"
)


@dataclass(frozen=True, slots=True)
class Candidates:
    """Sequences `first` to `last` (both inclusive) of the tokens of an abstract, with their keys.

    `groups` numbers equal keys. `known` classifies a sequence by the vocabulary: 1 a method, 2 a dataset, 3 an
    ambiguous method, 4 an ambiguous dataset, 0 not in the vocabulary.
    """

    tokens: Tokens
    first: NDArray[np.int32]
    last: NDArray[np.int32]
    keys: NDArray[np.uint64]
    groups: NDArray[np.int32]
    known: NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.first)


def candidates_of(abstract: Abstract, vocabulary: ConceptVocabulary) -> Candidates:
    """Return all sequences of up to LONGEST words in runs of content words, and all matches of the vocabulary."""
    tokens = _cut_at_dashes(abstract, _outside_addresses(abstract, tokens_of(abstract.words)))
    known = _known(abstract, tokens, vocabulary)
    spans = {(int(i), int(i) + size - 1): 0 for size in range(1, LONGEST + 1) for i in _starts(tokens, size)}
    spans.update(known)
    order = sorted(spans)
    first = np.array([start for start, _ in order], dtype=np.int32)
    last = np.array([end for _, end in order], dtype=np.int32)
    keys = _keys(tokens, first, last)
    groups = np.unique(keys, return_inverse=True)[1].astype(np.int32)
    return Candidates(tokens, first, last, keys, groups, np.array([spans[span] for span in order], dtype=np.int8))


def _outside_addresses(abstract: Abstract, tokens: Tokens) -> Tokens:
    """Return the tokens after removing those of web addresses from the runs of content words."""
    run = tokens.run.copy()
    starts = np.array(abstract.starts)[tokens.index]
    for address in _ADDRESS.finditer(abstract.text):
        run[(starts >= address.start()) & (starts < address.end())] = 0
    return replace(tokens, run=run)


def _cut_at_dashes(abstract: Abstract, tokens: Tokens) -> Tokens:
    """Return the tokens with a new run of content words after each dash, that is, each hyphen between blanks."""
    text = abstract.text
    dashes = [start for start, word in zip(abstract.starts, abstract.words, strict=True) if word in HYPHENS]
    spaced = [at for at in dashes if text[at - 1 : at].isspace() and text[at + 1 : at + 2].isspace()]
    if not spaced:
        return tokens
    passed = np.searchsorted(np.array(spaced), np.array(abstract.starts)[tokens.index])
    run = np.where(tokens.run > 0, tokens.run * (len(spaced) + 1) + passed, 0).astype(np.int32)
    return replace(tokens, run=run)


def _starts(tokens: Tokens, size: int) -> NDArray[np.int64]:
    if len(tokens.run) < size:
        return np.zeros(0, dtype=np.int64)
    return np.flatnonzero(tokens.within(size))


def _known(abstract: Abstract, tokens: Tokens, vocabulary: ConceptVocabulary) -> dict[tuple[int, int], int]:
    """Return the token ranges (both ends inclusive) that the vocabulary matches, including nested ones."""
    place = {int(index): i for i, index in enumerate(tokens.index)}
    found = {}
    for match in vocabulary.all_matches(abstract.words):
        if match.start in place and match.end - 1 in place:
            first = match.senses[0]
            dataset = first.entry.kind is Kind.DATASET
            found[place[match.start], place[match.end - 1]] = 1 + dataset + 2 * first.ambiguous
    return found


def _keys(tokens: Tokens, first: NDArray[np.int32], last: NDArray[np.int32]) -> NDArray[np.uint64]:
    """Return keys as in `Tokens.keys`, for sequences of different lengths."""
    terms = np.zeros(len(first), dtype=np.uint64)
    sizes = last - first
    for i in range(int(sizes.max(initial=0)) + 1):
        power = POWERS[i] if i < len(POWERS) else np.uint64(1)
        inner, final = sizes > i, sizes == i
        terms[inner] += tokens.hashes[first[inner] + i] * power
        terms[final] += tokens.singulars[first[final] + i] * power
    return terms
