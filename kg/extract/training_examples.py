"""Training examples: features and labels of the candidates of annotated abstracts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.extract.abstract import Abstract, analyse
from kg.extract.background import Background
from kg.extract.candidates import Candidates, candidates_of
from kg.extract.features import Knowledge, count_labels, features_of
from kg.extract.gold import Annotated, locate
from kg.extract.tokens import blank_pipeline
from kg.extract.vocabulary import load_vocabulary
from kg.model.mention import Kind

FOLDS = 5
UNCLEAR = -1
_LABEL_OF = {Kind.METHOD: 1, Kind.DATASET: 2}


@dataclass(frozen=True, slots=True)
class TrainingExample:
    """An annotated abstract with its candidates, their labels and their targets.

    A label is 0 for no concept, 1 for a method, 2 for a dataset, UNCLEAR if only one of two readers annotated it.
    A target consists of the probabilities of the labels, which are all 0 for an unclear candidate.
    """

    gold: Annotated
    abstract: Abstract
    found: Candidates
    labels: NDArray[np.int8]
    targets: NDArray[np.float16]


def training_examples(gold: Sequence[Annotated], others: Iterable[Annotated] = ()) -> list[TrainingExample]:
    """Return the candidates of the annotated abstracts, labelled by the annotated spans.

    If an abstract is also among `others`, its targets are the means over all its annotations.
    """
    again: dict[str, list[Annotated]] = defaultdict(list)
    for other in others:
        again[other.text].append(other)
    nlp, vocabulary = blank_pipeline(), load_vocabulary()
    examples = []
    for annotated in gold:
        abstract = analyse(nlp.make_doc(annotated.text))
        found = candidates_of(abstract, vocabulary)
        labels = _labels(annotated, abstract, found)
        more = (_labels(other, abstract, found) for other in again[annotated.text])
        examples.append(TrainingExample(annotated, abstract, found, labels, _mean_targets([labels, *more])))
    return examples


def _labels(gold: Annotated, abstract: Abstract, found: Candidates) -> NDArray[np.int8]:
    index = found.tokens.index
    spans = ((abstract.starts[index[a]], abstract.ends[index[b]]) for a, b in zip(found.first, found.last, strict=True))
    unclear = locate(gold.text, (concept for concept in gold.concepts if concept.optional))
    labels = {span: UNCLEAR if span in unclear else _LABEL_OF[kind] for span, kind in gold.spans.items()}
    return np.array([labels.get(span, 0) for span in spans], dtype=np.int8)


def knowledge_of(examples: Sequence[TrainingExample], background: Background) -> Knowledge:
    """Return the background statistics, extended by the counts of labels in these abstracts."""
    labels = np.concatenate([example.labels for example in examples])
    terms = np.concatenate([example.found.keys for example in examples])
    heads = np.concatenate([example.found.tokens.singulars[example.found.last] for example in examples])
    starts = np.concatenate([example.found.tokens.hashes[example.found.first] for example in examples])
    clear = labels != UNCLEAR
    of_terms, of_heads, of_starts = (count_labels(keys[clear], labels[clear]) for keys in (terms, heads, starts))
    return Knowledge(background.terms, background.words, of_terms, of_heads, of_starts, background.common)


@dataclass(frozen=True, slots=True)
class Matrices:
    """Features (in half precision) and targets of all candidates, with the example and the fold of each."""

    features: NDArray[np.float16]
    targets: NDArray[np.float16]
    example: NDArray[np.int32]
    fold: NDArray[np.int8]


def fold_knowledge(examples: Sequence[TrainingExample], background: Background) -> list[Knowledge]:
    """Return, for each fold, the statistics without the labels of its abstracts."""
    others = [[le for i, le in enumerate(examples) if i % FOLDS != fold] for fold in range(FOLDS)]
    return [knowledge_of(rest, background) for rest in others]


def matrices_of(examples: Sequence[TrainingExample], knowledge: Sequence[Knowledge]) -> Matrices:
    """Return the features of all examples, each computed from the statistics of its fold."""
    sizes = [len(example.found) for example in examples]
    ends = np.cumsum(sizes)
    features = np.zeros((0, 0), dtype=np.float16)
    for i, example in enumerate(examples):
        block = features_of(example.abstract, example.found, knowledge[i % FOLDS])
        if not len(features):  # made once: two copies of all would be gigabytes
            features = np.zeros((int(ends[-1]), block.shape[1]), dtype=np.float16)
        features[ends[i] - sizes[i] : ends[i]] = block
    numbers = np.repeat(np.arange(len(examples), dtype=np.int32), sizes)
    targets = np.vstack([example.targets for example in examples])
    return Matrices(features, targets, numbers, (numbers % FOLDS).astype(np.int8))


def _mean_targets(annotations: Sequence[NDArray[np.int8]]) -> NDArray[np.float16]:
    """Return the targets of candidates: the share of annotations with each label; zeros if one is UNCLEAR."""
    rows = np.vstack([np.eye(len(_LABEL_OF) + 1), np.zeros(len(_LABEL_OF) + 1)])
    clear = np.all([labels != UNCLEAR for labels in annotations], axis=0)
    return np.asarray(np.mean([rows[labels] for labels in annotations], axis=0) * clear[:, None], dtype=np.float16)
