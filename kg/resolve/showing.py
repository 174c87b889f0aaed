"""One work from the records that describe it: which value is shown, and which others are kept as conflicts.

The records are ranked and the best one is shown; where it is silent, the next one speaks. A record ranks before another
when it says the paper was accepted (then: does not say, then: rejected or withdrawn), names a venue (then: a preprint
server, then: none), is the later one, has more authors, more letters in the authors' names, the longer abstract, and
at last by its id. Decision, presentation and award belong to an edition: they are taken only from records of the
edition that is shown, or of none.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.model.record import AuthorName, Decision, PaperRecord, Presentation
from kg.model.work import Conflict, Edition
from kg.resolve.folding import title_key
from kg.resolve.venues import Venue, venue_table

_DECISIONS = {Decision.ACCEPT: 0, None: 1, Decision.REJECT: 2, Decision.WITHDRAWN: 2}
_PREPRINTS = {"venue/arxiv", "venue/biorxiv", "venue/arr"}
_OF_EDITION = ("decision", "presentation", "award")


@dataclass(frozen=True, slots=True)
class Claim:
    """A record with its venue read."""

    record: PaperRecord
    venue: Venue | None

    @property
    def edition(self) -> Edition | None:
        """The edition that the record names."""
        return self.venue.edition(self.record.year) if self.venue else None

    @property
    def year(self) -> int | None:
        """The year of the record, else the one that its venue says."""
        return self.record.year or (self.venue.year if self.venue else None)

    def rank(self) -> tuple[object, ...]:
        """Smaller is better; see the module."""
        record = self.record
        venue = 2 if self.venue is None else int(self.venue.series.id in _PREPRINTS)
        letters = sum(len(author.name) for author in record.authors)
        fullness = (-len(record.authors), -letters, -len(record.abstract or ""))
        return (_DECISIONS[record.decision], venue, -(self.year or 0), *fullness, record.id)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a work shows, field by field, and the values that lost."""

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


def read_claim(record: PaperRecord) -> Claim:
    """The record with its venue read from the table."""
    written = (record.venue or "").strip()
    return Claim(record, venue_table().read(written) if written else None)


def choose(claims: list[Claim]) -> Shown:
    """The values that the work of these claims shows."""
    ranked = sorted(claims, key=Claim.rank)
    edition = next((claim.edition for claim in ranked if claim.edition), None)
    year = (edition.year if edition else None) or next((claim.year for claim in ranked if claim.year), None)
    chosen = {name: _first(ranked, name, edition) for name in ("authors", "abstract", "url", *_OF_EDITION)}
    shown = {"title": ranked[0].record.title, "year": year, "edition": edition, **chosen}
    conflicts = [c for claim in ranked for name in shown for c in _conflict(claim, name, shown[name])]
    conflicts.sort(key=lambda c: (c.field, c.record, c.value))
    return Shown(**shown, conflicts=tuple(conflicts))  # type: ignore[arg-type]


def _first(ranked: list[Claim], name: str, edition: Edition | None) -> object:
    """The first claim's value that says something; of this edition, where the field belongs to one."""
    for claim in ranked:
        value = getattr(claim.record, name)
        if value and not (name in _OF_EDITION and claim.edition not in (None, edition)):
            return value
    return () if name == "authors" else None


def _conflict(claim: Claim, name: str, shown: object) -> list[Conflict]:
    """The claim's value of the field, where it says another thing than what is shown."""
    source = claim if name in ("edition", "year") else claim.record
    value = getattr(source, name)
    if not value or value == shown or _normal(value) == _normal(shown):
        return []
    return [Conflict("venue" if name == "edition" else name, _text(shown), claim.record.id, _text(value))]


def _text(value: object) -> str:
    if isinstance(value, Edition):
        return value.label
    if isinstance(value, tuple):
        return "; ".join(author.name for author in value)
    return "" if value is None else str(value)


def _normal(value: object) -> str:
    return title_key(_text(value)) if value else ""
