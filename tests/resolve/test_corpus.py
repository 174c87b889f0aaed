"""Real papers with known authors, and the real listings."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from kg.model.listing import Lines, ListingHints
from kg.model.record import AuthorName, Decision, PaperRecord
from kg.parsers import find_listings, read_listing
from kg.resolve import evaluate, resolve


def read_lines(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def gold(path: Path) -> list[PaperRecord]:
    return [
        _record(number, paper, [a["id"] for a in paper["authors"]]) for number, paper in enumerate(read_lines(path))
    ]


def _record(number: int, row: dict[str, Any], ids: list[str | int | None]) -> PaperRecord:
    names = [author["name"] for author in row["authors"]]
    known = [None if identifier is None else str(identifier) for identifier in ids]
    authors = tuple(AuthorName(name, name, identifier) for name, identifier in zip(names, known, strict=True))
    where = (f"gold/{number:05}", "gold", number, Lines(number + 1, number + 1))
    return PaperRecord(*where, row["title"], authors, row["abstract"], row["venue"], row["year"])


@pytest.mark.parametrize(("name", "bar"), [("openreview", 0.989), ("ieee", 0.960)])
def test_authors_are_matched_by_names_alone(corpus: Path, name: str, bar: float) -> None:
    assert evaluate(gold(corpus / "identity" / f"{name}.jsonl.gz")).b3_f1 >= bar


@pytest.mark.parametrize(("name", "bar"), [("acl", 0.9945), ("ieee", 0.988)])
def test_authors_are_matched_as_repaired_ids_have_them(corpus: Path, name: str, bar: float) -> None:
    rows = read_lines(corpus / "identity" / f"{name}.jsonl.gz")
    ids = read_lines(corpus / "identity" / f"{name}-repaired-ids.jsonl.gz")
    records = [_record(n, row, each["ids"]) for n, (row, each) in enumerate(zip(rows, ids, strict=True))]
    assert evaluate(records).b3_f1 >= bar


def test_the_seed_listings_hold_one_paper_twice(corpus: Path) -> None:
    records = []
    for path in find_listings([corpus / "seeds"]):
        hints = ListingHints(venue="ICLR", year=2019) if path.name.startswith("004") else ListingHints()
        records += read_listing(path, hints).records
    works = resolve(records).works
    assert (len(records), len(works)) == (1016, 1015)
    (glue,) = [work for work in works if len(work.records) > 1]
    assert glue.title.startswith("GLUE") and glue.decision is Decision.ACCEPT and len(glue.authorships) == 6
    assert {record[:3] for record in glue.records} == {"001", "004"}
