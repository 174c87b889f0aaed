"""Plain text with labelled fields: papers, rules between them, lines without a label, and texts of other kinds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model.listing import Fate, ListingHints
from kg.parsers.labelled_text import LABELLED_TEXT
from tests.parsers.reading import accounts_for_each, read

TEXT = """\
ID: 7
Title: Hedges that Listen
Link: https://openreview.net/forum?id=H1ckMDqlg
Authors: Ilse Marten, Tobin Vance
Keywords: hedges; sound
Abstract: We listen to hedges: all night.
They answer us.

Nobody counts them.
--------------------

Title: Gates at Night
Authors: Amos Tiller
Abstract: We count gates.
====================
"""


def test_papers_between_rules(tmp_path: Path) -> None:
    parsed = read(tmp_path, TEXT)
    accounts_for_each(parsed)
    assert parsed.listing.format == "labelled-text"
    first, second = parsed.records
    assert (first.title, [author.name for author in first.authors]) == (
        "Hedges that Listen",
        ["Ilse Marten", "Tobin Vance"],
    )
    assert first.abstract == "We listen to hedges: all night.\nThey answer us.\n\nNobody counts them."
    assert (first.url, first.keywords) == ("https://openreview.net/forum?id=H1ckMDqlg", ("hedges", "sound"))
    assert [identifier.scheme for identifier in first.identifiers] == ["openreview"]
    assert (first.lines.start, first.lines.end, second.lines.start, second.lines.end) == (1, 9, 12, 14)
    rules = [entry.lines.start for entry in parsed.ledger.entries if entry.fate is Fate.FURNITURE]
    assert rules == [10, 15]


def test_a_line_without_a_label_is_rejected(tmp_path: Path) -> None:
    text = "Title: Hedges\nlooks at hedges\nAuthors: Ilse Marten\n\nTitle: Gates\nAuthors: Amos Tiller\n"
    parsed = read(tmp_path, text)
    assert [record.title for record in parsed.records] == ["Hedges", "Gates"]
    assert [entry.text for entry in parsed.ledger.entries if entry.fate is Fate.REJECTED] == ["looks at hedges"]


@pytest.mark.parametrize(
    "text", ["Title: A Letter\n\nWe write to you.\n", "Note: a\nNote: b\n", "", "Title:\nAuthors: Bo Li\nAbstract: x\n"]
)
def test_other_texts_have_no_evidence(text: str) -> None:
    assert LABELLED_TEXT.evidence(text.splitlines()) == 0


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(st.sampled_from([*TEXT.splitlines(), "Sheep", "Venue: ICLR 2021", "Year:", ": x"]), max_size=20))
def test_all_lines_are_accounted_for(lines: list[str], tmp_path: Path) -> None:
    accounts_for_each(read(tmp_path, TEXT + "\n".join(lines), ListingHints(format="labelled-text")))
