"""Papers, topics and co-authors of each author, and the weights of topics by their rarity."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.reporting import Facts
from kg.reporting.facts import once

_BACKGROUND = "mentions"


@dataclass(frozen=True, slots=True)
class AuthorProfiles:
    """Authors of a selection of papers, by IRI.

    Attributes
    ----------
    names
        Name of each author.
    works
        Papers of each author.
    topics
        Number of papers of each author that propose, introduce, use, compare with or evaluate on each concept.
    joint
        Papers of each author with each co-author.
    """

    names: Mapping[str, str]
    works: Mapping[str, list[str]]
    topics: Mapping[str, Counter[str]]
    joint: Mapping[str, dict[str, list[str]]]


def author_profiles(facts: Facts, works: Iterable[str]) -> AuthorProfiles:
    """Return the authors of these papers."""
    names: dict[str, str] = {}
    works_of: dict[str, list[str]] = defaultdict(list)
    topics: dict[str, Counter[str]] = defaultdict(Counter)
    joint: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for work in works:
        subjects = {concept for role, concept in facts.used_in.get(work, ()) if role != _BACKGROUND}
        team = facts.authors.get(work, ())
        names.update(team)
        for person, _ in team:
            works_of[person].append(work)
            topics[person].update(subjects)
            for other, _ in team:
                if other != person:
                    joint[person][other].append(work)
    return AuthorProfiles(names, works_of, topics, joint)


@once
def all_profiles(facts: Facts) -> AuthorProfiles:
    """Return the profiles of all authors; they are computed once for each graph."""
    return author_profiles(facts, facts.papers)


@once
def rarity(facts: Facts) -> dict[str, float]:
    """Return the weight of each concept: ln((number of papers + 1) / number of papers that name it)."""
    total = max(len(facts.papers), 1)
    return {concept: math.log((1 + total) / len(works)) for concept, works in facts.works_of.items()}


def shared_topics(facts: Facts, one: Counter[str], other: Counter[str]) -> list[tuple[float, str]]:
    """Return the concepts that two profiles share, with weights, in descending order of weight.

    The weight is the term of the concept in the cosine similarity of both profiles, with counts multiplied by rarity. A
    rare topic that is frequent in both therefore comes first.
    """
    weight = rarity(facts)
    norms = math.sqrt(_norm(one, weight) * _norm(other, weight))
    found = [(one[c] * other[c] * weight[c] ** 2 / norms, c) for c in one.keys() & other.keys()] if norms else []
    return sorted(found, key=lambda each: (-round(each[0], 10), facts.labels[each[1]], each[1]))


def _norm(profile: Counter[str], weight: Mapping[str, float]) -> float:
    return sum((count * weight[concept]) ** 2 for concept, count in profile.items())
