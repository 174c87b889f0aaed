"""Mentions of abstracts by the engine of a build; abstracts that an earlier build has processed come from the cache."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from kg import extract
from kg.cache import ResultCache, fingerprint, key_of, pack, unpack
from kg.engine import Engine, require_same_version
from kg.model.mention import RawMention
from kg.model.ontology import ontology_folder
from kg.model.progress import Progress

SHARD = 60_000
"""Characters of abstracts per shard: about 50 abstracts, half a second of work."""

Passages = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ExtractionResult:
    """The mentions of abstracts, the number of abstracts found in the cache, and a warning of the cache, or ""."""

    mentions: list[RawMention]
    cached: int
    warning: str = ""


def find_mentions(
    passages: Passages, model: str | None, engine: Engine, cache: Path | None, progress: Progress
) -> ExtractionResult:
    """Return the mentions in passages (work id, abstract), those of known abstracts from the `cache` (None: no cache).

    The mentions of a shard are stored as soon as it is done, so that a build that was killed continues where it
    stopped.
    """
    version = version_of(model)
    find = partial(_find, read=partial(_read, model=model, version=version), engine=engine, progress=progress)
    if cache is None:
        return ExtractionResult([m for _, found in find(passages) for m in found], 0)
    with ResultCache(cache) as stored:
        keys = {work: key_of(abstract, version) for work, abstract in passages}
        known = stored.get(sorted(set(keys.values())))
        old = [passage for passage in passages if keys[passage[0]] in known]
        mentions = [m for work, text in old for m in unpack(known[keys[work]], work, text)]
        progress.advance(len(old))
        new = [passage for passage in passages if keys[passage[0]] not in known]
        for shard, found in find(new):
            stored.put(_packed(shard, found, keys))
            mentions += found
    return ExtractionResult(mentions, len(old), stored.warning)


def shards(passages: Passages) -> list[Passages]:
    """Return passages in shards of similar lengths, the longest first, so that all processes end at the same time."""
    cut: list[list[tuple[str, str]]] = []
    size = SHARD
    for passage in sorted(passages, key=lambda passage: (-len(passage[1]), passage[0])):
        if size >= SHARD:
            cut.append([])
            size = 0
        cut[-1].append(passage)
        size += len(passage[1])
    return list(cut)


def _find(
    passages: Passages, read: Callable[[Passages], list[RawMention]], engine: Engine, progress: Progress
) -> Iterator[tuple[Passages, list[RawMention]]]:
    cut = shards(passages)
    for shard, found in zip(cut, engine.map(read, cut), strict=True):
        progress.advance(len(shard))
        yield shard, found


def _read(shard: Passages, model: str | None, version: str) -> list[RawMention]:
    """Return the mentions in a shard, in any process."""
    require_same_version(_here(model, version), version)
    return extract.find_mentions(shard, model=model)


@cache
def _here(model: str | None, wanted: str) -> str:
    """Return the version in this process, computed again for each `wanted` version, since a model may be replaced."""
    return version_of(model)


def _packed(shard: Passages, found: Sequence[RawMention], keys: Mapping[str, bytes]) -> dict[bytes, bytes]:
    by_work: dict[str, list[RawMention]] = defaultdict(list)
    for mention in found:
        by_work[mention.work].append(mention)
    return {keys[work]: pack(by_work[work]) for work, _ in shard}


def version_of(model: str | None) -> str:
    """Return a fingerprint of everything that mentions depend on besides the abstract: code, model, vocabulary."""
    values = Path(__file__).resolve().parent / "model" / "mention.py"
    code = (Path(extract.__file__).resolve().parent, values, ontology_folder() / "concepts.ttl")
    return fingerprint(code, model)
