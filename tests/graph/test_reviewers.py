"""Reviewers: related papers first, conflicts left out, groups spread, loads respected."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.answers.profiles import all_profiles
from kg.graph.reviewers.assignment import assign
from kg.graph.reviewers.candidates import ReviewCandidate
from kg.graph.reviewers.conflicts import ConflictRules, conflicts
from kg.graph.reviewers.paper_index import paper_index
from kg.graph.reviewers.reviewing import ReviewRules, assigned_reviewers, reviewers_of
from kg.graph.reviewers.spread import Choice
from kg.graph.reviewers.submission import find_submission, new_submission, read_submissions
from kg.model.errors import ListingError, UsageError
from kg.reporting import Facts
from kg.store import Rows
from kg.store.parts import Answers
from tests.field import field_store, person

ABSTRACT = "We study gate pruning of sparse networks."


@pytest.fixture(scope="module")
def facts() -> Facts:
    return Facts(Answers(field_store()), {})


def names(rows: Rows) -> list[object]:
    return [row[rows.columns.index("name")] for row in rows]


def test_authors_of_related_papers_come_first_with_these_papers(facts: Facts) -> None:
    rows = reviewers_of(facts, find_submission(facts, "Sparse gates", ABSTRACT), ReviewRules(limit=4))
    assert set(names(rows)) <= {"Ada Abel", "Bo Berg", "Cy Cole", "Dee Dorn", "Eve Ekman", "Fay Falk", "Gus Grau"}
    first = dict(zip(rows.columns, rows[0], strict=True))
    assert first["name"] in ("Bo Berg", "Cy Cole", "Fay Falk") and first["topics"] == "gate pruning"
    assert "gate pruning" in str(first["title"]).lower() or "pruning" in str(first["title"]).lower()
    assert "Ida Iven" not in names(rows)


def test_two_of_a_team_are_not_the_first_two(facts: Facts) -> None:
    rows = reviewers_of(facts, find_submission(facts, "Sparse gates", ABSTRACT), ReviewRules(limit=2))
    profiles = all_profiles(facts)
    first, second = (str(row[0]) for row in rows)
    assert second not in profiles.joint[first]


def test_authors_recent_coauthors_and_named_people_are_left_out(facts: Facts) -> None:
    submission = find_submission(facts, "Sparse networks by gate pruning at scale")
    found = names(reviewers_of(facts, submission, ReviewRules(years=5)))
    assert not {"Bo Berg", "Cy Cole", "Ada Abel", "Gus Grau"} & set(found)
    assert "Ada Abel" in names(reviewers_of(facts, submission, ReviewRules(years=1))), "they wrote in 2019"
    named = reviewers_of(facts, submission, ReviewRules(years=1, conflicts=("ada ABEL", "No One")))
    assert "Ada Abel" not in names(named) and named.note.startswith("no author of the graph is named No One; the order")
    assert str(submission.work) not in [row[6] for row in reviewers_of(facts, submission, ReviewRules(years=0))]


def test_whoever_may_be_an_author_is_left_out_too(facts: Facts) -> None:
    found = conflicts(facts, all_profiles(facts), ["Ada Abel"], ConflictRules(3, 2022))
    assert found.reasons[person("Jo Jung")] == "author", "the graph has them as possibly the same"
    assert found.unknown == ()


def test_a_text_without_relation_has_no_reviewers_and_an_empty_one_is_refused(facts: Facts) -> None:
    assert names(reviewers_of(facts, find_submission(facts, "zzz qqq"), ReviewRules())) == []
    with pytest.raises(UsageError, match="give a title"):
        find_submission(facts, " ")


def test_methods_and_datasets_are_found_in_a_text(facts: Facts) -> None:
    found = new_submission(facts, "Gate Pruning", "on Digits, not digitsx", ())
    assert {iri.rsplit("/", 1)[-1] for iri in paper_index(facts).concepts_in("Gate Pruning on Digits")} == {
        "gate-pruning", "digits",
    }  # fmt: skip
    assert len(found.features) == 2


def test_a_listing_is_assigned_within_the_load(facts: Facts, tmp_path: Path) -> None:
    listing = tmp_path / "submissions.csv"
    rows = [f'"Sparse gates {n}","Zoe Zorn","{ABSTRACT}"' for n in range(4)]
    listing.write_text("title,authors,abstract\n" + "\n".join(rows), encoding="utf-8")
    submissions = read_submissions(facts, listing)
    found = assigned_reviewers(facts, submissions, ReviewRules(limit=2, load=2))
    counts: dict[object, int] = {}
    for name in names(found):
        counts[name] = counts.get(name, 0) + 1
    assert len(found) == 8 and max(counts.values()) <= 2
    assert found[0][0] == 1 and found[0][2] == "submissions.csv:2-2"
    assert "4 submissions" in found.note and "at most 2 submissions each" in found.note
    short = assigned_reviewers(facts, submissions, ReviewRules(limit=3, load=1))
    assert "fewer than 3 reviewers; raise the load" in short.note
    turned = assigned_reviewers(facts, submissions[::-1], ReviewRules(limit=2, load=2))
    assert sorted(row[1:] for row in turned) == sorted(row[1:] for row in found)


def test_a_listing_without_papers_is_refused(facts: Facts, tmp_path: Path) -> None:
    listing = tmp_path / "empty.csv"
    listing.write_text("title,authors\n", encoding="utf-8")
    with pytest.raises(ListingError, match="no paper found"):
        read_submissions(facts, listing)


@given(
    st.lists(st.dictionaries(st.sampled_from("abcdef"), st.floats(0.01, 1), max_size=6), min_size=1, max_size=5),
    st.integers(1, 3),
    st.integers(1, 3),
)
def test_assignments_respect_all_limits(scores: list[dict[str, float]], each: int, load: int) -> None:
    choices = [[Choice(ReviewCandidate(who, score, ()), score) for who, score in row.items()] for row in scores]
    found = assign(choices, each, load)
    loads: dict[str, int] = {}
    for chosen, offered in zip(found, choices, strict=True):
        people = [choice.candidate.person for choice in chosen]
        assert len(set(people)) == len(people) <= each and set(chosen) <= set(offered)
        for who in people:
            loads[who] = loads.get(who, 0) + 1
    assert max(loads.values(), default=0) <= load
    if all(len(row) <= each for row in choices) and load >= len(choices):
        assert sum(map(len, found)) == sum(map(len, choices))


def test_the_best_sum_wins_over_the_first_come() -> None:
    def choice(who: str, score: float) -> Choice:
        return Choice(ReviewCandidate(who, score, ()), score)

    first, second = assign([[choice("a", 0.9), choice("b", 0.8)], [choice("a", 0.85)]], 1, 1)
    assert [each.candidate.person for each in first] == ["b"] and [each.candidate.person for each in second] == ["a"]
