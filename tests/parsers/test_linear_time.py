# ruff: noqa: E501
"""The time that a reader needs grows with the size of a text, not with its square.

Processor time is compared, least of three measurements; four times the size takes 4 times the time of a linear reader and
16 times that of a quadratic one.
"""

from __future__ import annotations

import time

import pytest

from kg.parsers import FORMATS

READERS = {form.name: form for form in FORMATS}
PAGES = (
    "poster-session", "event-cards", "copied-list", "dataset-viewer", "papers-cool", "labelled-markdown",
    "accepted-markdown", "markdown", "html",
)  # fmt: skip
SIZE = 1500
# What a text begins with, and what follows again and again on one line; "\n" in it makes many lines.
REPEATED = [
    ("| Total:", " "), ("", " \t"), ("#1 T ", "[PDF] "), ("Poster: A ", "Tue 19 Jul "), ("Oral: A ", "Hall E "),
    ("- [a", "["), ("- ", "[a]("), ("- ", "![a]"), ("- **", "*"), ("- ", "_a "), ("- ", "**a"), ("", "<a href=x href="),
    ("", "<!-"), ("- [A b c d](https://arxiv.org/abs/1)", " . A"), ("- A b c d ", ", A. B"), ("1. **A b.** ", "ICLR 2021. "),
    ("- A ", "(2021 "), ("- A ", "'20 "), ("- ", "$"), ("- abstract@[", "]("), ("[a", "](b) "), ("## [0] ", " a"),
    ("| Title | PDF |\n|---|---|\n| a ", "\\|"), ("", "| a | title |\n|---|---|\n"), ("", "- [A b c d](http://x.yz)\n"),
    ("", "**A b c**\n"), ("", "Poster\nA b\n"), ("", "title\nint64\n"), ("title\nint64\n1\n2\nabs\nstring\n", "a\n"),
    ("", "pdf bib\nA b\n"), ("", "A,\n"), ("", "[pdf] "), ("", "#1 A\n"), ("<html><dl>", "<dt class='ptitle'><a href=x>a b</a></dt><dd>a</dd>\n"), ("<html>", "<div class='paper'>"),
    ("<html>", "<meta name='citation_author' content='A'>"), ("<html>", "<p class='title'>a\n"), ("<html><a ", "x=y "),
    ("<html><script type='application/ld+json'>", "[{"), ("<html><meta name='citation_title' content='", "&lt;a ="),
]  # fmt: skip


def cost(name: str, text: str) -> float:
    """Return the processor time of finding evidence in a text and reading it, in seconds."""
    lines = tuple(text.split("\n"))
    least = float("inf")
    for _ in range(3):
        begun = time.process_time()
        READERS[name].evidence(lines)
        list(READERS[name].parse(lines))
        least = min(least, time.process_time() - begun)
    return least


@pytest.mark.parametrize("name", PAGES)
def test_four_times_the_size_takes_four_times_the_time(name: str) -> None:
    slow = []
    for start, unit in REPEATED:
        size = SIZE if "\n" not in unit else SIZE // 5
        small, large = (cost(name, start + unit * times) for times in (size, 4 * size))
        if large > 0.03 + 8 * small:
            slow.append((start, unit, small, large))
    assert not slow
