"""Names shared by several persons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.model.report import Namesakes
from kg.resolve.names import name_key


def namesakes(people: Iterable[tuple[str, int]], limit: int) -> tuple[Namesakes, ...]:
    """Return the names shared by the most persons, in descending order of the number of persons.

    Parameters
    ----------
    people
        Name and number of papers of each person.
    limit
        Maximum number of names to return.
    """
    by_name: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for name, works in people:
        by_name[name_key(name)].append((works, name))
    split = [_namesakes(group) for group in by_name.values() if len(group) > 1]
    return tuple(sorted(split, key=lambda each: (-len(each.works), -sum(each.works), each.name))[:limit])


def _namesakes(group: list[tuple[int, str]]) -> Namesakes:
    ordered = sorted(group, key=lambda bearer: (-bearer[0], bearer[1]))
    return Namesakes(ordered[0][1], tuple(works for works, _ in ordered))
