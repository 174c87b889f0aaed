"""Extraction of mentions from abstracts by the engine of a build, with a cache of the results of earlier builds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from kg import extract
from kg.cache import ResultCache, fingerprint, key_of, pack, unpack
from kg.engine import Engine, require_same_version
from kg.model import mention as mention_values
from kg.model.mention import RawMention
from kg.model.ontology import ontology_folder
from kg.model.progress import Progress

SHARD = 60_000
"""Number of characters of a shard: about 50 abstracts, which take half a second."""

Passages = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ExtractionResult:
    """Mentions in all abstracts, the number of abstracts found in the cache, and a warning of the cache, if any."""

    mentions: list[RawMention]
    cached: int
    warning: str = ""


def find_mentions(
    passages: Passages, model: str | None, engine: Engine, cache: Path | None, progress: Progress
) -> ExtractionResult:
    """Return the mentions in passages, which are pairs of a work id and an abstract.

    Mentions of abstracts that are in the cache are read from it; `cache` is its folder, or None for no cache. The
    mentions of a shard are stored as soon as they are found, so that a build resumes after an interruption.
    """
    version = version_of(model)
    find = partial(_find, read=partial(_read, model=model, version=version), engine=engine, progress=progress)
    if cache is None:
        return ExtractionResult([m for _, found in find(passages) for m in found], 0)
    with ResultCache(cache) as stored:
        keys = {work: key_of(abstract, version) for work, abstract in passages}
        old = _unpacked(passages, keys, stored.get(sorted(set(keys.values()))))
        mentions = [m for found in old.values() for m in found]
        progress.advance(len(old))
        for shard, found in find([passage for passage in passages if passage[0] not in old]):
            stored.put(_packed(shard, found, keys))
            mentions += found
    return ExtractionResult(mentions, len(old), stored.warning)


def _unpacked(
    passages: Passages, keys: Mapping[str, bytes], known: Mapping[bytes, bytes]
) -> dict[str, list[RawMention]]:
    """Return the mentions of each work whose value in the cache is valid; the others are extracted again."""
    values = ((work, unpack(known[keys[work]], work, text)) for work, text in passages if keys[work] in known)
    return {work: found for work, found in values if found is not None}


def shards(passages: Passages) -> list[Passages]:
    """Split passages into shards of similar length, with the longest passages first.

    All processes therefore finish at about the same time.
    """
    found: list[list[tuple[str, str]]] = []
    size = SHARD
    for passage in sorted(passages, key=lambda passage: (-len(passage[1]), passage[0])):
        if size >= SHARD:
            found.append([])
            size = 0
        found[-1].append(passage)
        size += len(passage[1])
    return list(found)


def _find(
    passages: Passages, read: Callable[[Passages], list[RawMention]], engine: Engine, progress: Progress
) -> Iterator[tuple[Passages, list[RawMention]]]:
    all_shards = shards(passages)
    for shard, found in zip(all_shards, engine.map(read, all_shards), strict=True):
        progress.advance(len(shard))
        yield shard, found


def _read(shard: Passages, model: str | None, version: str) -> list[RawMention]:
    """Return the mentions in a shard; runs in any process."""
    require_same_version(_here(model, version), version)
    return extract.find_mentions(shard, model=model)


@cache
def _here(model: str | None, wanted: str) -> str:
    """Return the version of the model in this process.

    It is computed again for each `wanted` version, since the files of a model may have been replaced.
    """
    return version_of(model)


def _packed(shard: Passages, found: Sequence[RawMention], keys: Mapping[str, bytes]) -> dict[bytes, bytes]:
    by_work: dict[str, list[RawMention]] = defaultdict(list)
    for mention in found:
        by_work[mention.work].append(mention)
    return {keys[work]: pack(by_work[work]) for work, _ in shard}


def version_of(model: str | None) -> str:
    """Return a fingerprint of the code, model and vocabulary on which the mentions of an abstract depend."""
    values = Path(mention_values.__file__).resolve()
    code = (Path(extract.__file__).resolve().parent, values, ontology_folder() / "concepts.ttl")
    return fingerprint(code, model)
