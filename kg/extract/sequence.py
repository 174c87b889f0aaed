"""An abstract as arrays: tokens that can be part of a term, and keys of word sequences.

The key of words w1…wn is the sum of h(wi)·P^i mod 2^64, with a 64-bit hash h of the plain word, so that the keys of all
sequences of a text are computed at once; the last word is hashed in the singular.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from kg.extract.chunks import HYPHENS, STOPS, is_word
from kg.extract.wording import plain_form, singular

LONGEST = 6
_PRIME = 0x9E3779B97F4A7C15
POWERS = np.array([pow(_PRIME, i, 2**64) for i in range(LONGEST + 1)], dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class Word:
    """Properties of a token: hashes of its plain form and its singular, and whether it is content or a hyphen."""

    hash: int
    singular_hash: int
    content: bool
    hyphen: bool


@lru_cache(maxsize=400_000)
def word(text: str) -> Word:
    """Return the properties of a token."""
    form = plain_form(text)
    base = singular(form)
    content = is_word(text) and text.lower() not in STOPS
    return Word(hash_of(form), hash_of(base), content, text in HYPHENS)


def hash_of(form: str) -> int:
    """Return a 64-bit hash that is the same in every process; 0 for an empty text."""
    return int.from_bytes(hashlib.blake2b(form.encode("utf-8"), digest_size=8).digest(), "little") if form else 0


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text without its hyphens. `index` is the position among all tokens.

    `run` numbers the runs of content words (0 for other tokens); `joined` is True after a hyphen.
    """

    index: NDArray[np.int32]
    hashes: NDArray[np.uint64]
    singulars: NDArray[np.uint64]
    run: NDArray[np.int32]
    joined: NDArray[np.bool_]

    def keys(self, size: int) -> NDArray[np.uint64]:
        """Return the keys of all sequences of `size` words, by their first token."""
        count = len(self.hashes) - size + 1
        total = self.singulars[size - 1 :] * POWERS[size - 1]
        for i in range(size - 1):
            total = total + self.hashes[i : i + count] * POWERS[i]
        return total

    def within(self, size: int) -> NDArray[np.bool_]:
        """Return which sequences of `size` words are in one run of content words."""
        count = len(self.run) - size + 1
        return (self.run[:count] > 0) & (self.run[:count] == self.run[size - 1 :])


def tokens_of(texts: list[str]) -> Tokens:
    """Return the arrays of the tokens of a text."""
    index, hashes, singulars, run, joined = [], [], [], [], []
    current, hyphened, inside = 0, False, False
    for i, text in enumerate(texts):
        found = word(text)
        if found.hyphen:
            hyphened = True
        if found.hyphen or text.isspace():
            continue
        content = found.content or (is_word(text) and (hyphened or (i + 1 < len(texts) and texts[i + 1] in HYPHENS)))
        current += content and not inside
        inside = content
        index.append(i)
        hashes.append(found.hash)
        singulars.append(found.singular_hash)
        run.append(current if content else 0)
        joined.append(hyphened)
        hyphened = False
    return Tokens(
        np.array(index, dtype=np.int32),
        np.array(hashes, dtype=np.uint64),
        np.array(singulars, dtype=np.uint64),
        np.array(run, dtype=np.int32),
        np.array(joined, dtype=np.bool_),
    )
