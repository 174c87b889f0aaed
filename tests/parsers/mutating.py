"""Mutants of listings: what goes wrong with files on their way, and what somebody hostile puts into them."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path

from kg.model.errors import KgError
from kg.model.listing import ListingHints
from kg.model.record import ParsedListing
from kg.parsers import FORMATS, read_listing
from kg.parsers.clean import is_clean
from tests.parsers.exports import EXPORTS
from tests.parsers.pages import PAGES
from tests.parsers.reading import accounts_for_each

Lines = list[str]
SAMPLES: dict[str, str] = {form.name: form.example + (EXPORTS | PAGES).get(form.name, "") for form in FORMATS}
TOKENS = (
    *"{ } {{{ }}} \" ' @ @article{ = , ,, \\ $ % # & &amp; &eacute; &#0; &#x110000; &a; < > </ <!-- -->".split(),
    *"<![CDATA[ ]]> <entry> </article> <title> <b><i> [ ] ]( ** | ; AU 10.5555/ arXiv: null [] https://".split(),
    *"ER EF 0000-0000-1111-2228 title,authors sep=; javascript:alert(1) =cmd() é ﬁ 京 🐑".split(),
    *("@string(a = a # a)", '\\"', "<!DOCTYPE a [", "<?xml ?>", "## ", "- ", "#1 ", " and ", ", Jr.", "et al."),
    *("TY  - JOUR", "ER  - ", "AU  - ", "PT J", "PMID- 1", "FAU - ", "      ", "   ", '{"title": 1}'),
    *(
        "\t",
        "\r",
        "\x00",
        "\x0b",
        "\x1b",
        "\x85",
        "\u2028",
        "\ufeff",
        "\ud800",
        "\ufffe",
        "\u202e",
        "9" * 30,
        "x" * 300,
    ),
)


def _drop(lines: Lines, rng: random.Random) -> Lines:
    at = rng.randrange(len(lines))
    return lines[:at] + lines[at + rng.randint(1, 3) :]


def _repeat(lines: Lines, rng: random.Random) -> Lines:
    start = rng.randrange(len(lines))
    stop = start + rng.randint(1, 6)
    return lines[:stop] + lines[start:stop] * rng.randint(1, 3) + lines[stop:]


def _swap(lines: Lines, rng: random.Random) -> Lines:
    one, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    lines = list(lines)
    lines[one], lines[other] = lines[other], lines[one]
    return lines


def _cut(lines: Lines, rng: random.Random) -> Lines:
    text = "\n".join(lines)
    at = rng.randrange(len(text) + 1)
    return (text[:at] if rng.random() < 0.7 else text[at:]).split("\n")


def _join(lines: Lines, rng: random.Random) -> Lines:
    at = rng.randrange(len(lines))
    return [*lines[:at], "".join(lines[at : at + 2]), *lines[at + 2 :]]


def _split(lines: Lines, rng: random.Random) -> Lines:
    at = rng.randrange(len(lines))
    place = rng.randrange(len(lines[at]) + 1)
    return [*lines[:at], lines[at][:place], lines[at][place:], *lines[at + 1 :]]


def _insert(lines: Lines, rng: random.Random) -> Lines:
    at = rng.randrange(len(lines))
    place = rng.randrange(len(lines[at]) + 1)
    return [
        *lines[:at],
        lines[at][:place] + rng.choice(TOKENS) * rng.choice((1, 1, 1, 2, 40)) + lines[at][place:],
        *lines[at + 1 :],
    ]


def _erase(lines: Lines, rng: random.Random) -> Lines:
    at = rng.randrange(len(lines))
    place = rng.randrange(len(lines[at]) + 1)
    return [*lines[:at], lines[at][:place] + lines[at][place + rng.randint(1, 4) :], *lines[at + 1 :]]


def _blank(lines: Lines, rng: random.Random) -> Lines:
    at = rng.randrange(len(lines))
    return [*lines[:at], *[rng.choice(("", " ", "\t"))] * rng.randint(1, 3), *lines[at:]]


def _indent(lines: Lines, rng: random.Random) -> Lines:
    indent = rng.choice((" ", "   ", "\t", "> ", "% ", "\ufeff"))
    return [indent + line for line in lines] if rng.random() < 0.3 else [indent + lines[0], *lines[1:]]


def _splice(lines: Lines, rng: random.Random) -> Lines:
    other = SAMPLES[rng.choice(list(SAMPLES))].split("\n")
    start = rng.randrange(len(other))
    at = rng.randrange(len(lines) + 1)
    return lines[:at] + other[start : start + rng.randint(1, 8)] + lines[at:]


MUTATIONS: Sequence[Callable[[Lines, random.Random], Lines]] = (
    _drop, _repeat, _swap, _cut, _join, _split, _insert, _insert, _insert, _erase, _blank, _indent, _splice,
)  # fmt: skip


def mutant(name: str, rng: random.Random) -> bytes:
    """A listing of this format with up to eight mutations, and now and then bytes that are no text."""
    lines = SAMPLES[name].split("\n")
    for _ in range(rng.randint(1, 8)):
        lines = rng.choice(MUTATIONS)(lines or [""], rng)
    text = "\n".join(lines).encode("utf-8", "surrogatepass")
    if rng.random() < 0.1:
        at = rng.randrange(len(text) + 1)
        text = text[:at] + bytes(rng.randrange(256) for _ in range(rng.randint(1, 3))) + text[at:]
    return text


def reads(path: Path, content: bytes, name: str | None) -> ParsedListing | None:
    """What reading gives, checked: records whose lines are all accounted for, or an error of one line (None)."""
    path.write_bytes(content)
    try:
        parsed = read_listing(path, ListingHints(format=name))
    except KgError as error:
        assert "\n" not in str(error) and str(error).startswith(str(path)), str(error)
        return None
    accounts_for_each(parsed)
    assert all(len(notice.message) < 1_000 for notice in parsed.ledger.warnings)
    for record in parsed.records:
        assert record.title.strip() and is_clean(record.title), record.title
        for field in (record.abstract, record.venue, record.decision_as_written, record.award, record.url):
            assert field is None or field.strip(), record
        assert all(author.name.strip() for author in record.authors), record.authors
    return parsed
