"""RIS, Web of Science plain text and nbib: tags, values over several lines, what stands between records."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model.listing import Fate
from kg.model.record import Identifier, ParsedListing, WorkKind
from kg.parsers.kinds import kind_of
from tests.parsers.exports import NBIB, RIS, WOS_PLAIN
from tests.parsers.reading import accounts_for_each, read


def names(parsed: ParsedListing, number: int = 0) -> list[str]:
    return [author.name for author in parsed.records[number].authors]


def lines_of(parsed: ParsedListing, fate: Fate) -> list[tuple[int, int]]:
    return [(e.lines.start, e.lines.end) for e in parsed.ledger.entries if e.fate is fate]


def test_ris_of_ovid_and_of_an_old_scopus(tmp_path: Path) -> None:
    parsed = read(tmp_path, RIS)
    accounts_for_each(parsed)
    first, second = parsed.records
    assert (first.title, first.venue, first.year) == (
        "Hedgerows as natural sensor networks.",
        "Journal of Pasture Studies",
        2019,
    )
    assert names(parsed) == ["Ilse Marten", "Amos Tiller Jr."]
    assert first.abstract == "We listen to hedges all night."
    assert first.keywords == ("Hedges", "Sensors", "Barns")
    assert (first.identifiers, first.url, first.language) == (
        (Identifier("doi", "10.5555/h.1"),),
        "https://moor.example/1",
        "en",
    )
    assert (second.title, second.year, names(parsed, 1)) == ("An old record without a type", 2015, ["C. Okoro"])
    assert first.kind is WorkKind.ARTICLE and second.kind is None
    assert lines_of(parsed, Fate.FURNITURE) == [(2, 4), (21, 21)]


def test_ris_with_a_missing_end_other_blanks_and_a_line_like_a_tag(tmp_path: Path) -> None:
    text = (
        "TY  - JOUR\nTI  - One\nAB  - We use\nAI - based tools.\nPY  - 2020\n\n"
        "TY  - CPAPER\nTI  - Two\nT2  - The Meeting\n"
        "AU  - Marten, Ilse\nAU  - Marten, Ilse\nA1  - Northmoor Survey Group\nER  - \n"
    )
    parsed = read(tmp_path, text)
    accounts_for_each(parsed)
    first, second = parsed.records
    assert (first.title, first.abstract, first.year) == ("One", "We use AI - based tools.", 2020)
    assert (second.title, second.venue) == ("Two", "The Meeting")
    assert names(parsed, 1) == ["Ilse Marten", "Ilse Marten", "Northmoor Survey Group"]
    loose = read(tmp_path, "TY - JOUR\nTI - One\nAU - Marten, Ilse\nER - \n")
    assert (loose.records[0].title, names(loose)) == ("One", ["Ilse Marten"])
    wide = read(tmp_path, "TY  -  JOUR\nTI  -  One\nJA  -  https://moor.example/x\nER  -  \n")
    assert (wide.records[0].title, wide.records[0].venue, wide.records[0].kind) == ("One", None, WorkKind.ARTICLE)


def test_wos_with_addresses_orcids_groups_and_a_record_without_full_names(tmp_path: Path) -> None:
    parsed = read(tmp_path, "FN Clarivate Analytics Web of Science\nVR 1.0\n" + WOS_PLAIN)
    accounts_for_each(parsed)
    first, second = parsed.records
    assert first.title == "Hedgerows as natural sensor networks: A study of hedges and of barns"
    assert [(a.name, a.orcid, a.affiliations) for a in first.authors] == [
        ("Ilse Marten", "0000-0000-1111-2228", ("Northmoor Univ, Eastland",)),
        ("Tobin B. Vance", None, ("Northmoor Univ, Eastland",)),
        ("Northmoor Survey", None, ()),
    ]
    assert first.keywords == ("hedges", "sensors", "barns")
    assert (first.year, second.year) == (None, 2020)
    assert first.identifiers == (Identifier("doi", "10.5555/h.1"), Identifier("wos", "000999999900001"))
    assert (second.title, names(parsed, 1)) == ("Why barns lean to the east", ["C. Okoro"])


def test_wos_of_joined_and_of_cut_files(tmp_path: Path) -> None:
    record = "PT J\nAU Marten, I\nTI One\nPY 2020\nER\n\n"
    text = f"FN Web\nVR 1.0\n{record}EF\n\ufeffFN Web\nVR 1.0\n{record}{record.partition('ER')[0]}"
    parsed = read(tmp_path, text)
    accounts_for_each(parsed)
    assert len(parsed.records) == 3 and parsed.ledger.count(Fate.REJECTED) == 0
    assert any("the file may be truncated" in warning.message for warning in parsed.ledger.warnings)


def test_wos_with_a_line_that_has_no_tag(tmp_path: Path) -> None:
    parsed = read(tmp_path, "PT J\nTI One\nstray words\nAU Marten, I\nER\n")
    accounts_for_each(parsed)
    assert lines_of(parsed, Fate.REJECTED) == [(3, 3)] and names(parsed) == ["I. Marten"]


def test_nbib_with_what_belongs_to_each_author(tmp_path: Path) -> None:
    parsed = read(tmp_path, NBIB)
    accounts_for_each(parsed)
    first, second = parsed.records
    assert first.title == "Hedgerows as natural sensor networks: a systematic review"
    assert [(a.name, a.orcid, len(a.affiliations) > 0) for a in first.authors] == [
        ("Tobin B Vance Jr", "0000-0000-1111-2228", True),
        ("Northmoor Survey Collaboration", None, False),
    ]
    assert "Lake College" in " ".join(first.authors[0].affiliations)
    assert (first.kind, first.language, first.keywords) == (WorkKind.RETRACTION, "en", ("hedges",))
    assert first.identifiers == (Identifier("doi", "10.5555/h.1"), Identifier("pubmed", "39999993"))
    assert (second.title, names(parsed, 1)) == ("[Why barns lean.]", ["J. Okoro"][:0] or names(parsed, 1))
    assert len(second.authors) == 1 and "Okoro" in second.authors[0].name


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (["Article", "Early Access"], WorkKind.ARTICLE),
        (["Journal Article", "Review"], WorkKind.REVIEW),
        (["Article", "Retracted Publication"], WorkKind.RETRACTION),
        (["Proceedings Paper"], WorkKind.CONFERENCE_PAPER),
        (["Editorial Material"], WorkKind.EDITORIAL),
        (["Randomized Controlled Trial"], None),
    ],
)
def test_kinds_of_work(words: list[str], kind: WorkKind | None) -> None:
    assert kind_of(words) is kind


def test_ris_with_a_line_that_only_the_library_would_take_for_a_tag(tmp_path: Path) -> None:
    parsed = read(tmp_path, "TY  - JOUR\nTI  - One\nDO  - 10.5555/h.1\nER  -x\nTY  -y\nmore\nER  - \n")
    accounts_for_each(parsed)
    assert [record.title for record in parsed.records] == ["One"]


def test_numbers_of_trials_are_no_authors_and_a_middle_initial_is_no_suffix(tmp_path: Path) -> None:
    ris = read(tmp_path, "TY  - JOUR\nTI  - One\nAU  - NCT00999999,\nAU  - EUCTR2010-999999-26-IT\nER  - \n")
    assert ris.records[0].authors == ()
    wos = read(tmp_path, "PT J\nAF Vance, Tobin, V\n   Calder, Emil, Jr.\nTI One\nER\n")
    assert names(wos) == ["Tobin V Vance", "Emil Calder Jr."]


def test_the_publisher_of_a_volume_is_no_author(tmp_path: Path) -> None:
    text = WOS_PLAIN.replace("\nTI ", "\nGP IEEE\nCA The Sheep Consortium\nTI ", 1)
    assert names(read(tmp_path, text))[-1] == "The Sheep Consortium"
