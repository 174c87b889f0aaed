"""Answers to questions on a small field of research, each row with its evidence."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter

import pytest
from pyoxigraph import NamedNode, Quad

from kg.graph.answers.asking import answer_question
from kg.graph.answers.catalogue import QUESTIONS
from kg.graph.answers.paths import shortest_paths
from kg.model.errors import QueryError, UsageError
from kg.model.mention import Role
from kg.reporting import Facts
from kg.store import Rows, new_store, run
from kg.store.parts import Answers
from tests.field import BASE, PAPERS, QUESTION_PARAMS, Paper, field_store, person
from tests.tiny import tiny_quads


@pytest.fixture(scope="module")
def facts() -> Facts:
    return Facts(Answers(field_store()), {})


def cells(rows: Rows, *columns: str) -> list[tuple[object, ...]]:
    places = [rows.columns.index(column) for column in columns]
    return [tuple(row[place] for place in places) for row in rows]


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_has_its_columns_and_asking_again_gives_the_same(name: str, facts: Facts) -> None:
    once, again = (answer_question(facts, name, (), QUESTION_PARAMS[name]) for _ in range(2))
    other = answer_question(Facts(Answers(field_store(papers=PAPERS[::-1])), {}), name, (), QUESTION_PARAMS[name])
    assert once.columns == QUESTIONS[name].columns
    assert list(once) == list(again) == list(other)
    assert len(once) or name in ("trends", "sources", "differences")


def test_authors_of_a_topic_come_with_coauthors_the_strongest_paper_and_its_sentence(facts: Facts) -> None:
    rows = answer_question(facts, "people", ["gate pruning"])
    found = cells(rows, "name", "papers", "first_year", "last_year", "with", "role")
    assert found[0] == ("Bo Berg", 2, 2019, 2021, "Ada Abel, Cy Cole", "proposes")
    assert ("Cy Cole", 2, 2021, 2022, "Bo Berg, Gus Grau", "uses") in found
    assert rows[0][-1] == "We propose gate pruning, which removes gates."
    elsewhere = answer_question(facts, "people", ["gate pruning", "ICML"])
    assert ("Fay Falk",) in cells(elsewhere, "name")
    assert ("A fast pruning baseline",) not in cells(elsewhere, "title"), "a comparison is no work on it"
    late = answer_question(facts, "people", ["gate pruning"], {"since": 2022})
    assert [name for (name,) in cells(late, "name")] == ["Cy Cole", "Gus Grau"]


def test_papers_that_only_mention_a_topic_are_counted_in_the_note(facts: Facts) -> None:
    rows = answer_question(facts, "people", ["tree search"])
    assert rows.note == "5 authors of 3 papers; without 1 paper that only mentions it or compares with it"
    assert ("Jo Jung", 1) in cells(rows, "name", "papers")


def test_datasets_of_a_topic_by_year(facts: Facts) -> None:
    rows = answer_question(facts, "datasets", ["gate pruning"])
    assert cells(rows, "year", "label", "papers") == [(2021, "Scenes", 1), (2019, "Digits", 1)]
    assert rows[0][-1] == "We evaluate on Scenes."


@pytest.mark.parametrize(("role", "count"), [(Role.USES, 1), (Role.COMPARES, 0), (Role.MENTIONS, 0)])
def test_datasets_are_those_of_papers_that_use_the_topic_and_their_number_is_that_of_the_query(
    role: Role, count: int
) -> None:
    paper = Paper("Trees", 2022, "ICLR", ("Kit Kahl",), "Gate pruning is here. We evaluate on Leaves.",
                  {"gate pruning": role}, {"Leaves": Role.EVALUATES})  # fmt: skip
    store = field_store(papers=(*PAPERS, paper))
    rows = answer_question(Facts(Answers(store), {}), "datasets", ["gate pruning"])
    assert [row for row in cells(rows, "label", "papers") if row[0] == "Leaves"] == [("Leaves", 1)] * count
    queried = run(store, "datasets_of_method", {"method": "gate pruning"})
    answered: Counter[object] = Counter()
    for label, papers in cells(rows, "label", "papers"):
        answered[label] += int(str(papers))
    assert dict(cells(queried, "label", "works")) == answered


def test_papers_on_a_part_of_a_benchmark_count_with_the_whole() -> None:
    parts = [
        Paper(
            f"Trees on {name}",
            2022,
            "ICLR",
            ("Kit Kahl",),
            f"We use gate pruning on {name}.",
            {"gate pruning": Role.USES},
            {name: Role.EVALUATES},
        )
        for name in ("Leaves", "Leaves Autumn")
    ]
    rows = answer_question(Facts(Answers(field_store(papers=(*PAPERS, *parts))), {}), "datasets", ["gate pruning"])
    found = cells(rows, "year", "label", "papers", "with_parts")
    assert found[:2] == [(2022, "Leaves", 1, 2), (2022, "Leaves Autumn", 1, 1)]


@pytest.mark.parametrize(
    ("abstract", "sentence", "expected"),
    [
        ("We use gate pruning on Leaves. It works.", "We use gate pruning on Leaves.", "yes"),
        ("We use gate pruning. Results on Leaves show it.", "Results on Leaves show it.", "no"),
    ],
)
def test_a_test_states_if_one_sentence_names_both(abstract: str, sentence: str, expected: str) -> None:
    paper = Paper("Trees", 2022, "ICLR", ("Kit Kahl",), abstract,
                  {"gate pruning": Role.USES}, {"Leaves": Role.EVALUATES})  # fmt: skip
    rows = answer_question(
        Facts(Answers(field_store(papers=(*PAPERS, paper))), {}), "tests", ["gate pruning", "Leaves"]
    )
    assert cells(rows, "sentence", "one_sentence") == [(sentence, expected)]


def test_comparisons_have_the_lines_of_the_paper() -> None:
    rows = answer_question(Facts(Answers(new_store(None, tiny_quads())), {}), "comparisons", ["CNN"])
    assert {source for (source,) in cells(rows, "source")} == {"first list.txt, lines 1 to 4"}


def test_related_papers_have_whole_words_and_their_authors(facts: Facts) -> None:
    rows = answer_question(facts, "related", ["Gate pruning for graphs"])
    text = " ".join(f"{paper.title} {paper.abstract}" for paper in PAPERS).lower()
    assert all(word in re.findall(r"[a-z-]+", text) for (words,) in cells(rows, "words") for word in words.split(", "))
    assert all(cells(rows, "authors"))


def test_comparisons_and_tests_have_the_sentence(facts: Facts) -> None:
    (row,) = cells(answer_question(facts, "comparisons", ["gate pruning"]), "title", "authors", "sentence")
    assert row == ("A fast pruning baseline", "Dee Dorn, Eve Ekman", "Our pruning is faster than gate pruning.")
    tests = cells(answer_question(facts, "tests", ["gate pruning", "digits"]), "title", "role", "sentence")
    assert [row[:2] for row in tests] == [
        ("Gate pruning finds sparse networks", "proposes"),
        ("A fast pruning baseline", "compares"),
    ]
    assert tests[0][2] == "Results on Digits show it."


def test_papers_that_only_name_a_method_are_no_comparisons() -> None:
    named = Paper("Trees", 2022, "ICLR", ("Kit Kahl",), "Methods such as gate pruning exist.",
                  {"gate pruning": Role.COMPARES})  # fmt: skip
    rows = answer_question(Facts(Answers(field_store(papers=(*PAPERS, named))), {}), "comparisons", ["gate pruning"])
    assert cells(rows, "title") == [("A fast pruning baseline",)]
    assert rows.note.startswith("1 of 7 papers that name it have a sentence in the abstract that compares with it")


def test_papers_that_name_only_narrower_methods_are_counted_in_the_note() -> None:
    store = field_store()
    names = {str(row[1]): str(row[0]) for row in run(store, "concepts")}
    narrower, broader = (NamedNode(names[each]) for each in ("tree search", "gate pruning"))
    store.add(Quad(narrower, NamedNode("http://www.w3.org/2004/02/skos/core#broader"), broader))
    store.add(Quad(broader, NamedNode("http://www.w3.org/2004/02/skos/core#broader"), narrower))  # a circle ends
    both = sum({"tree search"} <= paper.roles.keys() and "gate pruning" not in paper.roles for paper in PAPERS)
    for name in ("people", "comparisons", "datasets"):
        note = answer_question(Facts(Answers(store), {}), name, ["gate pruning"]).note
        assert f"not included: {both} papers naming only narrower ones (tree search: {both})" in note


def test_collaborators_are_one_step_away_and_both_have_papers_on_the_topic(facts: Facts) -> None:
    rows = answer_question(facts, "collaborators", ["Ada Abel"])
    (row,) = cells(rows, "name", "topic", "shared_topics", "own_title", "title", "through", "joint_title", "link_title")
    assert row == (
        "Cy Cole", "gate pruning", "gate pruning (1 and 2)", "Gate pruning finds sparse networks (2019)",
        "Pruning gates of recurrent networks (2022)", "Bo Berg", "Gate pruning finds sparse networks (2019)",
        "Sparse networks by gate pruning at scale (2021)",
    )  # fmt: skip
    assert rows.note.startswith(
        "candidates, not findings: only the 9 papers of the graph (ICLR, ICML, 2019–2022) are known"
    )


def test_a_paper_that_compares_with_a_method_is_no_work_on_it() -> None:
    rival = Paper("Fast trees", 2022, "ICLR", ("Bo Berg", "Kit Kahl"), "Trees are faster than gate pruning.",
                  {"gate pruning": Role.COMPARES})  # fmt: skip
    rows = answer_question(Facts(Answers(field_store(papers=(*PAPERS, rival))), {}), "collaborators", ["Ada Abel"])
    assert [name for (name,) in cells(rows, "name")] == ["Cy Cole"]


def test_groups_share_a_method_and_no_paper(facts: Facts) -> None:
    rows = answer_question(facts, "groups")
    (row,) = cells(rows, "finding", "topic", "papers", "title", "second_title", "other_papers")
    assert row == (
        "Bo Berg, Cy Cole, Gus Grau and 1 more (3 papers) and Fay Falk, Dee Dorn, Eve Ekman (2 papers) both work on "
        "gate pruning; no loaded paper is by members of both.",
        "gate pruning", 3, "Pruning gates of recurrent networks (2022)",
        "Sparse networks by gate pruning at scale (2021)", 2,
    )  # fmt: skip
    assert "the overlap is higher" in rows.note and "may have joint papers elsewhere" in rows.note


def test_what_is_new_is_defined_and_taken_up(facts: Facts) -> None:
    first = answer_question(facts, "new", [2019])
    assert cells(first, "label", "papers", "taken_up", "defined") == [("gate pruning", 6, 5, "yes")]
    assert "the 0 loaded papers of 2018 are too few to know them" in first.note
    assert cells(answer_question(facts, "new", [2022]), "label") == [], "a paper without a year may be the first"
    with pytest.raises(QueryError, match="no papers of 1999; it has papers of 2019, 2021, 2022"):
        answer_question(facts, "new", [1999])


def test_names_that_no_paper_defines_are_new_only_if_the_year_before_is_known() -> None:
    def few_or_many(before: int) -> Facts:
        old = [Paper(f"Old {place}", 2021, "ICLR", ("Ada Abel",), "We count.") for place in range(before)]
        now = [Paper(f"New {place}", 2022, "ICLR", ("Bo Berg",), "We use leaf search.", {"leaf search": Role.USES})
               for place in range(8)]  # fmt: skip
        rest = [Paper(f"Rest {place}", 2022, "ICLR", ("Bo Berg",), "We count.") for place in range(72)]
        own = Paper("Leaf pruning", 2022, "ICLR", ("Cy Cole",), "We propose leaf pruning.",
                    {"leaf pruning": Role.PROPOSES})  # fmt: skip
        return Facts(Answers(field_store(papers=[*old, *now, *rest, own])), {})

    unknown = answer_question(few_or_many(20), "new", [2022])
    assert cells(unknown, "label", "defined") == [("leaf pruning", "yes")]
    assert "the 20 loaded papers of 2021 are too few to know them" in unknown.note
    known = answer_question(few_or_many(80), "new", [2022])
    assert cells(known, "label", "defined") == [("leaf pruning", "yes"), ("leaf search", "no")]
    assert "1 more are in none of the 80 loaded papers of 2021" in known.note


def test_what_is_taken_up_has_the_papers_that_do(facts: Facts) -> None:
    ((count, by),) = cells(answer_question(facts, "new", [2019]), "taken_up", "taken_up_by")
    assert count == 5 and str(by).startswith("A fast pruning baseline (2021), ") and str(by).endswith(" and 2 more")


def _groups(*papers: tuple[str, ...]) -> list[tuple[object, ...]]:
    """Return the pairs of groups for papers by these authors, the first ones of each pair on the same method."""
    found = [
        Paper(f"Leaf search {place}", 2022, "ICLR", names, "We use leaf search on leaves of trees.",
              {"leaf search": Role.USES})
        for place, names in enumerate(papers)
    ]  # fmt: skip
    others = [Paper(f"Rest {place}", 2021, "ICML", ("Kit Kahl",), f"We count {place} stones.") for place in range(90)]
    return cells(
        answer_question(Facts(Answers(field_store(papers=[*found, *others])), {}), "groups"), "group", "other_group"
    )


def test_groups_have_two_to_twelve_authors() -> None:
    two, three = ("Ada Abel", "Bo Berg"), ("Dee Dorn", "Eve Ekman", "Fay Falk")
    assert _groups(two, two, three, three) == [("Ada Abel, Bo Berg", "Dee Dorn, Eve Ekman, Fay Falk")]
    assert _groups(two, two, ("Hal Hirt",), ("Hal Hirt",)) == []
    many = tuple(f"Author {place}" for place in range(13))
    assert _groups(two, two, many, many) == []


def test_a_shared_dataset_is_no_topic() -> None:
    papers = (
        Paper(
            "Leaves", 2021, "ICLR", ("Ada Abel", "Bo Berg"), "We evaluate on Stones.", {}, {"Stones": Role.EVALUATES}
        ),
        Paper("Trees", 2022, "ICLR", ("Bo Berg", "Cy Cole"), "We evaluate on Stones.", {}, {"Stones": Role.EVALUATES}),
    )
    rows = answer_question(Facts(Answers(field_store(papers=papers)), {}), "collaborators", ["Ada Abel"])
    assert not len(rows) and rows.note.endswith("1 more co-authors of co-authors share no such method with the author")


def test_duplicates_of_one_group_are_one_row(facts: Facts, monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = [("a", "b", 0.4), ("b", "c", 0.6), ("a", "c", 0.2), ("x", "y", 0.5)]
    rows = [
        (f"https://e.org/person/{one}", f"https://e.org/person/{other}", "Yang Liu", "Yang Liu", score, "rare")
        for one, other, score in pairs
    ]
    monkeypatch.setattr("kg.graph.answers.duplicates.rows_of", lambda *_: rows)
    found = cells(answer_question(facts, "duplicates", ["author"]), "score", "candidates", "reasons")
    assert found == [(0.6, 3, "rare"), (0.5, 2, "rare")]


def test_duplicates_name_a_paper_of_each(facts: Facts) -> None:
    (row,) = cells(answer_question(facts, "duplicates", ["author"]), "kind", "left_name", "right_name", "reasons")
    assert row == ("author", "Ada Abel", "Jo Jung", "similar names")
    with pytest.raises(QueryError, match="kind must be one of all, author"):
        answer_question(facts, "duplicates", ["people"])


def test_all_shortest_paths_have_titles(facts: Facts) -> None:
    rows = answer_question(facts, "paths", ["ada abel", "Hal Hirt"])
    assert rows.note == "1 shortest path of 4 steps"
    assert cells(rows, "from_name", "to_name", "title")[0] == (
        "Ada Abel", "Bo Berg", "Gate pruning finds sparse networks",
    )  # fmt: skip
    concepts = answer_question(facts, "paths", ["Digits", "tree search"])
    assert [name for (name,) in cells(concepts, "from_name")] == ["Digits", "gate pruning"]
    mixed = answer_question(facts, "paths", ["Ada Abel", "tree search"])
    assert [name for (name,) in cells(mixed, "to_name")] == ["Bo Berg", "Cy Cole", "tree search"]
    assert answer_question(facts, "paths", ["Ada Abel", "Ida Iven"]).note == "no path leads from Ada Abel to Ida Iven"
    assert answer_question(facts, "paths", ["Ada Abel", "Ada Abel"]).note == "start and end are the same"
    assert shortest_paths(facts, {"start": person("Ada Abel"), "end": person("Hal Hirt"), "until": 2021}).note


def _large(*years: tuple[str, int, int, int]) -> Facts:
    """Return facts of venues and years with a number of papers, of which the first ones use gate pruning."""
    papers = [
        Paper(f"Paper {place} of {venue} {year}", year, venue, ("Ada Abel", f"Author {place}"), "We use gate pruning.",
              {"gate pruning": Role.USES} if place < using else {})
        for venue, year, count, using in years
        for place in range(count)
    ]  # fmt: skip
    return Facts(Answers(field_store(papers=papers)), {})


def test_a_programme_is_beside_that_of_the_year_before(facts: Facts) -> None:
    large = _large(("ICLR", 2021, 80, 8), ("ICLR", 2022, 90, 45))
    rows = answer_question(large, "programme", ["ICLR", 2022])
    assert rows.note.startswith("ICLR 2022 compared with ICLR 2021; decisions are known for none of 90 papers")
    found = {row[:2]: row[2:] for row in cells(rows, "part", "item", "papers", "last_papers", "change")}
    assert found["papers", "all"] == (90, 80, None)
    assert found["authors", "of both years"] == (81, 81, None)
    assert found["topic", "gate pruning"] == (45, 8, "more")
    with pytest.raises(QueryError, match="no papers of ICLR in 1999; years with papers: 2019, 2021, 2022"):
        answer_question(facts, "programme", ["ICLR", 1999])
    first = answer_question(facts, "programme", ["ICLR", 2019])
    assert "the graph has no earlier year of the venue" in first.note


def test_rejected_papers_are_not_of_the_programme() -> None:
    facts = Facts(Answers(field_store()), {})
    every = cells(answer_question(facts, "programme", ["ICLR", 2022]), "part", "papers")[0]
    refused = next(work for work, paper in facts.papers.items() if (paper.venue, paper.year) == ("ICLR", 2022))
    facts.papers[refused] = dataclasses.replace(facts.papers[refused], decision="reject")
    rows = answer_question(facts, "programme", ["ICLR", 2022])
    assert cells(rows, "part", "papers")[0] == ("papers", int(str(every[1])) - 1)
    assert "without 1 rejected paper;" in rows.note


def test_a_programme_is_not_compared_with_few_papers(facts: Facts) -> None:
    rows = answer_question(facts, "programme", ["ICLR", 2022])
    assert rows.note.startswith("ICLR 2022, not compared with ICLR 2021: 2 and 1 papers are too few for a comparison")
    assert set(cells(rows, "last_papers", "last_share", "change")) == {(None, None, None)}


def test_differences_name_the_years_and_adjusted_shares_agree_with_the_ratio(facts: Facts) -> None:
    large = _large(("ICLR", 2021, 60, 30), ("ICML", 2021, 12, 1), ("ICLR", 2022, 12, 11), ("ICML", 2022, 60, 24))
    rows = answer_question(large, "differences", ["ICLR", "ICML"])
    assert "within each year that both have (2021: 60 and 12 papers; 2022: 12 and 60 papers)" in rows.note
    assert rows.note.endswith("1 of 1 methods and datasets in at least 5 of these papers differ "
                              "(adjusted p below 0.05), the most certain first")  # fmt: skip
    ((one, other, ratio, years),) = cells(
        rows, "left_adjusted_share", "right_adjusted_share", "odds_ratio", "by_stratum"
    )
    assert (one, other) == (0.7083, 0.2417), "the shares of all papers are 0.57 and 0.35"
    assert float(str(ratio)) > 1 and years == "2021: 30 of 60, 1 of 12; 2022: 11 of 12, 24 of 60"
    apart = answer_question(facts, "differences", ["ICLR", "ICML"])
    assert not len(apart) and "cannot be told apart from the year" in apart.note


def test_without_a_clear_difference_one_sentence_has_the_smallest_one_that_could_be_found() -> None:
    large = _large(("ICLR", 2021, 60, 12), ("ICML", 2021, 12, 1), ("ICLR", 2022, 12, 9), ("ICML", 2022, 60, 36))
    rows = answer_question(large, "differences", ["ICLR", "Conference ICML"])
    assert not len(rows) and rows.note.startswith("no clear difference between ICLR and Conference ICML within")
    assert "only a difference of about 19 percentage points or more could be found reliably" in rows.note


@pytest.mark.parametrize("value", ["ICLR 2021", "iclr-2021", "Conference ICLR, 2021"])
def test_a_venue_and_its_year_are_one_value(value: str, facts: Facts) -> None:
    assert list(answer_question(facts, "programme", [value])) == list(
        answer_question(facts, "programme", ["ICLR", 2021])
    )
    years = cells(answer_question(facts, "people", ["gate pruning", value]), "first_year", "last_year")
    assert years and set(years) == {(2021, 2021)}
    with pytest.raises(QueryError, match="contains a year, and year is 2022; give one of them"):
        answer_question(facts, "programme", [value, 2022])
    with pytest.raises(QueryError, match="no venue is named 'ICRL'; did you mean ICLR"):
        answer_question(facts, "programme", ["ICRL 2021"])


def test_topics_of_papers_without_an_abstract_are_unknown() -> None:
    papers = [Paper(f"Paper {place}", 2022, "ICLR", ("Ada Abel",)) for place in range(90)]
    old = [Paper(f"Old {place}", 2021, "ICLR", ("Ada Abel",), "We use gate pruning.", {"gate pruning": Role.USES})
           for place in range(90)]  # fmt: skip
    facts = Facts(Answers(field_store(papers=[*papers, *old])), {})
    rows = answer_question(facts, "programme", ["ICLR", 2022])
    assert {part for (part,) in cells(rows, "part")} == {"papers", "authors"}
    assert "abstracts, and so topics, are known for none of 90 papers of ICLR 2022" in rows.note
    with pytest.raises(QueryError, match="the papers of 'ICLR 2022' have no abstracts"):
        answer_question(facts, "differences", ["ICLR 2021", "ICLR 2022"])


def test_adoption_is_unknown_without_later_papers() -> None:
    named = Paper("Leaf search", 2023, "ICML", ("Kit Kahl",), "We propose leaf search.", {"leaf search": Role.PROPOSES})
    rows = answer_question(Facts(Answers(field_store(papers=(*PAPERS, named))), {}), "new", [2023])
    assert cells(rows, "label", "taken_up", "defined") == [("leaf search", None, "yes")]


def test_values_are_checked(facts: Facts) -> None:
    with pytest.raises(QueryError, match=r"no question is named 'peple'.*did you mean people"):
        answer_question(facts, "peple")
    with pytest.raises(QueryError, match="the parameter 'concept' is missing"):
        answer_question(facts, "people")
    with pytest.raises(QueryError, match=r"no parameter 'venu'.*did you mean venue"):
        answer_question(facts, "people", ["gate pruning"], {"venu": "ICLR"})
    with pytest.raises(QueryError, match="since must be a whole number"):
        answer_question(facts, "people", ["gate pruning"], {"since": "last"})
    with pytest.raises(UsageError, match="4 values given"):
        answer_question(facts, "groups", ["ICLR", 1, 2, 3])
    with pytest.raises(QueryError, match=r"no author is named 'Nobody'.*no method or dataset is named 'Nobody'"):
        answer_question(facts, "paths", ["Nobody", "Ada Abel"])


def test_identifiers_are_iris_of_the_graph(facts: Facts) -> None:
    rows = answer_question(facts, "people", ["gate pruning"])
    assert all(str(iri).startswith(BASE) for pair in cells(rows, "person", "work") for iri in pair)
