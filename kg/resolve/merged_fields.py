"""Fields of a work, merged from its records; values that are not chosen are kept as conflicts.

Each field has its value from the first record that has one. The records are ranked by, in this order: decision
(accepted, unknown, rejected or withdrawn), venue (conference or journal, preprint server, none), later year, more
authors, more letters in the authors' names, longer abstract, record id. Decision, presentation and award belong to an
edition: they are taken only from records of the edition of the work or without an edition.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.model.record import AuthorName, Decision, PaperRecord, Presentation
from kg.model.work import Conflict, Edition
from kg.resolve.folding import title_key
from kg.resolve.venues import Venue, venue_table

_DECISIONS = {Decision.ACCEPT: 0, None: 1, Decision.REJECT: 2, Decision.WITHDRAWN: 2}
PREPRINTS = {"venue/arxiv", "venue/biorxiv", "venue/arr"}
_OF_EDITION = ("decision", "presentation", "award")


@dataclass(frozen=True, slots=True)
class RankedRecord:
    """A record with its venue from the venue table; `rank` orders the records of a work by preference."""

    record: PaperRecord
    venue: Venue | None

    @property
    def edition(self) -> Edition | None:
        """Return the edition that the record appeared in, or None."""
        return self.venue.edition(self.record.year) if self.venue else None

    @property
    def year(self) -> int | None:
        """Return the year of the record, else the year in its venue, else None."""
        return self.record.year or (self.venue.year if self.venue else None)

    def rank(self) -> tuple[object, ...]:
        """Return the sort key of the record; the preferred record has the smallest key."""
        record = self.record
        venue = 2 if self.venue is None else int(self.venue.series.id in PREPRINTS)
        letters = sum(len(author.name) for author in record.authors)
        fullness = (-len(record.authors), -letters, -len(record.abstract or ""))
        return (_DECISIONS[record.decision], venue, -(self.year or 0), *fullness, record.id)


@dataclass(frozen=True, slots=True)
class MergedFields:
    """Fields of a work; `conflicts` are the values in records that differ from them."""

    title: str
    authors: tuple[AuthorName, ...]
    abstract: str | None
    edition: Edition | None
    year: int | None
    decision: Decision | None
    presentation: Presentation | None
    award: str | None
    url: str | None
    conflicts: tuple[Conflict, ...]


def rank_record(record: PaperRecord) -> RankedRecord:
    """Return the record with its venue from the venue table."""
    written = (record.venue or "").strip()
    return RankedRecord(record, venue_table().read(written) if written else None)


def merge_fields(records: list[RankedRecord]) -> MergedFields:
    """Return the merged fields of a work with these records."""
    ranked = sorted(records, key=RankedRecord.rank)
    edition = next((each.edition for each in ranked if each.edition), None)
    year = (edition.year if edition else None) or next((each.year for each in ranked if each.year), None)
    chosen = {name: _first(ranked, name, edition) for name in ("authors", "abstract", "url", *_OF_EDITION)}
    shown = {"title": ranked[0].record.title, "year": year, "edition": edition, **chosen}
    conflicts = [c for each in ranked for name in shown for c in _conflict(each, name, shown[name])]
    conflicts.sort(key=lambda c: (c.field, c.record, c.value))
    return MergedFields(**shown, conflicts=tuple(conflicts))  # type: ignore[arg-type]


def _first(ranked: list[RankedRecord], name: str, edition: Edition | None) -> object:
    """Return the first value of a field; for a field of an edition, only records of `edition` or without one count."""
    for each in ranked:
        value = getattr(each.record, name)
        if value and not (name in _OF_EDITION and each.edition not in (None, edition)):
            return value
    return () if name == "authors" else None


def _conflict(each: RankedRecord, name: str, shown: object) -> list[Conflict]:
    """Return the conflict of a field as a list: one item if the record has a value other than `shown`, else none."""
    source = each if name in ("edition", "year") else each.record
    value = getattr(source, name)
    if not value or value == shown or _normal(value) == _normal(shown):
        return []
    return [Conflict("venue" if name == "edition" else name, _text(shown), each.record.id, _text(value))]


def _text(value: object) -> str:
    if isinstance(value, Edition):
        return value.label
    if isinstance(value, tuple):
        return "; ".join(author.name for author in value)
    return "" if value is None else str(value)


def _normal(value: object) -> str:
    return title_key(_text(value)) if value else ""
