"""The seven formats: their examples, and what is particular to each."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model.listing import Fate, Ledger, ListingHints
from kg.model.record import AuthorName, Decision, Presentation
from kg.parsers import FORMATS, Format
from kg.parsers.labelled_markdown import LABELLED_MARKDOWN
from tests.parsers.reading import accounts_for_all, read


def rejected(ledger: Ledger) -> list[tuple[int, str, str]]:
    return [(e.lines.start, e.text, e.reason) for e in ledger.entries if e.fate is Fate.REJECTED]


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_the_example_of_a_format_is_one_paper_in_that_format(form: Format, tmp_path: Path) -> None:
    parsed = read(tmp_path, form.example)
    assert parsed.listing.format == form.name
    assert [record.title for record in parsed.records] == ["On Counting Sheep"]
    assert (parsed.records[0].abstract or "").startswith("We count sheep") or form.name == "dblp-xml"
    accounts_for_all(parsed, form.example.removesuffix("\n").split("\n"))


def test_an_award_stands_above_a_title_and_a_stray_line_is_rejected_as_it_is(tmp_path: Path) -> None:
    text = "Best Paper Award\nOn Sheep\n\nAda Example · Bo Li\n\nWe.\n\n\nA stray line\n\n\nOn Goats\n\nAda Example\n"
    parsed = read(tmp_path, text)
    assert [(r.title, r.award) for r in parsed.records] == [("On Sheep", "Best Paper Award"), ("On Goats", None)]
    assert rejected(parsed.ledger) == [(9, "A stray line", "not part of any paper")]


def test_a_row_of_the_viewer_keeps_its_place_when_an_abstract_has_several_lines(tmp_path: Path) -> None:
    rows = (
        "ICLR.cc/2020/Conference\nOn Sheep\nOne.\nTwo.\nAccept (Talk)\nstray\nICLR.cc/2018/Conference\nOn Goats\nWe.\n"
    )
    parsed = read(tmp_path, rows)
    first, second = parsed.records
    assert (first.abstract, first.decision, first.presentation) == ("One.\nTwo.", Decision.ACCEPT, Presentation.ORAL)
    assert (second.title, second.year, second.abstract, second.decision) == ("On Goats", 2018, "We.", None)
    assert rejected(parsed.ledger) == [(6, "stray", "not part of any paper")]
    assert "a row without a decision" in [warning.message for warning in parsed.ledger.warnings]


def test_an_indented_list_without_authors_and_with_a_field_not_known(tmp_path: Path) -> None:
    text = (
        "        ## [0] Notice of Retraction: On Sheep\n\n        **Conference**: *iclr 2021*\n\n"
        "        **TLDR**: sheep\n\n        **Abstract**:\n\n        We cou\x02nt.\nThey sleep.\n\n          Done.\n\n"
        "        ----\n\n        [Go to the next page](two.md)\n"
    )
    parsed = read(tmp_path, text)
    record = parsed.records[0]
    assert (record.title, record.authors, record.venue) == ("Notice of Retraction: On Sheep", (), "iclr 2021")
    assert record.abstract == "We count.\nThey sleep.\n\n  Done."
    assert record.notes == ("control characters removed from abstract: U+0002",)
    assert [place for place, _, _ in rejected(parsed.ledger)] == [5]
    assert parsed.ledger.count(Fate.FURNITURE) == 2
    accounts_for_all(parsed, text.removesuffix("\n").split("\n"))


def test_a_heading_without_a_title_is_rejected_whole(tmp_path: Path) -> None:
    text = "## [0]\n\n**Authors**: *Ada Example*\n\n----\n\n" + LABELLED_MARKDOWN.example
    parsed = read(tmp_path, text)
    assert [record.number for record in parsed.records] == [1]
    assert [(line, reason) for line, _, reason in rejected(parsed.ledger)] == [
        (1, "a paper without a title"),
        (3, "a paper without a title"),
    ]


def test_bare_and_linked_titles_lists_in_abstracts_and_an_abstract_that_lost_its_title(tmp_path: Path) -> None:
    text = (
        "- abstract@[open-review\\(Poster\\)](#): Orphaned.\n\n"
        "[On \\[Sheep\\]](https://example.org/1)\n\n- *Ada Example*, Jean (Joe) Specimen* and Bo Li\n"
        "- abstract@[open-review\\(Oral\\)](#): We show:\n\n- that $x_1$ sleeps\n- that `print(x)` does not\n\n"
        "On Goats\n\n- Prabhat\n\n- abstract@[open-review\\(Spotlight\\)](#): We do.\n"
    )
    parsed = read(tmp_path, text)
    sheep, goats = parsed.records
    assert (sheep.title, sheep.url) == ("On [Sheep]", "https://example.org/1")
    assert sheep.authors == (
        AuthorName("*Ada Example*", "Ada Example"),
        AuthorName("Jean (Joe) Specimen*", "Jean (Joe) Specimen"),
        AuthorName("Bo Li", "Bo Li"),
    )
    assert sheep.abstract == "We show:\n\n- that $x_1$ sleeps\n- that `print(x)` does not"
    assert (goats.title, goats.presentation, goats.decision_as_written) == (
        "On Goats",
        Presentation.SPOTLIGHT,
        "open-review(Spotlight)",
    )
    assert [reason for _, _, reason in rejected(parsed.ledger)] == ["authors or an abstract without a title"]


def test_json_lines_with_ids_and_what_is_wrong_in_them(tmp_path: Path) -> None:
    text = (
        '{"title": "On Sheep", "authors": [{"name": "Ada Example", "id": "~Ada1"}, "Bo Li", 7, {"nom": "X"}], '
        '"decision": "accept", "presentation": "oral", "year": "2021", "pages": 9}\n'
        '{"title": "broken\n'
        '{"title": "On \\u0000Goats\\ud800", "authors": "Li, Bo; Example, Ada", "year": [1]}\n'
        '["a list"]\n'
    )
    parsed = read(tmp_path, text)
    sheep, goats = parsed.records
    assert sheep.authors[:2] == (AuthorName("Ada Example", "Ada Example", "~Ada1"), AuthorName("Bo Li", "Bo Li"))
    assert (sheep.year, sheep.presentation) == (2021, Presentation.ORAL)
    assert sheep.notes == ("some authors could not be read",)
    assert (goats.title, goats.notes[0]) == ("On Goats", "year not recognised")
    assert [name.name for name in goats.authors] == ["Bo Li", "Ada Example"]
    assert [line for line, _, _ in rejected(parsed.ledger)] == [2, 4]
    assert "key not used: 'pages'" in [warning.message for warning in parsed.ledger.warnings]


def test_csv_with_cells_over_several_lines_and_rows_that_do_not_fit(tmp_path: Path) -> None:
    text = 'Title;Authors;Abstract\nOn Sheep;"Ada Example; Bo Li";"One.\n\nTwo."\na;b;c;d\nOn Goats;Bo Li;"open\n'
    parsed = read(tmp_path, text)
    assert [(r.title, r.lines.start, r.lines.end, r.abstract) for r in parsed.records] == [
        ("On Sheep", 2, 4, "One.\n\nTwo."),
        ("On Goats", 6, 6, '"open'),
    ]
    assert [line for line, _, _ in rejected(parsed.ledger)] == [5]
    assert any("an unclosed quote" in warning.message for warning in parsed.ledger.warnings)


def test_hints_fill_what_the_listing_lacks_and_never_replace_what_it_says(tmp_path: Path) -> None:
    hints = ListingHints(venue="ICML", year=1999, decision="accept", presentation="poster")
    rows = "ICLR.cc/2020/Conference\nOn Sheep\nWe.\nReject\nICLR.cc/2020/Conference\nOn Goats\nWe.\nAccept (Oral)\n"
    sheep, goats = read(tmp_path, rows, hints).records
    assert (sheep.venue, sheep.year, sheep.decision, sheep.presentation) == (
        "ICLR.cc/2020/Conference", 2020, Decision.REJECT, None,
    )  # fmt: skip
    assert goats.presentation is Presentation.ORAL
    bare = read(tmp_path, "On Sheep\n\nAda Example · Bo Li\n\nWe count.\n", hints).records[0]
    assert (bare.venue, bare.year, bare.presentation) == ("ICML", 1999, Presentation.POSTER)


def test_the_id_of_a_listing_changes_only_with_its_name_and_its_content(tmp_path: Path) -> None:
    first, again, other = (read(tmp_path, text).listing for text in (LABELLED_MARKDOWN.example,) * 2 + ("## [0] B\n",))
    assert first == again and first.id == f"listing-{first.sha256[:12]}" and other.id != first.id
