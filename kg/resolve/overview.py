"""Who is who at a glance: people under many spellings, and names that several people bear."""

from __future__ import annotations

from collections import Counter, defaultdict

from kg.model.identity import Resolution
from kg.model.report import Namesakes, Spellings
from kg.resolve.names import name_key


def spellings(resolution: Resolution, limit: int) -> tuple[Spellings, ...]:
    """The people merged from most spellings, most first, with the number of their works."""
    works = _works(resolution)
    merged = [
        Spellings(person.name, works[person.id], person.alternates)
        for person in resolution.persons
        if person.alternates
    ]
    return tuple(sorted(merged, key=lambda each: (-len(each.others), -each.works, each.name))[:limit])


def namesakes(resolution: Resolution, limit: int) -> tuple[Namesakes, ...]:
    """The names that were split among most people, most first, with the number of works of each, most first."""
    works = _works(resolution)
    bearers: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for person in resolution.persons:
        bearers[name_key(person.name)].append((works[person.id], person.name))
    split = [_namesakes(group) for group in bearers.values() if len(group) > 1]
    return tuple(sorted(split, key=lambda each: (-len(each.works), -sum(each.works), each.name))[:limit])


def _namesakes(group: list[tuple[int, str]]) -> Namesakes:
    ordered = sorted(group, key=lambda bearer: (-bearer[0], bearer[1]))
    return Namesakes(ordered[0][1], tuple(works for works, _ in ordered))


def _works(resolution: Resolution) -> Counter[str]:
    return Counter(authorship.person for work in resolution.works for authorship in work.authorships)
