"""Spelling variants and short forms of given names: "Su-Hyun" and "Soo-Hyun", "Jon" and "Jonathan".

A romanisation is a list of replacements that is applied to a folded name. Two spellings are variants of one name if a
romanisation maps both to the same letters.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

_SHORT_FORMS = """
abby abigail; al albert alan; alex alexander alexandre alexandros alexandru alexandra alexis alejandro aleksandr
aleksander alessandro; andy andrew andreas; ash ashley; barb barbara; ben benjamin benedikt benedict; bernie bernard;
bill william; bob robert; cathy catherine; ch christoph christophe christian; charlie charles; chris christopher
christian christoph christina christine christos; dan daniel daniele; danny daniel; dave david; deb deborah; dima
dmitry; dom dominic dominik; don donald; doug douglas; ed edward edwin eduardo; eddie edward; fred frederick frederic
alfred; gabe gabriel; gerd gerhard; greg gregory gregor; hans johannes; jake jacob; jeff jeffrey geoffrey; jen
jennifer; jenny jennifer; jerry gerald jerome; jim james; jimmy james; joe joseph; jon jonathan jonathon; johnny john;
josh joshua; kate katherine; kathy katherine; katie katherine; ken kenneth; kev kevin; kostas konstantinos; larry
lawrence; leo leonard leonardo; liz elizabeth; lou louis; manny manuel; matt matthew matthias matteo mathew; mat
matthew mathew; max maximilian maxime maxim; meg margaret; mike michael; mitch mitchell; mo mohammad mohammed; nate
nathan nathaniel; nathan nathaniel; nick nicholas nicolas nikolaos nikolas; nico nicolas nicholas; nikos nikolaos; pam
pamela; pat patricia patrick; pete peter; phil philip philipp philippe; randy randal randall; ray raymond; rafa
rafael; rich richard; rick richard; rob robert; rod roderick roderic rodney; ron ronald; russ russell; sam samuel
samantha; sandy sandra; seb sebastian sebastien; sergi sergio; stan stanley; steve steven stephen; stu stuart; sue
susan; ted theodore edward; terry terrence terence; theo theodore theodoros; tim timothy; toby tobias; tom thomas
tomas; tony anthony antonio; vicky victoria; vic victor; vince vincent; vlad vladimir; walt walter; will william;
yannis ioannis; giannis ioannis; zach zachary; zac zachary
"""
_NICKNAMES = frozenset(
    frozenset((short, full)) for short, *fulls in (entry.split() for entry in _SHORT_FORMS.split(";")) for full in fulls
)
_DOUBLED = (r"(.)\1+", r"\1")
_ROMANISATIONS = tuple(
    tuple((re.compile(pattern), plain) for pattern, plain in rules)
    for rules in (
        # German, Scandinavian and Slavic names, and those of Arabic script
        (
            ("[uoa]e", lambda found: found[0][0]),
            ("ks|cs", "x"),
            ("[kc]h|ck|c(?=[aou])", "k"),
            ("ph|v|w", "f"),
            ("sch|sh|sz|zh|ch", "s"),
            ("th", "t"),
            ("ou|oo", "u"),
            ("ee|iy|yi|ij|ii|ey|ei|y|j", "i"),
            ("ander", "andr"),
            ("^moh?am|^muh?am", "muham"),
            ("m[ae]d$", "md"),
            _DOUBLED,
        ),
        # Korean
        (
            ("[wy]?eo", "u"),
            ("ou|oo|w[ou]o?", "u"),
            ("ee|y(?=i)|y(?![aeiou])", "i"),
            ("ae", "e"),
            ("yu", "u"),
            ("g", "k"),
            ("ch", "j"),
            ("b", "p"),
            ("r", "l"),
            _DOUBLED,
        ),
        # Japanese
        (
            ("ou|oo|oh(?![aeiou])", "o"),
            ("uu", "u"),
            ("si", "shi"),
            ("sy", "sh"),
            ("ti", "chi"),
            ("tu", "tsu"),
            ("m(?=[bp])", "n"),
            _DOUBLED,
        ),
    )
)
_PINYIN = re.compile(
    r"(?:(?:[zcs]h|[bpmfdtnlgkhjqxzcsrwy])?"
    r"(?:iang|iong|uang|ang|eng|ong|ing|ian|iao|uai|uan|ai|an|ao|ei|en|er|ou|ia|ie|in|iu|ua|ue|ui|un|uo|[aeiu])"
    r"|[bpmfwl]?o){1,2}"
)
SHORTEST_TYPO = 5  # minimum number of letters of a name that may have a typing error
SHORTEST_PART = 3  # minimum number of letters of a given name that may be the beginning of a longer one


def is_short_form(left: str, right: str) -> bool:
    """Return True if one given name is a common short form of the other.

    >>> is_short_form("jonathan", "jon"), is_short_form("jon", "john")
    (True, False)
    """
    return frozenset((left, right)) in _NICKNAMES


def is_variant(left: str, right: str) -> bool:
    """Return True if two given names are spellings of one name, or differ by a typing error of one or two letters.

    >>> is_variant("aleksandr", "alexander"), is_variant("soohyun", "suhyun"), is_variant("wei", "wen")
    (True, True, False)
    """
    if _are_chinese(left, right):
        return len(left) >= SHORTEST_TYPO and left.replace("ng", "n") == right.replace("ng", "n")
    if any(here == there for here, there in zip(_romanise(left), _romanise(right), strict=True)):
        return True
    shorter = min(len(left), len(right))
    typos = 1 + (shorter >= 9)
    return shorter >= SHORTEST_TYPO and OSA.distance(left, right, score_cutoff=typos) <= typos


def is_part(left: str, right: str) -> bool:
    """Return True if one given name is the beginning of the other, and not both are Chinese.

    "Xiao" and "Xiaoming" are two names.

    >>> is_part("amir", "amirhossein"), is_part("xiao", "xiaoming")
    (True, False)
    """
    shorter, longer = sorted((left, right), key=len)
    if len(shorter) < SHORTEST_PART or not longer.startswith(shorter):
        return False
    return not _are_chinese(shorter, longer)


def _are_chinese(left: str, right: str) -> bool:
    """Return True if both names are Pinyin, in which each name has exactly one spelling."""
    return bool(_PINYIN.fullmatch(left) and _PINYIN.fullmatch(right))


@lru_cache(maxsize=131072)
def _romanise(name: str) -> tuple[str, ...]:
    """Return the result of each romanisation for a name."""
    plain = []
    for rules in _ROMANISATIONS:
        text = name
        for pattern, replacement in rules:
            text = pattern.sub(replacement, text)
        plain.append(text)
    return tuple(plain)
