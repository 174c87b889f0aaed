"""Who a signature's co-authors are, and theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache

from kg.resolve.census import Census
from kg.resolve.names import read_name
from kg.resolve.signatures import Signature

Coauthors = tuple[frozenset[str], dict[str, str], frozenset[str]]
"""Keys of the co-authors; of those with an initial only, by block; and the blocks of all."""
FAMILIAR = 0.3  # expected people of a name above which a link through it proves nothing


class Circles:
    """Co-authors by name. The people of the signature's own family name and initial do not count as co-authors."""

    def __init__(self, signatures: Sequence[Signature], census: Census) -> None:
        self._signatures = signatures
        self._of_paper: dict[int, list[str]] = defaultdict(list)
        for signature in signatures:
            self._of_paper[signature.paper].append(signature.key)
        self._trusted = {key for key in {s.key for s in signatures} if census.expected[key] < FAMILIAR}
        self._met: dict[str, set[str]] = defaultdict(set)
        for keys in self._of_paper.values():
            trusted = [key for key in keys if key in self._trusted]
            for key in trusted:
                self._met[key].update(trusted)
        self.coauthors = cache(self._coauthors)  # all of them: each is asked for again and again, in no order
        self.second = lru_cache(maxsize=4096)(self._second)

    def shared(self, left: int, right: int) -> list[str]:
        """Names of co-authors that the two signatures share, an initial standing for a name that it begins."""
        here, there = self.coauthors(left), self.coauthors(right)
        both = set(here[0] & there[0])
        for initials, full in ((here[1], there[2]), (there[1], here[2])):
            both.update(key for block, key in initials.items() if block in full)
        return sorted(both)

    def are_acquainted(self, left: int, right: int) -> bool:
        """Whether a co-author of one has written with a co-author of the other, elsewhere."""
        here, there = self.coauthors(left)[0], self.coauthors(right)[0]
        return not self.second(left).isdisjoint(there) or not self.second(right).isdisjoint(here)

    def are_near(self, left: int, right: int) -> bool:
        """Whether a co-author of a co-author is the same for both."""
        here = self.second(left) - self.coauthors(left)[0]
        return not here.isdisjoint(self.second(right) - self.coauthors(right)[0])

    def _coauthors(self, number: int) -> Coauthors:
        signature = self._signatures[number]
        own = _who(signature.key)[0]
        others = [who for who in map(_who, self._of_paper[signature.paper]) if who[0] != own]
        keys = frozenset(key for _, key, _ in others)
        initials = {block: key for block, key, is_initial in others if is_initial}
        return keys, initials, frozenset(block for block, _, _ in others)

    def _second(self, number: int) -> frozenset[str]:
        own = self._signatures[number].key
        keys = self.coauthors(number)[0] & self._trusted
        return frozenset(met for key in keys for met in self._met[key] if met != own)


@lru_cache(maxsize=262144)
def _who(key: str) -> tuple[str, str, bool]:
    """The block of a name (family name and first initial), its key, and whether an initial is all it has."""
    name = read_name(key)
    return f"{name.last} {name.first[:1]}", name.key, name.is_initial
