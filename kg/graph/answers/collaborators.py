"""Authors one step away in the co-author network who work on the same methods."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.graph.answers.profiles import (
    LEAST_SIMILARITY,
    AuthorProfiles,
    all_profiles,
    author_profiles,
    is_specific,
    rarity,
    worked_on,
)
from kg.graph.answers.question import Answer, Values, cited, known_papers, listed, newest, node, select
from kg.graph.reviewers.paper_index import paper_index
from kg.reporting import Facts

COLLABORATORS = (
    "person", "name", "overlap", "also", "concept", "topic", "shared_topics",
    "own_work", "own_title", "work", "title", "via", "through", "joint_work", "joint_title", "link_work", "link_title",
)  # fmt: skip
_SCORE = (
    "the overlap is higher the rarer the shared methods are, the more papers both authors have on them, and the more "
    "similar these papers are; methods that more than 2 % of the papers name do not count, nor do similarities below "
    f"{LEAST_SIMILARITY}; authors of the same paper are in one row; the numbers in brackets are the papers of the "
    "given and of the other author"
)
_MOST_SHARE = 0.02
Topics = Mapping[str, Sequence[str]]
"""Papers on each topic."""


@dataclass(frozen=True, slots=True)
class PossibleCollaborator:
    """A co-author of a co-author: overlap with the given author, shared topics by their part in it, and the path.

    `papers` are the newest papers of the given author and of the candidate on the first topic.
    """

    person: str
    overlap: float
    topics: tuple[str, ...]
    papers: tuple[str, str]


def collaborators(facts: Facts, values: Values) -> Answer:
    """Return the co-authors of co-authors who share topics with an author and have no joint paper with the author.

    Topics are methods that few papers name. Each row has a paper of either author on the shared topic with the largest
    part in the overlap; candidates with the same paper are one row. The path leads through the co-author with most
    joint papers: a paper of the author with this co-author, and one of this co-author with the other author.
    """
    author = str(values["author"])
    every = all_profiles(facts)
    works = select(facts, facts.papers, values)
    profiles = every if len(works) == len(facts.papers) else author_profiles(facts, works)
    known = profiles.joint.get(author, {})
    away = {other for between in known for other in profiles.joint[between]}
    strangers = sorted(away - every.joint.get(author, {}).keys() - {author})
    own = _topics(facts, profiles, author)
    found = [candidate for person in strangers for candidate in _candidates(facts, profiles, own, person)]
    teams: dict[tuple[str, str], list[PossibleCollaborator]] = defaultdict(list)
    for each in sorted(found, key=lambda each: (-each.overlap, profiles.names[each.person], each.person)):
        teams[each.topics[0], each.papers[1]].append(each)
    rows = [_row(facts, profiles, (author, own), team) for team in teams.values()]
    alone = len(strangers) - len(found)
    more = f"; {alone:,} more co-authors of co-authors share no such method with the author" if alone else ""
    return Answer(rows, f"{known_papers(facts)}; {_SCORE}{more}")


def _topics(facts: Facts, profiles: AuthorProfiles, person: str) -> dict[str, list[str]]:
    found = worked_on(facts, profiles.works.get(person, ()))
    return {concept: works for concept, works in found.items() if is_specific(facts, concept, _MOST_SHARE)}


def _candidates(facts: Facts, profiles: AuthorProfiles, own: Topics, person: str) -> Iterator[PossibleCollaborator]:
    theirs = _topics(facts, profiles, person)
    shared = {concept: _weight(facts, own[concept], theirs[concept], concept) for concept in own.keys() & theirs.keys()}
    weight = {concept: part for concept, part in shared.items() if part}
    if not weight:
        return
    order = sorted(weight, key=lambda concept: (-round(weight[concept], 10), facts.labels[concept], concept))
    overlap = round(sum(weight.values()), 2)
    papers = newest(facts, own[order[0]])[0], newest(facts, theirs[order[0]])[0]
    yield PossibleCollaborator(person, overlap, tuple(order), papers)


def _row(
    facts: Facts, profiles: AuthorProfiles, author: tuple[str, Topics], team: Sequence[PossibleCollaborator]
) -> tuple[object, ...]:
    (iri, own), best = author, team[0]
    theirs = _topics(facts, profiles, best.person)
    shared = [f"{facts.labels[each]} ({len(own[each])} and {len(theirs[each])})" for each in best.topics]
    others = listed([profiles.names[each.person] for each in team[1:]], 4)
    return (
        *(node(best.person), profiles.names[best.person], best.overlap, others),
        *(node(best.topics[0]), facts.labels[best.topics[0]], listed(shared, 4)),
        *(cell for work in best.papers for cell in (node(work), cited(facts, work))),
        *_path(facts, profiles, iri, best.person),
    )


def _weight(facts: Facts, own: Sequence[str], theirs: Sequence[str], concept: str) -> float:
    """Return the part of a shared topic in the overlap; it is 0 if the papers on the topic have other words."""
    similarity = float(paper_index(facts).similarity(own, theirs))
    size = math.log2(1 + min(len(own), len(theirs)))
    return rarity(facts)[concept] ** 2 * size * similarity if similarity >= LEAST_SIMILARITY else 0.0


def _path(facts: Facts, profiles: AuthorProfiles, author: str, person: str) -> Iterator[object]:
    """Yield the co-author who links two authors best, and a joint paper of this co-author with each of them."""
    first, second = profiles.joint[author], profiles.joint[person]
    between = min(
        first.keys() & second.keys(),
        key=lambda each: (-min(len(first[each]), len(second[each])), -len(first[each]) - len(second[each]), each),
    )
    yield from (node(between), profiles.names[between])
    for works in (first[between], second[between]):
        work = newest(facts, works)[0]
        yield from (node(work), cited(facts, work))
