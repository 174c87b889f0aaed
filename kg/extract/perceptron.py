"""A neural network with one hidden layer, in numpy: rows of features to probabilities of classes.

The implementation is our own because thinc, which is installed with spaCy, has the same accuracy but takes three times
as long to train (32,000 rows of 1,200 features: 9.1 s instead of 3.1 s) and twice as long to predict, and would need
another format of the saved networks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
Rows = NDArray[np.int64]
_PART, _HALF_PRECISION = 4096, 2.0**-10  # features of low variance may be rounded
Moments = list[tuple[Matrix, Matrix]]


@dataclass(frozen=True, slots=True)
class Perceptron:
    """Network on standardised features (minus `mean`, divided by `scale`): relu(x·w1 + b1)·w2 + b2, then softmax."""

    mean: Matrix
    scale: Matrix
    w1: Matrix
    b1: Matrix
    w2: Matrix
    b2: Matrix

    def scores(self, features: NDArray[np.floating]) -> Matrix:
        """Return the log probabilities, one row per row of features."""
        plain = self if self.is_folded else self.folded()
        hidden = np.maximum(features @ plain.w1 + plain.b1, 0)
        return _log_softmax(hidden @ self.w2 + self.b2)

    @property
    def is_folded(self) -> bool:
        """Return True if `mean` and `scale` are neutral because the weights contain them."""
        return not self.mean.any() and bool((self.scale == 1).all())

    def folded(self) -> Perceptron:
        """Return the same network with `mean` and `scale` merged into the weights, which saves a multiplication."""
        weights = self.w1 / self.scale[:, None]
        mean, scale = np.zeros_like(self.mean), np.ones_like(self.scale)
        return Perceptron(mean, scale, weights, self.b1 - self.mean @ weights, self.w2, self.b2)


@dataclass(frozen=True, slots=True)
class Plan:
    """Number of networks and training parameters: Adam with a falling learning rate, dropout and weight decay.

    `epochs` is raised if it would give fewer than `least` steps.
    """

    members: int = 1
    hidden: int = 128
    epochs: int = 8
    least: int = 60
    batch: int = 256
    rate: float = 0.001
    drop_input: float = 0.1
    drop_hidden: float = 0.4
    decay: float = 0.01
    seed: int = 0


def fit_without_groups(
    features: NDArray[np.floating], targets: NDArray[np.floating], groups: NDArray[np.integer], plan: Plan
) -> tuple[Perceptron, ...]:
    """Return `plan.members` networks; network k is trained on all rows except those of group k.

    They are trained together, since reading and scaling a batch takes as long as training one network on it. Targets
    are the probabilities of the classes; rows whose targets are all 0 have no effect on training. The same seed gives
    the same networks.
    """
    random, (mean, scale) = np.random.default_rng(plan.seed), _moments(features)
    weights = _first_weights(features.shape[1], targets.shape[1], plan, random)
    moments = [(np.zeros_like(w), np.zeros_like(w)) for w in weights]
    one_epoch = 1 + (len(features) - 1) // plan.batch
    epochs = max(plan.epochs, 1 + (plan.least - 1) // one_epoch)
    steps = epochs * one_epoch
    for step, rows in enumerate(_batches(len(features), epochs, plan.batch, random)):
        x = np.clip((features[rows].astype(np.float32) - mean) / scale, -8, 8)
        wanted = np.repeat(targets[rows].astype(np.float32)[None], plan.members, axis=0)
        wanted *= (groups[rows] != np.arange(plan.members)[:, None])[..., None]
        gradients = _gradients(weights, x, wanted, plan, random)
        _adam(weights, gradients, moments, step, (plan.rate * (1 - step / steps), plan.decay))
    return tuple(Perceptron(mean, scale, *(weight[k] for weight in weights)) for k in range(plan.members))


def _first_weights(inputs: int, classes: int, plan: Plan, random: np.random.Generator) -> list[Matrix]:
    """Return random weights and zero offsets of both layers, by network."""
    layers = ((inputs, plan.hidden, 1.0), (plan.hidden, classes, 0.3))
    weights = []
    for rows, columns, factor in layers:
        weight = random.standard_normal((plan.members, rows, columns)) * np.sqrt(2 / rows) * factor
        weights += [weight.astype(np.float32), np.zeros((plan.members, columns), np.float32)]
    return weights


def _moments(features: NDArray[np.floating]) -> tuple[Matrix, Matrix]:
    """Return the mean of each feature and its standard deviation plus a small value, computed in batches of rows."""
    total = np.zeros((2, features.shape[1]))
    for start in range(0, len(features), _PART):
        part = features[start : start + _PART].astype(np.float64)
        total += part.sum(axis=0), (part * part).sum(axis=0)
    mean, square = total / len(features)
    scale = np.sqrt(np.maximum(square - mean * mean, 0)) + 1e-3 + abs(mean) * _HALF_PRECISION
    return mean.astype(np.float32), scale.astype(np.float32)


def _batches(rows: int, epochs: int, batch: int, random: np.random.Generator) -> Iterator[Rows]:
    for _ in range(epochs):
        order = random.permutation(rows)
        for start in range(0, rows, batch):
            yield np.sort(order[start : start + batch])


def _gradients(
    weights: list[Matrix], x: Matrix, targets: Matrix, plan: Plan, random: np.random.Generator
) -> list[Matrix]:
    w1, b1, w2, b2 = weights
    x = x * (random.random(x.shape, dtype=np.float32) >= plan.drop_input) / np.float32(1 - plan.drop_input)
    hidden = np.maximum(x @ w1 + b1[:, None], 0)
    keep = (random.random(hidden.shape, dtype=np.float32) >= plan.drop_hidden) / np.float32(1 - plan.drop_hidden)
    dropped = hidden * keep
    found = np.exp(_log_softmax(dropped @ w2 + b2[:, None])) * targets.sum(axis=2, keepdims=True)
    error = (found - targets) / np.float32(len(x))
    back = (error @ w2.transpose(0, 2, 1)) * keep * (hidden > 0)
    return [x.T @ back, back.sum(axis=1), dropped.transpose(0, 2, 1) @ error, error.sum(axis=1)]


def _adam(
    weights: list[Matrix], gradients: list[Matrix], moments: Moments, step: int, pace: tuple[float, float]
) -> None:
    rate, decay = pace
    for weight, gradient, (first, second) in zip(weights, gradients, moments, strict=True):
        first += 0.1 * (gradient - first)
        second += 0.001 * (gradient * gradient - second)
        update = (first / (1 - 0.9 ** (step + 1))) / (np.sqrt(second / (1 - 0.999 ** (step + 1))) + 1e-8)
        weight -= np.float32(rate) * (update + (decay * weight if weight.ndim > 2 else 0))


def _log_softmax(scores: Matrix) -> Matrix:
    scores = scores - scores.max(axis=-1, keepdims=True)
    return (scores - np.log(np.exp(scores).sum(axis=-1, keepdims=True))).astype(np.float32)
