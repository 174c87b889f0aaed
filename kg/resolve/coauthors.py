"""Co-authors of signatures, and the co-authors of those."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from kg.resolve.name_frequency import NameFrequency
from kg.resolve.names import read_name
from kg.resolve.signatures import Signature

LARGEST_TEAM = 100  # authors of a paper up to which two of them count as acquainted
COMMON = 3e-5  # share of all people from which a link through a name proves nothing


class TeamMember(NamedTuple):
    """A name on a paper: its block (family name and first initial), its key, and whether it has initials only."""

    block: str
    key: str
    is_initial: bool


class Coauthors(NamedTuple):
    """Co-authors of one signature: their keys, the blocks of those written with initials by key, the blocks of all."""

    keys: frozenset[str]
    initials: dict[str, str]
    blocks: frozenset[str]


class CoauthorIndex:
    """Co-authors by name. People of the signature's own family name and initial do not count as co-authors.

    `teams` are the names on each paper. `contacts` are the names that share a paper with a name, itself among them;
    names more common than `COMMON` and papers of more than `LARGEST_TEAM` authors are left out.
    """

    def __init__(
        self,
        signatures: Sequence[Signature],
        teams: Mapping[int, Sequence[TeamMember]],
        contacts: Mapping[str, Sequence[str]],
    ) -> None:
        self._signatures = signatures
        self._teams = teams
        self._contacts = contacts
        self.coauthors = lru_cache(maxsize=65536)(self._coauthors)
        self.second = lru_cache(maxsize=4096)(self._second)

    def __reduce__(self) -> tuple[type[CoauthorIndex], tuple[object, ...]]:
        return CoauthorIndex, (self._signatures, self._teams, self._contacts)

    def excerpt(self, signatures: Sequence[Signature], papers: Sequence[int]) -> CoauthorIndex:
        """Return the index of these signatures, whose papers are numbered by their places in `papers`."""
        teams = {place: self._teams[paper] for place, paper in enumerate(papers)}
        keys = {member.key for team in teams.values() for member in team}
        return CoauthorIndex(signatures, teams, {k: self._contacts[k] for k in keys if k in self._contacts})

    def shared(self, left: int, right: int) -> list[str]:
        """Return the names of shared co-authors; an initial matches a name that begins with it."""
        here, there = self.coauthors(left), self.coauthors(right)
        both = set(here.keys & there.keys)
        for one, other in ((here, there), (there, here)):
            both.update(key for key, block in one.initials.items() if block in other.blocks)
        return sorted(both)

    def have_shared(self, left: int, right: int) -> bool:
        """Return whether two signatures share a co-author."""
        here, there = self.coauthors(left), self.coauthors(right)
        if not here.keys.isdisjoint(there.keys):
            return True
        return any(
            block in other.blocks for one, other in ((here, there), (there, here)) for block in one.initials.values()
        )

    def have_acquainted(self, left: int, right: int) -> bool:
        """Return whether a co-author of one wrote another paper with a co-author of the other."""
        here, there = self.coauthors(left).keys, self.coauthors(right).keys
        return not self.second(left).isdisjoint(there) or not self.second(right).isdisjoint(here)

    def have_near(self, left: int, right: int) -> bool:
        """Return whether co-authors of the two share a co-author."""
        both = self.second(left) & self.second(right)
        return bool(both - self.coauthors(left).keys - self.coauthors(right).keys)

    def _coauthors(self, number: int) -> Coauthors:
        signature = self._signatures[number]
        team = self._teams[signature.paper]
        own = next(member.block for member in team if member.key == signature.key)
        others = [member for member in team if member.block != own]
        initials = {member.key: member.block for member in others if member.is_initial}
        keys, blocks = frozenset(member.key for member in others), frozenset(member.block for member in others)
        return Coauthors(keys, initials, blocks)

    def _second(self, number: int) -> frozenset[str]:
        known = (self._contacts.get(key, ()) for key in self.coauthors(number).keys)
        return frozenset().union(*known) - {self._signatures[number].key}


def index_coauthors(signatures: Sequence[Signature], frequency: NameFrequency) -> CoauthorIndex:
    """Return the index of all signatures."""
    members = {key: _member(key) for key in {signature.key for signature in signatures}}
    teams: dict[int, list[TeamMember]] = defaultdict(list)
    for signature in signatures:
        teams[signature.paper].append(members[signature.key])
    met: dict[str, list[list[str]]] = defaultdict(list)
    for team in (team for team in teams.values() if len(team) <= LARGEST_TEAM):
        telling = [member.key for member in team if frequency.share[member.key] < COMMON]
        for key in telling:
            met[key].append(telling)
    return CoauthorIndex(signatures, teams, {key: tuple({*chain.from_iterable(found)}) for key, found in met.items()})


def _member(key: str) -> TeamMember:
    name = read_name(key)
    return TeamMember(f"{name.stem} {name.first[:1]}", name.key, name.is_initial)
