"""Pairs of near titles with their verdicts, as records in the situations in which such titles are found."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from kg.model.listing import Lines
from kg.model.record import AuthorName, Decision, Identifier, PaperRecord

TABLE = Path(__file__).with_name("near_titles.psv")
AUTHORS = ("Ottoline Quist", "Piet van den Dries", "Xaver Tschirn")
STRANGERS = ("Ada Abel", "Bo Brodal", "Cleo Carver")
WORDS = [
    "".join(parts) for parts in product(("bar", "cel", "dom", "fir", "gol"), "aeiou", ("ren", "sten", "tic", "vard"))
]
LENGTH = 60  # words of an abstract


@dataclass(frozen=True, slots=True)
class TitlePair:
    """Two titles, whether they are of one work, and the situation of their records."""

    same: bool
    situation: str
    left: str
    right: str

    def records(self) -> tuple[PaperRecord, PaperRecord]:
        """Return the records of the pair."""
        draw = random.Random(f"{self.left} {self.right}")
        return _record("a/1", self.left, *FIELDS[self.situation](draw, 0)), _record(
            "b/1", self.right, *FIELDS[self.situation](draw, 1)
        )


Fields = tuple[tuple[str, ...], str | None, str | None, int | None, Decision | None, str | None]
"""Authors, abstract, venue, year, decision and DOI of a record."""


def read_pairs() -> Iterator[TitlePair]:
    """Yield the pairs of the table."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="|", quoting=csv.QUOTE_NONE):
            yield TitlePair(row["verdict"] == "same", row["situation"], row["left"], row["right"])


def _abstract(draw: random.Random, side: int, shared: float) -> str:
    """Return an abstract of which both sides have a share of the words, in the same order."""
    order = random.Random(0).sample(WORDS, LENGTH)
    kept = order[: round(LENGTH * shared)]
    return " ".join([*kept, *(f"{word}{side}" for word in draw.sample(WORDS, LENGTH - len(kept)))])


def _plain(draw: random.Random, side: int) -> Fields:
    return AUTHORS, None, None, None, None, None


def _edition(draw: random.Random, side: int) -> Fields:
    return AUTHORS, _abstract(draw, side, 0.7), "ICRA", 2014, Decision.ACCEPT, None


def _editions(draw: random.Random, side: int) -> Fields:
    return AUTHORS, _abstract(draw, side, 0.85), "ICRA", 2014 + side, Decision.ACCEPT, None


def _submission(draw: random.Random, side: int) -> Fields:
    state = ("ICLR", 2021, Decision.REJECT) if side == 0 else ("ICML", 2022, Decision.ACCEPT)
    return AUTHORS, _abstract(draw, side, 0.9), *state, None


def _preprint(draw: random.Random, side: int) -> Fields:
    state = ("arXiv", 2021, None) if side == 0 else ("NeurIPS", 2022, Decision.ACCEPT)
    return AUTHORS, _abstract(draw, side, 0.8), *state, None


def _sequel(draw: random.Random, side: int) -> Fields:
    state = ("ICLR", 2021, Decision.REJECT) if side == 0 else ("ICML", 2022, Decision.ACCEPT)
    return AUTHORS, _abstract(draw, side, 0.5), *state, None


def _unlike(draw: random.Random, side: int) -> Fields:
    return AUTHORS, _abstract(draw, side, 0.1), None, None, None, None


def _untold(draw: random.Random, side: int) -> Fields:
    return AUTHORS * side, None, None, None, None, None


def _identifier(draw: random.Random, side: int) -> Fields:
    return AUTHORS, None, None, None, None, "10.1234/soil.5"


def _strangers(draw: random.Random, side: int) -> Fields:
    return (AUTHORS, STRANGERS)[side], None, None, None, None, None


FIELDS = {
    "plain": _plain,
    "edition": _edition,
    "editions": _editions,
    "submission": _submission,
    "preprint": _preprint,
    "sequel": _sequel,
    "unlike": _unlike,
    "untold": _untold,
    "identifier": _identifier,
    "strangers": _strangers,
}


def _record(
    record_id: str,
    title: str,
    authors: tuple[str, ...],
    abstract: str | None,
    venue: str | None,
    year: int | None,
    decision: Decision | None,
    doi: str | None,
) -> PaperRecord:
    return PaperRecord(
        id=record_id,
        listing=record_id[0],
        number=1,
        lines=Lines(1, 1),
        title=title,
        authors=tuple(AuthorName(name, name) for name in authors),
        abstract=abstract,
        venue=venue,
        year=year,
        decision=decision,
        identifiers=(Identifier("doi", doi),) if doi else (),
    )
