"""Similarity of two abstracts by their common words."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

_WORD = re.compile(r"\w+")
# Minimum Jaccard index of the words of two abstracts.
SAME, VERSION = 0.8, 0.5
# Threshold of the containment: of the words of the shorter abstract with more than three letters, the share that is
# also in the other. For 99 % of random pairs of papers of one conference, the containment is lower.
UNLIKE = 0.25
SHORTEST = 20  # minimum number of distinct words of an abstract that is compared


class AbstractRelation(StrEnum):
    """Relation of two abstracts."""

    MISSING = "an abstract is missing"
    SAME = "same abstract"
    VERSION = "abstracts with many words in common"
    OTHER = "abstracts with some words in common"
    UNLIKE = "dissimilar abstracts"


@lru_cache(maxsize=1024)
def _words(abstract: str) -> frozenset[str]:
    return frozenset(_WORD.findall(abstract.lower()))


def relate_abstracts(left: str | None, right: str | None) -> tuple[AbstractRelation, float]:
    """Return the relation of two abstracts and the Jaccard index of their words (0 if an abstract is missing)."""
    here, there = _words(left or ""), _words(right or "")
    if len(here) < SHORTEST or len(there) < SHORTEST:
        return AbstractRelation.MISSING, 0.0
    share = len(here & there) / len(here | there)
    if share >= VERSION:
        return (AbstractRelation.SAME if share >= SAME else AbstractRelation.VERSION), share
    return (AbstractRelation.UNLIKE if _containment(here, there) < UNLIKE else AbstractRelation.OTHER), share


def _containment(left: frozenset[str], right: frozenset[str]) -> float:
    here, there = ({word for word in words if len(word) > 3} for words in (left, right))
    return len(here & there) / max(min(len(here), len(there)), 1)
