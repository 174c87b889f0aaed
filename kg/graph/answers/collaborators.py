"""Authors one step away in the co-author network who work on the same methods and datasets."""

from __future__ import annotations

from collections.abc import Iterator

from kg.graph.answers.profiles import AuthorProfiles, all_profiles, author_profiles, shared_topics
from kg.graph.answers.question import Answer, Values, cited, listed, newest, node, select
from kg.reporting import Facts

COLLABORATORS = ("person", "name", "score", "shared", "via", "through", "joint_work", "joint_title", "work", "title")


def collaborators(facts: Facts, values: Values) -> Answer:
    """Return the co-authors of co-authors who share topics with an author and have no joint paper with the author.

    The score is the cosine similarity of the topics, weighted by rarity. The path leads through the co-author with most
    joint papers: a paper of the author with this co-author, and one of this co-author with the other author.
    """
    author = str(values["author"])
    every = all_profiles(facts)
    works = select(facts, facts.papers, values)
    profiles = every if len(works) == len(facts.papers) else author_profiles(facts, works)
    known = every.joint.get(author, {})
    away = {other for between in profiles.joint.get(author, {}) for other in profiles.joint[between]}
    strangers = sorted(away - known.keys() - {author})
    rows = [row for person in strangers for row in _row(facts, profiles, author, person)]
    ordered = sorted(rows, key=lambda row: (-float(str(row[2])), str(row[1]), str(row[0])))
    alone = len(strangers) - len(rows)
    note = f"{alone:,} more co-authors of co-authors share no method or dataset with the author" if alone else ""
    return Answer(ordered, note)


def _row(facts: Facts, profiles: AuthorProfiles, author: str, person: str) -> Iterator[tuple[object, ...]]:
    shared = shared_topics(facts, profiles.topics[author], profiles.topics[person])
    if not shared:
        return
    first, second = profiles.joint[author], profiles.joint[person]
    between = min(
        first.keys() & second.keys(),
        key=lambda each: (-min(len(first[each]), len(second[each])), -len(first[each]) - len(second[each]), each),
    )
    work, other = newest(facts, first[between])[0], newest(facts, second[between])[0]
    topics = listed([facts.labels[concept] for _, concept in shared], 4)
    score = round(sum(weight for weight, _ in shared), 4)
    path = (node(between), profiles.names[between], node(work), cited(facts, work), node(other), cited(facts, other))
    yield (node(person), profiles.names[person], score, topics, *path)
