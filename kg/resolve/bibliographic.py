"""Fields of a work for which conflicts between records are not recorded: identifiers, keywords, language and kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kg.model.record import PaperRecord, WorkKind

_LATER = (WorkKind.PREPRINT, WorkKind.OTHER)
"""Kinds with the lowest precedence among the records of a work."""


def bibliographic_fields(records: Sequence[PaperRecord]) -> dict[str, Any]:
    """Return "identifiers", "keywords", "language" and "kind" of the work that records describe.

    The identifiers are those of all records. Each other field has its first value in the order of record ids; the kind
    of a published record takes precedence over that of a preprint.
    """
    ordered = sorted(records, key=lambda record: record.id)
    kinds = sorted((record.kind for record in ordered if record.kind), key=lambda kind: kind in _LATER)
    return {
        "identifiers": tuple(sorted({identifier for record in ordered for identifier in record.identifiers})),
        "keywords": next((record.keywords for record in ordered if record.keywords), ()),
        "language": next((record.language for record in ordered if record.language), None),
        "kind": kinds[0] if kinds else None,
    }
