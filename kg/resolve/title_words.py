"""Comparison of words of titles: variants of one word, numbers, and opposites that show that two titles differ."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from itertools import combinations

from rapidfuzz.distance import OSA

IGNORED = frozenset({"a", "an", "the", "and"})
_NUMBER_WORDS = {
    word: str(number)
    for number, words in enumerate(
        ("one first i", "two second ii", "three third iii", "four fourth iv", "five fifth v", "six sixth vi",
         "seven seventh vii", "eight eighth viii", "nine ninth ix", "ten tenth x"), start=1,
    )
    for word in words.split()
}  # fmt: skip
_ORDINAL = re.compile(r"^(\d+)(?:st|nd|rd|th)$")
_OPPOSITES = """
online offline; theory theoretical application applications practice practical experiment experiments experimental;
forward inverse backward reverse; static dynamic; discrete continuous; lower upper; single multi multiple; part whole;
centralized decentralized distributed; active passive; positive negative; left right; local global; hard soft;
simulation simulated experiment experiments experimental real; design analysis implementation; indoor outdoor;
small large; short long; low high; homogeneous heterogeneous; parallel serial sequential; biped bipedal quadruped
quadrupedal hexapod; deterministic stochastic probabilistic; finite infinite; open closed; early late; fast slow;
best worst; maximum minimum maximal minimal; maximizing minimizing; before after; with without; encoder decoder;
training inference testing; labeled unlabeled; explicit implicit; generative discriminative; source target; train test;
analytic numerical; visual tactile auditory haptic; speech vision text; aerial ground underwater;
spatial temporal; top bottom; horizontal vertical; inner outer; internal external; parametric nonparametric; old new;
modeling control; kinematics dynamics; kinematic dynamic; hardware software; sparse dense; strong weak; cold warm
"""
_OPPOSED = frozenset(frozenset(pair) for line in _OPPOSITES.split(";") for pair in combinations(line.split(), 2))
_NEGATIONS = frozenset(
    "a anti bi co counter cross de dis hyper hypo im in inter intra ir mis multi non over post pre re self semi sub"
    " super un under".split()
)
_NEGATING_WORDS = frozenset({"not", "no", "without", "never", "non", "un", "anti", "beyond", "against", "versus"})
_CONNECTIVES = frozenset({"via", "using", "by", "through", "with"})
_BRITISH = (
    (re.compile(r"(?<=[a-z]{3})is(?=(?:e[sdr]?|ing|ations?)$)"), "iz"),
    (re.compile(r"(?<=[a-z]{2})ys(?=(?:e[sdr]?|ing)$)"), "yz"),
    (re.compile(r"(?<=[a-z]{2})our(?=s?$|ed$|ing$|al$|ful$|ite$|able$|hoods?$)"), "or"),
    (re.compile(r"(?<=[a-z]{2}[bt])re(?=s?$|d$)"), "er"),
    (re.compile(r"(?<=[a-z]{2})ll(?=ed$|ing$|ers?$)"), "l"),
    (re.compile(r"(?<=[a-z]{2})ogue(?=s?$)"), "og"),
    (re.compile(r"(?<=[a-z]{2})mme(?=s?$|d$)"), "m"),
    (re.compile(r"(?<=[a-z]{2})ence(?=s?$)"), "ense"),
    (re.compile(r"(?<=[a-z]{2})ae(?=[a-z]{2})"), "e"),
)
_PLURAL = re.compile(r"(?<=[a-z]{2})(?:(?<=[hsxz])es|(?<![su])s)$")
SHORTEST_TYPO = 4  # minimum number of letters of a misspelt word


def number_of(word: str) -> str | None:
    """Return the digits of a word that is or contains a number, or None.

    >>> number_of("iii"), number_of("3d"), number_of("third"), number_of("tree")
    ('3', '3d', '3', None)
    """
    if not word.isalpha() and any(character.isdigit() for character in word):
        return _ORDINAL.sub(r"\1", word).lstrip("0") or "0"
    return _NUMBER_WORDS.get(word)


def is_same_word(left: str, right: str) -> bool:
    """Return True if two words are variants of one word.

    They are if they differ only in plural or British spelling, are equal numbers, are both connectives such as "via"
    and "using", or if one is a misspelling of the other.

    >>> is_same_word("colours", "color"), is_same_word("learing", "learning"), is_same_word("trail", "trial")
    (True, True, False)
    """
    if plain_word(left) == plain_word(right) or (left in _CONNECTIVES and right in _CONNECTIVES):
        return True
    return _is_misspelt(left, right) or _is_misspelt(right, left)


@lru_cache(maxsize=65536)
def plain_word(word: str) -> str:
    """Return a word in American spelling and in the singular, or the digits of a number."""
    if number := number_of(word):
        return number
    for pattern, american in _BRITISH:
        word = pattern.sub(american, word)
    singular = re.sub(r"(?<=[a-z]{2})ies$", "y", word)
    return singular if singular != word else _PLURAL.sub("", word)


def _is_misspelt(wrong: str, right: str) -> bool:
    """Return True if `wrong` is an unknown word and differs from the known word `right` by a typing error.

    The error is one letter, or up to two letters in words of at least nine letters.
    """
    if wrong in known_words() or right not in known_words() or min(len(wrong), len(right)) < SHORTEST_TYPO:
        return False
    typos = 1 + (min(len(wrong), len(right)) >= 9)
    return wrong[0] == right[0] and OSA.distance(wrong, right, score_cutoff=typos) <= typos


def are_opposed(left: str, right: str) -> bool:
    """Return True if two words are opposites in a list, or one is the other with a prefix such as "non" or "multi".

    >>> are_opposed("online", "offline"), are_opposed("convex", "nonconvex"), are_opposed("graph", "tree")
    (True, True, False)
    """
    if frozenset((left, right)) in _OPPOSED:
        return True
    shorter, longer = sorted((left, right), key=len)
    prefix = longer.removesuffix(shorter)
    return len(shorter) >= SHORTEST_TYPO and prefix != longer and prefix in _NEGATIONS


def is_negation(word: str) -> bool:
    """Return True if a word negates a title to which it is added, such as "without"."""
    return word in _NEGATING_WORDS


@cache
def known_words() -> frozenset[str]:
    """Return the words of `known_words.txt`: at least four letters long and frequent in abstracts of papers."""
    return frozenset((files("kg.resolve") / "known_words.txt").read_text(encoding="utf-8").split())
