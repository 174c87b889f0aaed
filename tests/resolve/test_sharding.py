"""Names compared part by part, wherever that is, are the people that they are when compared all together."""

from __future__ import annotations

import pickle
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model.record import PaperRecord
from kg.resolve import PersonClusters, ResolveOptions, Shard, ShardFunction, Sharding, parse_decisions, resolve
from kg.resolve.blocking import candidate_pairs, related_names
from kg.resolve.comparison import compare
from kg.resolve.evidence import Corpus, build_corpus
from kg.resolve.name_relations import Relation
from kg.resolve.sharding import assign, build_shards, connect
from kg.resolve.signatures import AuthoredPaper, Signature, list_signatures
from tests.resolve.records import paper
from tests.resolve.test_corpus import gold
from tests.resolve.test_persons import FIRST, LAST

IDS = ("~Ada_Abel1", "~Ada_Abel2", "0000-0002-1825-0097", "https://orcid.org/0000-0001-5109-3700")


def tangle(seed: int, papers: int = 40) -> list[PaperRecord]:
    """Papers whose authors are written in several ways, some with an id, so that much can be confused."""
    draw = random.Random(seed)

    def author() -> tuple[str, str | None]:
        first, last = draw.choice(FIRST), draw.choice(LAST)
        name = draw.choice([f"{first} {last}", f"{first[0]}. {last}", f"{first} {draw.choice(FIRST)[0]}. {last}"])
        return draw.choice([name, name, f"{first} {last}-{draw.choice(LAST)}"]), draw.choice([None] * 20 + [*IDS])

    titles = [f"{draw.choice(FIRST)} meets {draw.random():.12f} in {draw.choice(LAST)}" for _ in range(papers)]
    words = [" ".join(draw.choices(FIRST + LAST, k=30)) for _ in range(papers)]
    return [
        paper(f"z/{n}", title, *(author() for _ in range(draw.randint(1, 5))), abstract=text, venue="ICLR", year=2020)
        for n, (title, text) in enumerate(zip(titles, words, strict=True), start=1)
    ]


def sent(over: Callable[[ShardFunction, Iterable[Shard]], Iterable[PersonClusters]] = map) -> Callable[[int], Sharding]:
    """Comparisons spread over parts of about so many signatures, which are sent to and fro as to another process."""

    def send(function: ShardFunction, parts: Iterable[Shard]) -> Iterator[PersonClusters]:
        for found in over(function, (pickle.loads(pickle.dumps(part)) for part in parts)):
            yield pickle.loads(pickle.dumps(found))

    return lambda size: Sharding(send, size)


def backwards(function: ShardFunction, parts: Iterable[Shard]) -> Iterable[PersonClusters]:
    """The last part first, as processes may end in any order."""
    return [function(part) for part in list(parts)[::-1]][::-1]


def signed(records: Iterable[PaperRecord]) -> tuple[list[AuthoredPaper], list[Signature]]:
    papers = [AuthoredPaper(r.id, r.title, "ICLR 2020", r.year, r.authors) for r in records]
    return papers, list_signatures(papers)


def surveyed(seed: int) -> tuple[list[Signature], Corpus, dict[tuple[str, str], Relation]]:
    papers, signatures = signed(tangle(seed))
    return signatures, build_corpus(papers, signatures), related_names(signature.key for signature in signatures)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 9))
def test_every_signature_is_in_one_part_and_every_pair_within_one(seed: int, count: int) -> None:
    signatures, corpus, related = surveyed(seed)
    groups = connect(signatures, related)
    hands = assign(signatures, groups, count)
    assert Counter(number for hand in hands for number in hand) == Counter(range(len(signatures)))
    home = {number: part for part, hand in enumerate(hands) for number in hand}
    pairs = list(candidate_pairs(signatures, related, corpus.coauthors, corpus.frequency))
    assert len(pairs) > 10
    assert all(home[pair.left] == home[pair.right] for pair in pairs)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 9))
def test_what_is_seen_of_a_pair_is_the_same_to_the_last_bit_in_any_part(seed: int, count: int) -> None:
    signatures, corpus, related = surveyed(seed)
    whole = compare(corpus, related)
    seen = {
        (p.left, p.right): (row.tobytes(), odds)
        for p, row, odds in zip(whole.pairs, whole.rows, whole.odds, strict=True)
    }
    found = {}
    for part in build_shards(corpus, related, assign(signatures, connect(signatures, related), count), ()):
        there = compare(part.corpus, part.related)
        for p, row, odds in zip(there.pairs, there.rows, there.odds, strict=True):
            found[part.members[p.left], part.members[p.right]] = row.tobytes(), odds
    assert found == seen


def test_a_name_is_always_dealt_to_the_same_part() -> None:
    _, signatures = signed([paper("z/1", "One", "Ada Abel", "Bo Brodal", "Cleo Carver", "Dov Dunn")])
    assert assign(signatures, [[0], [1], [2], [3]], 3) == [[1, 3], [0], [2]]


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([1, 5, 20, 60, 1000]))
def test_people_are_the_same_however_many_parts(seed: int, size: int) -> None:
    records = tangle(seed)
    expected = resolve(records)
    assert resolve(random.Random(seed).sample(records, len(records)), sharding=sent()(size)) == expected
    assert resolve(records, sharding=sent(backwards)(size)) == expected


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([1, 20, 1000]))
def test_decisions_are_obeyed_in_every_part(seed: int, size: int) -> None:
    records = tangle(seed)
    options = ResolveOptions(parse_decisions(_decisions(records, random.Random(seed))))
    assert resolve(records, options, sent()(size)) == resolve(records, options)


def _decisions(records: list[PaperRecord], draw: random.Random) -> Iterator[str]:
    """Some that connect or part people whose names have nothing in common, each of them named once."""
    written = [
        f"{a.name} @ {r.title}"
        for r in records
        for a in r.authors
        if len({b.name for b in r.authors}) == len(r.authors)
    ]
    chosen = iter(draw.sample(written, 12))
    for verdict in ("same", "different") * 3:
        yield f"{verdict},{next(chosen)},{next(chosen)}"


@pytest.mark.parametrize(("name", "with_ids"), [("acl", False), ("openreview", True)])
def test_real_people_are_the_same_in_1_2_4_and_7_parts(corpus: Path, name: str, with_ids: bool) -> None:
    records = gold(corpus / "identity" / f"{name}.jsonl.gz")
    if not with_ids:
        records = [replace(r, authors=tuple(replace(a, source_id=None) for a in r.authors)) for r in records]
    made: list[int] = []

    def over(function: ShardFunction, parts: Iterable[Shard]) -> Iterator[PersonClusters]:
        for part in parts:
            made.append(len(part.members))
            yield function(part)

    expected = resolve(records)
    assert resolve(records, sharding=sent(over)(10**9)) == expected
    (compared,) = made
    for count in (2, 4, 7):
        made.clear()
        assert resolve(records, sharding=sent(over)(compared // count)) == expected
        assert (len(made), sum(made)) == (count, compared)
