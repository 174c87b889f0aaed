"""Who a signature's co-authors are, and theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain

from kg.resolve.census import Census
from kg.resolve.names import read_name
from kg.resolve.signatures import Signature

Coauthors = tuple[frozenset[str], dict[str, str], frozenset[str]]
"""Keys of the co-authors; of those with an initial only, by block; and the blocks of all."""
Who = tuple[str, str, bool]
"""The block of a name (family name and first initial), its key, and whether an initial is all it has."""
FAMILIAR = 0.3  # expected people of a name above which a link through it proves nothing


class Circles:
    """Co-authors by name. The people of the signature's own family name and initial do not count as co-authors.

    `teams` are the names on each paper, `acquaintances` the names that are on any paper with a name, itself among them;
    of these, names that prove nothing are left out.
    """

    def __init__(
        self,
        signatures: Sequence[Signature],
        teams: Mapping[int, Sequence[Who]],
        acquaintances: Mapping[str, Sequence[str]],
    ) -> None:
        self._signatures = signatures
        self._teams = teams
        self._acquaintances = acquaintances
        self.coauthors = lru_cache(maxsize=65536)(self._coauthors)
        self.second = lru_cache(maxsize=4096)(self._second)

    def __reduce__(self) -> tuple[type[Circles], tuple[object, ...]]:
        return Circles, (self._signatures, self._teams, self._acquaintances)

    def excerpt(self, signatures: Sequence[Signature], papers: Sequence[int]) -> Circles:
        """As much as speaks of these signatures, whose papers are numbered as they stand in `papers`."""
        teams = {place: self._teams[paper] for place, paper in enumerate(papers)}
        keys = {key for team in teams.values() for _, key, _ in team}
        return Circles(signatures, teams, {k: self._acquaintances[k] for k in keys if k in self._acquaintances})

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
        team = self._teams[signature.paper]
        own = next(block for block, key, _ in team if key == signature.key)
        others = [who for who in team if who[0] != own]
        keys = frozenset(key for _, key, _ in others)
        initials = {block: key for block, key, is_initial in others if is_initial}
        return keys, initials, frozenset(block for block, _, _ in others)

    def _second(self, number: int) -> frozenset[str]:
        known = (self._acquaintances.get(key, ()) for key in self.coauthors(number)[0])
        return frozenset().union(*known) - {self._signatures[number].key}


def draw_circles(signatures: Sequence[Signature], census: Census) -> Circles:
    """The circles of all signatures."""
    who = {key: _who(key) for key in {signature.key for signature in signatures}}
    teams: dict[int, list[Who]] = defaultdict(list)
    for signature in signatures:
        teams[signature.paper].append(who[signature.key])
    met: dict[str, list[list[str]]] = defaultdict(list)
    for team in teams.values():
        trusted = [key for _, key, _ in team if census.expected[key] < FAMILIAR]
        for key in trusted:
            met[key].append(trusted)
    return Circles(signatures, teams, {key: tuple({*chain.from_iterable(found)}) for key, found in met.items()})


def _who(key: str) -> Who:
    name = read_name(key)
    return f"{name.last} {name.first[:1]}", name.key, name.is_initial
