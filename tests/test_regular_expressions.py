"""Every regular expression of the package takes time proportional to the length of a text.

The processor time on each string is bounded by many times that of a linear expression and a fraction of that of a
quadratic one; the least of ten measurements counts, so that the load of the machine has no effect.
"""

from __future__ import annotations

import re
import time
from collections import deque

from tests.expressions import expressions
from tests.pumped import pumped

MOST_SECONDS = 0.004


def seconds(pattern: re.Pattern[str], method: str, text: str) -> float:
    """Return the processor time of applying an expression to all of a text; the least of up to ten measurements."""
    least = float("inf")
    for _ in range(10):
        begun = time.process_time()
        if method in ("match", "fullmatch"):
            getattr(pattern, method)(text)
        else:
            deque(pattern.finditer(text), maxlen=0)
        least = min(least, time.process_time() - begun)
        if least < MOST_SECONDS:
            break
    return least


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
    slow: dict[str, tuple[str, str, float]] = {}
    for each in expressions():
        methods = {"match" if method in ("match", "fullmatch") else "search" for method in each.methods}
        for text in pumped(each.pattern):
            for method in methods:
                taken = seconds(each.pattern, method, text)
                if taken >= MOST_SECONDS and taken > slow.get(each.place, ("", "", 0.0))[2]:
                    slow[each.place] = (method, text[:40], round(taken, 3))
    assert not slow, "\n".join(f"{place}: {found}" for place, found in slow.items())
