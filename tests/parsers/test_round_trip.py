"""What is written in a format is read back, and every line is accounted for, whatever the lines are."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model.errors import ListingError
from kg.model.listing import Fate, ListingHints
from kg.parsers import FORMATS
from tests.parsers.papers import LISTS, WRITERS, Paper
from tests.parsers.reading import accounts_for_all, read

relaxed = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
NAMES = [form.name for form in FORMATS]


@pytest.mark.parametrize("name", list(WRITERS))
@relaxed
@given(papers=LISTS)
def test_what_is_written_is_read_back(name: str, papers: list[Paper], tmp_path: Path) -> None:
    text = WRITERS[name](papers)
    parsed = read(tmp_path, text)
    assert parsed.listing.format == name
    assert [record.title for record in parsed.records] == [paper.title for paper in papers]
    flat = name == "dataset-viewer"
    expected = ["\n".join(p.paragraphs) if flat else p.abstract for p in papers]
    assert [record.abstract for record in parsed.records] == expected
    if not flat:
        assert [[a.name for a in r.authors] for r in parsed.records] == [list(p.names) for p in papers]
    assert parsed.ledger.count(Fate.REJECTED) == 0
    accounts_for_all(parsed, text.removesuffix("\n").split("\n"))


@pytest.mark.parametrize("name", list(WRITERS))
@relaxed
@given(papers=LISTS, at=st.integers(min_value=0))
def test_a_listing_cut_anywhere_keeps_the_papers_before_the_cut(
    name: str, papers: list[Paper], at: int, tmp_path: Path
) -> None:
    whole = WRITERS[name](papers).encode()
    cut = whole[: at % len(whole)]
    full = read(tmp_path, whole)
    try:
        parsed = read(tmp_path, cut, ListingHints(format=name))
    except ListingError as error:
        assert "\n" not in str(error)
        return
    kept, expected = ([(r.title, r.authors, r.abstract, r.lines) for r in p.records] for p in (parsed, full))
    assert kept[:-1] == expected[: max(len(kept) - 1, 0)]
    ended = [r for r in full.records if len(b"\n".join(whole.split(b"\n")[: r.lines.end])) < len(cut) - 1]
    assert len(kept) >= len(ended)


_LINES = st.sampled_from(
    [
        "",
        "",
        " ",
        "## [3] A title",
        "## [4]",
        "**Authors**: *A B, C D*",
        "**Abstract**:",
        "----",
        "[A title](#)",
        "- A B, *C D*",
        "- abstract@[open-review\\(Poster\\)](#): We do.",
        "#7 A title [PDF1] [Copy]",
        "Authors: A B ; C D",
        "| Total: 9",
        "A B · C D",
        "Best Paper Award",
        "ICLR.cc/2022/Conference",
        "stringclasses",
        "title",
        "Reject",
        "title,authors,abstract",
        'A title,"A B',
        '{"title": "A title", "authors": ["A B", 3, null]}',
        '{"title": ["\\u0000\\ud800"]',
    ]
)


@pytest.mark.parametrize("name", NAMES)
@relaxed
@given(lines=st.lists(st.one_of(_LINES, _LINES, st.text(max_size=30)), max_size=25))
def test_every_line_of_any_text_is_accounted_for_once(name: str, lines: list[str], tmp_path: Path) -> None:
    text = "\n".join(line.replace("\r", "").replace("\n", "") for line in lines).encode("utf-8", "replace")
    try:
        parsed = read(tmp_path, text, ListingHints(format=name))
    except ListingError as error:
        assert "\n" not in str(error)
        return
    accounts_for_all(parsed, text.decode().removeprefix("\ufeff").removesuffix("\n").split("\n"))


@relaxed
@given(content=st.one_of(st.binary(max_size=400), st.binary(max_size=60).map(lambda b: b"\x1f\x8b" + b)))
def test_no_bytes_raise_anything_but_a_listing_error(content: bytes, tmp_path: Path) -> None:
    for hints in (ListingHints(), *(ListingHints(format=name) for name in NAMES)):
        try:
            read(tmp_path, content, hints)
        except ListingError as error:
            assert "\n" not in str(error)
