"""Co-authors of signatures, and the co-authors of these co-authors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from kg.resolve.name_frequency import NameFrequency
from kg.resolve.names import read_name
from kg.resolve.signatures import Signature

LARGEST_TEAM = 100  # maximum number of authors of a paper that counts for co-authors of co-authors
COMMON = 3e-5  # share of all people with a name, from which the name is too common to link two signatures


class TeamMember(NamedTuple):
    """A name on a paper: its block (family name and first initial), its key, and True if it has only initials.

    `short` is the name without middle names, with one spelling of umlauts in the family name.
    """

    block: str
    key: str
    is_initial: bool
    short: str


class Coauthors(NamedTuple):
    """Co-authors of one signature: all name keys, those without middle names, and all blocks.

    `initials` has the block of each name with initials by its short form.
    """

    keys: frozenset[str]
    short: frozenset[str]
    initials: dict[str, str]
    blocks: frozenset[str]


class CoauthorIndex:
    """Index of co-authors by name key.

    A co-author with the same family name and initial as the signature itself is ignored.

    Parameters
    ----------
    signatures
        Signatures; methods take their indices.
    teams
        Names on each paper, by paper index.
    contacts
        For each name, the names that are on a paper together with it, including itself. Names more common than `COMMON`
        and papers with more than `LARGEST_TEAM` authors are omitted.
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
        """Return the index for some signatures, in which the paper index is the position in `papers`."""
        teams = {place: self._teams[paper] for place, paper in enumerate(papers)}
        keys = {member.key for team in teams.values() for member in team}
        return CoauthorIndex(signatures, teams, {k: self._contacts[k] for k in keys if k in self._contacts})

    def shared(self, left: int, right: int) -> list[str]:
        """Return the sorted names of co-authors common to two signatures, without middle names.

        An initial matches a full given name.
        """
        here, there = self.coauthors(left), self.coauthors(right)
        both = set(here.short & there.short)
        for one, other in ((here, there), (there, here)):
            both.update(key for key, block in one.initials.items() if block in other.blocks)
        return sorted(both)

    def have_shared(self, left: int, right: int) -> bool:
        """Return True if two signatures have a co-author in common."""
        here, there = self.coauthors(left), self.coauthors(right)
        if not here.short.isdisjoint(there.short):
            return True
        return any(
            block in other.blocks for one, other in ((here, there), (there, here)) for block in one.initials.values()
        )

    def have_acquainted(self, left: int, right: int) -> bool:
        """Return True if a co-author of one signature and a co-author of the other are on a paper together."""
        here, there = self.coauthors(left).keys, self.coauthors(right).keys
        return not self.second(left).isdisjoint(there) or not self.second(right).isdisjoint(here)

    def have_near(self, left: int, right: int) -> bool:
        """Return True if a co-author of one signature and a co-author of the other have a co-author in common."""
        both = self.second(left) & self.second(right)
        return bool(both - self.coauthors(left).keys - self.coauthors(right).keys)

    def _coauthors(self, number: int) -> Coauthors:
        signature = self._signatures[number]
        team = self._teams[signature.paper]
        own = next(member.block for member in team if member.key == signature.key)
        others = [member for member in team if member.block != own]
        initials = {member.short: member.block for member in others if member.is_initial}
        keys, blocks = frozenset(member.key for member in others), frozenset(member.block for member in others)
        return Coauthors(keys, frozenset(member.short for member in others), initials, blocks)

    def _second(self, number: int) -> frozenset[str]:
        known = (self._contacts.get(key, ()) for key in self.coauthors(number).keys)
        return frozenset().union(*known) - {self._signatures[number].key}


def index_coauthors(signatures: Sequence[Signature], frequency: NameFrequency) -> CoauthorIndex:
    """Return the index of the co-authors of all signatures."""
    members = {key: _member(key) for key in {signature.key for signature in signatures}}
    teams: dict[int, list[TeamMember]] = defaultdict(list)
    for signature in signatures:
        teams[signature.paper].append(members[signature.key])
    met: dict[str, list[list[str]]] = defaultdict(list)
    for team in (team for team in teams.values() if len(team) <= LARGEST_TEAM):
        distinctive = [member.key for member in team if frequency.share[member.key] < COMMON]
        for key in distinctive:
            met[key].append(distinctive)
    return CoauthorIndex(signatures, teams, {key: tuple({*chain.from_iterable(found)}) for key, found in met.items()})


def _member(key: str) -> TeamMember:
    name = read_name(key)
    short = name.key if name.is_initial or not name.first else f"{name.first} {name.stem}"
    return TeamMember(f"{name.stem} {name.first[:1]}", name.key, name.is_initial, short)
