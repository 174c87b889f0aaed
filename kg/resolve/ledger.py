"""Ledger of identity: every merge and every near miss, as rows of a table."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model.identity import Judgement, Resolution, Verdict
from kg.resolve.folding import title_key
from kg.resolve.names import name_key
from kg.resolve.references import graph_id

HEADER = ("kind", "verdict", "score", "left", "right", "left_name", "right_name", "reasons")
_ORDER = {Verdict.UNSURE: 0, Verdict.DIFFERENT: 1, Verdict.SAME: 2}


def identity_rows(resolution: Resolution) -> Iterator[tuple[str, ...]]:
    """Yield one row for each judgement, without the header: unsure, the most probable first; near misses; merges.

    The columns are those of `HEADER`; the score has three decimals, reasons are joined by "; ".
    """
    for found in sorted(resolution.judgements, key=_rank):
        names = found.left_name, found.right_name
        yield (
            found.kind,
            str(found.verdict),
            f"{found.score:.3f}",
            found.left,
            found.right,
            *names,
            "; ".join(found.reasons),
        )


def explain(resolution: Resolution, subject: str) -> list[Judgement]:
    """Return the judgements on everything that a name, a title, an id or an IRI names, in the order of the ledger.

    A person is named by its id, by ids it had before, and by each of its spellings; a work by its id and title.
    """
    ids, texts = _named(resolution, subject)
    found = [j for j in resolution.judgements if {j.left, j.right} & ids or _is_named(j, texts)]
    return sorted(found, key=_rank)


def _rank(found: Judgement) -> tuple[object, ...]:
    score = found.score if found.verdict is Verdict.SAME else -found.score
    return (_ORDER[found.verdict], score, found.kind, found.left, found.right)


def _named(resolution: Resolution, subject: str) -> tuple[set[str], set[str]]:
    """Return ids of all that is named (persons, authorships, works, records), and normal forms of the name."""
    held = graph_id(subject)
    key = name_key(subject)
    people = {
        person.id
        for person in resolution.persons
        if held in (person.id, *person.replaces)
        or (held is None and key in map(name_key, (person.name, *person.alternates)))
    }
    ids = people | ({held} if held else set())
    for work in resolution.works:
        if work.id == held or (held is None and title_key(work.title) == title_key(subject)):
            ids |= {work.id, *work.records}
        ids |= {f"{work.id}/authorship/{a.position}" for a in work.authorships if a.person in people}
    return ids, set() if held else {key}


def _is_named(found: Judgement, keys: set[str]) -> bool:
    return found.kind == "person" and bool(keys & {name_key(found.left_name), name_key(found.right_name)})
