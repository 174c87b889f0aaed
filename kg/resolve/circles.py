"""Who a signature's co-authors are, and theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from kg.resolve.census import Census
from kg.resolve.names import Name, read_name
from kg.resolve.signatures import Signature

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
        self.coauthors = lru_cache(maxsize=65536)(self._coauthors)
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

    def _coauthors(self, number: int) -> tuple[frozenset[str], dict[str, str], frozenset[str]]:
        """Keys of the co-authors; of those with an initial only, by block; and the blocks of all."""
        signature = self._signatures[number]
        own = _block(read_name(signature.key))
        names = [read_name(key) for key in self._of_paper[signature.paper]]
        others = [(_block(name), name) for name in names if _block(name) != own]
        keys = frozenset(name.key for _, name in others)
        initials = {block: name.key for block, name in others if name.is_initial}
        return keys, initials, frozenset(block for block, _ in others)

    def _second(self, number: int) -> frozenset[str]:
        own = self._signatures[number].key
        keys = self.coauthors(number)[0] & self._trusted
        return frozenset(met for key in keys for met in self._met[key] if met != own)


@lru_cache(maxsize=262144)
def _block(name: Name) -> str:
    return f"{name.last} {name.first[:1]}"
