from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.resolve.venues import venue_table


@pytest.mark.parametrize(
    ("written", "series", "year"),
    [
        ("ICLR.cc/2023/Conference", "ICLR", 2023),
        ("iclr 2021", "ICLR", 2021),
        ("ICLR.2021 - Poster", "ICLR", 2021),
        ("ICML", "ICML", None),
        ("nips 2022", "NeurIPS", 2022),
        ("NIPS'17", "NeurIPS", 2017),
        ("Neural Information Processing Systems", "NeurIPS", None),
        ("Advances in Neural Information Processing Systems 34", "NeurIPS", None),
        ("Proceedings of the 38th International Conference on Machine Learning, PMLR 139", "ICML", None),
        ("Thirty-eighth International Conference on Machine Learning (ICML 2021)", "ICML", 2021),
        ("2021 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)", "CVPR", 2021),
        ("robot-learning.org/CoRL/2022/Conference", "CoRL", 2022),
        ("arXiv preprint arXiv:2101.00001", "arXiv", None),
        ("ACMMM", "ACM MM", None),
    ],
)
def test_a_venue_is_recognised_however_it_is_written(written: str, series: str, year: int | None) -> None:
    venue = venue_table().read(written)
    assert (venue.series.label, venue.year, venue.series.known) == (series, year, True)


def test_an_unknown_venue_is_kept_as_written_and_said_to_be_unknown() -> None:
    venue = venue_table().read("Symposium on Teapots 2020")
    assert (venue.series.label, venue.series.known, venue.year) == ("Symposium on Teapots", False, 2020)
    assert venue.edition(None).id == "venue/symposium-on-teapots/2020"


def test_a_workshop_is_not_the_conference_it_is_held_at() -> None:
    assert not venue_table().read("ICLR.cc/2022/Workshop/GTRL").series.known


def test_every_known_spelling_leads_to_its_own_series() -> None:
    known = {series.id: series for series in venue_table().by_spelling.values()}
    assert len(known) > 150
    for series in known.values():
        for text in (series.label, series.name, *series.aliases):
            assert venue_table().read(f"{text} 2020").series.id == series.id, text


@given(st.text(max_size=60))
def test_any_text_is_a_venue_with_a_usable_id(text: str) -> None:
    edition = venue_table().read(text).edition(None)
    assert edition.series.startswith("venue/") and edition.series.isascii() and " " not in edition.id
