"""Two bodies of work side by side."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from kg.analysis import contrasts
from kg.model.errors import QueryError
from kg.model.trend import Contrast
from kg.output import STORE
from kg.store import open_store, rows_of


def compare(out: Path, left: str, right: str) -> tuple[Contrast, ...]:
    """What sets two bodies of work apart, each a venue ("ICLR"), a year ("2021") or both ("ICLR 2021").

    Raises QueryError where one of them has no works.
    """
    store = open_store(out / STORE)
    works = rows_of(store, "works")
    bodies = [_body(works, name) for name in (left, right)]
    named = {(label, work) for _, label, _, _, _, work in rows_of(store, "links")}
    counts = [Counter(label for label, work in sorted(named) if work in body) for body in bodies]
    return contrasts(counts[0], counts[1], (len(bodies[0]), len(bodies[1])), least=2)


def _body(works: list[tuple[Any, ...]], name: str) -> set[str]:
    *venue, last = name.split()
    year = int(last) if last.isdecimal() and len(last) == 4 else None
    wanted = " ".join(venue if year else [*venue, last]).casefold()
    found = {
        row[0] for row in works if (not year or row[2] == year) and (not wanted or str(row[3]).casefold() == wanted)
    }
    if not found:
        known = sorted({str(row[3]) for row in works if row[3]})
        raise QueryError(f"{name!r} has no works; name a venue ({', '.join(known[:8])}), a year, or both")
    return found
