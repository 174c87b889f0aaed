"""Papers and co-authors of each author, the papers that work on each topic, and the rarity of topics."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.reporting import Facts
from kg.reporting.facts import once

WORKING = frozenset({"proposes", "introduces", "uses", "evaluates"})
"""Roles of a concept in papers whose authors work on it; a paper that compares with a method is about another one."""

LEAST_SIMILARITY = 0.15
"""Minimum similarity of papers on a shared method; below it, papers often share the name only."""
_FEW_PAPERS = 10


@dataclass(frozen=True, slots=True)
class AuthorProfiles:
    """Authors of a selection of papers, by IRI.

    Attributes
    ----------
    names
        Name of each author.
    works
        Papers of each author.
    joint
        Papers of each author with each co-author.
    """

    names: Mapping[str, str]
    works: Mapping[str, list[str]]
    joint: Mapping[str, dict[str, list[str]]]


def author_profiles(facts: Facts, works: Iterable[str]) -> AuthorProfiles:
    """Return the authors of these papers."""
    names: dict[str, str] = {}
    works_of: dict[str, list[str]] = defaultdict(list)
    joint: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for work in works:
        team = facts.authors.get(work, ())
        names.update(team)
        for person, _ in team:
            works_of[person].append(work)
            for other, _ in team:
                if other != person:
                    joint[person][other].append(work)
    return AuthorProfiles(names, works_of, joint)


@once
def all_profiles(facts: Facts) -> AuthorProfiles:
    """Return the profiles of all authors; they are computed once for each graph."""
    return author_profiles(facts, facts.papers)


@once
def rarity(facts: Facts) -> dict[str, float]:
    """Return the weight of each concept: ln((number of papers + 1) / number of papers that name it)."""
    total = max(len(facts.papers), 1)
    return {concept: math.log((1 + total) / len(works)) for concept, works in facts.works_of.items()}


def is_specific(facts: Facts, concept: str, share: float) -> bool:
    """Return whether a concept is a method that at most this share of the papers, or at most 10 papers, name.

    Authors who work on such a method have a subject in common; more frequent ones, such as reinforcement learning, are
    fields. Datasets are no subjects, because papers on different subjects evaluate on the same ones.
    """
    most = max(_FEW_PAPERS, share * len(facts.papers))
    return facts.kinds[concept] == "method" and len(facts.works_of[concept]) <= most


def worked_on(facts: Facts, works: Iterable[str]) -> dict[str, list[str]]:
    """Return, for each concept, those of the works that propose, introduce, use or evaluate on it."""
    found: dict[str, list[str]] = defaultdict(list)
    for work in works:
        for concept in sorted({each for role, each in facts.used_in.get(work, ()) if role in WORKING}):
            found[concept].append(work)
    return found
