"""Tables as spreadsheets and databases export them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kg.model.errors import ListingError
from kg.model.listing import Fate, ListingHints
from kg.model.record import Identifier, WorkKind
from kg.parsers.columns import match
from tests.parsers.reading import accounts_for_all, read

HEADS = {
    "Document Title": "title",
    "Author full names": "authors",
    "Author/s": "authors",
    "PubYear": "year",
    "Journal/Book": "venue",
    "primary_location.source.display_name": "venue",
    "Abstract Note": "abstract",
    "UT (Unique WOS ID)": "wos",
    "PaperURL": "url",
}


@pytest.mark.parametrize(("head", "field"), HEADS.items())
def test_columns_are_matched_whatever_their_case_and_punctuation(head: str, field: str) -> None:
    assert match((head,)).fields == {field: (head,)}


def test_a_preamble_a_separator_line_and_rows_without_values_make_no_papers(tmp_path: Path) -> None:
    text = "Exported today, by nobody\nsep=;\nTitle;Authors;Year;;\nOn Sheep;Marten, Ilse | Vance, Tobin;2021;;\n;;;;\n"
    parsed = read(tmp_path, text)
    assert [(r.title, r.year, [a.name for a in r.authors]) for r in parsed.records] == [
        ("On Sheep", 2021, ["Ilse Marten", "Tobin Vance"])
    ]
    assert parsed.ledger.count(Fate.REJECTED) == 0


def test_identifiers_keywords_language_and_kind_are_kept(tmp_path: Path) -> None:
    text = (
        "Title,DOI,Link,Author Keywords,Language of Original Document,Document Type,EID\n"
        "On Sheep,https://doi.org/10.5555/ABC,http://arxiv.org/abs/2101.99991v2,sheep; nets,English,Article,2-s2.0-77\n"
        "Retracted: On Goats,,,,,Article,\n"
    )
    sheep, goats = read(tmp_path, text).records
    assert sheep.identifiers == (
        Identifier("arxiv", "2101.99991"),
        Identifier("doi", "10.5555/abc"),
        Identifier("scopus", "2-s2.0-77"),
    )
    assert (sheep.keywords, sheep.language, sheep.kind) == (("sheep", "nets"), "en", WorkKind.ARTICLE)
    assert goats.kind is WorkKind.RETRACTION


def test_the_settings_name_columns_the_notation_of_authors_and_outcomes(tmp_path: Path) -> None:
    text = "Beitrag,Wer,Urteil\nOn Sheep,Marten Ilse / Vance Tobin,1\n"
    hints = ListingHints(
        columns={"title": "Beitrag", "authors": "Wer", "decision": "Urteil"},
        authors={"separator": "/", "order": "family-first"},
        outcomes={"1": "Accept (Oral)"},
    )
    record = read(tmp_path, text, hints).records[0]
    assert [author.name for author in record.authors] == ["Ilse Marten", "Tobin Vance"]
    assert (record.decision, record.presentation) == ("accept", "oral")
    with pytest.raises(ListingError, match=r"unknown column 'Titel'; the columns are 'Beitrag', 'Wer', 'Urteil'"):
        read(tmp_path, text, ListingHints(columns={"title": "Titel"}))
    with pytest.raises(ListingError, match="a table without a column of titles; its columns are 'Beitrag'"):
        read(tmp_path, text)


def test_quotation_marks_escaped_with_a_backslash(tmp_path: Path) -> None:
    text = 'title,authors,abstract\nOn Sheep,Ada Example,"We say \\"sheep\\", and count them."\nOn Goats,Bo Li,None.\n'
    first, second = read(tmp_path, text).records
    assert first.abstract == 'We say "sheep", and count them.'
    assert (second.title, [author.name for author in second.authors]) == ("On Goats", ["Bo Li"])


def test_lists_of_json_in_cells_whose_quotation_marks_are_escaped_with_a_backslash(tmp_path: Path) -> None:
    text = 'title,authors,year\nOn Sheep,"[\\"Ada Example\\", \\"Bo Li\\"]",2021\nOn Goats,"[\\"Bo Li\\"]",2020\n'
    first, second = read(tmp_path, text).records
    assert [author.name for author in first.authors] == ["Ada Example", "Bo Li"]
    assert (second.title, second.year) == ("On Goats", 2020)


def test_affiliations_after_a_number_sign(tmp_path: Path) -> None:
    text = "title,authors\nOn Sheep,Ada Example*# Northmoor University; Bo Li\nOn Goats,Bo Li# Weir; Ada Example*#\n"
    first, second = read(tmp_path, text).records
    assert [(author.name, author.affiliations) for author in first.authors] == [
        ("Ada Example", ("Northmoor University",)),
        ("Bo Li", ()),
    ]
    assert [author.name for author in second.authors] == ["Bo Li", "Ada Example"]


_CELLS = st.text(st.sampled_from('ab"\n,;\t A1'), max_size=12)
quick = settings(
    deadline=None,
    max_examples=150,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@quick
@given(rows=st.lists(st.lists(_CELLS, min_size=1, max_size=5), max_size=6), separator=st.sampled_from(",;\t"))
def test_any_rows_below_a_head_are_accounted_for(rows: list[list[str]], separator: str, tmp_path: Path) -> None:
    head = separator.join(("title", "authors", "year"))
    text = "\n".join((head, "On Sheep" + separator + separator, *(separator.join(row) for row in rows)))
    try:
        parsed = read(tmp_path, text)
    except ListingError as error:
        assert "\n" not in str(error)
    else:
        accounts_for_all(parsed, text.removesuffix("\n").split("\n"))


@pytest.mark.parametrize("inverted", [True, False])
def test_affiliations_beside_names_are_those_of_each_author(inverted: bool, tmp_path: Path) -> None:
    comma = "," if inverted else ""
    places = (
        f"Marten{comma} I., Northmoor University, Eastland; van der Hoek{comma} P., Lake College; Li B., Lake College"
    )
    text = (
        "Authors,Title,Year,Affiliations,Authors with affiliations\n"
        f'"Marten I.; van der Hoek P.; Li B.",On Sheep,2021,"Lake College; Northmoor University; Else","{places}"\n'
    )
    (record,) = read(tmp_path, text).records
    assert [(a.name, a.affiliations) for a in record.authors] == [
        ("I. Marten", ("Northmoor University, Eastland",)),
        ("P. van der Hoek", ("Lake College",)),
        ("B. Li", ("Lake College",)),
    ]


def test_plural_names_of_columns_and_the_full_journal_title(tmp_path: Path) -> None:
    text = "Titles,Links,Abstracts,Journal Title (Full)\nOn Sheep,https://example.org/1,We count.,Journal of Sheep\n"
    (record,) = read(tmp_path, text).records
    assert (record.title, record.url, record.abstract) == ("On Sheep", "https://example.org/1", "We count.")
    assert record.venue == "Journal of Sheep"


@pytest.mark.parametrize(
    ("written", "value"), [("704.001", "0704.0010"), ("0704.0001", "0704.0001"), ("1501.2", "1501.20000")]
)
def test_an_arxiv_number_that_lost_its_zeros_has_them_again(written: str, value: str, tmp_path: Path) -> None:
    text = f"id,title,authors,categories\n{written},On Sheep,Ada Example,cs.CL\n"
    assert read(tmp_path, text).records[0].identifiers == (Identifier("arxiv", value),)


def test_the_record_of_a_volume_is_front_matter_and_entities_are_decoded_however_often_encoded(tmp_path: Path) -> None:
    encoded = "On &amp;amp;quot;Sheep&amp;amp;quot;"
    text = f"Title,Source title,Document Type\nProceedings of Sheep,{encoded},Conference Review\n"
    (record,) = read(tmp_path, text).records
    assert (record.kind, record.venue) == (WorkKind.FRONT_MATTER, 'On "Sheep"')


def test_the_same_remark_on_several_rows_is_one_notice(tmp_path: Path) -> None:
    rows = "".join(f'"On" sheep {number},Ada Example,2021\n' for number in range(7))
    warnings = read(tmp_path, f"title,authors,year\n{rows}").ledger.warnings
    assert [w.message for w in warnings if "quote" in w.message] == [
        "an unclosed quote or text after a closing quote; quotes are read as text (7 times, at lines 2, 3, 4, 5, 6, …)"
    ]


@pytest.mark.parametrize(
    "head", ["AU\tAF\tTI\tPY\tC1\tOI", "Authors\tAuthor Full Names\tArticle Title\tPublication Year\tAddresses\tORCIDs"]
)
def test_addresses_and_orcids_of_web_of_science_are_those_of_each_author(head: str, tmp_path: Path) -> None:
    row = (
        "Marten, I; Vance, T; Li, B\tMarten, Ilse; Vance, Tobin; Li, Bo\tOn Sheep\t2021\t"
        "[Marten, Ilse; Li, Bo] Northmoor Univ, Eastland; [Marten, Ilse] Lake Coll.\tVance, Tobin/0000-0000-1111-2228"
    )
    (record,) = read(tmp_path, f"{head}\n{row}\n").records
    assert [(a.name, a.orcid, a.affiliations) for a in record.authors] == [
        ("Ilse Marten", None, ("Northmoor Univ, Eastland; Lake Coll",)),
        ("Tobin Vance", "0000-0000-1111-2228", ()),
        ("Bo Li", None, ("Northmoor Univ, Eastland",)),
    ]


def test_a_second_text_in_a_row_of_several_lines_leaves_the_rows_below_as_they_are(tmp_path: Path) -> None:
    text = (
        "Authors,Title,Year,Funding Text 1,EID\n"
        'Marten I.,On Sheep,2021,"By the moor.","By the lake,\nand the sea.",2-s2.0-1\n'
        "Vance T.,On Goats,2020,,2-s2.0-2\n"
    )
    parsed = read(tmp_path, text)
    assert [(r.title, r.year, [i.value for i in r.identifiers]) for r in parsed.records] == [
        ("On Sheep", 2021, ["2-s2.0-1"]),
        ("On Goats", 2020, ["2-s2.0-2"]),
    ]
    assert parsed.ledger.count(Fate.REJECTED) == 0


def test_quotes_that_are_not_doubled_in_quoted_cells_are_text(tmp_path: Path) -> None:
    text = (
        '"Document Title","Authors","Publication Title","Publication Year"\n'
        '"On "Counting" Sheep","A. Example; B. Li","Conference on "Sheep as a Tool"","2007"\n'
        '"On Goats","B. Li","Goats","2008"\n'
    )
    sheep, goats = read(tmp_path, text).records
    assert (sheep.title, sheep.venue, sheep.year) == ('On "Counting" Sheep', 'Conference on "Sheep as a Tool"', 2007)
    assert (goats.title, goats.year) == ("On Goats", 2008)


def test_long_affiliations_in_brackets_beside_the_names(tmp_path: Path) -> None:
    """However long an affiliation is, its author is kept; brackets and semicolons can be inside."""
    long = "Department of Hedges (East), Northmoor University; " + "Institute of Moors and Gates, " * 15 + "Northmoor"
    text = "Title,Authors,Authors (Raw Affiliation)\n"
    text += 'Hedges at night,"Marten, Ilse; Okoro, Chidi; Vance, Tobin",'
    text += f'"Marten, Ilse ({long}); Okoro, Chidi; Vance, Tobin (Lake College)"\n'
    text += 'Barns by day,"Marten, Ilse; Okoro, Chidi","Marten, Ilse (Northmoor; Okoro, Chidi (Lake College)"\n'
    first, second = read(tmp_path, text).records
    assert [author.name for author in first.authors] == ["Ilse Marten", "Chidi Okoro", "Tobin Vance"]
    assert [author.affiliations for author in first.authors] == [(long,), (), ("Lake College",)]
    assert [author.name for author in second.authors] == ["Ilse Marten", "Chidi Okoro"]


def test_names_of_sessions_between_papers_are_no_papers(tmp_path: Path) -> None:
    text = (
        "Paper ID,Title,Authors\n,Session: Sheep and Goats,\n4,On Sheep,Ilse Marten\n,Poster Session 2B,\n"
        "7,Session: a Word for Hedges,Tobin Vance\n9,Session Types for Gates,\n"
    )
    parsed = read(tmp_path, text)
    assert [r.title for r in parsed.records] == ["On Sheep", "Session: a Word for Hedges", "Session Types for Gates"]
    assert [e.lines.start for e in parsed.ledger.entries if e.reason == "the name of a session"] == [2, 4]
    accounts_for_all(parsed, text.splitlines())


def test_a_title_like_the_name_of_a_session_is_a_paper_where_no_paper_has_authors(tmp_path: Path) -> None:
    parsed = read(tmp_path, "Title,Year\nSession: a Word for Hedges,2021\nOn Sheep,2021\n")
    assert len(parsed.records) == 2
