"""Authors one step away in the co-author network who work on the same methods and datasets."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from kg.graph.answers.profiles import AuthorProfiles, all_profiles, author_profiles, rarity, worked_on
from kg.graph.answers.question import Answer, Values, cited, known_papers, listed, newest, node, select
from kg.graph.reviewers.paper_index import paper_index
from kg.reporting import Facts

COLLABORATORS = (
    "person", "name", "overlap", "concept", "topic", "shared_topics", "own_work", "own_title", "work", "title",
    "via", "through", "joint_work", "joint_title", "link_work", "link_title",
)  # fmt: skip
_SCORE = (
    "the overlap is higher the rarer the shared topics are, the more papers both authors have on them, and the more "
    "similar these papers are; the numbers in brackets are the papers of the given and of the other author"
)
Topics = Mapping[str, Sequence[str]]
"""Papers on each topic."""


def collaborators(facts: Facts, values: Values) -> Answer:
    """Return the co-authors of co-authors who share topics with an author and have no joint paper with the author.

    Each row has a paper of either author on the shared topic with the largest part in the overlap. The path leads
    through the co-author with most joint papers: a paper of the author with this co-author, and one of this co-author
    with the other author.
    """
    author = str(values["author"])
    every = all_profiles(facts)
    works = select(facts, facts.papers, values)
    profiles = every if len(works) == len(facts.papers) else author_profiles(facts, works)
    known = every.joint.get(author, {})
    away = {other for between in profiles.joint.get(author, {}) for other in profiles.joint[between]}
    strangers = sorted(away - known.keys() - {author})
    own = worked_on(facts, profiles.works.get(author, ()))
    rows = [row for person in strangers for row in _row(facts, profiles, (author, own), person)]
    ordered = sorted(rows, key=lambda row: (-float(str(row[2])), str(row[1]), str(row[0])))
    alone = len(strangers) - len(rows)
    more = f"; {alone:,} more co-authors of co-authors share no method or dataset with the author" if alone else ""
    return Answer(ordered, f"{known_papers(facts)}; {_SCORE}{more}")


def _row(
    facts: Facts, profiles: AuthorProfiles, author: tuple[str, Topics], person: str
) -> Iterator[tuple[object, ...]]:
    iri, own = author
    theirs = worked_on(facts, profiles.works[person])
    weight = {concept: _weight(facts, own[concept], theirs[concept], concept) for concept in own.keys() & theirs.keys()}
    if not weight:
        return
    order = sorted(weight, key=lambda concept: (-round(weight[concept], 10), facts.labels[concept], concept))
    shared = [f"{facts.labels[concept]} ({len(own[concept])} and {len(theirs[concept])})" for concept in order]
    best = order[0]
    overlap = round(sum(weight.values()), 2)
    papers = (newest(facts, own[best])[0], newest(facts, theirs[best])[0])
    yield (
        *(node(person), profiles.names[person], overlap, node(best), facts.labels[best], listed(shared, 4)),
        *(cell for work in papers for cell in (node(work), cited(facts, work))),
        *_path(facts, profiles, iri, person),
    )


def _weight(facts: Facts, own: Sequence[str], theirs: Sequence[str], concept: str) -> float:
    """Return the part of a shared topic in the overlap; it is small if the papers on the topic have other words."""
    size = math.log2(1 + min(len(own), len(theirs)))
    return float(rarity(facts)[concept] ** 2 * size * paper_index(facts).similarity(own, theirs))


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
