"""Choice of reviewers from different groups of co-authors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.graph.answers.profiles import AuthorProfiles, all_profiles
from kg.graph.reviewers.candidates import ReviewCandidate
from kg.reporting import Facts
from kg.reporting.facts import once
from kg.store.lookup import expand

_COAUTHOR_FACTOR = 0.5
"""Factor by which the score of a candidate is multiplied for each chosen reviewer who is a co-author."""
_COMMUNITY_FACTOR = 0.8
"""Factor by which the score is multiplied for each chosen reviewer of the same community who is no co-author."""
_CONSIDERED = 10
"""Number of candidates that are considered for each reviewer who is chosen."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A chosen candidate, and its score after the reductions for reviewers of the same group who were chosen before."""

    candidate: ReviewCandidate
    reduced: float


def spread(
    profiles: AuthorProfiles, groups: Mapping[str, str], found: Sequence[ReviewCandidate], limit: int
) -> list[Choice]:
    """Return at most `limit` candidates, each with the highest score after the reductions for those chosen before."""
    left = {each.person: each for each in found[: _CONSIDERED * limit]}
    scores = {person: each.score for person, each in left.items()}
    chosen: list[Choice] = []
    while left and len(chosen) < limit:
        best = min(left, key=lambda person: (-scores[person], person))
        chosen.append(Choice(left.pop(best), round(scores[best], 6)))
        known = profiles.joint.get(best, {})
        for person in left:
            if person in known:
                scores[person] *= _COAUTHOR_FACTOR
            elif groups.get(person) and groups.get(person) == groups.get(best):
                scores[person] *= _COMMUNITY_FACTOR
    return chosen


@once
def author_groups(facts: Facts) -> dict[str, str]:
    """Return the name of the co-author community of each author, which is the name of its author with the most papers.

    Authors without co-authors have no community.
    """
    profiles = all_profiles(facts)
    members: dict[str, list[str]] = {}
    for quad in facts.answers.store.quads_for_pattern(None, expand("kg:community"), None, None):
        person, number = quad.subject, quad.object
        if isinstance(person, NamedNode) and isinstance(number, Literal) and person.value in profiles.names:
            members.setdefault(number.value, []).append(person.value)
    return {person: name for people in members.values() for person, name in _named(profiles, people)}


def _named(profiles: AuthorProfiles, people: Sequence[str]) -> Iterator[tuple[str, str]]:
    leader = min(people, key=lambda person: (-len(profiles.works[person]), profiles.names[person], person))
    return ((person, profiles.names[leader]) for person in people)
