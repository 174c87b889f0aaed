"""Patterns for terms outside the vocabulary: named proposals, noun phrases by their head, names of datasets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.chunks import HYPHENS, STOPS, chunks, is_word, trimmed
from kg.extract.wording import singular
from kg.model.mention import Kind

_METHOD_HEADS = frozenset(
    [
        "algorithm",
        "architecture",
        "attention",
        "autoencoder",
        "backbone",
        "backpropagation",
        "classifier",
        "clustering",
        "coding",
        "convolution",
        "decoder",
        "descent",
        "distillation",
        "embedding",
        "encoder",
        "ensemble",
        "estimator",
        "factorization",
        "factorisation",
        "filter",
        "forest",
        "gan",
        "kernel",
        "loss",
        "module",
        "network",
        "optimizer",
        "optimiser",
        "optimization",
        "optimisation",
        "pooling",
        "prior",
        "process",
        "propagation",
        "pruning",
        "quantization",
        "regression",
        "regularization",
        "regularisation",
        "regularizer",
        "relaxation",
        "sampler",
        "sampling",
        "sgd",
        "search",
        "solver",
        "transform",
        "transformer",
        "tree",
        "training",
        "tuning",
        "mechanism",
        "normalization",
        "normalisation",
        "policy",
        "iteration",
        "inference",
        "augmentation",
        "prompting",
        "decomposition",
        "approximation",
        "convolutional",
        "bandit",
        "flow",
        "machine",
        "layer",
    ]
)
_WEAK_HEADS = frozenset(["learning", "model", "framework"])
_DATASET_HEADS = frozenset(
    ["dataset", "datasets", "benchmark", "benchmarks", "corpus", "corpora", "testbed", "treebank", "simulator"]
)
_NAMING = frozenset(["called", "named", "termed", "dubbed", "namely", "coined", "abbreviated", "denoted"])
_PROPOSING = frozenset(
    [
        "propose",
        "proposes",
        "present",
        "presents",
        "introduce",
        "introduces",
        "develop",
        "develops",
        "design",
        "devise",
        "describe",
        "release",
        "create",
    ]
)
_GENERIC = frozenset(
    [
        "learning",
        "neural",
        "deep",
        "machine",
        "network",
        "model",
        "training",
        "data",
        "task",
        "baseline",
        "our",
        "proposed",
        "optimization",
        "feature",
        "framework",
        "method",
        "approach",
        "two-step",
        "multi",
        "end",
    ]
)


@dataclass(frozen=True, slots=True)
class PatternMatch:
    """A run of tokens that matches a pattern, with the precision of the pattern (0 to 1)."""

    start: int
    end: int
    kind: Kind
    confidence: float


def find_patterns(words: list[str], sentences: Sequence[tuple[int, int]]) -> Iterator[PatternMatch]:
    """Yield the matches of all patterns in the tokens of an abstract; matches may overlap."""
    for start, end in sentences:
        runs = list(chunks(words, start, end))
        for run in runs:
            yield from _named(words, run)
            yield from _by_head(words, run)
        yield from _datasets(words, runs)


def is_name(word: str) -> bool:
    """Return True for a word that looks coined: "DialogueCSP", "TS2Vec", "BERT", "word2vec"."""
    inner = sum(c.isupper() for c in word[1:])
    mixed = any(c.isdigit() for c in word) and any(c.isalpha() for c in word)
    return len(word) > 2 and (inner > 0 or mixed) and word[0].isalnum()


def _named(words: list[str], run: tuple[int, int]) -> Iterator[PatternMatch]:
    """Yield names in "called X" and "we propose X"."""
    start, end = run
    before = [word.lower() for word in words[max(0, start - 4) : start]]
    last = before[-1] if before else ""
    first = trimmed(words, start, end)
    if last in _NAMING and first < end and words[first][0].isupper():
        yield PatternMatch(first, end, Kind.METHOD, 0.8)
    elif _PROPOSING.intersection(before) and first < end and is_name(words[first]):
        stop = first + 1
        while stop + 1 < end and words[stop] in HYPHENS:
            stop += 2
        kind = Kind.DATASET if _DATASET_HEADS.intersection(w.lower() for w in words[stop : stop + 8]) else Kind.METHOD
        yield PatternMatch(first, stop, kind, 0.75)


def _by_head(words: list[str], run: tuple[int, int]) -> Iterator[PatternMatch]:
    """Yield noun phrases with a modifier whose head is a word for methods."""
    start, end = run
    for stop in range(start + 1, end + 1):
        head = singular(words[stop - 1].lower())
        last = stop == end or not is_word(words[stop])
        if not last or head not in _METHOD_HEADS | _WEAK_HEADS:
            continue
        first = max(trimmed(words, start, stop), stop - 5)
        while first < stop and not is_word(words[first]):
            first += 1
        modifiers = [word.lower() for word in words[first : stop - 1] if is_word(word)]
        if modifiers and not set(modifiers) <= _GENERIC:
            yield PatternMatch(first, stop, Kind.METHOD, 0.35 if head in _WEAK_HEADS else 0.55)


def _datasets(words: list[str], runs: Sequence[tuple[int, int]]) -> Iterator[PatternMatch]:
    """Yield capitalised names before "dataset", "benchmark" or "corpus", and the names listed with them."""
    for start, end in runs:
        heads = [i for i in range(start, end) if words[i].lower() in _DATASET_HEADS]
        if not heads or heads[0] == start:
            continue
        first = heads[0]
        while first > start and (
            words[first - 1][0].isupper() or words[first - 1] in HYPHENS or is_name(words[first - 1])
        ):
            first -= 1
        if first < heads[0] and is_word(words[first]):
            yield PatternMatch(first, heads[0], Kind.DATASET, 0.8)
            yield from _listed(words, first)


def _listed(words: list[str], before: int) -> Iterator[PatternMatch]:
    """Yield the names joined by "and" and commas to the one that starts at `before`: "A, B and C datasets"."""
    end = before
    while end > 1 and words[end - 1] in {"and", ",", "&", "or"}:
        end -= 1
        while end > 0 and words[end - 1] in {"and", ",", "&"}:
            end -= 1
        start = end
        while start > 0 and (words[start - 1][0].isupper() or words[start - 1] in HYPHENS or is_name(words[start - 1])):
            start -= 1
        if start == end or not is_word(words[start]) or words[start].lower() in STOPS:
            return
        yield PatternMatch(start, end, Kind.DATASET, 0.75)
        end = start
