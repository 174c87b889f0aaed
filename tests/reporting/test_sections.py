"""Content of a report."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from kg.model.report import ConceptUsage, Paragraph, Report, Table
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
    words = [word for block in found.blocks if isinstance(block, Paragraph) for word in block.words]
    return "".join(str(getattr(word, "value", getattr(word, "text", word))) for word in words)


def usages_of(made: Report, concept: str) -> list[ConceptUsage]:
    blocks = (block for section in made.sections for block in section.blocks)
    return [block for block in blocks if isinstance(block, ConceptUsage) and block.concept == concept]


def test_overview_states_scope_decisions_and_most_used_methods(make_report: Reporter) -> None:
    said = text(make_report(), "overview")
    assert "covers 4 papers from ICLR (2) and Workshop on Everything (1), 2021 to 2022" in said
    assert "2 were accepted and 1 rejected" in said
    assert "Most used methods: GateNet (1)" in said or "convolutional neural network (1)" in said


def test_a_proposal_has_its_baselines_its_datasets_and_its_adoption(make_report: Reporter) -> None:
    own = next(
        each
        for each in usages_of(make_report(), "GateNet")
        if any("in the proposing paper" in role for role, _, _ in each.roles)
    )
    roles = {role: (figure.value, quotes) for role, figure, quotes in own.roles}
    assert [(role, count) for role, (count, _) in roles.items()] == [
        ("Papers proposing it", 1),
        ("Methods for comparison in the proposing paper", 2),
        ("Datasets used for evaluation in the proposing paper", 1),
        ("Papers using it", 1),
        ("Papers comparing with it", 1),
    ]
    [quote] = roles["Papers proposing it"][1]
    assert (quote.title, quote.where, quote.before, quote.named) == ("Gates for x² BERT", "ICLR 2021", "", "GateNet")
    assert quote.after == ", our new gating scheme, beats a CNN and a 3D CNN on GLUE by a little."
    assert [each.named for each in roles["Methods for comparison in the proposing paper"][1]] == ["3D CNN", "CNN"]


def test_a_method_has_the_datasets_it_is_evaluated_on(make_report: Reporter) -> None:
    details = usages_of(make_report(), "convolutional neural network")[0].details
    assert "".join(str(getattr(word, "value", getattr(word, "text", word))) for word in details) == (
        "Datasets most often used for evaluation in papers that propose or use it: GLUE+ (1)."
    )


def test_adopted_concepts_have_the_paper_that_first_proposed_them(make_report: Reporter) -> None:
    found = table(make_report(), "adopted")
    assert found is not None
    row = next(row for row in found.rows if row.cells[0] == "GateNet")
    assert row.cells[1:5] == ("Gates for x² BERT", "Ana Núñez et al.", 2021, 2)
    assert row.cells[5] == "Gates at work (2022)"


def test_four_papers_give_no_trend_no_difference_and_no_acceptance_rate(make_report: Reporter) -> None:
    made = make_report()
    assert [table(made, name) for name in ("rising", "declining", "comparison", "acceptance")] == [None] * 4
    compared = text(made, "comparison")
    assert "No method or dataset differs significantly in frequency between these papers of ICLR" in compared
    assert (
        "differences between ICLR and Workshop on Everything cannot be separated from differences between years"
        in compared
    )


def test_identity_shows_pairs_and_spellings(make_report: Reporter) -> None:
    pairs, spellings = table(make_report(), "unsure_pairs"), table(make_report(), "spellings")
    assert pairs is not None and spellings is not None
    assert [row.cells for row in pairs.rows] == [("author", "Dan Ek", "Dan Ek", 0.5, "no co-author; the same name")]
    assert [row.cells for row in spellings.rows] == [("Ana Núñez", 2, "A. Núñez")]


def test_a_part_has_only_its_own_works(make_report: Reporter) -> None:
    made = make_report(venue="ICLR", year=2022)
    assert made.title == "Test graph: ICLR 2022"
    assert dict(made.key_figures)["papers"].value == 1
    assert {row.cells[0] for row in table(made, "central_authors").rows} == {"Chloé Roux", "Dan Ek"}  # type: ignore[union-attr]
    assert "ICLR 2021" not in str(made.sections)


def test_every_formula_and_threshold_is_named(make_report: Reporter) -> None:
    [method] = [section for section in make_report().sections if section.name == "methodology"]
    said = str(method)
    for word in (
        "Cochran",
        "Woolf",
        "Wilson",
        "Benjamini",
        "Monroe",
        "Burt",
        "van Eck",
        "0.05",
        "10 papers",
        "Leiden",
    ):
        assert word in said
    assert "all measures are exact" in said


@pytest.mark.parametrize("quads", [()])
def test_an_empty_graph_has_a_report(quads: tuple[()]) -> None:
    store: Store = new_store(None, quads)
    answers = Answers(store)
    made = report(Facts(answers, graphs_of(answers)), "Test graph")
    assert "The graph contains no papers." in text(made, "overview")
