"""Relations between two spellings that can be names of one person."""

from __future__ import annotations

from enum import StrEnum

from kg.resolve.given_names import is_part, is_short_form, is_variant
from kg.resolve.names import PersonName

Words = tuple[str, ...]


class Relation(StrEnum):
    """Relation of two spellings, from equal to merely compatible names."""

    EXACT = "same name"
    JOINED = "same name except hyphens, spaces and particles"
    MIDDLE = "same name except middle names"
    INITIALS_MIDDLE = "initials agree, some are missing"
    INITIAL = "initial for the given name"
    INITIALS = "initials for all given names"
    INITIALS_INSIDE = "initials of the syllables of one given name"
    INITIALS_EXTRA = "one more initial than the given name has"
    VARIANT = "variant spelling of the given name"
    SHORT_FORM = "short form of the given name"
    GIVEN_PART = "part of the given name"
    GIVEN_ADDED = "another given name in front"
    FAMILY_VARIANT = "umlaut of the family name written in two letters"
    FAMILY_PART = "part of the family name"
    ORDER = "given and family name in the other order"


_SAME_GIVEN = (Relation.EXACT, Relation.JOINED, Relation.MIDDLE)
_INITIALS = (Relation.INITIAL, Relation.INITIALS, Relation.INITIALS_MIDDLE)


def relate(left: PersonName, right: PersonName) -> Relation | None:
    """Return the relation of two spellings, or None if they exclude each other."""
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
    """Return the relation of two names of one family name."""
    given = _relate_given(left.given, right.given) or _relate_hyphenated(left, right)
    if left.last != right.last:
        return Relation.FAMILY_VARIANT if given in (*_SAME_GIVEN, *_INITIALS) else None
    return Relation.JOINED if given is Relation.EXACT else given


def _relate_hyphenated(left: PersonName, right: PersonName) -> Relation | None:
    """Return the relation of given names whose hyphenated parts count as names: "Jean-Luc" and "J. L."."""
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
    """Return the relation of two different first given names that are written in full."""
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
    """Return whether names such as ("beom", "h") stand apart for one such as ("beomhee",)."""
    if len(joined) != 1 or len(apart) != 2 or len(apart[1]) != 1:
        return False
    return joined[0].startswith("".join(apart))


def _is_reordered(left: PersonName, right: PersonName) -> bool:
    """Return whether the left name, read family name first, is the right one: "Tran Minh Duc" and "Duc Minh Tran"."""
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
    """Return whether the short name has one of the family names of the long one: "Murrieta" and "Murrieta-Cid"."""
    names = (*long.given[1:], *long.family)
    if short.last not in names or (long.last in short.given and len(long.family) == 1):
        return False
    place = names.index(short.last)
    between = names[:place] if place < len(long.given) - 1 else long.given[1:]
    first = _relate_given(short.given, (long.first, *between))
    if short.is_initial or long.is_initial:
        return first in (Relation.EXACT, *_INITIALS) and len(long.family) > 1
    return first in (Relation.EXACT, Relation.MIDDLE)


def _agree(left: Words, right: Words) -> bool:
    """Return whether the longer list of middle names has those of the shorter, in order; initials agree with names."""
    shorter, longer = sorted((left, right), key=len)
    rest = iter(longer)
    return all(any(_is_same(name, other) for other in rest) for name in shorter)


def _is_same(left: str, right: str) -> bool:
    if 1 in (len(left), len(right)):
        return left[0] == right[0]
    return left == right or is_short_form(left, right)
