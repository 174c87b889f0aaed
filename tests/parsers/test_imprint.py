"""Names, venue, year and outcome in the text after a title."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.parsers import imprint as imprints
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


_NAMES = st.lists(
    st.sampled_from(
        "Ada Grace Example McAuley van Nature Review ICLR TPAMI J. Workshops Oral Łukasz Conference -- (x) and".split()
    ),
    min_size=1,
    max_size=4,
).map(" ".join)


@given(st.lists(_NAMES, min_size=1, max_size=5), st.sampled_from([", ", ", ", ",", " ,", "  "]))
def test_names_before_a_venue_are_read_as_without_the_short_cut(names: list[str], separator: str) -> None:
    text = separator.join(names)
    short = imprints._parted(text)
    with patch.object(imprints, "_usual", lambda _: None):
        assert short == imprints._parted(text)
