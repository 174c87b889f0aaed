"""Shards are mapped in order, whatever the number of processes."""

from __future__ import annotations

import pytest

from kg.engine import map_shards


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_the_order_of_the_shards(jobs: int) -> None:
    assert list(map_shards(abs, [-3, 1, -2], jobs)) == [3, 1, 2]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_in_a_shard_is_raised(jobs: int) -> None:
    with pytest.raises(TypeError):
        list(map_shards(abs, [1, "x", 2], jobs))  # type: ignore[list-item]


def test_no_shards_give_no_results() -> None:
    assert list(map_shards(abs, [], 2)) == []
