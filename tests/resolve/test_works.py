from __future__ import annotations

import re

import pytest

from kg.model.identity import Verdict
from kg.model.record import Decision
from kg.resolve import parse_decisions, resolve, works
from kg.resolve.resolution import ResolveOptions
from kg.resolve.work_comparison import compare_records
from tests.resolve.records import paper

TITLE = "Tidy Graphs: A Benchmark of Small Knowledge Bases"
ABSTRACT = "we gather forty small bases of facts and ask how tidy each is by counting loops knots and leaves and so on"


def ids(*records: object) -> list[str]:
    return [work.id for work in resolve(records).works]  # type: ignore[arg-type]


def test_a_paper_in_two_listings_is_one_work_that_keeps_both_sources() -> None:
    first = paper("a/1", TITLE, venue="ICLR.cc/2019/Conference", decision=Decision.ACCEPT)
    second = paper("b/1", "Tidy graphs: a {B}enchmark of small knowledge-bases", "Ann Oak", venue="iclr 2019")
    (work,) = resolve([second, first]).works
    assert work.records == ("a/1", "b/1")
    assert work.decision is Decision.ACCEPT
    assert [a.name_as_written for a in work.authorships] == ["Ann Oak"]
    assert work.edition == "venue/iclr/2019"


def test_a_cut_subtitle_a_slip_and_a_missing_author_do_not_split_a_work() -> None:
    people = ("Ann Oak", "Ben Elm", "Cy Ash")
    versions = [TITLE, "Tidy Graphs", "Tidy Graphs: A Benchmark of Smal Knowledge Bases", TITLE.upper()]
    records = [paper(f"l{n}/1", title, *people[: 3 - n % 2]) for n, title in enumerate(versions)]
    assert len(ids(*records)) == 1


def test_one_short_title_by_different_people_is_two_works() -> None:
    found = ids(paper("a/1", "Tidy Graphs", "Ann Oak"), paper("b/1", "Tidy Graphs", "Zoe Fir"))
    assert len(set(found)) == 2


def test_parts_of_a_series_are_not_one_work() -> None:
    parts = [paper(f"a/{n}", f"Lectures on the tidying of graphs, part {n}", "Ann Oak") for n in (1, 2)]
    assert len(ids(*parts)) == 2


def test_titles_cut_without_authors_are_one_work_only_when_the_abstract_is_the_same() -> None:
    full, short = paper("a/1", TITLE, "Ann Oak", abstract=ABSTRACT), paper("b/1", "Tidy Graphs", abstract=ABSTRACT)
    other = paper("c/1", "Tidy Graphs", abstract=" ".join(reversed("abcdefghijklmnopqrstuvwxyz")))
    assert len(ids(full, short)) == 1
    assert len(ids(full, other)) == 2


def test_values_that_disagree_are_kept_with_their_source_and_the_accepted_version_is_shown() -> None:
    preprint = paper("a/1", TITLE, "Ann Oak", venue="arXiv", year=2020, abstract=ABSTRACT)
    rejected = paper("b/1", TITLE, "Ann Oak", venue="ICLR 2021", decision=Decision.REJECT)
    accepted = paper("c/1", TITLE, "Ann Oak", "Ben Elm", venue="ICML 2021", decision=Decision.ACCEPT)
    (work,) = resolve([preprint, rejected, accepted]).works
    assert (work.edition, work.decision, len(work.authorships)) == ("venue/icml/2021", Decision.ACCEPT, 2)
    kept = {(c.field, c.record, c.value) for c in work.conflicts}
    assert ("venue", "b/1", "ICLR 2021") in kept and ("decision", "b/1", "reject") in kept
    assert ("year", "a/1", "2020") in kept and ("authors", "a/1", "Ann Oak") in kept
    assert all(c.shown != c.value for c in work.conflicts)


def test_a_rejection_elsewhere_is_not_shown_as_the_decision_of_this_edition() -> None:
    rejected = paper("a/1", TITLE, "Ann Oak", venue="ICLR 2021", decision=Decision.REJECT)
    later = paper("b/1", TITLE, "Ann Oak", venue="ICML 2021")
    (work,) = resolve([rejected, later]).works
    assert (work.edition, work.decision) == ("venue/icml/2021", None)


def test_ids_are_readable_and_stay_when_a_listing_is_added() -> None:
    before = paper("m/1", "{Tidy} Graphs", "Ann Oak", year=2019)
    after = [paper("a/1", "Tidy Graphs", "Zoe Fir", year=2020), paper("a/2", "Another thing", "Zoe Fir")]
    (kept,) = ids(before)
    assert re.fullmatch(r"work/tidy-graphs-[0-9a-f]{8}", kept)
    assert kept in ids(before, *after)


def test_a_user_joins_and_parts_works() -> None:
    one, other = paper("a/1", "Tidy Graphs", "Ann Oak"), paper("b/1", "On Neat Networks", "Ann Oak")
    left, right = ids(one, other)
    join = ResolveOptions(parse_decisions([f"same,{left},https://example.org/kg/{right}"]))
    assert len(resolve([one, other], join).works) == 1
    twin = paper("c/1", "Tidy Graphs", "Ann Oak")
    part = ResolveOptions(parse_decisions(["different,record a/1,record c/1"]))
    resolution = resolve([one, twin], part)
    assert len(resolution.works) == 2
    assert any(j.verdict is Verdict.DIFFERENT and "decided in" in j.reasons[0] for j in resolution.judgements)


@pytest.mark.parametrize("authors", [("Ann Oak", "Ben Elm"), ("Ann Oak {}",), ("Ann Oak",), ()])
def test_thousands_of_papers_of_one_title_are_compared_in_a_number_of_pairs_proportional_to_theirs(
    monkeypatch: pytest.MonkeyPatch, authors: tuple[str, ...]
) -> None:
    compared = []
    monkeypatch.setattr(works, "compare_records", lambda *pair: compared.append(pair) or compare_records(*pair))
    names = [[name.format(chr(65 + n % 26) + "ab" * (n // 26)) for name in authors] for n in range(400)]
    records = [paper(f"a/{n}", TITLE, *names[n], venue="ICLR", year=1990 + n % 20) for n in range(400)]
    found = resolve(records)
    assert len(compared) <= 8 * len(records)
    if authors == ("Ann Oak", "Ben Elm"):
        assert len(found.works) == 1
