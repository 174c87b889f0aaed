"""Similarity of two abstracts by the words they share."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

_WORD = re.compile(r"\w+")
# Shares of the words of two abstracts in common (Jaccard index).
SAME, VERSION = 0.8, 0.5
# Share of the longer words of the shorter abstract that are in the other. 99 % of random pairs of papers of one
# conference share less than UNLIKE.
UNLIKE = 0.25
SHORTEST = 20  # distinct words of an abstract that can be compared


class AbstractRelation(StrEnum):
    """The relation of two abstracts."""

    MISSING = "an abstract is missing"
    SAME = "same abstract"
    VERSION = "abstracts with many words in common"
    OTHER = "abstracts with some words in common"
    UNLIKE = "unlike abstracts"


@lru_cache(maxsize=1024)
def _words(abstract: str) -> frozenset[str]:
    return frozenset(_WORD.findall(abstract.lower()))


def relate_abstracts(left: str | None, right: str | None) -> tuple[AbstractRelation, float]:
    """Return the relation of two abstracts, and the share of their words in common."""
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
