"""Comparison of two records: whether they are one work, with a score and reasons.

The score starts from the titles, is adjusted by authors, abstracts and publication state, and is capped by
contradictions. Two records with a score above `SAME` are one work; a score from `UNSURE` to `SAME` is unsure.
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
    TitleRelation.CUT: 0.5,
    TitleRelation.CHANGED: 0.2,
    TitleRelation.OPPOSED: 0.1,
    TitleRelation.OTHER: 0.05,
}
BY_ABSTRACT = {AbstractRelation.SAME: 0.3, AbstractRelation.VERSION: 0.15}
AUTHORS = 0.15  # for all authors of the shorter list
SUBMISSION = 0.15  # for a cut or changed title, where one record is a submission or preprint
# Without authors on one side.
UNTOLD_TITLE, UNTOLD_CUT = 0.4, 0.2
# Limits of the score.
VETO = 0.45  # unlike abstracts
OTHER_EDITION = 0.4  # both published, in different editions
SAME_EDITION = 0.45  # both published in one edition, under different titles
OPPOSED_LIMIT, STRANGERS, FRONT_MATTER = 0.3, 0.2, 0.1
IDENTIFIED = 0.95
NEARLY_EQUAL = 0.9  # share of the words of abstracts of one paper that one edition lists twice

_REVISED = (TitleRelation.CUT, TitleRelation.CHANGED, TitleRelation.OTHER)
_FRONT_KINDS = (WorkKind.FRONT_MATTER, WorkKind.EDITORIAL)


class Status(Enum):
    """Publication state of a paper in a record."""

    SUBMISSION = auto()  # rejected, withdrawn, or a preprint
    PUBLISHED = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class WorkRecord:
    """Record with its parsed title, author keys and publication state."""

    ranked: RankedRecord
    title: Title
    authors: frozenset[str]
    status: Status

    @property
    def record(self) -> PaperRecord:
        """Return the record as read."""
        return self.ranked.record

    @property
    def is_front_matter(self) -> bool:
        """Return whether the record is front matter of a volume, by title or kind."""
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
    """Comparison of two records. `shared` is the share of the shorter author list that is in the longer one.

    `shared` is None where one list is missing; `same_edition` where either has no edition of its own.
    """

    titles: TitleRelation
    are_telling: bool
    shared: float | None
    abstracts: AbstractRelation
    words: float
    same_edition: bool | None
    same_listing: bool
    has_submission: bool
    are_front_matter: bool
    identified: bool


def observe(left: WorkRecord, right: WorkRecord) -> WorkEvidence:
    """Return the evidence from comparing two records."""
    abstracts, words = relate_abstracts(left.record.abstract, right.record.abstract)
    return WorkEvidence(
        relate_titles(left.title, right.title),
        left.title.is_telling and right.title.is_telling,
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
    """Return whether two published records are of the same edition.

    None if either is unpublished or its edition is unknown.
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
    """Return whether a name is among others, in any spelling."""
    return name in others or any(relate(read_name(name), read_name(other)) for other in others)


def score(evidence: WorkEvidence) -> float:
    """Return a score from 0 (two works) to 1 (one work)."""
    if evidence.identified and _is_plausible(evidence):
        return IDENTIFIED
    total = BY_TITLE[evidence.titles] + BY_ABSTRACT.get(evidence.abstracts, 0.0) + _by_authors(evidence)
    if evidence.has_submission and _is_revision(evidence):
        total += SUBMISSION
    return min(max(total, 0.0), 1.0, *_limits(evidence))


def _is_revision(evidence: WorkEvidence) -> bool:
    """Return whether the title may have been revised: authors are known, or the abstract is the same."""
    is_told = evidence.shared is not None or evidence.abstracts is AbstractRelation.SAME
    return is_told and evidence.titles in _REVISED


def _is_plausible(evidence: WorkEvidence) -> bool:
    """Return whether a shared identifier can be that of one paper, not of the volume of both."""
    if evidence.titles is TitleRelation.OPPOSED or evidence.are_front_matter:
        return False
    return evidence.titles is not TitleRelation.OTHER or bool(evidence.shared)


def _by_authors(evidence: WorkEvidence) -> float:
    if evidence.shared is not None:
        return AUTHORS * evidence.shared
    is_told = evidence.are_telling or evidence.abstracts is AbstractRelation.SAME
    missing = 0.0 if is_told else -UNTOLD_TITLE
    return missing if evidence.titles is TitleRelation.EXACT else missing - UNTOLD_CUT


def _limits(evidence: WorkEvidence) -> Iterator[float]:
    """Yield the upper limits of the score that contradictions impose."""
    exact = evidence.titles is TitleRelation.EXACT
    if evidence.shared == 0.0:
        yield STRANGERS
    if evidence.titles is TitleRelation.OPPOSED:
        yield OPPOSED_LIMIT
    if evidence.abstracts is AbstractRelation.UNLIKE:
        yield VETO
    if evidence.same_edition is False and not exact:
        yield OTHER_EDITION
    if evidence.same_edition and not _is_listed_twice(evidence):
        yield SAME_EDITION
    if evidence.are_front_matter and not (exact and evidence.same_edition):
        yield FRONT_MATTER


def _is_listed_twice(evidence: WorkEvidence) -> bool:
    """Return whether records of one edition can be one paper: their titles agree, or their abstracts do."""
    if evidence.titles is TitleRelation.CHANGED:
        return evidence.words >= NEARLY_EQUAL
    if evidence.titles is TitleRelation.CUT and evidence.same_listing:
        return evidence.abstracts is AbstractRelation.SAME
    return evidence.titles is not TitleRelation.OTHER


def compare_records(left: WorkRecord, right: WorkRecord) -> Judgement:
    """Return the judgement on two records."""
    evidence = observe(left, right)
    found = score(evidence)
    verdict = Verdict.SAME if found > SAME else Verdict.UNSURE if found >= UNSURE else Verdict.DIFFERENT
    names = left.record.title, right.record.title
    return Judgement("work", left.record.id, right.record.id, *names, verdict, found, tuple(_reasons(evidence)))


def exclude_each_other(left: WorkRecord, right: WorkRecord) -> bool:
    """Return whether two records cannot be one work, even if other records connect them."""
    titles = relate_titles(left.title, right.title)
    if titles is TitleRelation.OPPOSED:
        return True
    return titles is not TitleRelation.EXACT and is_same_edition(left, right) is False


def _reasons(evidence: WorkEvidence) -> Iterator[str]:
    if evidence.identified:
        yield "an identifier is shared"
    yield str(evidence.titles)
    yield "authors are missing" if evidence.shared is None else f"{evidence.shared:.0%} of the authors are shared"
    missing = evidence.abstracts is AbstractRelation.MISSING
    yield str(evidence.abstracts) if missing else f"{evidence.abstracts} ({evidence.words:.0%} of the words)"
    if evidence.same_edition is not None:
        yield "published in one edition" if evidence.same_edition else "published in different editions"
    if evidence.has_submission:
        yield "one is a submission or preprint"
    if evidence.are_front_matter:
        yield "front matter"
