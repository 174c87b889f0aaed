"""Strings on which a regular expression may take more than linear time, derived from its parts.

For every repetition of an expression, the strings repeat its body many times after a text that matches what precedes
the repetition, and end with a character that matches nothing. Backtracking and the search from every position both show
as quadratic time on such strings.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

GENERAL = (
    " ", "a", "A", "1", ".", "-", "(", "\u00a0", "\n", "a ", "A ", "1 ", "a.", "a-", "(a", "A. ", "A, ", "é", "1-",
)  # fmt: skip
_ALPHABET = "aAzZ019 \t\n.,:;-_/\\()[]{}<>|*#@&$'\"`~^+=?!%éß京\u0301\u00a0\u200b"
_END = "\x00"


def pumped(pattern: re.Pattern[str], length: int) -> Iterator[str]:
    """Yield strings of about `length` characters: general ones, random ones, and those of the repetitions.

    Strings of the same position for two lengths differ in their length only.
    """
    yield from (unit * (length // len(unit)) for unit in GENERAL)
    rng = random.Random(pattern.pattern.encode("utf-8", "surrogatepass"))
    for _ in range(2):
        unit = "".join(rng.choice(_ALPHABET) for _ in range(rng.randint(2, 6)))
        yield unit * (length // len(unit))
        yield "".join(random.Random(unit).choices(unit, k=length))
    for before, body in dict.fromkeys(_repetitions(parser.parse(pattern.pattern, pattern.flags), "", rng)):
        for unit in {body, before + body} - {""}:
            yield before + unit * (length // len(unit) + 1) + _END


def _repetitions(parts: Any, before: str, rng: random.Random) -> Iterator[tuple[str, str]]:
    """Yield, for each repetition, a text that matches what precedes it, and one that matches its body."""
    for kind, value in parts:
        for inner in _inner(kind, value):
            if kind in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT) and value[1] > 8:
                yield from ((before, sample(inner, rng)) for _ in range(2))
            yield from _repetitions(inner, before, rng)
        before += sample([(kind, value)], rng)


def _inner(kind: Any, value: Any) -> list[Any]:
    if kind in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        return [value[2]]
    if kind is codes.SUBPATTERN:
        return [value[3]]
    if kind is codes.BRANCH:
        return list(value[1])
    return [value] if kind is codes.ATOMIC_GROUP else []


def sample(parts: Any, rng: random.Random) -> str:
    """Return a text that matches the parts of a parsed expression, apart from what its assertions require."""
    return "".join(_sample(kind, value, rng) for kind, value in parts)


def _sample(kind: Any, value: Any, rng: random.Random) -> str:
    if kind is codes.LITERAL:
        return chr(value)
    if kind is codes.NOT_LITERAL:
        return _unlike(lambda letter: ord(letter) != value)
    if kind is codes.ANY:
        return "a"
    if kind is codes.IN:
        return _member(value, rng)
    if kind in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        return sample(value[2], rng) * max(value[0], 0)
    inner = _inner(kind, value)
    return sample(rng.choice(inner), rng) if inner else ""


def _member(items: Any, rng: random.Random) -> str:
    if items[0][0] is codes.NEGATE:
        return _unlike(lambda letter: not any(_contains(item, letter) for item in items[1:]))
    kind, value = rng.choice(items)
    if kind is codes.LITERAL:
        return chr(value)
    if kind is codes.RANGE:
        return chr(value[0])
    return next((letter for letter in "a1 _-" if _contains((kind, value), letter)), "a")


def _contains(item: Any, letter: str) -> bool:
    kind, value = item
    if kind is codes.LITERAL:
        return ord(letter) == value
    if kind is codes.RANGE:
        return value[0] <= ord(letter) <= value[1]
    classes = {codes.CATEGORY_DIGIT: r"\d", codes.CATEGORY_NOT_DIGIT: r"\D", codes.CATEGORY_SPACE: r"\s"}
    classes |= {codes.CATEGORY_NOT_SPACE: r"\S", codes.CATEGORY_WORD: r"\w", codes.CATEGORY_NOT_WORD: r"\W"}
    return re.match(classes[value], letter) is not None


def _unlike(accepts: Any) -> str:
    return next((letter for letter in "a A1-.,\n" if accepts(letter)), "~")
