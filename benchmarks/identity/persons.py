"""Tables of author matching: scores on complete corpora and on samples of papers, and the fitted weights."""

from __future__ import annotations

import random
from collections.abc import Hashable, Sequence

from benchmarks.identity.corpora import NAMES, KnownPapers, PersonIds, compare_papers, read_papers
from benchmarks.identity.training import (
    CORPUS_WEIGHTS,
    WITHOUT_LABELS,
    Vector,
    fit,
    fit_folds,
    held_out_odds,
    join,
    label,
    training_pairs,
)
from kg.resolve.comparison import ComparedPairs
from kg.resolve.evaluation import IdentityScores, score
from kg.resolve.weights import FEATURES, SET_BY_HAND, WEIGHTS

SAMPLE_SIZES = {100: 10, 500: 10, 2_000: 3}  # number of papers of a sample: number of samples

Known = dict[str, tuple[KnownPapers, ComparedPairs]]


def read_known() -> Known:
    """Return each corpus with its compared pairs, by name."""
    found = {}
    for name in NAMES:
        known = read_papers(name)
        found[name] = (known, compare_papers(known.papers))
    return found


def _fit_folds(corpora: Known) -> list[Vector]:
    return fit_folds(join([training_pairs(c, k.best, CORPUS_WEIGHTS[k.name]) for k, c in corpora.values()]))


def _score(ids: PersonIds, found: Sequence[Hashable]) -> IdentityScores:
    """Return the scores of the signatures whose ids are known."""
    kept = [place for place, identifier in enumerate(ids) if identifier is not None]
    return score([ids[place] for place in kept], [found[place] for place in kept])


def print_scores(corpora: Known) -> None:
    """Print the scores with the weights in use, with weights fitted on the other folds, and of merging by full name."""
    weights = _fit_folds(corpora)
    heads = ("B³ F1", "P", "R", "pair F1", "held out", "P", "R", "by name")
    print(f"{'corpus':<18}{'signatures':>11}" + "".join(f"{head:>10}" for head in heads))
    for known, compared in corpora.values():
        in_use, held_out = label(compared, compared.odds), label(compared, held_out_odds(compared, weights))
        names = [signature.key for signature in compared.signatures]
        for title, ids in known.golds():
            used, other, by_name = (_score(ids, found) for found in (in_use, held_out, names))
            figures = (used.b3_f1, used.b3_precision, used.b3_recall, used.pair_f1)
            figures += (other.b3_f1, other.b3_precision, other.b3_recall, by_name.b3_f1)
            print(f"{title:<18}{used.signatures:>11}" + "".join(f"{figure:>10.4f}" for figure in figures), flush=True)


def print_samples(corpora: Known) -> None:
    """Print B³ F1 on random samples of papers, with weights fitted on the other folds, and of merging by full name."""
    weights = _fit_folds(corpora)
    print(f"{'corpus':<18}{'papers':>8}{'samples':>9}{'B³ F1':>9}{'by name':>9}{'below':>7}{'worst':>9}")
    for known, _ in corpora.values():
        for size, rounds in SAMPLE_SIZES.items():
            if size < len(known.papers):
                _print_sample(known, size, [_sample(known, size, seed, weights) for seed in range(rounds)])


def _sample(known: KnownPapers, size: int, seed: int, weights: Sequence[Vector]) -> tuple[float, float]:
    chosen = sorted(random.Random(seed).sample(range(len(known.papers)), size))
    sample = known.sample(chosen)
    compared = compare_papers(sample.papers)
    found = label(compared, held_out_odds(compared, weights))
    by_name = [signature.key for signature in compared.signatures]
    return _score(sample.best, found).b3_f1, _score(sample.best, by_name).b3_f1


def _print_sample(known: KnownPapers, size: int, scores: Sequence[tuple[float, float]]) -> None:
    title = list(known.golds())[-1][0]
    ours, names = (sum(column) / len(scores) for column in zip(*scores, strict=True))
    lead = [one - other for one, other in scores]
    below = sum(each < -1e-9 for each in lead)
    figures = f"{ours:>9.4f}{names:>9.4f}{below:>7}{min(lead):>9.4f}"
    print(f"{title:<18}{size:>8}{len(scores):>9}{figures}", flush=True)


def print_weights(corpora: Known) -> None:
    """Print the fitted weights and the weights in use."""
    pairs = join([training_pairs(c, k.best, CORPUS_WEIGHTS[k.name]) for k, c in corpora.values()])
    for feature, value in zip(FEATURES, fit(pairs).tolist(), strict=True):
        note = "  set by hand" * (feature in SET_BY_HAND) + "  without labels" * (feature in WITHOUT_LABELS)
        print(f"{feature:<55}{value:>8.2f}   in use {WEIGHTS[feature]:>6.2f}{note}")
