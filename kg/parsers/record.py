"""Conversion of drafts to records: parsing of decision and year, and use of the hints."""

from __future__ import annotations

from kg.model.listing import Lines, ListingHints
from kg.model.record import Decision, PaperRecord, Presentation
from kg.parsers.block import Draft
from kg.parsers.kinds import kind_by_title
from kg.parsers.outcome import Outcome, read_outcome, year_in

_UNKNOWN = Outcome(None, None)


def record_of(draft: Draft, listing: str, number: int, lines: Lines, hints: ListingHints) -> PaperRecord:
    """Return the record of a draft without control characters; `listing` is the id of the listing."""
    outcome = _outcome(draft, hints)
    return PaperRecord(
        id=f"{listing}/{number}",
        listing=listing,
        number=number,
        lines=lines,
        title=draft.title,
        authors=draft.authors,
        abstract=_given(draft.abstract),
        venue=_given(draft.venue) or hints.venue,
        year=_year(draft, hints),
        decision=outcome.decision,
        presentation=outcome.presentation,
        decision_as_written=_given(draft.outcome),
        award=_given(draft.award),
        url=_given(draft.url),
        identifiers=tuple(sorted(set(draft.identifiers))) if len(draft.identifiers) > 1 else draft.identifiers,
        keywords=tuple(dict.fromkeys(draft.keywords)) if draft.keywords else (),
        language=draft.language,
        kind=kind_by_title(draft.title) or draft.kind,
        notes=_notes(draft, hints),
    )


def _given(text: str | None) -> str | None:
    """Return a text, or None if it is only white space of any script."""
    return None if not text or text.isspace() else text


def _year(draft: Draft, hints: ListingHints) -> int | None:
    written = draft.year or (year_in(draft.venue) if draft.venue else None)
    return written or hints.year or (year_in(hints.venue) if hints.venue else None)


def _outcome(draft: Draft, hints: ListingHints) -> Outcome:
    """Return the outcome in the listing, else that of the hints; only accepted papers have a presentation."""
    written = _written_outcome(draft, hints)
    if not (hints.decision or hints.presentation):
        return written
    decision, presentation = written
    if decision is None and hints.decision:
        decision = Decision(hints.decision)
    if presentation is None and hints.presentation and decision in (None, Decision.ACCEPT):
        decision, presentation = Decision.ACCEPT, Presentation(hints.presentation)
    return Outcome(decision, presentation)


def _written_outcome(draft: Draft, hints: ListingHints) -> Outcome:
    if not draft.outcome:
        return _UNKNOWN
    return read_outcome((hints.outcomes or {}).get(draft.outcome.strip(), draft.outcome))


def _notes(draft: Draft, hints: ListingHints) -> tuple[str, ...]:
    if draft.outcome and _written_outcome(draft, hints) == _UNKNOWN:
        return (*draft.notes, f"decision not recognised: {draft.outcome}")
    return draft.notes
