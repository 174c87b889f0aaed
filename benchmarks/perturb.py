"""Generation of many papers from a few real ones, as perturbed copies.

A copy has the authors of one paper, a title from the halves of two titles, and the abstract of a third paper; no two
copies have two of these in common, so that identity resolution does not merge them. Every tenth author keeps the name,
which connects the copies; the others are renamed. Half of the words of titles and half of the terms outside the
vocabulary get a suffix, so that the number of concepts grows and titles share rare words, as in real data. As the
positions of terms are known, the mentions are written to the cache, and builds are measured without extraction.
"""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kg.cache import ResultCache, key_of, pack
from kg.extract import find_mentions
from kg.model.mention import RawMention
from kg.model.record import PaperRecord

Mentions = Sequence[RawMention]
Copy = tuple[dict[str, object], Mentions]


def mentions_of(records: Sequence[PaperRecord], folder: Path) -> list[Mentions]:
    """Return the mentions in the abstract of each record; they are extracted once and kept in a file in `folder`."""
    kept = folder / "mentions.json"
    if not kept.exists():
        found: dict[str, list[RawMention]] = defaultdict(list)
        for mention in find_mentions([(str(n), each.abstract or "") for n, each in enumerate(records)]):
            found[mention.work].append(mention)
        rows = [[vars_of(m) for m in found[str(n)]] for n in range(len(records))]
        kept.write_text(json.dumps(rows), encoding="utf-8")
    return [[RawMention(*row) for row in rows] for rows in json.loads(kept.read_text(encoding="utf-8"))]


def vars_of(mention: RawMention) -> list[object]:
    return [getattr(mention, name) for name in mention.__slots__]


def copies(records: Sequence[PaperRecord], mentions: Sequence[Mentions], works: int) -> Iterator[Copy]:
    """Yield `works` papers as JSON rows, with the mentions in their abstracts."""
    for number in range(works):
        copy, place = divmod(number, len(records))
        second, third = ((place + step * copy) % len(records) for step in (1, 2))
        title = _halves(records[place].title, records[second].title)
        mixed = replace(records[place], title=title, abstract=records[third].abstract)
        yield _copy(mixed, mentions[third], copy)


def write(papers: Iterable[Copy], listing: Path, cache: Path, version: str) -> None:
    """Write a JSON Lines listing, and a cache with the mentions of its abstracts under `version`."""
    with ResultCache(cache) as results, listing.open("w", encoding="utf-8") as target:
        waiting: dict[bytes, bytes] = {}
        for row, mentions in papers:
            target.write(json.dumps(row, ensure_ascii=False) + "\n")
            if row["abstract"]:
                waiting[key_of(str(row["abstract"]), version)] = pack(mentions)
            if len(waiting) >= 5_000:
                results.put(waiting)
                waiting = {}
        results.put(waiting)


def _halves(title: str, other: str) -> str:
    """Return the first half of one title and the second half of the other, by words."""
    here, there = title.split(), other.split()
    return " ".join((*here[: len(here) // 2], *there[len(there) // 2 :]))


def _copy(record: PaperRecord, mentions: Mentions, copy: int) -> Copy:
    mark = _letters(copy)
    authors = [
        name if copy == 0 or _chance(name) < 10 else f"{name}{mark}"
        for name in (each.as_written for each in record.authors)
    ]
    original = record.abstract or ""
    abstract, moved = _with_suffixes(original, mentions, mark) if copy else (original, mentions)
    title = _renamed(record.title, mark) if copy else record.title
    row = {"title": title, "authors": authors, "abstract": abstract}
    return {**row, "venue": record.venue or "ICLR", "year": 2019 + (copy + len(record.title)) % 6}, moved


def _renamed(title: str, mark: str) -> str:
    """Return a title with a mark after half of its words and at its beginning, so that titles begin differently."""
    return " ".join([mark, *(f"{word}{mark}" if _chance(word) < 50 else word for word in title.split())])


def _with_suffixes(abstract: str, mentions: Mentions, mark: str) -> tuple[str, Mentions]:
    """Return an abstract with a suffix after half of its unknown terms, and the mentions at their new positions."""
    pieces, moved, end, shift = [], [], 0, 0
    for mention in sorted(mentions, key=lambda m: m.start):
        if mention.start < end:
            continue
        suffix = f"-{mark}" if not mention.concept and _chance(mention.text) < 50 else ""
        pieces += [abstract[end : mention.end], suffix]
        start, text = mention.start + shift, mention.text + suffix
        shift += len(suffix)
        moved.append(replace(mention, start=start, end=mention.end + shift, text=text, long_form=""))
        end = mention.end
    return "".join([*pieces, abstract[end:]]), moved


def _chance(text: str) -> int:
    return zlib.crc32(text.encode()) % 100


def _letters(number: int) -> str:
    """Return a number as a word, with letters as digits to base 26: 0 is "a", 26 is "ba"."""
    return (_letters(number // 26) if number >= 26 else "") + chr(ord("a") + number % 26)
