"""Ledger of identity: all merges and near misses, as rows of a table."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model.identity import Judgement, Resolution, Verdict
from kg.resolve.folding import title_key
from kg.resolve.names import name_key
from kg.resolve.references import graph_id

HEADER = ("kind", "verdict", "score", "left", "right", "left_name", "right_name", "reasons")
_ORDER = {Verdict.UNSURE: 0, Verdict.DIFFERENT: 1, Verdict.SAME: 2}


def identity_rows(resolution: Resolution) -> Iterator[tuple[str, ...]]:
    """Yield one row per judgement, with the columns of `HEADER`; the header itself is not yielded.

    Unsure judgements come first, then different, then same; unsure and different ones in descending order of score,
    same ones in ascending order. The score has three decimals; reasons are joined by "; ".
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
    """Return the judgements on the persons and works that a subject refers to, in the order of the ledger.

    Parameters
    ----------
    resolution
        Result of identity resolution.
    subject
        Name of a person in any of its spellings, title of a work, or id or IRI of a person (current or replaced), work
        or authorship.

    Returns
    -------
    list of Judgement
    """
    ids, texts = _named(resolution, subject)
    found = [j for j in resolution.judgements if {j.left, j.right} & ids or _is_named(j, texts)]
    return sorted(found, key=_rank)


def _rank(found: Judgement) -> tuple[object, ...]:
    score = found.score if found.verdict is Verdict.SAME else -found.score
    return (_ORDER[found.verdict], score, found.kind, found.left, found.right)


def _named(resolution: Resolution, subject: str) -> tuple[set[str], set[str]]:
    """Return the ids of the persons, authorships, works and records that a subject refers to, and its name keys."""
    wanted = graph_id(subject)
    key = name_key(subject)
    people = {
        person.id
        for person in resolution.persons
        if wanted in (person.id, *person.replaces)
        or (wanted is None and key in map(name_key, (person.name, *person.alternates)))
    }
    ids = people | ({wanted} if wanted else set())
    for work in resolution.works:
        if work.id == wanted or (wanted is None and title_key(work.title) == title_key(subject)):
            ids |= {work.id, *work.records}
        ids |= {f"{work.id}/authorship/{a.position}" for a in work.authorships if a.person in people}
    return ids, set() if wanted else {key}


def _is_named(found: Judgement, keys: set[str]) -> bool:
    return found.kind == "person" and bool(keys & {name_key(found.left_name), name_key(found.right_name)})
