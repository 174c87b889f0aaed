"""Fields of a work that its records do not compete for: identifiers, keywords, language and kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kg.model.record import PaperRecord, WorkKind

# A published form of a paper is what the work is, whatever its preprint is called.
_LATER = (WorkKind.PREPRINT, WorkKind.OTHER)


def bibliographic_fields(records: Sequence[PaperRecord]) -> dict[str, Any]:
    """Return the identifiers of all records, and keywords, language and kind of the first ones that have them."""
    ordered = sorted(records, key=lambda record: record.id)
    kinds = sorted((record.kind for record in ordered if record.kind), key=lambda kind: kind in _LATER)
    return {
        "identifiers": tuple(sorted({identifier for record in ordered for identifier in record.identifiers})),
        "keywords": next((record.keywords for record in ordered if record.keywords), ()),
        "language": next((record.language for record in ordered if record.language), None),
        "kind": kinds[0] if kinds else None,
    }
