"""All signatures → parts that have nothing to compare with each other, each for whatever process takes it.

Signatures belong together when their names are one or relate, when their sources give them one id, or when a decision
names them; groups that nothing connects are dealt to parts by a hash of their first name. A group is never cut, so one
of very many signatures makes a part that is larger than others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import chain

from kg.resolve.clusters import Clusters
from kg.resolve.comparing import Found, Part, find_people
from kg.resolve.decisions import Ruling
from kg.resolve.evidence import Corpus
from kg.resolve.names import Relation
from kg.resolve.signatures import Signature, by_key
from kg.resolve.source_ids import read_source_id

Related = Mapping[tuple[str, str], Relation]
Finder = Callable[[Part], Found]
Over = Callable[[Finder, Iterable[Part]], Iterable[Found]]
"""Maps a function over parts, wherever it runs: the results in the order of the parts. `map` is one."""


@dataclass(frozen=True, slots=True)
class Spread:
    """What maps comparisons over parts of about `size` signatures; what is found is the same for any."""

    over: Over
    size: int = 4000


def find_all(corpus: Corpus, related: Related, spread: Spread | None) -> Found:
    """The people of a corpus, found here in one part unless they are to be spread."""
    if spread is None:
        return find_people(Part(range(len(corpus.signatures)), corpus, related))
    return find_in(corpus, related, connect(corpus.signatures, related), spread)


def find_in(
    corpus: Corpus,
    related: Related,
    groups: Sequence[Sequence[int]],
    spread: Spread | None,
    rulings: Sequence[Ruling] = (),
) -> Found:
    """The people of some groups of signatures; a signature that is a group by itself is compared with none."""
    several = [group for group in groups if len(group) > 1]
    count = max(sum(map(len, several)) // spread.size, 1) if spread else 1
    hands = deal(corpus.signatures, several, count)
    over = spread.over if spread else map
    found = tuple(over(find_people, cut(corpus, related, hands, rulings)))
    alone = (tuple(group) for group in groups if len(group) == 1)
    return Found(
        tuple(sorted(chain(alone, *(each.clusters for each in found)))),
        tuple(chain.from_iterable(each.merges for each in found)),
        tuple(chain.from_iterable(each.near for each in found)),
    )


def connect(signatures: Sequence[Signature], related: Related, rulings: Iterable[Ruling] = ()) -> list[list[int]]:
    """All signatures by number, in groups of what names, ids of sources and decisions connect, in order of names."""
    numbers = by_key(signatures)
    place = {key: n for n, key in enumerate(numbers)}
    sets = Clusters(len(place))
    for left, right in chain(related, _tied(signatures, rulings)):
        sets.merge(place[left], place[right])
    keys = list(numbers)
    return [[number for name in group for number in numbers[keys[name]]] for group in sets.groups()]


def _tied(signatures: Sequence[Signature], rulings: Iterable[Ruling]) -> Iterator[tuple[str, str]]:
    """Pairs of names of which an id or a decision connects some signatures."""
    held: dict[tuple[str, str], str] = {}
    for signature in signatures:
        if signature.source_id:
            yield held.setdefault(read_source_id(signature.source_id), signature.key), signature.key
    for ruling in rulings:
        named = (*ruling.left, *ruling.right)
        yield from ((signatures[named[0]].key, signatures[number].key) for number in named)


def deal(signatures: Sequence[Signature], groups: Iterable[Sequence[int]], count: int) -> list[list[int]]:
    """The signatures of the groups, in order, in so many hands, some of which may be empty."""
    hands: list[list[int]] = [[] for _ in range(count)]
    for group in groups:
        first = signatures[group[0]].key.encode("utf-8", "surrogatepass")
        hands[int.from_bytes(sha256(first).digest()) % count].extend(group)
    return [sorted(hand) for hand in hands]


def cut(corpus: Corpus, related: Related, hands: Iterable[Sequence[int]], rulings: Sequence[Ruling]) -> Iterator[Part]:
    """The parts, each made when it is asked for, for together they are larger than the corpus."""
    kept = [hand for hand in hands if hand]
    home = {corpus.signatures[number].key: part for part, hand in enumerate(kept) for number in hand}
    names: list[dict[tuple[str, str], Relation]] = [{} for _ in kept]
    for pair, relation in related.items():
        if pair[0] in home:
            names[home[pair[0]]][pair] = relation
    for part, hand in enumerate(kept):
        place = {number: n for n, number in enumerate(hand)}
        heeded = tuple(_renumber(ruling, place) for ruling in rulings if ruling.left[0] in place)
        yield Part(hand, corpus.excerpt(hand), names[part], heeded)


def _renumber(ruling: Ruling, place: Mapping[int, int]) -> Ruling:
    left, right = (tuple(place[number] for number in side) for side in (ruling.left, ruling.right))
    return replace(ruling, left=left, right=right)
