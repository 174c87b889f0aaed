"""Statistics of abstracts without annotations: terms, word vectors and the most frequent words."""

from __future__ import annotations

import gzip
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.extract.features import WordVectors
from kg.extract.sequence import hash_of
from kg.extract.termbase import TermBase, build_termbase
from kg.extract.tokens import blank_pipeline, words_of
from kg.model.errors import MissingDependencyError

COMMON = 150
DIMENSIONS = 96


@dataclass(frozen=True, slots=True)
class Background:
    """Terms and word vectors of many abstracts, and hashes of their most frequent tokens."""

    terms: TermBase
    words: WordVectors
    common: NDArray[np.uint64]


def read_abstracts(path: Path) -> Iterator[str]:
    """Yield the "text" or the "abstract" of each line of a JSON Lines file, gzipped or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield row["text"] if "text" in row else row["abstract"]


def build_background(abstracts: Iterable[str], seed: int = 0) -> Background:
    """Tokenise the abstracts, count their terms and train word vectors (needs the package floret)."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus.txt"
        tokenise(abstracts, corpus)
        words = train_vectors(corpus)
        return Background(build_termbase(read_tokenised(corpus), seed), words, commonest(read_tokenised(corpus)))


def tokenise(abstracts: Iterable[str], path: Path) -> None:
    """Write one abstract per line, with tokens separated by blanks."""
    nlp = blank_pipeline()
    with path.open("w", encoding="utf-8") as out:
        for abstract in abstracts:
            words = (word for word in words_of(nlp.make_doc(abstract)) if not word.isspace())
            out.write(" ".join(words) + "\n")


def read_tokenised(path: Path) -> Iterator[list[str]]:
    """Yield the tokens of each line that `tokenise` wrote."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield line.split()


def commonest(abstracts: Iterable[list[str]], sample: int = 5000) -> NDArray[np.uint64]:
    """Return the sorted hashes of the most frequent tokens in the first abstracts."""
    counts: Counter[str] = Counter()
    for words in islice(abstracts, sample):
        counts.update(word.lower() for word in words)
    return np.sort(np.array([hash_of(word) for word, _ in counts.most_common(COMMON)], dtype=np.uint64))


def train_vectors(corpus: Path) -> WordVectors:
    """Return skip-gram vectors, with subwords, of all words that occur at least five times.

    The same corpus gives the same vectors: there is only one thread, and floret has a fixed seed.
    """
    try:
        import floret
    except ImportError:
        problem = "floret is not installed; install it with `pip install 'paperkg[train]'`"
        raise MissingDependencyError(problem) from None

    model = floret.train_unsupervised(
        str(corpus),
        model="skipgram",
        mode="floret",
        dim=DIMENSIONS,
        bucket=40_000,
        hashCount=2,
        minn=3,
        maxn=5,
        minCount=5,
        epoch=3,
        neg=5,
        ws=5,
        lr=0.05,
        thread=1,
        verbose=0,
    )
    words = model.get_words()
    return pack_vectors(words, np.array([model.get_word_vector(word) for word in words], dtype=np.float32))


def pack_vectors(words: list[str], vectors: NDArray[np.float32]) -> WordVectors:
    """Return the vectors scaled to length 1, with 8 bits per value, sorted by the hashes of the words."""
    vectors = vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)
    hashes = np.array([hash_of(word) for word in words], dtype=np.uint64)
    order = np.argsort(hashes)
    packed = np.clip(np.rint(vectors[order] * 254), -127, 127).astype(np.int8)
    return WordVectors(hashes[order], np.vstack([packed, np.zeros((1, packed.shape[1]), np.int8)]))
