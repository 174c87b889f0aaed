"""Decisions on the identity of authors and papers in a finished build, from its file `identity.csv`."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import Store
from rapidfuzz import fuzz, process

from kg.model.errors import OutputError, QueryError
from kg.model.identity import Judgement, Resolution, Verdict
from kg.model.text import fold_name
from kg.model.work import Authorship, Person, Work
from kg.output import STORE
from kg.parsers import find_listings, read_listing
from kg.resolve import IdentityScores
from kg.resolve import evaluate as evaluate_records
from kg.resolve import explain as explain_resolution
from kg.store import base_of, open_store, rows_of

_MOST_SIMILAR = 3
_LEAST_RATIO = 70


def explain(store: Store, ledger: Path, subject: str) -> list[Judgement]:
    """Return the judgements that involve a name, title, id or IRI, the unsure ones first.

    `ledger` is the path of `identity.csv`. Raises OutputError if this file cannot be read, and QueryError if no
    judgement involves the subject.
    """
    resolution = _read_resolution(store, ledger)
    found = explain_resolution(resolution, subject.removeprefix(base_of(store) or ""))
    if not found:
        near = _similar(subject, resolution.judgements)
        remedy = f"did you mean {' or '.join(near)}?" if near else "try a full name or an IRI"
        raise QueryError(f"no comparison involves {subject!r}; {remedy}")
    return found


def _similar(subject: str, judgements: Iterable[Judgement]) -> list[str]:
    """Return compared names and titles that contain the subject, or else the most similar ones."""
    names = {fold_name(name): name for each in judgements for name in (each.left_name, each.right_name)}
    folded = fold_name(subject)
    parts = [names[name] for name in sorted(names, key=lambda name: (len(name), name)) if folded and folded in name]
    near = process.extract(folded, sorted(names), scorer=fuzz.ratio, limit=_MOST_SIMILAR, score_cutoff=_LEAST_RATIO)
    return parts[:_MOST_SIMILAR] or [names[name] for name, *_ in near]


def known_people(out: Path) -> dict[str, str]:
    """Return the author id of each authorship of the build in `out`, so that a later build can reuse the author ids.

    A key is the id of an authorship, for example "work/gates-1a2b3c4d/authorship/1".
    """
    store = open_store(out / STORE)
    base = base_of(store) or ""
    rows = rows_of(store, "authorships")
    return {f"{_id(work, base)}/authorship/{position}": _id(person, base) for work, position, person, _, _ in rows}


def evaluate(paths: Iterable[Path]) -> IdentityScores:
    """Return scores of author resolution that uses only names, with the author ids in listings as gold standard."""
    records = (record for path in find_listings(paths) for record in read_listing(path).records)
    return evaluate_records(records)


def _read_resolution(store: Store, ledger: Path) -> Resolution:
    """Return the works, persons and judgements of a build."""
    base = base_of(store) or ""
    return Resolution(
        works=tuple(_works(store, base)),
        persons=tuple(_persons(store, base)),
        series=(),
        editions=(),
        judgements=tuple(_judgements(ledger)),
    )


def _works(store: Store, base: str) -> Iterator[Work]:
    authorships = defaultdict(list)
    for work, position, person, _, written in rows_of(store, "authorships"):
        authorships[work].append(Authorship(_id(work, base), position, _id(person, base), written))
    records = defaultdict(list)
    for work, record in rows_of(store, "records"):
        records[work].append(_id(record, base).removeprefix("record/"))
    for work, title, *_ in rows_of(store, "works"):
        yield Work(_id(work, base), title, title, tuple(authorships[work]), records=tuple(records[work]))


def _persons(store: Store, base: str) -> Iterator[Person]:
    names: dict[str, str] = {}
    others: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for person, kind, value in rows_of(store, "identities"):
        if kind == "name":
            names[person] = value
        else:
            others[person][kind].append(_id(value, base))
    for person, name in names.items():
        yield Person(_id(person, base), name, tuple(others[person]["other"]), replaces=tuple(others[person]["former"]))


def _judgements(path: Path) -> Iterator[Judgement]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                names = row["left_name"], row["right_name"]
                reasons = tuple(row["reasons"].split("; "))
                verdict, score = Verdict(row["verdict"]), float(row["score"])
                yield Judgement(row["kind"], row["left"], row["right"], *names, verdict, score, reasons)
    except (OSError, KeyError, ValueError, AttributeError, TypeError) as error:  # values are None in a truncated file
        raise OutputError(f"cannot be read ({error}); build the graph again", file=path) from None


def _id(iri: str, base: str) -> str:
    return iri.removeprefix(base)
