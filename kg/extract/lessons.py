"""Annotated abstracts as what a network learns from: features and labels of their candidates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.extract.background import Background
from kg.extract.candidates import Candidates, candidates_of
from kg.extract.features import Knowledge, count_labels, features_of
from kg.extract.gold import Annotated
from kg.extract.reading import Reading, read
from kg.extract.tokens import blank_pipeline
from kg.extract.vocabulary import load_vocabulary
from kg.model.mention import Kind

FOLDS = 5
_LABEL_OF = {Kind.METHOD: 1, Kind.DATASET: 2}


@dataclass(frozen=True, slots=True)
class Lesson:
    """An annotated abstract with its candidates and their labels (0 nothing, 1 a method, 2 a dataset)."""

    gold: Annotated
    reading: Reading
    found: Candidates
    labels: NDArray[np.int8]


def lessons_of(gold: Sequence[Annotated]) -> list[Lesson]:
    """Candidates of the annotated abstracts, labelled by the spans that are annotated."""
    nlp, vocabulary = blank_pipeline(), load_vocabulary()
    lessons = []
    for annotated in gold:
        reading = read(nlp.make_doc(annotated.text))
        found = candidates_of(reading, vocabulary)
        lessons.append(Lesson(annotated, reading, found, _labels(annotated, reading, found)))
    return lessons


def _labels(gold: Annotated, reading: Reading, found: Candidates) -> NDArray[np.int8]:
    index = found.tokens.index
    spans = ((reading.starts[index[a]], reading.ends[index[b]]) for a, b in zip(found.first, found.last, strict=True))
    kinds = (gold.spans.get(span) for span in spans)
    return np.array([_LABEL_OF[kind] if kind else 0 for kind in kinds], dtype=np.int8)


def knowledge_of(lessons: Sequence[Lesson], background: Background) -> Knowledge:
    """Background knowledge with the counts of labels in these abstracts."""
    labels = np.concatenate([lesson.labels for lesson in lessons])
    terms = np.concatenate([lesson.found.keys for lesson in lessons])
    heads = np.concatenate([lesson.found.tokens.singulars[lesson.found.last] for lesson in lessons])
    starts = np.concatenate([lesson.found.tokens.hashes[lesson.found.first] for lesson in lessons])
    return Knowledge(
        background.terms,
        background.words,
        count_labels(terms, labels),
        count_labels(heads, labels),
        count_labels(starts, labels),
        background.common,
    )


@dataclass(frozen=True, slots=True)
class Matrices:
    """Features (in half precision) and labels of all candidates, the lesson and the fold each belongs to."""

    features: NDArray[np.float16]
    labels: NDArray[np.int8]
    lesson: NDArray[np.int32]
    fold: NDArray[np.int8]


def fold_knowledge(lessons: Sequence[Lesson], background: Background) -> list[Knowledge]:
    """For each fold, knowledge that the labels of its abstracts have no part in."""
    others = [[le for i, le in enumerate(lessons) if i % FOLDS != fold] for fold in range(FOLDS)]
    return [knowledge_of(rest, background) for rest in others]


def matrices_of(lessons: Sequence[Lesson], knowledge: Sequence[Knowledge]) -> Matrices:
    """The features of each abstract are drawn from the knowledge of its fold."""
    sizes = [len(lesson.found) for lesson in lessons]
    ends = np.cumsum(sizes)
    features = np.zeros((0, 0), dtype=np.float16)
    for i, lesson in enumerate(lessons):
        block = features_of(lesson.reading, lesson.found, knowledge[i % FOLDS])
        if not len(features):  # made once: two copies of all would be gigabytes
            features = np.zeros((int(ends[-1]), block.shape[1]), dtype=np.float16)
        features[ends[i] - sizes[i] : ends[i]] = block
    numbers = np.repeat(np.arange(len(lessons), dtype=np.int32), sizes)
    labels = np.concatenate([lesson.labels for lesson in lessons])
    return Matrices(features, labels, numbers, (numbers % FOLDS).astype(np.int8))
