"""Names of people: their parts, and how two spellings can be one name."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import OSA

from kg.model.text import fold
from kg.resolve.latex import render

_NICKNAME = re.compile(r"[(（\"“][^)）\"”]*[)）\"”]")
_SEPARATOR = re.compile(r"[\s.,_]+")
_SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}
_TRANSLITERATION = re.compile(r"([uoa])e|o[uoh]|uu|([sz])h")
_SHORT_FORMS = """
abby abigail, al albert, alex alexander, andy andrew, ash ashley, barb barbara, ben benjamin, bernie bernard, bill
william, bob robert, cathy catherine, ch christoph, ch christophe, charlie charles, chris christopher, dan daniel,
danny daniel, dave david, deb deborah, don donald, doug douglas, ed edward, eddie edward, fred frederick, gabe
gabriel, greg gregory, jeff jeffrey, jeff geoffrey, jen jennifer, jenny jennifer, jerry gerald, jim james, jimmy
james, joe joseph, josh joshua, kate katherine, kathy katherine, ken kenneth, larry lawrence, liz elizabeth, lou
louis, manny manuel, matt matthew, max maximilian, mike michael, mitch mitchell, nate nathan, nathan nathaniel, nick
nicholas, pam pamela, pat patricia, pat patrick, pete peter, phil philip, ray raymond, rich richard, rick richard,
rob robert, ron ronald, russ russell, sam samuel, sandy sandra, steve steven, steve stephen, stu stuart, sue susan,
ted theodore, tim timothy, toby tobias, tom thomas, tony anthony, vicky victoria, vince vincent, walt walter, will
william, zach zachary
"""
_NICKNAMES = {frozenset(pair.split()) for pair in _SHORT_FORMS.split(",")}


class Relation(StrEnum):
    """How two spellings relate; from the same name to one that only may be."""

    EXACT = "the same name"
    JOINED = "the same name but for hyphens and spaces"
    MIDDLE = "the same but for middle names"
    INITIALS_MIDDLE = "initials that agree, some missing"
    INITIAL = "an initial for the given name"
    INITIALS = "initials for all given names"
    INITIALS_INSIDE = "initials that could be those of one given name"
    INITIALS_EXTRA = "an initial more than the given name shows"
    NEAR = "nearly the same spelling"
    NICKNAME = "a short form of the given name"
    FAMILY_PART = "a part of the family name"
    ORDER = "given and family name in the other order"


@dataclass(frozen=True, slots=True)
class Name:
    """One spelling in normal form: given names and family name, accents and case folded.

    "Jae-Hoon Lee" has the given name "jaehoon", "J.-H. Lee" the initials "j" and "h".
    """

    key: str
    given: tuple[str, ...]
    family: tuple[str, ...]
    first: str  # the first given name or initial, empty where there is none
    last: str  # the family name in one word
    is_initial: bool  # whether the first given name is only an initial

    @property
    def blocks(self) -> tuple[str, ...]:
        """Names that share none of these are never compared: family name with initial, and the words in any order."""
        initial = self.first[:1]
        keys = [f"{part} {initial}" for part in (self.last, *self.family)]
        return tuple(dict.fromkeys([*keys, " ".join(sorted((*self.given, self.last)))]))


@lru_cache(maxsize=1048576)
def name_key(name: str) -> str:
    """A full name without case, accents, dots, nicknames and spare spaces, family name last; never empty.

    >>> name_key("Jürgen  Schmidhuber"), name_key("Fearing, R.S."), name_key("Jiankang (Jack) Deng")
    ('jurgen schmidhuber', 'r s fearing', 'jiankang deng')
    """
    plain = _NICKNAME.sub(" ", render(name))
    family, comma, given = plain.partition(",")
    if comma and given.strip().casefold().rstrip(".") not in _SUFFIXES:
        plain = f"{given} {family}"
    parts = [part for part in _SEPARATOR.split(fold(plain).replace("'", "")) if part.strip("-")]
    while len(parts) > 2 and parts[-1] in _SUFFIXES:
        parts.pop()
    return " ".join(parts) or unicodedata.normalize("NFKC", name).casefold().strip() or "nobody"


@lru_cache(maxsize=1048576)
def read_name(key: str) -> Name:
    """The parts of a name in normal form."""
    *given, family = key.split(" ")
    parts = [part for word in given for part in _split_hyphens(word)]
    first = parts[0] if parts else ""
    words = tuple(part for part in family.split("-") if part) or (family,)
    return Name(key, tuple(parts), words, first, "".join(words), len(first) == 1)


def _split_hyphens(word: str) -> list[str]:
    parts = [part for part in word.split("-") if part]
    return ["".join(parts)] if all(len(part) > 1 for part in parts) else parts


def relate(left: Name, right: Name) -> Relation | None:
    """How the two spellings could name one person; None where they cannot."""
    if left.key == right.key:
        return Relation.EXACT
    whole = "".join((*left.given, left.last)), "".join((*right.given, right.last))
    if whole[0] == whole[1]:
        return Relation.JOINED
    if not left.given or not right.given:
        return None
    if left.last == right.last:
        return _relate_given(left.given, right.given)
    if _is_swapped(left, right):
        return Relation.ORDER
    if set(left.family) & set(right.family) and not (left.is_initial or right.is_initial):
        return Relation.FAMILY_PART if left.first == right.first else None
    return None


def _is_swapped(left: Name, right: Name) -> bool:
    words = sorted((*left.given, left.last)) == sorted((*right.given, right.last))
    return words and not left.is_initial and left.last != right.last


def _relate_given(left: tuple[str, ...], right: tuple[str, ...]) -> Relation | None:
    """The relation of the given names of two people of one family name."""
    first, second = left[0], right[0]
    if first[0] != second[0] and frozenset((first, second)) not in _NICKNAMES:
        return None
    if len(first) == 1 and len(second) == 1:
        return Relation.INITIALS_MIDDLE if _agree(left[1:], right[1:]) else None
    if len(first) == 1 or len(second) == 1:
        initials, full = (left, right) if len(first) == 1 else (right, left)
        return _relate_initials(initials, full)
    if first == second:
        return Relation.MIDDLE if _agree(left[1:], right[1:]) else None
    return _relate_spellings(left, right)


def _relate_initials(initials: tuple[str, ...], full: tuple[str, ...]) -> Relation | None:
    if len(initials) == 1:
        return Relation.INITIAL
    if len(full) > 1:
        return Relation.INITIALS if _agree(initials[1:], full[1:]) else None
    inside = len(initials[1]) == 1 and initials[1] in full[0][1:]
    return Relation.INITIALS_INSIDE if inside else Relation.INITIALS_EXTRA


def _relate_spellings(left: tuple[str, ...], right: tuple[str, ...]) -> Relation | None:
    """Two given names in full that differ: a transliteration, a slip of one or two letters, or a short form."""
    if frozenset((left[0], right[0])) in _NICKNAMES:
        return Relation.NICKNAME if _agree(left[1:], right[1:]) else None
    first, second = "".join(left), "".join(right)
    if _plain(first) == _plain(second):
        return Relation.NEAR
    shorter = min(len(first), len(second))
    slips = 1 + (shorter >= 9)
    close = shorter >= 5 and OSA.distance(first, second, score_cutoff=slips) <= slips
    return Relation.NEAR if close else None


def _plain(given: str) -> str:
    """Ways to write umlauts, long vowels, sibilants and f in plain letters, made one."""
    return _TRANSLITERATION.sub(lambda m: m[1] or m[2] or m[0][0], given.replace("ph", "f"))


def _agree(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether middle names agree as far as both give them, an initial standing for any name it begins."""
    pairs = zip(left, right, strict=False)
    return all(a.startswith(b) or b.startswith(a) if 1 in (len(a), len(b)) else a == b for a, b in pairs)
