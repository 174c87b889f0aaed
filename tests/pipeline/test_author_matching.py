"""Author names are compared in other processes if there are enough, and only in the same version."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from kg.engine import Engine, EngineChoice, open_engine
from kg.engine.serial import Serial
from kg.model.errors import EngineError
from kg.model.record import PaperRecord
from kg.pipeline import author_matching
from kg.resolve import PersonClusters, ResolveOptions, Shard, Sharding, resolve
from tests.resolve.test_sharding import tangle


@pytest.fixture(scope="module")
def pool() -> Iterator[Engine]:
    with open_engine(EngineChoice(jobs=2), 0) as opened:
        yield opened


@pytest.fixture
def records(monkeypatch: pytest.MonkeyPatch) -> list[PaperRecord]:
    """Return enough records for author matching in other processes."""
    records = tangle(1, 200)
    monkeypatch.setattr(author_matching, "PARALLEL_MIN_NAMES", sum(len(record.authors) for record in records))
    return records


def not_here(shard: Shard) -> PersonClusters:
    raise AssertionError("this process compares names")


def test_other_processes_find_the_same_people(
    pool: Engine, records: list[PaperRecord], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = resolve(records)
    monkeypatch.setattr("kg.resolve.comparison.compare", not_here)
    spread = author_matching.distribute_over(pool, records)
    assert spread
    for size in (spread.size, 100, 25):
        assert resolve(records, ResolveOptions(), Sharding(spread.map, size)) == expected


def test_few_names_or_one_process_are_not_distributed(pool: Engine, records: list[PaperRecord]) -> None:
    assert author_matching.distribute_over(pool, records[1:]) is None
    assert author_matching.distribute_over(Serial(), records) is None


def test_a_worker_of_another_version_is_an_error(records: list[PaperRecord], monkeypatch: pytest.MonkeyPatch) -> None:
    class Older(Serial):
        is_single_process = False

        def map(self, function, shards: Iterable[Shard]):  # type: ignore[no-untyped-def]
            monkeypatch.setattr(author_matching, "_version", lambda: "older")
            return super().map(function, shards)

    with pytest.raises(EngineError, match="another version"):
        resolve(records, sharding=author_matching.distribute_over(Older(), records))
