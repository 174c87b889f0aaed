"""Resolved papers, authorships, authors and venues. Links are identifiers."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model.record import Decision, Identifier, Presentation, WorkKind


@dataclass(frozen=True, slots=True)
class Authorship:
    """The ordered link from a paper to an author, with the name as written. `position` is 1-based.

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
    """A field on which the records of a paper disagree: the displayed value, and another value with its record."""

    field: str
    shown: str
    record: str
    value: str


@dataclass(frozen=True, slots=True)
class Work:
    """A paper, resolved from one or more records.

    `id` is `work/{slug}-{hash}`, relative to the base of the graph. `title` and `abstract` are as written in the
    preferred record; `label` is the title with its LaTeX rendered. `edition` is the id of an Edition. `records` are the
    ids of all records that describe the paper, sorted. `identifiers` are those of all records,
    sorted; `keywords` are the authors' own; `language` is a BCP 47 tag.
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
    """An author. `id` is `person/{slug}-{hash}`, `name` the fullest, most frequent spelling, `alternates` the others.

    `replaces` are earlier ids of this author, from before a decision changed them.
    """

    id: str
    name: str
    alternates: tuple[str, ...] = ()
    source_ids: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """A venue through the years. `id` is `venue/{slug}`; `known` is False for one that is not in the list of venues."""

    id: str
    label: str
    name: str
    aliases: tuple[str, ...] = ()
    known: bool = True


@dataclass(frozen=True, slots=True)
class Edition:
    """One year of a series. `id` is `venue/{slug}/{year}`, without the year if it is unknown."""

    id: str
    series: str
    label: str
    year: int | None
