"""Relation of two spellings that can be names of one person."""

from __future__ import annotations

from enum import StrEnum

from kg.resolve.given_names import is_part, is_short_form, is_variant
from kg.resolve.names import PersonName

Words = tuple[str, ...]


class Relation(StrEnum):
    """Relation of two names that can belong to one person."""

    EXACT = "same name"
    JOINED = "same name except hyphens, spaces and particles"
    MIDDLE = "same name except middle names"
    INITIALS_MIDDLE = "same initials, some are missing"
    INITIAL = "initial instead of the given name"
    INITIALS = "initials instead of all given names"
    INITIALS_INSIDE = "initials of the syllables of one given name"
    INITIALS_EXTRA = "more initials than given names"
    VARIANT = "variant spelling of the given name"
    SHORT_FORM = "short form of the given name"
    GIVEN_PART = "part of the given name"
    GIVEN_ADDED = "additional given name in front"
    FAMILY_VARIANT = "umlaut in the family name written as two letters"
    FAMILY_PART = "part of the family name"
    ORDER = "given and family name swapped"


_SAME_GIVEN = (Relation.EXACT, Relation.JOINED, Relation.MIDDLE)
_INITIALS = (Relation.INITIAL, Relation.INITIALS, Relation.INITIALS_MIDDLE)


def relate(left: PersonName, right: PersonName) -> Relation | None:
    """Return the relation of two names, or None if they cannot belong to one person."""
    if left.key == right.key:
        return Relation.EXACT
    if "".join((*left.given, left.last)) == "".join((*right.given, right.last)):
        return Relation.JOINED
    if not left.given or not right.given:
        return None
    if left.stem == right.stem:
        return _relate_one_family(left, right)
    if _is_reordered(left, right) or _is_reordered(right, left):
        return Relation.ORDER
    return Relation.FAMILY_PART if _has_family_part(left, right) or _has_family_part(right, left) else None


def _relate_one_family(left: PersonName, right: PersonName) -> Relation | None:
    """Return the relation of two names with the same family name."""
    given = _relate_given(left.given, right.given) or _relate_hyphenated(left, right)
    if left.last != right.last:
        return Relation.FAMILY_VARIANT if given in (*_SAME_GIVEN, *_INITIALS) else None
    return Relation.JOINED if given is Relation.EXACT else given


def _relate_hyphenated(left: PersonName, right: PersonName) -> Relation | None:
    """Return the relation of given names after hyphenated names are split: "Jean-Luc" matches "J. L."."""
    if (left.parts, right.parts) == (left.given, right.given):
        return None
    found = _relate_given(left.parts, right.parts)
    if found is Relation.MIDDLE and len(left.parts) != len(right.parts):
        return Relation.GIVEN_PART
    return found if found in (Relation.MIDDLE, *_INITIALS) else None


def _relate_given(left: Words, right: Words) -> Relation | None:
    first, second = left[0], right[0]
    if left == right:
        return Relation.EXACT
    if len(first) == 1 and len(second) == 1:
        return Relation.INITIALS_MIDDLE if first == second and _agree(left[1:], right[1:]) else None
    if len(first) == 1 or len(second) == 1:
        initials, full = (left, right) if len(first) == 1 else (right, left)
        return _relate_initials(initials, full)
    if first == second and _agree(left[1:], right[1:]):
        return Relation.MIDDLE
    return _relate_full(left, right) if first != second else None


def _relate_initials(initials: Words, full: Words) -> Relation | None:
    if initials[0] != full[0][0]:
        return None
    if len(initials) == 1:
        return Relation.INITIAL
    if len(full) > 1:
        return Relation.INITIALS if _agree(initials[1:], full[1:]) else None
    inside = len(initials[1]) == 1 and initials[1] in full[0][1:]
    return Relation.INITIALS_INSIDE if inside else Relation.INITIALS_EXTRA


def _relate_full(left: Words, right: Words) -> Relation | None:
    """Return the relation of given names of which the first ones differ and are written in full."""
    first, second = left[0], right[0]
    rest = _agree(left[1:], right[1:])
    if rest and is_short_form(first, second):
        return Relation.SHORT_FORM
    if left[1:] == right or right[1:] == left:
        return Relation.GIVEN_ADDED
    if first[0] != second[0]:
        return None
    if is_variant("".join(left), "".join(right)) or (rest and is_variant(first, second)):
        return Relation.VARIANT
    if _hides_initial(left, right) or _hides_initial(right, left):
        return Relation.INITIALS_INSIDE
    shorter = left if len(first) < len(second) else right
    return Relation.GIVEN_PART if len(shorter) == 1 and is_part(first, second) else None


def _hides_initial(apart: Words, joined: Words) -> bool:
    """Return True if a name and an initial are the beginning of one longer name: ("beom", "h") and ("beomhee",)."""
    if len(joined) != 1 or len(apart) != 2 or len(apart[1]) != 1:
        return False
    return joined[0].startswith("".join(apart))


def _is_reordered(left: PersonName, right: PersonName) -> bool:
    """Return True if the left name is the right one with the family name first: "Tran Minh Duc", "Duc Minh Tran"."""
    if left.is_initial or right.is_initial:
        return False
    if left.rotated == right.letters:
        return True
    if left.first != right.last:
        return False
    given = (*left.given[1:], left.last)
    return any(
        each == right.given or (each[0] == right.first and _agree(each[1:], right.given[1:]))
        for each in (given, given[::-1], given[-len(right.given) :])
    )


def _has_family_part(short: PersonName, long: PersonName) -> bool:
    """Return True if the family name of the short name is a part of that of the long one: "Murrieta", "Murrieta-Cid".

    The given names must match, too. An initial among the given names of the long name is no part of a family name.
    """
    names = (*long.given[1:], *long.family)
    if len(short.last) == 1 and short.last in long.given[1:]:
        return False
    if short.last not in names or (long.last in short.given and len(long.family) == 1):
        return False
    place = names.index(short.last)
    between = names[:place] if place < len(long.given) - 1 else long.given[1:]
    first = _relate_given(short.given, (long.first, *between))
    if short.is_initial or long.is_initial:
        return first in (Relation.EXACT, *_INITIALS) and len(long.family) > 1
    return first in (Relation.EXACT, Relation.MIDDLE)


def _agree(left: Words, right: Words) -> bool:
    """Return True if the shorter list of middle names is a subsequence of the longer one; an initial matches a name."""
    shorter, longer = sorted((left, right), key=len)
    rest = iter(longer)
    return all(any(_is_same(name, other) for other in rest) for name in shorter)


def _is_same(left: str, right: str) -> bool:
    if 1 in (len(left), len(right)):
        return left[0] == right[0]
    return left == right or is_short_form(left, right)
