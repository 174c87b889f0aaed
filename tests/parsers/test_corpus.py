"""The real listings: all of each is read, and read right."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.model.listing import Fate, ListingHints
from kg.model.record import PaperRecord, ParsedListing
from kg.parsers import find_listings, read_listing
from tests.parsers import second_reader
from tests.parsers.reading import accounts_for_all
from tests.parsers.second_reader import Read

HINTS = {
    "000": ListingHints(venue="ICML", year=2021, presentation="poster"),
    "004": ListingHints(venue="ICLR", year=2019),
}
SEEDS: dict[str, tuple[str, int, Callable[[str], Iterator[Read]]]] = {
    "000": ("poster-session", 189, second_reader.posters),
    "001": ("dataset-viewer", 100, second_reader.viewer),
    "002": ("papers-cool", 25, second_reader.cool),
    "003": ("labelled-markdown", 200, second_reader.labelled),
    "004": ("accepted-markdown", 502, second_reader.accepted),
}


def seed(corpus: Path, key: str) -> tuple[str, ParsedListing]:
    path = next((corpus / "seeds").glob(f"{key}_*"))
    return path.read_text(encoding="utf-8"), read_listing(path, HINTS.get(key, ListingHints()))


def as_read(record: PaperRecord) -> Read:
    return Read(
        record.title,
        tuple(author.name for author in record.authors),
        record.abstract or "",
        record.venue or "",
        record.year or 0,
        record.decision and record.decision.value,
        record.presentation and record.presentation.value,
        record.award,
        record.url,
        record.lines.start,
        record.lines.end,
    )


@pytest.mark.parametrize("key", list(SEEDS))
def test_every_field_of_every_paper_agrees_with_a_second_reading(corpus: Path, key: str) -> None:
    text, parsed = seed(corpus, key)
    name, count, read = SEEDS[key]
    assert (parsed.listing.format, len(parsed.records)) == (name, count)
    assert [as_read(record) for record in parsed.records] == list(read(text))


@pytest.mark.parametrize("key", list(SEEDS))
def test_every_line_is_accounted_for_and_none_is_rejected(corpus: Path, key: str) -> None:
    text, parsed = seed(corpus, key)
    accounts_for_all(parsed, text.removesuffix("\n").split("\n"))
    assert parsed.ledger.count(Fate.REJECTED) == 0


# Checked by eye against the listings: number, lines, title, authors, length of the abstract and its SHA-256.
SAMPLE = [
    ("000", 1, 13, 17, "Stability and Convergence of Stochastic Gradient Clipping: Beyond Lipschitz Continuity and Smoothness", "Vien Mai · Mikael Johansson", 1213, "344b6d312985"),  # noqa: E501
    ("000", 189, 1333, 1337, "Phasic Policy Gradient", "Karl Cobbe · Jacob Hilton · Oleg Klimov · John Schulman", 835, "c1d0f1ea1add"),  # noqa: E501
    ("001", 1, 15, 18, "ID and OOD Performance Are Sometimes Inversely Correlated on Real-world Datasets", "", 1280, "fe2971b0552b"),  # noqa: E501
    ("001", 100, 411, 414, "Sparse Fuse Dense: Towards High Quality 3D Detection With Depth Completion", "", 1315, "7e65deee78e3"),  # noqa: E501
    ("002", 1, 5, 9, "Learning Energy-Based Models by Diffusion Recovery Likelihood", "Ruiqi Gao · Yang Song · Ben Poole · Yingnian Wu · Durk Kingma", 1504, "8a2f6d090476"),  # noqa: E501
    ("002", 25, 149, 153, "Understanding the effects of data parallelism and sparsity on neural network training", "Namhoon Lee · Thalaiyasingam Ajanthan · Philip Torr · Martin Jaggi", 1259, "cb71644bb059"),  # noqa: E501
    ("003", 101, 1430, 1440, "Tent: Fully Test-Time Adaptation by Entropy Minimization", "Dequan Wang · Evan Shelhamer · Shaoteng Liu · Bruno A. Olshausen · Trevor Darrell", 876, "da59fbef36e1"),  # noqa: E501
    ("003", 200, 2852, 2867, "Witches' Brew: Industrial Scale Data Poisoning via Gradient Matching", "Jonas Geiping · Liam H. Fowl · W. Ronny Huang · Wojciech Czaja · Gavin Taylor · Michael Moeller · Tom Goldstein", 1328, "7bf0ef9540f6"),  # noqa: E501
    ("004", 1, 3, 6, "Regularized Learning for Domain Adaptation under Label Shifts", "Kamyar Azizzadenesheli · Anqi Liu · Fanny Yang · Animashree Anandkumar", 1024, "74fb866fad1f"),  # noqa: E501
    ("004", 502, 2651, 2654, "Smoothing the Geometry of Probabilistic Box Embeddings", "Xiang Li · Luke Vilnis · Dongxu Zhang · Michael Boratko · Andrew McCallum", 1659, "b9cb8b294943"),  # noqa: E501
]  # fmt: skip


@pytest.mark.parametrize(
    ("key", "number", "start", "end", "title", "names", "length", "digest"), SAMPLE, ids=lambda value: str(value)[:20]
)
def test_a_sample_checked_by_eye(
    corpus: Path, key: str, number: int, start: int, end: int, title: str, names: str, length: int, digest: str
) -> None:
    record = seed(corpus, key)[1].records[number - 1]
    assert (record.number, record.lines.start, record.lines.end, record.title) == (number, start, end, title)
    assert " · ".join(author.name for author in record.authors) == names
    assert record.abstract is not None and len(record.abstract) == length
    assert hashlib.sha256(record.abstract.encode()).hexdigest()[:12] == digest


def test_the_poster_session_has_awards_a_single_author_and_an_abstract_of_two_paragraphs(corpus: Path) -> None:
    at = {record.lines.start: record for record in seed(corpus, "000")[1].records}
    assert at[90].award == at[609].award == "Outstanding Paper Honorable Mention"
    assert at[90].title == "Oops I Took A Gradient: Scalable Sampling for Discrete Distributions"
    assert sum(record.award is not None for record in at.values()) == 2
    assert [author.name for author in at[280].authors] == ["Dennis Wei"]
    assert (at[995].abstract or "").count("\n\n") == 1


def test_the_eight_wordings_of_the_dataset_viewer(corpus: Path) -> None:
    records = seed(corpus, "001")[1].records
    assert Counter(record.decision_as_written for record in records) == {
        "Reject": 51,
        "Withdrawn": 18,
        "Accept (Poster)": 15,
        "Accept: poster": 11,
        "Accept (Spotlight)": 2,
        "Accept: notable-top-5%": 1,
        "Accept (Oral)": 1,
        "Accept (Talk)": 1,
    }
    glue = next(record for record in records if record.title.startswith("GLUE"))
    assert (glue.venue, glue.year, glue.lines.start) == ("ICLR.cc/2019/Conference", 2019, 31)


def test_the_papers_that_papers_cool_announces_and_does_not_show(corpus: Path) -> None:
    warnings = seed(corpus, "002")[1].ledger.warnings
    assert [warning.message for warning in warnings] == ["the heading announces 693 papers, but the page has 25"]


def test_marks_nicknames_and_joining_words_around_names(corpus: Path) -> None:
    written = {a.as_written: a.name for r in seed(corpus, "004")[1].records for a in r.authors}
    assert written["*Hongge Chen*"] == "Hongge Chen"
    assert written["Octavian-Eugen Ganea*"] == "Octavian-Eugen Ganea"
    assert written["Gerald Tesauro"] == "Gerald Tesauro"
    assert written["Nur Muhammad (Mahi) Shafiullah"] == "Nur Muhammad (Mahi) Shafiullah"
    assert sum(name != as_written for as_written, name in written.items()) == 14


def test_escapes_of_links_are_not_in_titles(corpus: Path) -> None:
    noted = [record for record in seed(corpus, "004")[1].records if record.notes]
    assert [record.title for record in noted] == [
        "TimbreTron: A WaveNet(CycleGAN(CQT(Audio))) Pipeline for Musical Timbre Transfer",
        "Kernel RNN Learning (KeRNL)",
        "Optimistic mirror descent in saddle-point problems: Going the extra (gradient) mile",
    ]


def test_all_the_other_lists_are_read_whole(corpus: Path) -> None:
    listings = [read_listing(path) for path in find_listings([corpus / "lists"])]
    counts = {parsed.listing.name: len(parsed.records) for parsed in listings}
    assert len(counts) == 14 and counts.pop("ICLR-2021-list05.md") == 60 and counts.pop("ICML-2023-list10.md") == 28
    assert set(counts.values()) == {200}
    assert all(parsed.ledger.count(Fate.REJECTED) == 0 for parsed in listings)
    assert all(record.authors and record.abstract and record.url for p in listings for record in p.records)
    noted = [record.notes for parsed in listings for record in parsed.records if record.notes]
    assert noted == [
        ("control characters removed from abstract: U+0008",),
        ("control characters removed from abstract: U+0000",),
    ]


@pytest.mark.parametrize(("name", "count", "first"), [("acl", 1893, "/j/jingyi-zhang/"), ("openreview", 2494, "~Stanislaw_Szymanowicz1")])  # fmt: skip  # noqa: E501
def test_author_ids_come_with_json_lines(corpus: Path, name: str, count: int, first: str) -> None:
    parsed = read_listing(corpus / "identity" / f"{name}.jsonl.gz")
    assert (parsed.listing.format, len(parsed.records)) == ("json-lines", count)
    assert parsed.records[0].authors[0].source_id == first
