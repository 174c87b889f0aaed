"""What a report says."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from kg.model.report import Report, Table, Text, Told
from kg.reporting import Facts, report
from kg.reporting.facts import graphs_of
from kg.store import new_store
from kg.store.parts import Answers
from tests.reporting.conftest import Reporter


def table(made: Report, name: str) -> Table | None:
    blocks = (block for section in made.sections for block in section.blocks)
    return next((block for block in blocks if isinstance(block, Table) and block.name == name), None)


def text(made: Report, section: str) -> str:
    [found] = [each for each in made.sections if each.name == section]
    words = [word for block in found.blocks if isinstance(block, Text) for word in block.words]
    return "".join(str(getattr(word, "value", getattr(word, "text", word))) for word in words)


def told_of(made: Report, concept: str) -> list[Told]:
    blocks = (block for section in made.sections for block in section.blocks)
    return [block for block in blocks if isinstance(block, Told) and block.concept == concept]


def test_the_field_at_a_glance_is_told_in_words(told: Reporter) -> None:
    said = text(told(), "glance")
    assert "about 4 works, of ICLR (2) and Workshop on Everything (1), from 2021 to 2022" in said
    assert "2 were accepted and 1 rejected" in said
    assert "Most used are GateNet (1)" in said or "convolutional neural network (1)" in said


def test_a_proposal_is_told_with_its_rivals_its_data_and_who_took_it_up(told: Reporter) -> None:
    own = next(each for each in told_of(told(), "GateNet") if any("there" in role for role, _, _ in each.roles))
    roles = {role: (figure.value, quotes) for role, figure, quotes in own.roles}
    assert [(role, count) for role, (count, _) in roles.items()] == [
        ("Proposed by", 1),
        ("Compared there with", 2),
        ("Evaluated there on", 1),
        ("Used by", 1),
        ("Taken for comparison by", 1),
    ]
    [quote] = roles["Proposed by"][1]
    assert (quote.title, quote.where, quote.before, quote.named) == ("Gates for x² BERT", "ICLR 2021", "", "GateNet")
    assert quote.after == ", our new gating scheme, beats a CNN and a 3D CNN on GLUE by a little."
    assert [each.named for each in roles["Compared there with"][1]] == ["3D CNN", "CNN"]


def test_a_method_says_on_which_datasets_it_is_evaluated(told: Reporter) -> None:
    further = told_of(told(), "convolutional neural network")[0].further
    assert "".join(str(getattr(word, "value", word)) for word in further) == (
        "Evaluated, most often, on GLUE (1); GLUE+ (1)."
    )


def test_what_is_taken_up_is_first_proposed(told: Reporter) -> None:
    found = table(told(), "taken_up")
    assert found is not None
    row = next(row for row in found.rows if row.cells[0] == "GateNet")
    assert row.cells[1:5] == ("Gates for x² BERT", "Ana Núñez and others", 2021, 2)
    assert row.cells[5] == "Gates at work (2022)"


def test_four_works_tell_of_no_trend_no_difference_and_no_acceptance(told: Reporter) -> None:
    made = told()
    assert [table(made, name) for name in ("rising", "fading", "comparison", "acceptance")] == [None] * 4
    assert "No method or dataset sets the works of ICLR and Workshop on Everything surely apart." in text(
        made, "comparison"
    )


def test_identity_shows_pairs_and_spellings(told: Reporter) -> None:
    pairs, spellings = table(told(), "unsure_pairs"), table(told(), "spellings")
    assert pairs is not None and spellings is not None
    assert [row.cells for row in pairs.rows] == [("person", "Dan Ek", "Dan Ek", 0.5, "no co-author; the same name")]
    assert [row.cells for row in spellings.rows] == [("Ana Núñez", 2, "A. Núñez")]


def test_a_part_has_only_its_own_works(told: Reporter) -> None:
    made = told(venue="ICLR", year=2022)
    assert made.title == "What the listings say of ICLR 2022"
    assert dict(made.glance)["works"].value == 1
    assert {row.cells[0] for row in table(made, "central_authors").rows} == {"Chloé Roux", "Dan Ek"}  # type: ignore[union-attr]
    assert "ICLR 2021" not in str(made.sections)


def test_every_formula_and_threshold_is_named(told: Reporter) -> None:
    [method] = [section for section in told().sections if section.name == "method"]
    said = str(method)
    for word in ("Cochran", "Woolf", "Wilson", "Benjamini", "Monroe", "Burt", "van Eck", "0.05", "10 works", "Louvain"):
        assert word in said
    assert "every measure is exact" in said


@pytest.mark.parametrize("quads", [()])
def test_an_empty_graph_has_a_report(quads: tuple[()]) -> None:
    store: Store = new_store(None, quads)
    answers = Answers(store)
    made = report(Facts(answers, graphs_of(answers)))
    assert "There are no works." in text(made, "glance")
