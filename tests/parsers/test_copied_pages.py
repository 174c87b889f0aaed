# ruff: noqa: E501
"""Pages copied as text: papers.cool, days and cards of conferences, lists of proceedings, tables of viewers."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model.listing import Fate, ListingHints
from kg.model.record import PaperRecord, ParsedListing, Presentation, WorkKind
from kg.parsers.events import read_heading
from tests.parsers.reading import accounts_for_all, read


def names(record: PaperRecord) -> list[str]:
    return [author.name for author in record.authors]


def whole(tmp_path: Path, text: str) -> ParsedListing:
    """Return a listing as read, of which no line is rejected and each is accounted for."""
    parsed = read(tmp_path, text)
    assert parsed.ledger.count(Fate.REJECTED) == 0
    accounts_for_all(parsed, text.removesuffix("\n").split("\n"))
    return parsed


CATEGORY = """\
Machine Learning
Date: Fri, 5 Apr 2024 | Total: 3

#1 Hedges as networks [PDF(8)] [Copy] [Kimi(22)] [REL]
Authors: Ilse Marten, Tobin Vance

We listen to hedges.

Subjects: Machine Learning , Artificial Intelligence

Publish: 2023-12-31 01:02:03 UTC

#2 Why barns lean [PDF] [Copy]
Author: Chidi Okoro

We measure barns.

Designed by kexue.fm | Powered by kimi.ai
"""


def test_an_arxiv_category_is_no_venue_and_labels_and_footer_are_no_abstract(tmp_path: Path) -> None:
    parsed = whole(tmp_path, CATEGORY)
    hedges, barns = parsed.records
    assert [(r.title, names(r), r.venue, r.year, r.kind) for r in parsed.records] == [
        ("Hedges as networks", ["Ilse Marten", "Tobin Vance"], "arXiv", 2023, WorkKind.PREPRINT),
        ("Why barns lean", ["Chidi Okoro"], "arXiv", 2024, WorkKind.PREPRINT),
    ]
    assert (hedges.abstract, barns.abstract) == ("We listen to hedges.", "We measure barns.")
    assert "the heading announces 3 papers, but the page has 2" in [w.message for w in parsed.ledger.warnings]


def test_the_subject_of_a_paper_comes_before_the_heading(tmp_path: Path) -> None:
    text = "ICLR.2025 - Poster\n\n| Total: 1\n\n#1 Hedges [PDF]\n\nAuthors: Ilse Marten\n\nWe.\n\nSubject: ICML.2024 - Oral\n"
    [record] = whole(tmp_path, text).records
    assert (record.venue, record.year, record.presentation, record.abstract) == (
        "ICML.2024",
        2024,
        Presentation.ORAL,
        "We.",
    )


DAY = """\
Skip to yearly menu bar Skip to main content


Timezone: America/New_York

Poster: Hedges: a network Tue 19 Jul 06:30 p.m.

Ilse Marten · Tobin Vance

We listen.

They answer.


Workshop: Hedges for Everybody (H4E) Sat 23 Jul 08:30 a.m.

Edda Storm · Otto Quill

This workshop brings people together.


Spotlight: Why barns lean Wed 20 Jul 10:30 a.m. [ Exhibit Hall C #12 ]

Chidi Okoro


Social: Kites and Tea Fri 28 Jul 07:00 a.m.

Join us at the beach.
"""


def test_the_page_of_a_day_has_papers_and_other_events(tmp_path: Path) -> None:
    hedges, barns = whole(tmp_path, DAY).records
    assert (hedges.title, names(hedges), hedges.presentation) == (
        "Hedges: a network", ["Ilse Marten", "Tobin Vance"], Presentation.POSTER,
    )  # fmt: skip
    assert hedges.abstract == "We listen.\n\nThey answer."
    assert (barns.title, names(barns), barns.presentation) == (
        "Why barns lean",
        ["Chidi Okoro"],
        Presentation.SPOTLIGHT,
    )


HEADINGS = [
    ("Oral 2A: On Sheep Tue, Jul 19, 2022 06:30 PM -- 08:30 PM (PDT) @ Hall E #101", ("Oral", "On Sheep", True)),
    ("Invited Talk: What Gates Know Tue 19 Jul 09:00 a.m.", ("Invited Talk", "What Gates Know", False)),
    ("In-Person Poster presentation: On Sheep", ("In-Person Poster presentation", "On Sheep", True)),
    ("Hedges: On Sheep", None),
    ("Poster:", None),
]


@pytest.mark.parametrize(("line", "expected"), HEADINGS, ids=[line[:20] for line, _ in HEADINGS])
def test_headings_of_events(line: str, expected: tuple[str, str, bool] | None) -> None:
    assert read_heading(line) == expected


def test_cards_with_rooms_buttons_and_other_events(tmp_path: Path) -> None:
    text = (
        "Poster\nThu 7:00\nHedges\nIlse Marten ⋅ Tobin Vance\nHall E #101\n[ OpenReview]\nShow abstract\nWe listen.\nTwice.\n"
        "Tutorial\nBarns for all\nRafe Dunmore\nOral Poster\nWhy barns lean\nChidi Okoro\nAbstract\nWe measure.\n"
    )
    hedges, barns = whole(tmp_path, text).records
    assert (hedges.title, names(hedges), hedges.abstract) == (
        "Hedges",
        ["Ilse Marten", "Tobin Vance"],
        "We listen.\nTwice.",
    )
    assert (barns.title, names(barns), barns.presentation) == ("Why barns lean", ["Chidi Okoro"], Presentation.ORAL)


COPIED = {
    "CVF": (
        "CVPR 2021 open access\nBack\nHedges\nIlse Marten,\nTobin Vance\n[pdf] [supp] [arXiv] [bibtex]\n"
        "Barns\nChidi Okoro\n[pdf] [bibtex]\n",
        "CVPR",
    ),
    "PMLR": (
        "Volume 139: Conference on Hedges, 18-24 July 2021\n\nHedges\n\nIlse Marten, Tobin Vance; Proceedings of Hedges, PMLR"
        " 139:1-10\n\n[abs][Download PDF]\n\nBarns\n\nChidi Okoro; Proceedings of Hedges, PMLR 139:11-21\n\n[abs][Download PDF]\n",
        "Proceedings of Hedges",
    ),
    "ACL": (
        "Meeting (ACL 2021)\n\npdf bib abs\nHedges\nIlse Marten | Tobin Vance\n\npdf bib\nBarns\nChidi Okoro\n",
        "ACL",
    ),
    "OpenReview": (
        "Hedges\nIlse Marten, Tobin Vance\n08 Oct 2020 (modified: 23 Feb 2021)\nICLR 2021 poster\nReaders: Everyone\n"
        "Barns\nChidi Okoro\nPublished: 16 Jan 2021, Last Modified: 05 Mar 2021ICLR 2021 oralReaders: Everyone\n",
        "ICLR",
    ),
    "arXiv": (
        "Total of 2 entries\n[1] arXiv:2105.99991 [pdf, html, other]\nTitle: Hedges\nIlse Marten, Tobin Vance\nComments: 2 pages\n"
        "[2] arXiv:2105.99992 [pdf]\nTitle: Barns\nAuthors: Chidi Okoro\nSubjects: Hedges (cs.HE)\n",
        "arXiv",
    ),
}


@pytest.mark.parametrize("site", list(COPIED))
def test_a_copied_list_of_proceedings(site: str, tmp_path: Path) -> None:
    text, venue = COPIED[site]
    parsed = whole(tmp_path, text)
    assert parsed.listing.format == "copied-list"
    assert [(r.title, names(r), r.venue, r.year) for r in parsed.records] == [
        ("Hedges", ["Ilse Marten", "Tobin Vance"], venue, 2021),
        ("Barns", ["Chidi Okoro"], venue, 2021),
    ]


VIEWER = (
    "id\nint64\n0\n2\n⌀\nyear\nint32\n2.02k\n2.03k\ntitle\nstringlengths\n10\n168\nauthors\nlistlengths\n1\n20\nabstract\nstring"
    "lengths\n4\n5.03k\nscore\nfloat64\n0\n1\n"
)


def test_a_viewer_without_groups_finds_rows_by_the_forms_of_their_cells(tmp_path: Path) -> None:
    rows = (
        '17\n2,024\nHedges\n[ "Ilse Marten", "Tobin Vance" ]\nWe listen.\nThey answer.\n0.5\n'
        '18\n2,023\nBarns\n[ "Chidi Okoro" ]\nnull\n-1\n'
    )
    parsed = whole(tmp_path, VIEWER + rows)
    assert [(r.title, names(r), r.year, r.abstract) for r in parsed.records] == [
        ("Hedges", ["Ilse Marten", "Tobin Vance"], 2024, "We listen.\nThey answer."),
        ("Barns", ["Chidi Okoro"], 2023, None),
    ]
    assert "the column 'score' is not used" in [warning.message for warning in parsed.ledger.warnings]


def test_an_abstract_of_tags_alone_is_absent(tmp_path: Path) -> None:
    """Whatever the format: tags are removed, and an empty text is no abstract."""
    for text in (
        "Poster\nOn Counting Sheep\nAda Example · Grace Sample\nHall E #101\nAbstract\n<b><i></i></b>\n",
        "## [0] On Counting Sheep\n\n**Authors**: *Ada Example, Grace Sample*\n\n**Abstract**:\n<b><i>\n",
        "title,authors,abstract,award\nOn Counting Sheep,Ada Example,<b></b>,<i>\n",
    ):
        (record,) = read(tmp_path, text).records
        assert (record.title, record.abstract, record.award) == ("On Counting Sheep", None, None)


def test_a_text_of_white_space_of_any_script_is_absent(tmp_path: Path) -> None:
    page = "[On Counting Sheep](#)\n\u2028\n- Ada Example, *Grace Sample*\n- abstract@[open-review(Poster)](#): We count.\n"
    found = read(tmp_path, page, ListingHints(format="accepted-markdown"))
    assert "On Counting Sheep" in [record.title for record in found.records]
    assert all(record.title.strip() for record in found.records)
    (record,) = read(tmp_path, "title,abstract,award,venue\nOn Counting Sheep,\u2028,\u3000,\u2003\n").records
    assert (record.abstract, record.award, record.venue) == (None, None, None)
