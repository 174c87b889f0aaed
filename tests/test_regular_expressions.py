"""Every regular expression of the package takes time proportional to the length of a text.

On a string of four times the length, a linear expression takes about four times the processor time, and a quadratic one
sixteen times. The ratio does not depend on the speed of the machine, and the least of ten measurements counts, so that
its load has little effect.
"""

from __future__ import annotations

import re
import time
from collections import deque

from tests.expressions import expressions
from tests.pumped import pumped

LENGTH = 2_000
LONGER = 4
MOST_RATIO = 8.0
"""The geometric mean of the ratios of linear and quadratic time."""
SHORT = 0.0005
"""Seconds; what takes less for LENGTH characters is not measured for more. Quadratic expressions take longer."""


def seconds(pattern: re.Pattern[str], method: str, text: str, enough: float = 0.0) -> float:
    """Return the processor time of applying an expression to all of a text, the least of ten measurements.

    Fewer are made if one is below `enough`.
    """
    least = float("inf")
    for _ in range(10):
        begun = time.process_time()
        if method in ("match", "fullmatch"):
            getattr(pattern, method)(text)
        else:
            deque(pattern.finditer(text), maxlen=0)
        least = min(least, time.process_time() - begun)
        if least < enough:
            break
    return least


def growth(pattern: re.Pattern[str], method: str, text: str, longer: str) -> float:
    """Return the ratio of the times for two texts; 0 if the shorter one takes hardly any time."""
    short = seconds(pattern, method, text, SHORT)
    return 0.0 if short < SHORT else seconds(pattern, method, longer, MOST_RATIO * short) / short


def test_the_expressions_of_the_package_are_found() -> None:
    found = expressions()
    places = {each.place for each in found}
    assert len(found) > 300
    assert {
        "kg.store.query_tokens._TOKENS",
        "kg.parsers.papers_cool._TOTAL",
        "kg.resolve.author_ids._SCHEMES",
    } <= places


def test_every_regular_expression_takes_linear_time() -> None:
    quadratic: dict[str, tuple[str, str, float]] = {}
    for each in expressions():
        methods = {"match" if method in ("match", "fullmatch") else "search" for method in each.methods}
        for text, longer in zip(pumped(each.pattern, LENGTH), pumped(each.pattern, LONGER * LENGTH), strict=True):
            for method in methods:
                ratio = growth(each.pattern, method, text, longer)
                if ratio >= MOST_RATIO:
                    quadratic[each.place] = (method, text[:40], round(ratio, 1))
    assert not quadratic, "\n".join(f"{place}: {found}" for place, found in quadratic.items())


def test_a_quadratic_expression_is_recognised() -> None:
    pattern = re.compile("a+b")
    assert growth(pattern, "search", "a" * LENGTH, "a" * LONGER * LENGTH) >= MOST_RATIO
    bounded = re.compile("a{1,200}b")
    assert growth(bounded, "search", "a" * LENGTH, "a" * LONGER * LENGTH) < MOST_RATIO
