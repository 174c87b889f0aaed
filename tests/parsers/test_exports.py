"""Invented papers written in the notation of each export are read back, whole and cut."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model.errors import KgError
from kg.model.listing import Fate, ListingHints
from tests.parsers.reading import accounts_for_each, read
from tests.parsers.writing import EXPORTERS, LISTS, Written, invented

relaxed = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
_PLAIN = (
    st.text(st.sampled_from("abcdefgxyzABC0189éüßñøł京 -:,()'"), min_size=1, max_size=30).map(str.split).map(" ".join)
)
_TITLES = st.builds("On {}x".format, _PLAIN)
_NAMES = st.tuples(
    st.sampled_from(["Sample", "van der Hoek", "O’Dell", "Mühlbach", "Al-Nouri"]), st.sampled_from(["Ada", "Émile"])
)
_PAPERS = st.lists(
    st.builds(
        Written,
        st.integers(0, 99_999),
        _TITLES,
        st.lists(_NAMES, min_size=1, max_size=5, unique=True).map(tuple),
        st.builds("We {}.".format, _PLAIN),
        st.integers(1990, 2025),
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda paper: paper.number,
)


@pytest.mark.parametrize("name", list(EXPORTERS))
@relaxed
@given(papers=_PAPERS)
def test_what_is_exported_is_read_back(name: str, papers: list[Written], tmp_path: Path) -> None:
    parsed = read(tmp_path, EXPORTERS[name](papers))
    assert parsed.listing.format == name
    assert [r.title for r in parsed.records] == [paper.title for paper in papers]
    assert [[a.name for a in r.authors] for r in parsed.records] == [
        [f"{given} {family}" for family, given in paper.names] for paper in papers
    ]
    if name != "dblp-xml":
        assert [" ".join((r.abstract or "").split()) for r in parsed.records] == [p.abstract for p in papers]
    if name != "acl-xml":
        assert [r.year for r in parsed.records] == [paper.year for paper in papers]
    assert all(r.identifiers for r in parsed.records)
    assert parsed.ledger.count(Fate.REJECTED) == 0
    accounts_for_each(parsed)


@pytest.mark.parametrize("name", list(LISTS))
def test_lists_are_read_back(name: str, tmp_path: Path) -> None:
    papers = invented(30)
    parsed = read(tmp_path, LISTS[name](papers))
    assert parsed.listing.format == name.partition(",")[0]
    assert [(r.title, r.year, [a.name for a in r.authors]) for r in parsed.records] == [
        (paper.title, paper.year, [f"{given} {family}" for family, given in paper.names]) for paper in papers
    ]
    assert all(r.venue and r.venue.upper().startswith("ICLR") and r.url for r in parsed.records)
    assert parsed.ledger.count(Fate.REJECTED) == 0
    accounts_for_each(parsed)


@pytest.mark.parametrize("name", list(EXPORTERS))
@relaxed
@given(at=st.integers(min_value=0))
def test_an_export_cut_anywhere_keeps_the_papers_before_the_cut(name: str, at: int, tmp_path: Path) -> None:
    whole = EXPORTERS[name](invented(4))
    at %= len(whole)
    full = read(tmp_path, whole)
    try:
        parsed = read(tmp_path, whole[:at], ListingHints(format=name))
    except KgError as error:
        assert "\n" not in str(error)
        return
    accounts_for_each(parsed)
    kept, expected = ([(r.title, r.abstract, [a.name for a in r.authors]) for r in p.records] for p in (parsed, full))
    assert kept[:-1] == expected[: max(len(kept) - 1, 0)]
    lines = whole.split("\n")
    ended = [r for r in full.records if len("\n".join(lines[: r.lines.end])) <= at]
    assert len(kept) >= len(ended)
