from __future__ import annotations

import pytest

from kg.resolve import resolve
from tests.resolve.near_titles import TitlePair, read_pairs

PAIRS = list(read_pairs())


def test_there_are_enough_pairs_and_half_are_different() -> None:
    assert len(PAIRS) >= 150
    assert sum(not pair.same for pair in PAIRS) * 2 >= len(PAIRS)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.situation}: {pair.left}")
def test_near_titles_are_one_work_or_two(pair: TitlePair) -> None:
    assert (len(resolve(pair.records()).works) == 1) is pair.same
