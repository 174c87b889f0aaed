"""JSON documents and JSON Lines in the forms of the field's databases."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kg.engine.memory import infrequent_gc
from kg.model.errors import ListingError
from kg.model.listing import Fate
from kg.model.record import Decision, Presentation
from kg.parsers.json_places import places
from tests.parsers.reading import read

PAPER = {"title": "On Sheep", "authors": ["Ada Example", "Bo Li"], "year": 2021}
OTHER = {"title": "On Goats", "authors": [], "year": 2020}
WRAPPERS: dict[str, Any] = {
    "array": [PAPER, OTHER],
    "one key": {"results": [PAPER, OTHER], "meta": {"count": 2}},
    "deep": {"message": {"items": [PAPER, OTHER]}},
    "by key": {"p1": PAPER, "p2": OTHER},
    "by year": {"2021": [PAPER], "2020": [OTHER]},
    "rows": {"rows": [{"row": PAPER}, {"row": OTHER}]},
    "in the objects of a list": [{"group": "Sheep.cc", "notes": [PAPER]}, {"group": "Goats.cc", "notes": [OTHER]}],
    "cited": {"offset": 0, "data": [{"citedPaper": PAPER}, {"contexts": [], "citedPaper": OTHER}]},
    "found": {"On Sheep": {"filled": False, "bib": PAPER}, "On Goats": {"filled": True, "bib": OTHER}},
    "values": {
        "notes": [{"content": {key: {"value": item} for key, item in paper.items()}} for paper in (PAPER, OTHER)]
    },
}


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("name", WRAPPERS)
def test_papers_are_found_at_any_depth_with_their_lines(name: str, indent: int | None, tmp_path: Path) -> None:
    text = json.dumps(WRAPPERS[name], indent=indent)
    parsed = read(tmp_path, text + "\n")
    assert [(r.title, r.year) for r in parsed.records] == [("On Sheep", 2021), ("On Goats", 2020)]
    assert parsed.ledger.count(Fate.REJECTED) == 0
    lines = text.split("\n")
    for record in parsed.records:
        assert record.title in "\n".join(lines[record.lines.start - 1 : record.lines.end])


def test_a_cut_document_gives_the_papers_before_the_cut(tmp_path: Path) -> None:
    parsed = read(tmp_path, json.dumps([PAPER, OTHER, PAPER], indent=1)[:-40])
    assert [record.title for record in parsed.records] == ["On Sheep", "On Goats"]
    assert parsed.ledger.count(Fate.REJECTED) > 0


def test_an_inverted_abstract_is_put_in_order_whatever_its_places(tmp_path: Path) -> None:
    paper = PAPER | {"abstract_inverted_index": {"sheep": [2, 10**15], "We": [0], "count": [1]}}
    assert read(tmp_path, json.dumps([paper])).records[0].abstract == "We count sheep sheep"


_VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5) | st.sampled_from(["title", "On Sheep"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["title", "authors", "content", "value", "year", "author", "name", "a"]), inner
        )
    ),
    max_leaves=20,
)
quick = settings(
    deadline=None,
    max_examples=200,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@quick
@given(value=_VALUES, cut=st.integers(min_value=0, max_value=400))
def test_any_json_whole_or_cut_gives_records_or_one_error(value: Any, cut: int, tmp_path: Path) -> None:
    text = json.dumps(value)
    for each in (text, text[:cut], json.dumps([PAPER, value])):
        try:
            parsed = read(tmp_path, each)
        except ListingError as error:
            assert "\n" not in str(error)
        else:
            assert parsed.records


def test_deep_and_wide_documents_take_linear_time() -> None:
    """The least of several measurements counts, so that the load of the machine has little effect."""

    def seconds(count: int) -> float:
        text = json.dumps({f"key{n}": [PAPER] for n in range(count)})
        with infrequent_gc():  # a collection takes time for all objects of other tests
            return min(once(text, count) for _ in range(8))

    def once(text: str, count: int) -> float:
        start = time.process_time()
        assert len(list(places(text))) == count
        return time.process_time() - start

    # Quadratic time would be a hundred times as long.
    assert seconds(20_000) < 40 * max(seconds(2_000), 0.01)
    assert not list(places("[" * 100_000))


def test_the_address_by_which_a_paper_is_found_is_its_address(tmp_path: Path) -> None:
    papers = {
        "https://openreview.net/forum?id=sheep123": PAPER,
        "https://example.org/goats": {**OTHER, "url": "https://g.org/1"},
    }
    first, second = read(tmp_path, json.dumps(papers)).records
    assert (first.url, [i.value for i in first.identifiers]) == (
        "https://openreview.net/forum?id=sheep123",
        ["sheep123"],
    )
    assert second.url == "https://g.org/1"


def test_the_answer_to_a_question_for_one_paper(tmp_path: Path) -> None:
    work = {
        "title": ["On Sheep"],
        "author": [{"given": "Ada", "family": "Example"}],
        "DOI": "10.5555/sheep",
        "type": "journal-article",
    }
    (record,) = read(tmp_path, json.dumps({"status": "ok", "message-type": "work", "message": work})).records
    assert (record.title, record.decision_as_written, record.notes) == ("On Sheep", None, ())
    assert [author.name for author in record.authors] == ["Ada Example"]


@pytest.mark.parametrize("before", ["papers = ", "const papers = ", "window.papers=", "export default "])
def test_papers_that_a_script_assigns_are_read(before: str, tmp_path: Path) -> None:
    text = f"{before}{json.dumps([PAPER, OTHER], indent=1)};\n"
    parsed = read(tmp_path, text)
    assert [(r.title, r.lines.start) for r in parsed.records] == [("On Sheep", 2), ("On Goats", 10)]
    assert parsed.ledger.count(Fate.REJECTED) == 0


def test_a_list_of_venues_with_their_papers(tmp_path: Path) -> None:
    venues = [{"venue": "ICML", "year": 2019, "submissions": [{"title": "On Sheep"}]}, {"venue": "none yet"}]
    venues.append({"venue": "KDD", "year": 2020, "submissions": [{"title": "On Goats"}, {"title": "On Cows"}]})
    parsed = read(tmp_path, json.dumps(venues, indent=1) + "\n")
    found = [(record.title, record.venue, record.year) for record in parsed.records]
    assert found == [("On Sheep", "ICML", 2019), ("On Goats", "KDD", 2020), ("On Cows", "KDD", 2020)]


def test_notes_of_a_journal_in_openreview(tmp_path: Path) -> None:
    """A journal has no year in its name: the year is the one of the note, and the decision is before the name."""

    def note(title: str, venue: str, venueid: str, **dates: int) -> dict[str, Any]:
        content = {"title": {"value": title}, "venue": {"value": venue}, "venueid": {"value": venueid}}
        return {"id": title, "forum": title, "content": content, **dates}

    notes = [
        note("Sheep", "Accepted by TMLR", "TMLR", cdate=1_763_405_368_404, pdate=1_774_481_004_099),
        note("Goats", "Rejected by TMLR", "TMLR/Rejected", cdate=1_763_405_368_404),
        note("Cows", "ICLR 2024 poster", "ICLR.cc/2024/Conference", cdate=1_695_154_983_741),
        note("Hens", "Under review for TMLR", "TMLR/Under_Review", cdate=17),
    ]
    records = read(tmp_path, json.dumps({"notes": notes}) + "\n").records
    assert [(record.venue, record.year, record.decision) for record in records] == [
        ("TMLR", 2026, "accept"),
        ("TMLR", 2025, "reject"),
        ("ICLR 2024", 2024, "accept"),
        ("TMLR", None, None),
    ]


def test_the_key_abs_is_an_abstract_or_an_address(tmp_path: Path) -> None:
    address = "https://arxiv.org/abs/2101.00001"
    text = json.dumps([{**PAPER, "abs": "We count sheep."}, {**OTHER, "abs": address}])
    first, second = read(tmp_path, text).records
    assert (first.abstract, second.abstract, second.url) == ("We count sheep.", None, address)


SITE = "https://icml.cc//virtual/2024"
EVENT = {"name": "On Sheep", "speakers/authors": "Ada Example, Bo Li", "abstract": "We count."}
EVENTS = [
    {**EVENT, "type": "Poster", "virtualsite_url": f"{SITE}/poster/1"},
    {**EVENT, "name": "Sheep Day", "type": "Workshop", "virtualsite_url": f"{SITE}/workshop/2"},
]


def test_events_of_a_conference_are_papers_if_they_present_one(tmp_path: Path) -> None:
    parsed = read(tmp_path, json.dumps(EVENTS, indent=1))
    [record] = parsed.records
    assert (record.title, [author.name for author in record.authors]) == ("On Sheep", ["Ada Example", "Bo Li"])
    assert (record.venue, record.year, record.presentation) == ("ICML", 2024, "poster")
    assert record.url == "https://icml.cc//virtual/2024/poster/1"


NOTES = [
    {"id": "a1", "forum": "a1", "replyto": None, "content": {"title": "On Sheep", "authors": ["Ada Example"]}},
    {"id": "r1", "forum": "a1", "replyto": "a1", "content": {"title": "Final decision", "decision": "Accept"}},
    {"id": "r2", "forum": "a1", "replyto": "a1", "content": {"title": "Sound work", "review": "Good sheep."}},
]


@pytest.mark.parametrize("write", [json.dumps, lambda notes: "".join(json.dumps(note) + "\n" for note in notes)])
def test_reviews_and_decisions_of_openreview_are_no_papers(write: Any, tmp_path: Path) -> None:
    parsed = read(tmp_path, write(NOTES))
    assert [record.title for record in parsed.records] == ["On Sheep"]
    assert all(entry.fate is not Fate.REJECTED for entry in parsed.ledger.entries)


def test_a_document_with_replies_only_is_refused_with_a_reason(tmp_path: Path) -> None:
    with pytest.raises(ListingError, match="reviews, comments and decisions of OpenReview are not papers"):
        read(tmp_path, json.dumps({"notes": NOTES[1:]}))


def test_the_form_in_which_a_paper_was_accepted(tmp_path: Path) -> None:
    papers = [{"title": f"On {name}", "authors": ["Ilse Marten"], "accepted_as": name} for name in ("oral", "poster")]
    records = read(tmp_path, json.dumps(papers)).records
    assert [(r.decision, r.presentation) for r in records] == [
        (Decision.ACCEPT, Presentation.ORAL),
        (Decision.ACCEPT, Presentation.POSTER),
    ]
