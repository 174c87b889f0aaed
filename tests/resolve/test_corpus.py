"""Real papers with known authors, and the real listings."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from kg.model.listing import Lines, ListingHints
from kg.model.record import AuthorName, Decision, PaperRecord
from kg.parsers import find_listings, read_listing
from kg.resolve import evaluate, resolve


def gold(path: Path) -> list[PaperRecord]:
    records = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            paper = json.loads(line)
            authors = tuple(AuthorName(a["name"], a["name"], a["id"]) for a in paper["authors"])
            where = (f"gold/{number:05}", "gold", number, Lines(number, number))
            records.append(
                PaperRecord(*where, paper["title"], authors, paper["abstract"], paper["venue"], paper["year"])
            )
    return records


@pytest.mark.parametrize(("name", "floor"), [("openreview", 0.987), ("acl", 0.998), ("ieee", 0.937)])
def test_people_are_told_apart_from_names_alone(corpus: Path, name: str, floor: float) -> None:
    assert evaluate(gold(corpus / "identity" / f"{name}.jsonl.gz")).b3_f1 >= floor


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
