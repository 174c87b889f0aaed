"""Names, venue, year and outcome in the text after a title."""

from __future__ import annotations

import pytest

from kg.parsers.imprint import read_imprint

NAMES = "Ada Example, Grace Sample"


@pytest.mark.parametrize(
    ("text", "venue", "year", "outcome"),
    [
        (f"{NAMES}, ICLR 2021", "ICLR", 2021, None),
        (f"{NAMES}, ICLR", "ICLR", None, None),
        (f"{NAMES}, Poster", None, None, "Poster"),
        (f'{NAMES}, "", , Accept (Oral)', None, None, "Oral"),
        (f'{NAMES}, "We count sheep, and they sleep.", , Accept (Poster)', None, None, "Poster"),
        (f'{NAMES}, "", , Invite to Workshop Track', None, None, None),
        (f"{NAMES}, Journal of Sheep", "Journal of Sheep", None, None),
        (NAMES, None, None, None),
    ],
)
def test_names_before_venue_and_outcome(text: str, venue: str | None, year: int | None, outcome: str | None) -> None:
    imprint = read_imprint(text)
    assert (imprint.names, imprint.venue, imprint.year, imprint.outcome) == (NAMES, venue, year, outcome)


@pytest.mark.parametrize("text", ["ICLR, Oral", "Accept", "", ",,,", "ICLR", '"", ""'])
def test_texts_without_names(text: str) -> None:
    assert read_imprint(text).names == ""
