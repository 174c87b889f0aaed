"""Abstracts are extracted once, also across builds with more listings and after kills."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from kg import build, extract
from kg.cache import ResultCache, key_of
from kg.engine import Engine, EngineChoice, open_engine
from kg.engine.serial import Serial
from kg.model.errors import EngineError
from kg.model.mention import Finder, Kind, RawMention, Role
from kg.model.progress import NoProgress
from kg.pipeline import extraction
from kg.settings import Settings

Passages = Sequence[tuple[str, str]]


@pytest.fixture
def engine() -> Iterator[Engine]:
    with open_engine(EngineChoice(jobs=1), 0) as opened:
        yield opened


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Replace extraction by a function that finds each first word, and list the works it was called for."""
    seen: list[str] = []

    def find(passages: Passages, model: str | None = None) -> list[RawMention]:
        if any(text == "stop" for _, text in passages):
            raise KeyboardInterrupt
        seen.extend(work for work, _ in passages)
        return [mention(work, text) for work, text in passages]

    monkeypatch.setattr(extract, "find_mentions", find)
    monkeypatch.setattr(extraction, "SHARD", 10)
    return seen


def mention(work: str, text: str) -> RawMention:
    word = text.split()[0]
    return RawMention(work, 0, len(word), word, Kind.METHOD, Finder.MODEL, 0.5, Role.USES, 0.5)


def find(passages: Passages, engine: Engine, cache: Path | None) -> extraction.Recalled:
    return extraction.find_mentions(passages, None, engine, cache, NoProgress())


def test_cached_abstracts_are_not_extracted_again(read: list[str], engine: Engine, tmp_path: Path) -> None:
    passages = [("work/a", "one two three four"), ("work/b", "five six seven")]
    first = find(passages, engine, tmp_path)
    second = find([*passages, ("work/c", "eight")], engine, tmp_path)
    assert read == ["work/a", "work/b", "work/c"]
    assert (first.cached, second.cached) == (0, 2)
    assert sorted(second.mentions) == sorted([*first.mentions, mention("work/c", "eight")])


def test_invalid_values_of_the_cache_are_extracted_again(read: list[str], engine: Engine, tmp_path: Path) -> None:
    passages = [("work/a", "one two"), ("work/b", "three four")]
    first = find(passages, engine, tmp_path)
    version = extraction.version_of(None)
    with ResultCache(tmp_path) as stored:
        stored.put({key_of("one two", version): b'[[0,900,"method","model",0.5,"uses",0.5,"",""]]'})
    again = find(passages, engine, tmp_path)
    assert (again.cached, sorted(again.mentions)) == (1, sorted(first.mentions))
    assert sorted(read) == ["work/a", "work/a", "work/b"]
    assert find(passages, engine, tmp_path).cached == 2


def test_a_worker_with_another_version_is_an_error(read: list[str], monkeypatch: Any) -> None:
    class Elsewhere(Serial):
        """Engine whose workers have another version."""

        def map(self, function: Any, shards: Any) -> Iterator[Any]:
            monkeypatch.setattr(extraction, "version_of", lambda model: "another")
            return super().map(function, shards)

    monkeypatch.setattr(extraction, "version_of", lambda model: "one")
    with pytest.raises(EngineError, match="install the same versions on all machines"):
        find([("work/a", "one two")], Elsewhere(), None)
    assert not read


def test_the_cache_key_is_the_text_of_the_abstract(read: list[str], engine: Engine, tmp_path: Path) -> None:
    find([("work/a", "one two")], engine, tmp_path)
    assert find([("work/b", "one two")], engine, tmp_path).mentions == [mention("work/b", "one two")]
    assert read == ["work/a"]


def test_without_a_cache_every_abstract_is_extracted(read: list[str], engine: Engine) -> None:
    for _ in range(2):
        assert find([("work/a", "one two")], engine, None).cached == 0
    assert read == ["work/a", "work/a"]


def test_a_stopped_build_continues(read: list[str], engine: Engine, tmp_path: Path) -> None:
    passages = [("work/a", "one two three four"), ("work/b", "five six seven"), ("work/c", "stop")]
    with pytest.raises(KeyboardInterrupt):
        find(passages, engine, tmp_path)
    assert read == ["work/a", "work/b"]
    assert find(passages[:2], engine, tmp_path).cached == 2


def test_an_unusable_cache_is_a_warning(read: list[str], engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    found = find([("work/a", "one two")], engine, tmp_path / "file")
    assert found.mentions == [mention("work/a", "one two")]
    assert "cannot be used" in found.warning


def test_shards_have_abstracts_of_similar_length_the_longest_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extraction, "SHARD", 10)
    passages = [(f"work/{length}", "x" * length) for length in (1, 9, 2, 30, 8, 3)]
    lengths = [[len(text) for _, text in shard] for shard in extraction.shards(passages)]
    assert lengths == [[30], [9, 8], [3, 2, 1]]
    assert extraction.shards([]) == []


def test_a_build_with_one_more_listing_extracts_only_that_listing(root: Path, tmp_path: Path) -> None:
    listings = sorted((root / "examples").glob("*-*"))
    settings = Settings(jobs=1, cache=tmp_path / "cache")
    less = build(listings[:-1], tmp_path / "out", settings)
    more = build(listings, tmp_path / "out", settings)
    assert less.from_cache == 0
    assert 0 < more.from_cache < more.steps["extract"]
    assert more.from_cache <= less.steps["extract"]
