"""Trained spaCy component: scores all candidates of an abstract and sets the selected ones as entities."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from kg.extract.abstract import Abstract, analyse
from kg.extract.calibration import Calibration
from kg.extract.candidates import Candidates, candidates_of
from kg.extract.decoding import choose
from kg.extract.features import Counts, Knowledge, WordVectors, features_of
from kg.extract.perceptron import Perceptron
from kg.extract.sequence import LONGEST, tokens_of
from kg.extract.termbase import load_termbase
from kg.extract.vocabulary import load_vocabulary

LABELS = ("", "METHOD", "DATASET")
DECISION = "decision.json"
CONFIDENCE, CANDIDATE_FEATURES = "concept_confidence", "candidate_features"
_CERTAIN = -0.05
_TABLES = ("terms", "heads", "starts")


@dataclass(frozen=True, slots=True)
class CandidateFeatures:
    """Candidates of an abstract and their features."""

    abstract: Abstract
    found: Candidates
    features: NDArray[np.float32]

    def of(self, tokens: Sequence[tuple[int, int]]) -> NDArray[np.float32]:
        """Return the mean features of the candidates with these token ranges, or zeros if there are none."""
        index = self.found.tokens.index
        spans = zip(index[self.found.first].tolist(), (index[self.found.last] + 1).tolist(), strict=True)
        wanted = set(tokens)
        rows = [row for row, span in enumerate(spans) if span in wanted]
        return self.features[rows].mean(axis=0) if rows else np.zeros(self.features.shape[1], dtype=np.float32)


@dataclass(frozen=True, slots=True)
class FinderState:
    """Result of training: statistics, an ensemble of networks, and the decision for methods and for datasets.

    `thresholds` are log odds, `calibration` turns log odds into probabilities.
    """

    knowledge: Knowledge
    networks: tuple[Perceptron, ...]
    thresholds: tuple[float, float]
    calibration: tuple[Calibration, Calibration] = (Calibration(), Calibration())


class ConceptFinder:
    """spaCy component that sets `doc.ents` (METHOD, DATASET) and their probabilities in `doc.user_data[CONFIDENCE]`."""

    def __init__(self, vocab: Vocab, state: FinderState | None = None) -> None:
        self.vocab = vocab
        self.state = state

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities of an abstract."""
        assert self.state is not None
        candidates = self.candidate_features(analyse(doc))
        found = candidates.found
        spans, confidence = [], {}
        scores = vote(self.state.networks, candidates.features)
        for choice in choose(candidates.abstract, found, scores, self.state.thresholds):
            start = int(found.tokens.index[found.first[choice.row]])
            end = int(found.tokens.index[found.last[choice.row]]) + 1
            spans.append(Span(doc, start, end, label=LABELS[choice.label]))
            confidence[start, end] = self.state.calibration[choice.label - 1].probability(choice.odds)
        doc.set_ents(spans)
        doc.user_data[CONFIDENCE] = confidence
        doc.user_data[CANDIDATE_FEATURES] = candidates
        return doc

    def candidate_features(self, abstract: Abstract) -> CandidateFeatures:
        """Return the candidates of an abstract with their features."""
        assert self.state is not None
        found = candidates_of(abstract, load_vocabulary())
        return CandidateFeatures(abstract, found, features_of(abstract, found, self.state.knowledge))

    def log_count(self, words: list[str]) -> float:
        """Return the binary logarithm of the frequency of a term in the background text."""
        assert self.state is not None
        tokens = tokens_of(words)
        if not 1 <= len(tokens.hashes) <= LONGEST:
            return 0.0
        row = self.state.knowledge.termbase.rows(tokens.keys(len(tokens.hashes)))[0]
        return float(np.log2(self.state.knowledge.termbase.counts[row])) if row >= 0 else 0.0

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the state into a folder."""
        assert self.state is not None
        Path(path).mkdir(parents=True, exist_ok=True)
        save_state(Path(path), self.state)

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> ConceptFinder:
        """Read the state that `to_disk` wrote."""
        self.state = load_state(Path(path))
        return self


@Language.factory("concept_finder")
def make_finder(nlp: Language, name: str) -> ConceptFinder:
    """Return the component; its state is set by training or read from disk."""
    return ConceptFinder(nlp.vocab)


def vote(networks: Sequence[Perceptron], features: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the mean log probabilities of the networks; for almost certain non-concepts, only those of the first."""
    scores = networks[0].scores(features)
    open_rows = np.flatnonzero(scores[:, 0] < _CERTAIN)
    if len(networks) > 1 and len(open_rows):
        others = [network.scores(features[open_rows]) for network in networks[1:]]
        scores[open_rows] = (scores[open_rows] + sum(others)) / len(networks)
    return scores


def save_state(path: Path, state: FinderState) -> None:
    """Write networks and word vectors with 16 and 8 bits per value, a few megabytes in total."""
    knowledge = state.knowledge
    knowledge.termbase.save(path / "terms.npz")
    np.savez_compressed(path / "words.npz", hashes=knowledge.words.hashes, vectors=knowledge.words.vectors)
    tables = {name: getattr(knowledge, name) for name in _TABLES}
    arrays = {f"{name}_{part}": getattr(table, part) for name, table in tables.items() for part in ("keys", "counts")}
    np.savez_compressed(path / "annotated.npz", common=knowledge.common, **arrays)
    save_networks(path / "networks.npz", state.networks)
    decision = {"thresholds": state.thresholds, "calibration": [[c.slope, c.offset] for c in state.calibration]}
    (path / DECISION).write_text(json.dumps(decision) + "\n", encoding="utf-8")


def load_knowledge(path: Path) -> Knowledge:
    """Return the statistics of the state that `save_state` wrote."""
    with np.load(path / "words.npz") as arrays:
        words = WordVectors(arrays["hashes"], arrays["vectors"])
    with np.load(path / "annotated.npz") as arrays:
        terms, heads, starts = (Counts(arrays[f"{name}_keys"], arrays[f"{name}_counts"]) for name in _TABLES)
        return Knowledge(load_termbase(path / "terms.npz"), words, terms, heads, starts, arrays["common"])


def load_state(path: Path) -> FinderState:
    """Return the state that `save_state` wrote."""
    decision = json.loads((path / DECISION).read_text(encoding="utf-8"))
    method, dataset = (Calibration(*values) for values in decision["calibration"])
    networks = load_networks(path / "networks.npz")
    return FinderState(load_knowledge(path), networks, tuple(decision["thresholds"]), (method, dataset))


def save_networks(path: Path, networks: Sequence[Perceptron], bias: float = 0.0) -> None:
    """Write networks in half precision, and a bias."""
    parts = ("mean", "scale", "w1", "b1", "w2", "b2")
    arrays = {
        f"{i}_{part}": getattr(network, part).astype(np.float16) for i, network in enumerate(networks) for part in parts
    }
    np.savez_compressed(path, bias=np.float32(bias), **arrays)


def load_networks(path: Path) -> tuple[Perceptron, ...]:
    """Return the networks that `save_networks` wrote."""
    with np.load(path) as arrays:
        count = sum(name.endswith("_mean") for name in arrays.files)
        parts = ("mean", "scale", "w1", "b1", "w2", "b2")
        networks = (Perceptron(*(arrays[f"{i}_{part}"].astype(np.float32) for part in parts)) for i in range(count))
        return tuple(network.folded() for network in networks)


__all__ = [
    "CANDIDATE_FEATURES",
    "CONFIDENCE",
    "CandidateFeatures",
    "ConceptFinder",
    "FinderState",
    "load_knowledge",
    "load_networks",
    "save_networks",
    "vote",
]
