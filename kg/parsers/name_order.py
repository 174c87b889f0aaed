"""Order of the parts of a name: family name first, initials last, suffixes, capitals."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache


class Order(StrEnum):
    """Order of the parts of a name without a comma."""

    GIVEN_FIRST = "given-first"
    FAMILY_FIRST = "family-first"
    INITIALS_LAST = "initials-last"


class Shape(StrEnum):
    """Form of a text between separators: initials, a single name, a full name, or a family name with initials."""

    INITIALS = "initials"
    SINGLE = "single"
    FULL = "full"
    FAMILY_INITIALS = "family-initials"


_SUFFIX = re.compile(r"(?:jr|sr|jnr|snr|junior|senior|ii|iii|iv|2nd|3rd|4th)\.?", re.IGNORECASE)
_ROMAN = re.compile(r"II|III|IV")
_DEGREE = re.compile(
    r"(?:ph\.?\s?d|m\.?d|m\.?sc|b\.?sc|mph|dr|prof|mba|esq|frcp|rn|d\.?phil|dipl\.?-ing)\.?", re.IGNORECASE
)
_INITIALS = re.compile(
    r"(?:[^\W\d_]\.[ -]?){1,6}|[A-ZÀ-ÖØ-Þ]{1,3}\.?|[A-ZÀ-ÖØ-Þ][ -][A-ZÀ-ÖØ-Þ]"
    r"|[A-Z][a-z]\.(?:[ -]?[A-Z]\.){0,3}"
)
PARTICLES = frozenset(
    (
        "van der den de del della dello di da das do dos du la le los las von zu zum zur ter ten te af av al el bin ibn"
        " ben y e vom 't st st."
    ).split()
)
GROUP_WORDS = frozenset(
    (
        "consortium collaboration collaborators group team project committee office network initiative society"
        " institute university association investigators community foundation organisation organization agency"
        " council center centre laboratory authors contributors members alliance partnership workshop program"
        " department ministry inc llc gmbh openai deepmind"
    ).split()
)
_WORD = re.compile(r"\w+")
_CAPITALS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LONGEST_GROUP = 200


def is_suffix(text: str) -> bool:
    """Return True if a text is a suffix of a name, such as "Jr." or "III"."""
    return bool(
        _ROMAN.fullmatch(text) or (len(text) < 7 and _SUFFIX.fullmatch(text) and text not in ("ii", "iii", "iv"))
    )


def is_degree(text: str) -> bool:
    """Return True if a text is an academic degree, such as "PhD"."""
    return bool(_DEGREE.fullmatch(text))


def is_group(text: str) -> bool:
    """Return True if a text contains a typical word of a group or organisation, such as "University" or "Team"."""
    return not GROUP_WORDS.isdisjoint(_WORD.findall(text[:_LONGEST_GROUP].casefold()))


@lru_cache(maxsize=1 << 14)
def shape(text: str) -> Shape:
    """Return the form of a text; a family name with particles ("van der Hoek") is a single name."""
    words = text.split()
    if len(text) <= 24 and _INITIALS.fullmatch(text) and text != text.lower():
        return Shape.INITIALS
    while len(words) > 1 and words[0].casefold() in PARTICLES:
        words = words[1:]
    if len(words) < 2:
        cjk = len(text) >= 2 and all("\u3040" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7af" for c in text)
        return Shape.FULL if cjk else Shape.SINGLE
    if len(words) > 2 and is_suffix(words[-1]):
        words = words[:-1]
    if not _are_initials(words[-1]) or words[0].isupper():
        return Shape.FULL
    initials = list(map(_are_initials, words))
    return Shape.FAMILY_INITIALS if not initials[0] and all(initials[initials.index(True) :]) else Shape.FULL


def _are_initials(word: str) -> bool:
    return word == word.upper() and _INITIALS.fullmatch(word) is not None


def natural(family: str, given: str, suffix: str = "") -> str:
    """Return a full name in the order given name, family name, suffix."""
    return " ".join(" ".join((given, family, suffix)).split())


def dotted(initials: str) -> str:
    """Return initials with dots and spaces.

    >>> dotted("TB"), dotted("J.-P."), dotted("T.B.")
    ('T. B.', 'J.-P.', 'T. B.')
    """
    compact = initials.replace(" ", "")
    if not compact.replace(".", "").replace("-", "").isalpha() or ("." in compact and not compact.endswith(".")):
        return initials
    letters = re.findall(r"-?[^\W\d_](?:[a-z](?=\.))?", compact)
    return " ".join(f"{letter}." for letter in letters).replace(" -", "-")


def uninverted(name: str) -> str:
    """Return a name written "Family, Given", with or without a suffix, with the given name first.

    >>> uninverted("van der Hoek, Pia"), uninverted("Calder, Jr., Emil"), uninverted("Fallow, Hugo III")
    ('Pia van der Hoek', 'Emil Calder Jr.', 'Hugo Fallow III')
    """
    parts = [part for part in map(str.strip, name.split(",")) if part and not is_degree(part)]
    suffix = next((part for part in parts[1:] if is_suffix(part)), "")
    parts = [part for index, part in enumerate(parts) if not index or part != suffix]
    if len(parts) != 2:
        return natural(", ".join(parts), "", suffix)
    family, given = parts
    for words in (family.split(), given.split()):
        if not suffix and len(words) > 1 and is_suffix(words[-1]):
            suffix = words[-1]
            family, given = family.removesuffix(suffix), given.removesuffix(suffix)
    if is_initials(given, family):
        given = dotted(given)
    return natural(family, given, suffix)


def is_initials(given: str, family: str) -> bool:
    """Return True if a given name consists of initials.

    If the family name is also in capitals, a short given name with a vowel ("BO") is not read as initials.
    """
    if shape(given) is not Shape.INITIALS or ("." in given and " " in given):
        return False
    return "." in given or len(given) == 1 or not family.isupper() or not re.search("[AEIOU]", given)


def initials_first(name: str) -> str:
    """Return a name that ends in initials ("García J", "van der Hoek P.") with the initials first."""
    words = name.split()
    suffix = words.pop() if len(words) > 2 and is_suffix(words[-1]) else ""
    start = len(words)
    while start > 1 and shape(words[start - 1]) is Shape.INITIALS:
        start -= 1
    return natural(" ".join(words[:start]), dotted("".join(words[start:])), suffix)


def family_first(name: str) -> str:
    """Return a name written "Family Given", without a comma, with the given name first."""
    words = name.split()
    start = 0
    while start < len(words) - 2 and words[start].casefold() in PARTICLES:
        start += 1
    return natural(" ".join(words[: start + 1]), " ".join(words[start + 1 :]))


def in_capitals(name: str) -> bool:
    """Return True if a name has a word of at least three letters in capitals."""
    words = filter(str.isupper, name.replace("'", "").split())
    return any(sum(map(str.isalpha, word)) > 2 and not is_suffix(word) for word in words)


def mixed_case(name: str) -> str:
    """Return a name with words in capitals converted to mixed case.

    >>> mixed_case("MOIRA O'DELL"), mixed_case("PIA VAN DER HOEK")
    ("Moira O'Dell", 'Pia van der Hoek')
    """
    every = name.isupper()
    return " ".join(_lowered(word, place, every) for place, word in enumerate(name.split()))


def _lowered(word: str, place: int, every: bool) -> str:
    if not word.isupper() or (is_suffix(word) and _ROMAN.fullmatch(word)) or "." in word:
        return word
    if place and word.casefold() in PARTICLES:
        return word.lower()
    if len(word) < 3 and not (every and len(word) == 2 and re.search("[AEIOUY]", word)):
        return word
    capital = _CAPITALS.sub(lambda found: re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), found[0]), word)
    return re.sub(r"^Mc([a-z])", lambda found: "Mc" + found[1].upper(), capital)
