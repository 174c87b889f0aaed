"""Records → Resolution."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from kg.model.identity import Resolution
from kg.model.record import PaperRecord
from kg.model.work import Authorship, Edition, Person, Series, Work
from kg.resolve.folding import digest, slug, title_key
from kg.resolve.latex import render
from kg.resolve.names import name_key
from kg.resolve.showing import Claim, Shown, choose, read_claim
from kg.resolve.works import group_records


def resolve(records: Iterable[PaperRecord]) -> Resolution:
    """Works, persons and venues of the records; the same whatever the order of the records."""
    groups = [[read_claim(record) for record in group] for group in group_records(records)]
    works: list[Work] = []
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    sources: dict[str, set[str]] = defaultdict(set)
    taken: set[str] = set()
    for group in groups:
        shown = choose(group)
        work_id = _work_id(shown, taken)
        taken.add(work_id)
        for author in shown.authors:
            spellings[name_key(author.name)][author.name] += 1
            if author.source_id:
                sources[name_key(author.name)].add(author.source_id)
        works.append(_work(work_id, shown, group))
    persons = [_person(key, names, sources[key]) for key, names in spellings.items()]
    return Resolution(
        works=tuple(sorted(works, key=lambda w: w.id)),
        persons=tuple(sorted(persons, key=lambda p: p.id)),
        series=_series(groups),
        editions=_editions(groups),
    )


def _work_id(shown: Shown, taken: set[str]) -> str:
    key = title_key(shown.title)
    identifier = f"work/{slug(shown.title, 'work')}-{digest(key)}"
    if identifier not in taken:
        return identifier
    people = " ".join(sorted(name_key(author.name) for author in shown.authors))
    return f"work/{slug(shown.title, 'work')}-{digest(key + chr(0) + people)}"


def _work(identifier: str, shown: Shown, group: list[Claim]) -> Work:
    authorships = tuple(
        Authorship(identifier, position, _person_id(name_key(author.name)), author.as_written)
        for position, author in enumerate(shown.authors, start=1)
    )
    return Work(
        id=identifier,
        title=shown.title,
        label=render(shown.title),
        authorships=authorships,
        abstract=shown.abstract,
        edition=shown.edition.id if shown.edition else None,
        year=shown.year,
        decision=shown.decision,  # type: ignore[arg-type]
        presentation=shown.presentation,  # type: ignore[arg-type]
        award=shown.award,
        url=shown.url,
        records=tuple(sorted(claim.record.id for claim in group)),
        conflicts=shown.conflicts,
    )


def _person_id(key: str) -> str:
    return f"person/{slug(key, 'person')}-{digest(key)}"


def _person(key: str, names: Counter[str], sources: set[str]) -> Person:
    best = min(names, key=lambda n: (-names[n], -len(n), n))
    return Person(_person_id(key), best, tuple(sorted(set(names) - {best})), tuple(sorted(sources)))


def _series(groups: list[list[Claim]]) -> tuple[Series, ...]:
    found = {claim.venue.series.id: claim.venue.series for group in groups for claim in group if claim.venue}
    return tuple(found[key] for key in sorted(found))


def _editions(groups: list[list[Claim]]) -> tuple[Edition, ...]:
    found = {claim.edition.id: claim.edition for group in groups for claim in group if claim.edition}
    return tuple(found[key] for key in sorted(found))
