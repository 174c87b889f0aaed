"""Choice of thresholds and calibration from the scores of abstracts that the networks were not trained on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.extract.calibration import Calibration, calibration_error, cross_fitted, fit_calibration
from kg.extract.decoding import choose
from kg.extract.evaluation import Score, score
from kg.extract.finder import LABELS
from kg.extract.finding import known_concepts, mentions_from
from kg.extract.linking import link_concepts
from kg.extract.loading import ExtractionTools
from kg.extract.spans import ConceptSpan
from kg.extract.tokens import blank_pipeline
from kg.extract.training_examples import UNCLEAR, TrainingExample
from kg.extract.vocabulary import load_vocabulary
from kg.model.mention import Finder, Kind, RawMention

GRID = tuple(step / 10 for step in range(-12, 7))
_KINDS = (Kind.METHOD, Kind.DATASET)
Scores = Sequence[NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class DetectionDecision:
    """Thresholds and calibrations of methods and datasets, with their cross-validated scores and calibration errors."""

    thresholds: tuple[float, float]
    calibration: tuple[Calibration, Calibration]
    scores: Mapping[Kind, Score]
    errors: Mapping[Kind, float]


def decide(examples: Sequence[TrainingExample], scores: Scores, log: Callable[[str], None]) -> DetectionDecision:
    """Return the thresholds with the best F1 by concept, and the calibrations at these thresholds.

    F1 is averaged over each threshold and its neighbours, because differences between neighbours are mostly noise.
    """
    tools = ExtractionTools(blank_pipeline(), load_vocabulary(), patterns=False, finder=None, roles=None)
    trials = {threshold: _trial(examples, scores, threshold, tools, log) for threshold in GRID}
    chosen = {kind: best_threshold([trials[threshold][kind].f1 for threshold in GRID]) for kind in _KINDS}
    thresholds = (chosen[Kind.METHOD], chosen[Kind.DATASET])
    calibration, errors = _calibrated(examples, scores, thresholds)
    log("expected calibration error: " + ", ".join(f"{kind} {error:.4f}" for kind, error in sorted(errors.items())))
    return DetectionDecision(thresholds, calibration, {kind: trials[chosen[kind]][kind] for kind in _KINDS}, errors)


def best_threshold(scores: Sequence[float]) -> float:
    """Return the threshold with the best mean of its score and those of the neighbours; of equal ones the lowest."""
    padded = np.pad(np.array(scores), 1, mode="edge")
    return GRID[int(np.argmax(np.round(padded[:-2] + padded[1:-1] + padded[2:], 9)))]


def _trial(
    examples: Sequence[TrainingExample],
    scores: Scores,
    threshold: float,
    tools: ExtractionTools,
    log: Callable[[str], None],
) -> Mapping[Kind, Score]:
    pairs = zip(examples, scores, strict=True)
    raw = [mention for example, rows in pairs for mention in found_by(example, rows, (threshold, threshold), tools)]
    concepts = score([example.gold for example in examples], raw, link_concepts(raw)).concepts
    results = (f"{kind} {s.precision:.3f} {s.recall:.3f} {s.f1:.4f}" for kind, s in sorted(concepts.items()))
    log(f"threshold {threshold:+.2f}: precision, recall, F1 of unseen abstracts: " + ", ".join(results))
    return concepts


def _calibrated(
    examples: Sequence[TrainingExample], scores: Scores, thresholds: tuple[float, float]
) -> tuple[tuple[Calibration, Calibration], dict[Kind, float]]:
    """Return the calibration of each kind, and its error with each half of the data calibrated on the other half."""
    chosen: dict[Kind, list[tuple[float, bool]]] = {kind: [] for kind in _KINDS}
    for example, rows in zip(examples, scores, strict=True):
        for choice in choose(example.abstract, example.found, rows, thresholds):
            label = int(example.labels[choice.row])
            if label != UNCLEAR:
                chosen[_KINDS[choice.label - 1]].append((choice.odds, label == choice.label))
    values = {kind: _columns(pairs) for kind, pairs in chosen.items()}
    method, dataset = (fit_calibration(*values[kind]) for kind in _KINDS)
    errors = {kind: calibration_error(cross_fitted(*values[kind]), values[kind][1]) for kind in _KINDS}
    return (method, dataset), errors


def _columns(pairs: Iterable[tuple[float, bool]]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    odds, right = zip(*pairs, strict=True) if pairs else ((), ())
    return np.array(odds, dtype=np.float64), np.array(right, dtype=bool)


def found_by(
    example: TrainingExample, scores: NDArray[np.float32], thresholds: tuple[float, float], tools: ExtractionTools
) -> list[RawMention]:
    """Return the mentions that the candidate scores select at the thresholds."""
    index, found, abstract = example.found.tokens.index, example.found, example.abstract
    named = []
    for choice in choose(abstract, found, scores, thresholds):
        tokens = int(index[found.first[choice.row]]), int(index[found.last[choice.row]]) + 1
        named.append((tokens, Kind(LABELS[choice.label].lower()), choice.odds))
    present = known_concepts(((abstract.surface(*tokens), kind) for tokens, kind, _ in named), tools.vocabulary)
    spans = []
    for tokens, kind, odds in named:
        sense = tools.vocabulary.sense(abstract.surface(*tokens), kind, present)
        concept = sense.entry.id if sense else ""
        spans.append(
            ConceptSpan(*abstract.characters(*tokens), kind, Finder.MODEL, Calibration().probability(odds), concept)
        )
    return mentions_from(example.gold.id, abstract, spans, tools)
