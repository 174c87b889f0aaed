"""Who a signature's co-authors are, and theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from kg.resolve.census import Census
from kg.resolve.names import read_name
from kg.resolve.signatures import Signature

Coauthors = tuple[frozenset[str], dict[str, str], frozenset[str]]
"""Keys of the co-authors; of those with an initial only, by block; and the blocks of all."""
Who = tuple[str, str, bool]
"""The block of a name (family name and first initial), its key, and whether an initial is all it has."""
FAMILIAR = 0.3  # expected people of a name above which a link through it proves nothing


class Circles:
    """Co-authors by name. The people of the signature's own family name and initial do not count as co-authors."""

    def __init__(self, signatures: Sequence[Signature], census: Census) -> None:
        self._signatures = signatures
        self._who = {key: _who(key) for key in {signature.key for signature in signatures}}
        self._of_paper: dict[int, list[Who]] = defaultdict(list)
        for signature in signatures:
            self._of_paper[signature.paper].append(self._who[signature.key])
        trusted = {key for key in self._who if census.expected[key] < FAMILIAR}
        self._teams: dict[int, frozenset[str]] = {}
        self._papers: dict[str, list[int]] = defaultdict(list)
        for paper, team in self._of_paper.items():
            self._teams[paper] = frozenset(key for _, key, _ in team if key in trusted)
            for key in self._teams[paper]:
                self._papers[key].append(paper)
        self.coauthors = lru_cache(maxsize=65536)(self._coauthors)
        self.second = lru_cache(maxsize=4096)(self._second)

    def shared(self, left: int, right: int) -> list[str]:
        """Names of co-authors that the two signatures share, an initial standing for a name that it begins."""
        here, there = self.coauthors(left), self.coauthors(right)
        both = set(here[0] & there[0])
        for initials, full in ((here[1], there[2]), (there[1], here[2])):
            both.update(key for block, key in initials.items() if block in full)
        return sorted(both)

    def are_linked(self, left: int, right: int) -> bool:
        """Whether they share any."""
        here, there = self.coauthors(left), self.coauthors(right)
        return not (here[0].isdisjoint(there[0]) and here[2].isdisjoint(there[1]) and there[2].isdisjoint(here[1]))

    def are_acquainted(self, left: int, right: int) -> bool:
        """Whether a co-author of one has written with a co-author of the other, elsewhere."""
        here, there = self.coauthors(left)[0], self.coauthors(right)[0]
        return not self.second(left).isdisjoint(there) or not self.second(right).isdisjoint(here)

    def are_near(self, left: int, right: int) -> bool:
        """Whether a co-author of a co-author is the same for both."""
        both = self.second(left) & self.second(right)
        return bool(both - self.coauthors(left)[0] - self.coauthors(right)[0])

    def _coauthors(self, number: int) -> Coauthors:
        signature = self._signatures[number]
        own = self._who[signature.key][0]
        others = [who for who in self._of_paper[signature.paper] if who[0] != own]
        keys = frozenset(key for _, key, _ in others)
        initials = {block: key for block, key, is_initial in others if is_initial}
        return keys, initials, frozenset(block for block, _, _ in others)

    def _second(self, number: int) -> frozenset[str]:
        papers = {paper for key in self.coauthors(number)[0] for paper in self._papers.get(key, ())}
        return frozenset().union(*(self._teams[paper] for paper in papers)) - {self._signatures[number].key}


def _who(key: str) -> Who:
    name = read_name(key)
    return f"{name.last} {name.first[:1]}", name.key, name.is_initial
