"""Comparison of two records: a judgement, with a score and reasons, whether they describe one work.

The score is the sum of values for titles, authors, abstracts and publication state; contradictions limit it. Records
with a score above `SAME` describe one work; a score from `UNSURE` to `SAME` is unsure.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from kg.model.identity import Judgement, Verdict
from kg.model.record import Decision, PaperRecord, WorkKind
from kg.resolve.abstracts import AbstractRelation, relate_abstracts
from kg.resolve.merged_fields import PREPRINTS, RankedRecord
from kg.resolve.name_relations import relate
from kg.resolve.names import name_key, read_name
from kg.resolve.titles import Title, TitleRelation, read_title, relate_titles

SAME, UNSURE = 0.5, 0.35
BY_TITLE = {
    TitleRelation.EXACT: 0.8,
    TitleRelation.NOTED: 0.7,
    TitleRelation.SPELLING: 0.7,
    TitleRelation.SUBTITLE: 0.5,
    TitleRelation.CHANGED: 0.2,
    TitleRelation.OPPOSED: 0.1,
    TitleRelation.OTHER: 0.05,
}
BY_ABSTRACT = {AbstractRelation.SAME: 0.3, AbstractRelation.VERSION: 0.15}
AUTHORS = 0.15  # if all authors of the shorter list are in the longer one, otherwise in proportion
SUBMISSION = 0.15  # if one record is a submission or preprint and the titles differ as after a revision
# Deductions if one record has no authors: for titles that are not distinctive, and for titles that are not the same.
VAGUE_TITLE, DIFFERENT_TITLE = 0.4, 0.2
# Maximum scores of contradictions.
UNLIKE_ABSTRACTS = 0.45
OTHER_EDITION = 0.4  # both published, in different editions
SAME_EDITION = 0.45  # both published in one edition, under different titles
OPPOSED_TITLES, NO_SHARED_AUTHOR, FRONT_MATTER = 0.3, 0.2, 0.1
IDENTIFIED = 0.95  # score of records with a common identifier
NEARLY_EQUAL = 0.9  # minimum similarity of the abstracts of two records of one edition with changed titles

_REVISED = (TitleRelation.SUBTITLE, TitleRelation.CHANGED, TitleRelation.OTHER)
_FRONT_KINDS = (WorkKind.FRONT_MATTER, WorkKind.EDITORIAL)


class Status(Enum):
    """Publication state of a paper according to a record."""

    SUBMISSION = auto()  # rejected, withdrawn, or a preprint
    PUBLISHED = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class WorkRecord:
    """Record prepared for comparison: parsed title, name keys of the authors, and publication state."""

    ranked: RankedRecord
    title: Title
    authors: frozenset[str]
    status: Status

    @property
    def record(self) -> PaperRecord:
        """Return the record as it was read from its listing."""
        return self.ranked.record

    @property
    def is_front_matter(self) -> bool:
        """Return True if the title or the kind of the record shows that it is front matter of a volume."""
        return self.title.is_front_matter or self.record.kind in _FRONT_KINDS


def read_record(ranked: RankedRecord) -> WorkRecord:
    """Return a record prepared for comparison."""
    authors = frozenset(name_key(author.name) for author in ranked.record.authors)
    return WorkRecord(ranked, read_title(ranked.record.title), authors, _status(ranked))


def _status(ranked: RankedRecord) -> Status:
    if ranked.record.decision in (Decision.REJECT, Decision.WITHDRAWN):
        return Status.SUBMISSION
    if ranked.venue and ranked.venue.series.id in PREPRINTS:
        return Status.SUBMISSION
    return Status.PUBLISHED if ranked.venue or ranked.record.decision is Decision.ACCEPT else Status.UNKNOWN


class WorkEvidence(NamedTuple):
    """Features of two compared records.

    `shared` is the share of the shorter list of authors that is in the longer one, None if a list is missing. `words`
    is the Jaccard index of the words of the abstracts. `same_edition` is None unless both records are published and
    their editions are known. `identified` is True if the records have a common identifier, such as a DOI.
    """

    titles: TitleRelation
    are_distinctive: bool
    shared: float | None
    abstracts: AbstractRelation
    words: float
    same_edition: bool | None
    same_listing: bool
    has_submission: bool
    are_front_matter: bool
    identified: bool


def observe(left: WorkRecord, right: WorkRecord) -> WorkEvidence:
    """Return the features of two records."""
    abstracts, words = relate_abstracts(left.record.abstract, right.record.abstract)
    return WorkEvidence(
        relate_titles(left.title, right.title),
        left.title.is_distinctive and right.title.is_distinctive,
        _shared_authors(left, right),
        abstracts,
        words,
        is_same_edition(left, right),
        left.record.listing == right.record.listing,
        Status.SUBMISSION in (left.status, right.status),
        left.is_front_matter or right.is_front_matter,
        not set(left.record.identifiers).isdisjoint(right.record.identifiers),
    )


def is_same_edition(left: WorkRecord, right: WorkRecord) -> bool | None:
    """Return True if two published records have the same edition, False if they have different editions.

    Return None if one of them is not published or its edition is unknown.
    """
    one, other = left.ranked.edition, right.ranked.edition
    if not (left.status is right.status is Status.PUBLISHED and one and other):
        return None
    if one.series != other.series:
        return False
    return one.year == other.year if one.year and other.year else None


def _shared_authors(left: WorkRecord, right: WorkRecord) -> float | None:
    if not left.authors or not right.authors:
        return None
    fewer, more = sorted((left.authors, right.authors), key=lambda names: (len(names), sorted(names)))
    return sum(has_relative(name, more) for name in fewer) / len(fewer)


def has_relative(name: str, others: Set[str]) -> bool:
    """Return True if a name, in any compatible spelling, is among other names; all names are given as keys."""
    return name in others or any(relate(read_name(name), read_name(other)) for other in others)


def score(evidence: WorkEvidence) -> float:
    """Return the score of two records, from 0 (different works) to 1 (the same work)."""
    if evidence.identified and _is_plausible(evidence):
        return IDENTIFIED
    total = BY_TITLE[evidence.titles] + BY_ABSTRACT.get(evidence.abstracts, 0.0) + _by_authors(evidence)
    if evidence.has_submission and _is_revision(evidence):
        total += SUBMISSION
    return min(max(total, 0.0), 1.0, *_limits(evidence))


def _is_revision(evidence: WorkEvidence) -> bool:
    """Return True if the titles may be versions of one title.

    This requires that authors are known in both records or that the abstracts are the same.
    """
    is_supported = evidence.shared is not None or evidence.abstracts is AbstractRelation.SAME
    return is_supported and evidence.titles in _REVISED


def _is_plausible(evidence: WorkEvidence) -> bool:
    """Return True if the titles and authors do not contradict a common identifier.

    Two different papers can have a common identifier, for example that of the volume that contains them.
    """
    if evidence.titles is TitleRelation.OPPOSED or evidence.are_front_matter:
        return False
    return evidence.titles is not TitleRelation.OTHER or bool(evidence.shared)


def _by_authors(evidence: WorkEvidence) -> float:
    if evidence.shared is not None:
        return AUTHORS * evidence.shared
    is_supported = evidence.are_distinctive or evidence.abstracts is AbstractRelation.SAME
    missing = 0.0 if is_supported else -VAGUE_TITLE
    return missing if evidence.titles is TitleRelation.EXACT else missing - DIFFERENT_TITLE


def _limits(evidence: WorkEvidence) -> Iterator[float]:
    """Yield the maximum score for each contradiction between two records."""
    exact = evidence.titles is TitleRelation.EXACT
    if evidence.shared == 0.0:
        yield NO_SHARED_AUTHOR
    if evidence.titles is TitleRelation.OPPOSED:
        yield OPPOSED_TITLES
    if evidence.abstracts is AbstractRelation.UNLIKE:
        yield UNLIKE_ABSTRACTS
    if evidence.same_edition is False and not exact:
        yield OTHER_EDITION
    if evidence.same_edition and not _is_listed_twice(evidence):
        yield SAME_EDITION
    if evidence.are_front_matter and not (exact and evidence.same_edition):
        yield FRONT_MATTER


def _is_listed_twice(evidence: WorkEvidence) -> bool:
    """Return True if titles or abstracts are so similar that two records of one edition can be the same paper."""
    if evidence.titles is TitleRelation.CHANGED:
        return evidence.words >= NEARLY_EQUAL
    if evidence.titles is TitleRelation.SUBTITLE and evidence.same_listing:
        return evidence.abstracts is AbstractRelation.SAME
    return evidence.titles is not TitleRelation.OTHER


def compare_records(left: WorkRecord, right: WorkRecord) -> Judgement:
    """Compare two records and return the judgement."""
    evidence = observe(left, right)
    found = score(evidence)
    verdict = Verdict.SAME if found > SAME else Verdict.UNSURE if found >= UNSURE else Verdict.DIFFERENT
    names = left.record.title, right.record.title
    return Judgement("work", left.record.id, right.record.id, *names, verdict, found, tuple(_reasons(evidence)))


def exclude_each_other(left: WorkRecord, right: WorkRecord) -> bool:
    """Return True if two records cannot describe one work, even if both match a third record."""
    titles = relate_titles(left.title, right.title)
    if titles is TitleRelation.OPPOSED:
        return True
    return titles is not TitleRelation.EXACT and is_same_edition(left, right) is False


def _reasons(evidence: WorkEvidence) -> Iterator[str]:
    if evidence.identified:
        yield "common identifier"
    yield str(evidence.titles)
    yield "authors are missing" if evidence.shared is None else f"{evidence.shared:.0%} of the authors in common"
    missing = evidence.abstracts is AbstractRelation.MISSING
    yield str(evidence.abstracts) if missing else f"{evidence.abstracts} ({evidence.words:.0%} of the words in common)"
    if evidence.same_edition is not None:
        yield "published in the same edition" if evidence.same_edition else "published in different editions"
    if evidence.has_submission:
        yield "at least one is a submission or preprint"
    if evidence.are_front_matter:
        yield "front matter"
