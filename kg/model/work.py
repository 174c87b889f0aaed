"""Resolved papers, authorships, authors and venues, which refer to each other by id."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model.record import Decision, Identifier, Presentation, WorkKind


@dataclass(frozen=True, slots=True)
class Authorship:
    """The link from a paper to one of its authors, with the 1-based `position` and the name as written.

    `affiliations` are as written; `orcid` has the form 0000-0000-1111-2228.
    """

    work: str
    position: int
    person: str
    name_as_written: str
    affiliations: tuple[str, ...] = ()
    orcid: str | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field whose values differ between the records of a paper.

    `shown` is the value in the graph, `value` a different one and `record` the id of the record with the latter.
    """

    field: str
    shown: str
    record: str
    value: str


@dataclass(frozen=True, slots=True)
class Work:
    """A paper, resolved from one or more records.

    `id` is `work/{slug}-{hash}`, relative to the base of the graph. `title` and `abstract` are as written in the
    preferred record; `label` is the title with LaTeX converted to plain text. `edition` is the id of an Edition.
    `records` are the ids of all records of the paper, `identifiers` the identifiers of all these records; both are
    sorted. `keywords` are those of the authors; `language` is a BCP 47 tag.
    """

    id: str
    title: str
    label: str
    authorships: tuple[Authorship, ...] = ()
    abstract: str | None = None
    edition: str | None = None
    year: int | None = None
    decision: Decision | None = None
    presentation: Presentation | None = None
    award: str | None = None
    url: str | None = None
    records: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    keywords: tuple[str, ...] = ()
    language: str | None = None
    kind: WorkKind | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """An author. `id` is `person/{slug}-{hash}`, `name` the preferred spelling, `alternates` the other spellings.

    `replaces` are ids that this author had before decisions of the user changed the assignment of names.
    """

    id: str
    name: str
    alternates: tuple[str, ...] = ()
    source_ids: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """A venue through the years, such as ICLR. `id` is `venue/{slug}`.

    `known` is False for a venue that is not in the list of venues, `ontology/venues.ttl`.
    """

    id: str
    label: str
    name: str
    aliases: tuple[str, ...] = ()
    known: bool = True


@dataclass(frozen=True, slots=True)
class Edition:
    """One year of a series. `id` is `venue/{slug}/{year}`, or `venue/{slug}` if the year is unknown."""

    id: str
    series: str
    label: str
    year: int | None
