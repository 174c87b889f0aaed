"""Scores of matching perturbed copies of records of real listings to their works."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

from benchmarks.identity.corpora import CORPUS
from kg.model.listing import ListingHints
from kg.model.record import PaperRecord
from kg.parsers import find_listings, read_listing
from kg.resolve import resolve
from kg.resolve.evaluation import score


def print_works() -> None:
    """Print precision and recall over pairs of records, for real listings with five perturbed copies of each record."""
    records = list(_read_listings())
    home = {record: work.id for work in resolve(records).works for record in work.records}
    print(f"{len(records)} records of {len(set(home.values()))} works, {len(CHANGES)} perturbed copies of each")
    for kept in ("with", "without"):
        copies = [_perturb(record, number, kept == "with") for record in records for number in range(len(CHANGES))]
        works = resolve([*records, *copies]).works
        labels = [(home[record.partition("~")[0]], work.id) for work in works for record in work.records]
        s = score([true for true, _ in labels], [found for _, found in labels])
        figures = f"precision {s.pair_precision:.4f}, recall {s.pair_recall:.4f}, F1 {s.pair_f1:.4f}"
        print(f"copies {kept} abstracts: {len(works)} works; pairs: {figures}", flush=True)


def _perturb(record: PaperRecord, number: int, keep_abstract: bool) -> PaperRecord:
    key = f"{record.id}~{number}"
    changed = CHANGES[number](record, random.Random(key))
    return replace(changed, id=key, listing=f"copy-{number}", abstract=record.abstract if keep_abstract else None)


def _read_listings() -> Iterator[PaperRecord]:
    for path in find_listings([CORPUS / "seeds", CORPUS / "lists"]):
        yield from read_listing(path, ListingHints()).records


def _other_case(record: PaperRecord, draw: random.Random) -> PaperRecord:
    return replace(record, title=draw.choice([str.upper, str.lower, str.title])(record.title))


def _other_punctuation(record: PaperRecord, draw: random.Random) -> PaperRecord:
    return replace(
        record, title=record.title.replace("-", draw.choice([" ", "–", ""])).rstrip(".?!") + draw.choice([".", ""])
    )


def _latex(record: PaperRecord, draw: random.Random) -> PaperRecord:
    if "\\" in record.title or "$" in record.title:
        return record
    first, space, rest = record.title.partition(" ")
    marked = draw.choice(["{%s}", "\\textbf{%s}", "{\\it %s}"]) % first
    return replace(record, title=marked + space + rest)


def _cut_subtitle(record: PaperRecord, draw: random.Random) -> PaperRecord:
    return replace(record, title=record.title.split(": ")[0])


def _missing_author(record: PaperRecord, draw: random.Random) -> PaperRecord:
    gone = draw.randrange(max(len(record.authors), 1))
    return replace(record, authors=record.authors[:gone] + record.authors[gone + 1 :])


CHANGES = (_other_case, _other_punctuation, _latex, _cut_subtitle, _missing_author)
