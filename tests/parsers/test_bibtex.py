"""BibTeX: what programs write, what is broken in it, and entries between other text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model.listing import Fate
from kg.model.record import Identifier, ParsedListing, WorkKind
from kg.parsers.bibtex_values import LONGEST_MACRO, read_value, swallows
from tests.parsers.exports import BIBTEX
from tests.parsers.reading import accounts_for_each, read


def titles(parsed: ParsedListing) -> list[str]:
    accounts_for_each(parsed)
    return [record.title for record in parsed.records]


def names(parsed: ParsedListing, number: int = 0) -> list[str]:
    return [author.name for author in parsed.records[number].authors]


def rejected(parsed: ParsedListing) -> list[tuple[int, int]]:
    return [(e.lines.start, e.lines.end) for e in parsed.ledger.entries if e.fate is Fate.REJECTED]


def test_an_entry_with_everything_in_it(tmp_path: Path) -> None:
    parsed = read(tmp_path, BIBTEX)
    assert titles(parsed) == ['NeHR: Hedgerows as $n^{2}$ "natural" networks', 'A "quoted" hedge', "Why barns lean"]
    first, second, third = parsed.records
    assert names(parsed) == ["Ilse Marten", "Tobin B. Vance", "Pia van der Hoek", "Harbour and Tide Group"]
    assert (first.venue, first.year) == ("Journal of Pasture Studies & Co", 2021)
    assert first.identifiers == (Identifier("doi", "10.5555/h.1"), Identifier("wos", "000999999900001"))[:1]
    assert first.keywords == ("hedges", "sensors")
    assert first.abstract == "We listen to 8.5% of them.\n\nThey answer, i.e. über all."
    assert first.notes == ("the list of authors is incomplete",)
    assert names(parsed, 1) == ["René Mühlbach", "Emil Černý Jr."]
    assert (second.venue, second.year) == ("Proceedings of a Conference", 2021)
    assert (third.venue, third.year, third.identifiers) == ("arXiv", 2021, (Identifier("arxiv", "2101.99991"),))
    assert "commas or braces" in third.notes[0]


def test_an_entry_that_is_not_closed_is_rejected_up_to_the_next(tmp_path: Path) -> None:
    text = (
        "@article{a, title={One}, year=2021}\n@article{b, title={Two {brace, author={X, Y}, year=2020\n}\n"
        "@article{c, title={Three}, year=2021}\n@article{d, title={Four}, abstract={Cut off in the m"
    )
    parsed = read(tmp_path, text)
    assert titles(parsed) == ["One", "Three", "Four"]
    assert rejected(parsed) == [(2, 3)]
    assert parsed.records[2].abstract == "Cut off in the m"


def test_a_brace_too_many_rejects_what_follows_it(tmp_path: Path) -> None:
    parsed = read(tmp_path, "@article{a,\ntitle={One}},\nauthor={Ilse Marten},\n}\n@article{b, title={Two}}\n")
    assert titles(parsed) == ["One", "Two"]
    assert rejected(parsed) == [(3, 4)]


@pytest.mark.parametrize(
    "entry",
    [
        "@article{a,\n title = {One}\n author = {Ilse Marten},\n year = 2020\n}",
        "@article{a, title = {One},, author = {Ilse Marten}}",
        "@article{title = {One}, author = {Ilse Marten}}",
        "@article{,\n title = {One},\n%  author = {Nobody},\n author = {Ilse Marten}}",
        "@article ( a, title = {One}, author = {Ilse Marten} )",
        '@ARTICLE{a, TITLE = "One", AUTHOR = "Ilse Marten"}',
        "@article{a, title = {One}, author = {Ilse Marten}",
        "@article{a, title = {One}, author = {Ilse Marten and others}}",
        "@article{a, title = {One}, author = {Marten, Ilse AND {others}}}",
    ],
)
def test_spellings_and_slips_that_give_the_same_paper(entry: str, tmp_path: Path) -> None:
    parsed = read(tmp_path, f"{entry}\n")
    assert (titles(parsed), names(parsed)) == (["One"], ["Ilse Marten"])
    assert not rejected(parsed)


def test_keys_may_repeat_and_several_entries_may_share_a_line(tmp_path: Path) -> None:
    parsed = read(tmp_path, "@misc{a, title={One}} @misc{a, title={Two}}\n@misc{b, title={Three}}\n")
    assert titles(parsed) == ["One", "Two", "Three"]


def test_volumes_give_venue_and_year_and_are_no_papers(tmp_path: Path) -> None:
    text = (
        "@inproceedings{a, title={One}, crossref={V}}\n@inproceedings{b, title={Two}, crossref={v}, year=1999}\n"
        "@inproceedings{c, title={Three}, booktitle={Other}, year=2000}\n@inproceedings{d, title={Four}}\n"
        "@proceedings{v, title={The Meeting}, year=2020}\n"
    )
    parsed = read(tmp_path, text)
    assert titles(parsed) == ["One", "Two", "Three", "Four"]
    given = [(record.venue, record.year) for record in parsed.records]
    assert given == [("The Meeting", 2020), ("The Meeting", 1999), ("Other", 2000), ("The Meeting", 2020)]


@pytest.mark.parametrize(
    ("fields", "identifiers"),
    [
        ("eprint={2101.99991}, archivePrefix={arXiv}", {"arxiv": "2101.99991"}),
        ("eprint={hep-th/9901001}, eprinttype={arxiv}", {"arxiv": "hep-th/9901001"}),
        ("journal={CoRR}, volume={abs/2101.99991}", {"arxiv": "2101.99991"}),
        ("journal={arXiv preprint arXiv:2101.99991}", {"arxiv": "2101.99991"}),
        ("doi={https://doi.org/10.5555/A\\_B}", {"doi": "10.5555/a_b"}),
        ("url={https://doi.org/10.5555/x.1}", {"doi": "10.5555/x.1"}),
        ("pmid={39999991}", {"pubmed": "39999991"}),
        ("unique-id={WOS:000999999900001}", {"wos": "000999999900001"}),
        ("howpublished={\\url{https://openreview.net/forum?id=abcDEF123}}", {"openreview": "abcDEF123"}),
    ],
)
def test_identifiers(fields: str, identifiers: dict[str, str], tmp_path: Path) -> None:
    record = read(tmp_path, f"@article{{a, title={{One}}, {fields}}}\n").records[0]
    assert {i.scheme: i.value for i in record.identifiers} == identifiers


def test_the_key_of_dblp_is_an_identifier_and_preprints_are_known(tmp_path: Path) -> None:
    record = read(tmp_path, "@article{DBLP:journals/corr/abs-2101-99991, title={One}, journal={CoRR}}\n").records[0]
    assert record.identifiers == (Identifier("dblp", "journals/corr/abs-2101-99991"),)
    assert record.kind is WorkKind.PREPRINT


def test_macros_are_joined_and_never_grow_without_bound() -> None:
    assert (
        read_value('"Proceedings of the " # icml # {, 2021}', {"icml": "Meeting"}) == "Proceedings of the Meeting, 2021"
    )
    assert read_value("dec", {}) == "dec"
    assert read_value("{a} b", {}) is None
    assert read_value(" # ".join(["a"] * 500), {"a": "x" * LONGEST_MACRO}) is None


def test_a_bomb_of_macros_is_harmless(tmp_path: Path) -> None:
    doubling = "".join(f"@string{{m{n} = m{n - 1} # m{n - 1}}}\n" for n in range(1, 60))
    parsed = read(tmp_path, f'@string{{m0 = "sheep "}}\n{doubling}@misc{{a, title = {{One}}, journal = m59}}\n')
    assert titles(parsed) == ["One"]
    assert len(parsed.records[0].venue or "") <= LONGEST_MACRO


_WORDS = st.text(st.sampled_from("abcXYZ0189éüß京.:-()"), min_size=1, max_size=8)
_VALUES = st.lists(_WORDS, min_size=1, max_size=5).map(" ".join)


@settings(deadline=None, max_examples=100)
@given(value=_VALUES, quoted=st.booleans())
def test_a_value_is_read_as_it_was_enclosed(value: str, quoted: bool) -> None:
    assert read_value(f'"{value}"' if quoted else f"{{{value}}}", {}) == value
    assert not swallows(value)


@settings(deadline=None, max_examples=200)
@given(raw=st.text(st.sampled_from('{}"#\\ab,= \n@'), max_size=30))
def test_any_value_is_a_text_or_none(raw: str) -> None:
    value = read_value(raw.strip(), {"a": "A"})
    assert value is None or isinstance(value, str)


def test_a_paper_on_the_line_where_a_rejected_entry_ends_has_that_line(tmp_path: Path) -> None:
    parsed = read(tmp_path, "@misc{a,\n note={No title}} @misc{b, title={Two}}\n@misc{c, title={Three}}\n")
    assert titles(parsed) == ["Two", "Three"]
    assert rejected(parsed) == [(1, 1)]
