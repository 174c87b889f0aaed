"""The listings of examples/ are parsed as intended."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.model.listing import Fate
from kg.model.record import Decision, PaperRecord, ParsedListing, Presentation
from kg.parsers import find_listings, read_listing
from kg.settings import read_settings

RECORDS = {
    "accepted-papers.md": 18,
    "conference-list.md": 28,
    "dataset-viewer.txt": 16,
    "papers-cool.txt": 11,
    "poster-session.txt": 15,
}
Read = Callable[[str], ParsedListing]
Find = Callable[[str], PaperRecord]


@pytest.fixture(scope="module")
def examples(root: Path) -> Path:
    return root / "examples"


@pytest.fixture(scope="module")
def listings(examples: Path) -> dict[str, ParsedListing]:
    settings = read_settings(examples / "kg.toml")
    paths = [examples / name for name in RECORDS]
    return {path.name: read_listing(path, settings.hints_for(path)) for path in paths}


@pytest.fixture(scope="module")
def read(listings: dict[str, ParsedListing]) -> Read:
    return listings.__getitem__


@pytest.fixture
def records(listings: dict[str, ParsedListing]) -> Iterator[PaperRecord]:
    return (record for parsed in listings.values() for record in parsed.records)


@pytest.fixture
def find(records: Iterator[PaperRecord]) -> Find:
    """Return the only record whose title begins with this text; of two such records, the one with authors."""
    known = list(records)

    def by_title(beginning: str) -> PaperRecord:
        found = [record for record in known if record.title.startswith(beginning)]
        [record] = [record for record in found if record.authors] if len(found) > 1 else found
        return record

    return by_title


def names(record: PaperRecord) -> list[str]:
    return [author.name for author in record.authors]


def test_the_folder_holds_these_listings_and_nothing_else_is_taken_for_one(examples: Path) -> None:
    assert sorted(path.name for path in find_listings([examples])) == sorted(RECORDS)


@pytest.mark.parametrize("name", RECORDS)
def test_every_paper_is_found_and_no_line_rejected(read: Read, name: str) -> None:
    parsed = read(name)
    assert len(parsed.records) == RECORDS[name]
    assert parsed.ledger.count(Fate.REJECTED) == 0


@pytest.mark.parametrize("name", RECORDS)
def test_every_line_is_accounted_for_once(read: Read, examples: Path, name: str) -> None:
    lines = [n for entry in read(name).ledger.entries for n in range(entry.lines.start, entry.lines.end + 1)]
    assert lines == list(range(1, len((examples / name).read_text(encoding="utf-8").split("\n")) + 1))


def test_every_paper_has_a_venue_a_year_and_an_abstract(records: Iterator[PaperRecord]) -> None:
    lacking = [r.title for r in records if not (r.venue and r.year and r.abstract and len(r.abstract.split()) >= 55)]
    assert lacking == []


def test_only_the_dataset_viewer_names_no_authors(listings: dict[str, ParsedListing]) -> None:
    without = {name for name, parsed in listings.items() for record in parsed.records if not record.authors}
    assert without == {"dataset-viewer.txt"}
    assert not any(record.authors for record in listings["dataset-viewer.txt"].records)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Soft Actor-Critic", ["Tuomas Haarnoja", "Aurick Zhou", "Pieter Abbeel", "Sergey Levine"]),
        ("Near Optimal Frequent Directions", ["Zengfeng Huang"]),
        ("Rao-Blackwellizing", ["Max B Paulus", "Chris J. Maddison", "Andreas Krause"]),
        ("Mask R-CNN", ["Kaiming He", "Georgia Gkioxari", "Piotr Dollár", "Ross B. Girshick"]),
        ("Neural Discrete", ["Aäron van den Oord", "Oriol Vinyals", "Koray Kavukcuoglu"]),
        ("Spherical CNNs", ["Taco S. Cohen", "Mario Geiger", "Jonas Köhler", "Max Welling"]),
        ("Breaking the Softmax", ["Zhilin Yang", "Zihang Dai", "Ruslan Salakhutdinov", "William W. Cohen"]),
        (
            "Graph Attention Networks",
            [
                "Petar Veličković",
                "Guillem Cucurull",
                "Arantxa Casanova",
                "Adriana Romero",
                "Pietro Liò",
                "Yoshua Bengio",
            ],
        ),
        (
            "Word Translation",
            ["Alexis Conneau", "Guillaume Lample", "Marc'Aurelio Ranzato", "Ludovic Denoyer", "Hervé Jégou"],
        ),
        (
            "Stochastic Variational Video",
            ["Mohammad Babaeizadeh", "Chelsea Finn", "Dumitru Erhan", "Roy H. Campbell", "Sergey Levine"],
        ),
    ],
)
def test_authors_are_named_in_order_without_marks(find: Find, title: str, expected: list[str]) -> None:
    assert names(find(title)) == expected


def test_marks_and_nicknames_stay_in_the_name_as_written(find: Find) -> None:
    written = [author.as_written for author in find("A Simple Neural Attentive").authors]
    assert written == ["Nikhil Mishra*", "Mostafa Rohaninejad*", "Xi (Peter) Chen", "Pieter Abbeel"]


def test_an_award_stands_with_its_paper(records: Iterator[PaperRecord]) -> None:
    awards = {record.title.split(" ")[0]: record.award for record in records if record.award}
    assert awards == {"Obfuscated": "Best Paper Award", "Near": "Best Paper Runner Up Award"}


@pytest.mark.parametrize(
    ("title", "venue", "year", "decision", "presentation"),
    [
        ("Image Transformer", "ICML", 2018, None, Presentation.POSTER),
        ("RoBERTa", "ICLR.cc/2020/Conference", 2020, Decision.REJECT, None),
        ("D$^2$ETR", "ICLR.cc/2022/Conference", 2022, Decision.WITHDRAWN, None),
        ("DreamFusion", "ICLR.cc/2023/Conference", 2023, Decision.ACCEPT, Presentation.ORAL),
        ("Reformer", "ICLR.cc/2020/Conference", 2020, Decision.ACCEPT, Presentation.ORAL),
        ("ALBERT", "ICLR.cc/2020/Conference", 2020, Decision.ACCEPT, Presentation.SPOTLIGHT),
        ("Self-Consistency", "ICLR.cc/2023/Conference", 2023, Decision.ACCEPT, Presentation.POSTER),
        ("Spherical CNNs", "ICLR", 2018, Decision.ACCEPT, Presentation.ORAL),
        ("Word Translation", "ICLR", 2018, Decision.ACCEPT, Presentation.POSTER),
    ],
)
def test_venue_year_and_decision(
    find: Find, title: str, venue: str, year: int, decision: Decision | None, presentation: Presentation | None
) -> None:
    record = find(title)
    assert (record.venue, record.year, record.presentation) == (venue, year, presentation)
    assert decision is None or record.decision is decision


def test_a_page_that_announces_more_papers_than_follow_says_so(read: Read) -> None:
    [warning] = read("papers-cool.txt").ledger.warnings
    assert "53" in warning.message
    assert "11" in warning.message


def test_paragraphs_lists_and_formulas_of_an_abstract_survive(find: Find) -> None:
    mixup = find("mixup").abstract
    assert mixup is not None
    assert mixup.count("\n\n") >= 2
    assert "- CIFAR-10 and CIFAR-100,\n- Google commands,\n" in mixup
    assert "$\\tilde{x} = \\lambda x_i + (1 - \\lambda) x_j$" in mixup


def test_two_papers_stand_in_two_listings_each(records: Iterator[PaperRecord]) -> None:
    places: dict[str, set[str]] = {}
    for record in records:
        places.setdefault(record.title, set()).add(record.listing.rsplit("-", 1)[0])
    twice = {title: len(found) for title, found in places.items() if len(found) > 1}
    assert sorted(twice) == [
        "An Image is Worth 16x16 Words: Transformers for Image Recognition at Scale",
        "Graph Attention Networks",
    ]
