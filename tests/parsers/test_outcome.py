"""Wordings of decisions and presentations, and years in venues."""

from __future__ import annotations

import pytest

from kg.parsers.outcome import read_outcome, year_in


@pytest.mark.parametrize(
    ("text", "decision", "presentation"),
    [
        ("Accept (Poster)", "accept", "poster"),
        ("Accept: poster", "accept", "poster"),
        ("Accept: notable-top-5%", "accept", "oral"),
        ("ICLR 2023 notable top 25%", "accept", "spotlight"),
        ("Accept (Talk)", "accept", "oral"),
        ("open-review(Oral)", "accept", "oral"),
        ("Spotlight", "accept", "spotlight"),
        ("Desk Rejected", "reject", None),
        ("Withdrawn", "withdrawn", None),
        ("Invite to Workshop Track", None, None),
    ],
)
def test_what_a_wording_says(text: str, decision: str | None, presentation: str | None) -> None:
    assert read_outcome(text) == (decision, presentation)


@pytest.mark.parametrize(
    ("venue", "year"),
    [("ICLR.cc/2023/Conference", 2023), ("iclr 2021", 2021), ("ICLR.2021", 2021), ("ICML", None), ("id 120219", None)],
)
def test_the_year_in_a_venue(venue: str, year: int | None) -> None:
    assert year_in(venue) == year
