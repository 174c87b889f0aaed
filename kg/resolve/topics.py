"""How alike the subjects of two papers are, beyond what any two papers of the corpus share."""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from kg.resolve.signatures import Paper

_WORD = re.compile(r"[a-z]{3,}")
COMMON = 0.2  # words in a larger share of the papers say nothing of the subject
CEILING = 0.4  # more alike than this is the same subject
SAMPLE = 20000  # pairs of papers drawn to see what any two share
_CHUNK = 50000


@dataclass(frozen=True, slots=True)
class Topics:
    """Vectors of the papers: words of title (twice) and abstract by tf-idf, of length 1.

    `abstracts` are 1 for papers that have one, `usual` is the mean likeness over random pairs of papers of which none,
    one or both have an abstract.
    """

    vectors: csr_matrix
    abstracts: NDArray[np.int64]
    usual: NDArray[np.float64]

    def likeness(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.float64]:
        """For pairs of papers by number: the square root of ten times their cosine, less what is usual here."""
        kind = self.abstracts[left] + self.abstracts[right]
        likeness: NDArray[np.float64] = _root_cosine(self.vectors, left, right) - self.usual[kind]
        return likeness

    def excerpt(self, papers: Sequence[int]) -> Topics:
        """The topics of these papers."""
        return Topics(self.vectors[papers], self.abstracts[papers], self.usual)


def read_topics(papers: Sequence[Paper]) -> Topics:
    """The topics of all papers."""
    vectors, abstracts = _vectors(papers), np.array([bool(paper.abstract) for paper in papers], dtype=np.int64)
    return Topics(vectors, abstracts, _usual_likeness(vectors, abstracts))


def _root_cosine(vectors: csr_matrix, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.float64]:
    cosine = np.zeros(len(left))
    for start in range(0, len(left), _CHUNK):
        part = slice(start, start + _CHUNK)
        products = vectors[left[part]].multiply(vectors[right[part]])
        cosine[part] = np.asarray(products.sum(axis=1)).ravel()
    root: NDArray[np.float64] = np.sqrt(10 * np.clip(cosine, 0, CEILING))
    return root


def _usual_likeness(vectors: csr_matrix, abstracts: NDArray[np.int64]) -> NDArray[np.float64]:
    count = vectors.shape[0]
    if not count:
        return np.zeros(3)
    draw = np.random.default_rng(0).integers(0, count, size=(2, SAMPLE))
    likeness = _root_cosine(vectors, draw[0], draw[1])
    kind = abstracts[draw[0]] + abstracts[draw[1]]
    return np.array([likeness[kind == k].mean() if (kind == k).any() else 0.0 for k in range(3)])


def _vectors(papers: Sequence[Paper]) -> csr_matrix:
    matrix = _keep_telling(*_count_words(papers))
    matrix.sort_indices()  # else the order in which products are added depends on the pairs beside them
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    matrix.data /= np.repeat(np.where(lengths > 0, lengths, 1.0), np.diff(matrix.indptr))
    return matrix


def _count_words(papers: Sequence[Paper]) -> tuple[csr_matrix, dict[str, int]]:
    """How often each paper has each word of title (twice) and abstract, and the column of each word."""
    column: dict[str, int] = defaultdict(count().__next__)
    columns, times, ends = array("i"), array("i"), array("i", [0])
    for paper in papers:
        found = Counter(_WORD.findall(f"{paper.title} {paper.title} {paper.abstract}".lower()))
        columns.extend(map(column.__getitem__, found))
        times.extend(found.values())
        ends.append(len(columns))
    return csr_matrix((np.asarray(times), np.asarray(columns), np.asarray(ends)), (len(papers), len(column))), column


def _keep_telling(matrix: csr_matrix, column: dict[str, int]) -> csr_matrix:
    """The columns of words that are on several papers and not on most, in order of the words, weighted by tf-idf."""
    size = matrix.shape[0]
    spread = np.bincount(matrix.indices, minlength=len(column))
    telling = (spread >= 2) & (spread <= max(COMMON * size, 2))
    kept = np.array([column[word] for word in sorted(column) if telling[column[word]]], dtype=np.int64)
    matrix = matrix[:, kept]
    matrix.data = (1 + np.log(matrix.data, dtype=np.float64)) * np.log(max(size, 1) / spread[kept])[matrix.indices]
    return matrix
