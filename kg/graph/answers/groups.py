"""Groups of co-authors that work on the same methods and have no joint paper."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import networkx as nx

from kg.graph.answers.profiles import LEAST_SIMILARITY, WORKING, AuthorProfiles, all_profiles, is_specific, rarity
from kg.graph.answers.question import Answer, Values, cited, known_papers, listed, newest, node, select
from kg.graph.reviewers.paper_index import paper_index
from kg.graph.reviewers.spread import author_groups
from kg.reporting import Facts
from kg.reporting.facts import once

GROUPS = (
    "finding", "overlap", "concept", "topic",
    "person", "group", "community", "papers", "work", "title", "second_work", "second_title",
    "other_person", "other_group", "other_community", "other_papers",
    "other_work", "other_title", "other_second_work", "other_second_title",
)  # fmt: skip
_SCORE = (
    "the overlap is higher the rarer the shared methods are, the more papers both groups have on them, and the more "
    "similar these papers are"
)
_LIMITS = (
    "a group has 2 to 12 authors and at least 2 papers on the method, at most 1 % of the papers (or 10) name the "
    f"method, and the similarity of the papers is at least {LEAST_SIMILARITY}"
)
_LEAST_PAPERS = 2
_MOST_SHARE = 0.01
_LEAST_PEOPLE, _MOST_PEOPLE = 2, 12
"""Sizes of groups: more authors who are connected by joint papers are a community of several groups."""
_MOST_ROWS = 100


@dataclass(frozen=True, slots=True)
class TopicGroup:
    """Authors linked by their papers on one concept, with these papers."""

    concept: str
    people: frozenset[str]
    works: tuple[str, ...]


def unlinked_groups(facts: Facts, values: Values) -> Answer:
    """Return pairs of groups with at least two papers each on the same concept, and no joint paper at all.

    A group is a connected part of the co-author network of the papers that propose or use a method, with 2 to 12
    authors. Only methods that few papers name count, and only papers with similar words. Pairs that share several
    methods are one row. The overlap has two factors: the sum, over the shared methods, of the rarity times the smaller
    number of papers; and the similarity of the words of their papers.
    """
    profiles = all_profiles(facts)
    works = set(select(facts, facts.papers, values))
    pairs: dict[tuple[str, str], list[tuple[TopicGroup, TopicGroup]]] = defaultdict(list)
    for concept in sorted(_active(facts)):
        for one, other in _pairs(facts, profiles, concept, works):
            pairs[_leader(profiles, one), _leader(profiles, other)].append((one, other))
    alike = {leaders: _similarity(facts, found) for leaders, found in pairs.items()}
    scored = {
        leaders: round(_score(pairs[leaders], rarity(facts)) * similarity, 2)
        for leaders, similarity in alike.items()
        if similarity >= LEAST_SIMILARITY
    }
    order = sorted(scored, key=lambda leaders: (-scored[leaders], leaders))
    rows = (_row(facts, profiles, pairs[leaders], scored[leaders]) for leaders in order[:_MOST_ROWS])
    more = f"; the first {_MOST_ROWS} of {len(order):,} pairs of groups" if len(order) > _MOST_ROWS else ""
    return Answer(rows, f"{known_papers(facts)}; {_SCORE}; {_LIMITS}{more}")


def _pairs(
    facts: Facts, profiles: AuthorProfiles, concept: str, works: set[str]
) -> Iterator[tuple[TopicGroup, TopicGroup]]:
    active = [use for use in _active(facts)[concept] if use in works]
    if len(active) < 2 * _LEAST_PAPERS:
        return
    groups = [group for group in _groups(facts, concept, active) if _is_group(group)]
    for one, other in combinations(groups, 2):
        if not any(profiles.joint[person].keys() & other.people for person in one.people):
            yield (one, other) if _leader(profiles, one) < _leader(profiles, other) else (other, one)


def _is_group(group: TopicGroup) -> bool:
    return len(group.works) >= _LEAST_PAPERS and _LEAST_PEOPLE <= len(group.people) <= _MOST_PEOPLE


@once
def _active(facts: Facts) -> dict[str, list[str]]:
    """Return, for each specific method, the papers that propose or use it."""
    found: dict[str, list[str]] = defaultdict(list)
    for use in facts.uses:
        if use.role in WORKING and is_specific(facts, use.concept, _MOST_SHARE):
            found[use.concept].append(use.work)
    return found


def _groups(facts: Facts, concept: str, works: Iterable[str]) -> list[TopicGroup]:
    graph: nx.Graph[str] = nx.Graph()
    for work in works:
        people = [person for person, _ in facts.authors.get(work, ())]
        graph.add_nodes_from(people)
        graph.add_edges_from(pairwise(people))
    parts = sorted(nx.connected_components(graph), key=min)
    return [_group(facts, concept, part, works) for part in parts]


def _group(facts: Facts, concept: str, people: set[str], works: Iterable[str]) -> TopicGroup:
    theirs = [work for work in works if any(person in people for person, _ in facts.authors.get(work, ()))]
    return TopicGroup(concept, frozenset(people), tuple(newest(facts, theirs)))


def _leader(profiles: AuthorProfiles, group: TopicGroup) -> str:
    """Return the author of a group who has the most papers in the graph."""
    return min(group.people, key=lambda person: (-len(profiles.works[person]), person))


def _score(found: Iterable[tuple[TopicGroup, TopicGroup]], weight: Mapping[str, float]) -> float:
    return round(sum(weight[one.concept] * min(len(one.works), len(other.works)) for one, other in found), 4)


def _similarity(facts: Facts, found: list[tuple[TopicGroup, TopicGroup]]) -> float:
    """Return the similarity of the words of both groups' papers on the shared methods."""
    one, other = ({work for pair in found for work in pair[side].works} for side in (0, 1))
    return float(paper_index(facts).similarity(sorted(one), sorted(other)))


def _row(
    facts: Facts, profiles: AuthorProfiles, found: list[tuple[TopicGroup, TopicGroup]], score: float
) -> tuple[object, ...]:
    weight = rarity(facts)
    best = sorted(found, key=lambda pair: (-_score([pair], weight), pair[0].concept))
    sides = [_side(facts, profiles, [pair[side] for pair in best]) for side in (0, 1)]
    return (
        *(_finding(facts, best, sides), score, node(best[0][0].concept), facts.labels[best[0][0].concept]),
        *(cell for side in sides for cell in side),
    )


def _finding(facts: Facts, found: list[tuple[TopicGroup, TopicGroup]], sides: Sequence[Sequence[object]]) -> str:
    """Return the finding as a sentence."""
    topics = listed([facts.labels[one.concept] for one, _ in found], 4)
    one, other = (f"{listed(str(side[1]).split(', '), 3)} ({side[3]} papers)" for side in sides)
    return f"{one} and {other} both work on {topics}; no loaded paper is by members of both."


def _side(facts: Facts, profiles: AuthorProfiles, groups: list[TopicGroup]) -> tuple[object, ...]:
    """Return the cells of one group: leader, names, community, number of papers, and its two newest papers."""
    works = list(dict.fromkeys(work for group in groups for work in group.works))
    people = Counter(person for work in works for person, _ in facts.authors[work])
    order = sorted(people, key=lambda person: (-people[person], -len(profiles.works[person]), profiles.names[person]))
    leader = _leader(profiles, groups[0])
    papers = (cell for work in groups[0].works[:2] for cell in (node(work), cited(facts, work)))
    names = listed([profiles.names[person] for person in order], _MOST_PEOPLE)
    return node(leader), names, author_groups(facts).get(leader), len(works), *papers
