"""Why forms belong to a method or dataset, and where each was found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import kg
from kg.cli.app import app
from kg.extract.vocabulary import load_vocabulary
from kg.graph.concept_explanation import FormExplanation
from kg.graph.concept_reasons import ReasonContext
from kg.graph.passages import Passage
from kg.model.errors import QueryError
from kg.model.mention import Kind

CNN = "https://w3id.org/paperkg/concept/method/convolutional-neural-network"
PAPERS = [
    ("Counting sheep", "We propose FlockNet, a graph neural network (GNN). It beats a CNN on ImageNet."),
    ("Counting goats", "We propose HerdNet, a GNN, on ImageNet and CIFAR-10. CNNs are [red]fast[/red]."),
    (
        "Counting cows",
        "Graph neural networks are slow. We propose HerdNet, a convolutional neural network, on CIFAR-10.",
    ),
]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("explained")
    rows = ({"title": title, "authors": ["Ada Example"], "abstract": text} for title, text in PAPERS)
    (folder / "papers.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    (folder / "mine.tsv").write_text("label\treplace by\nHerdNet\tFlockNet\n", encoding="utf-8")
    (folder / "kg.toml").write_text('thesaurus = "mine.tsv"\n', encoding="utf-8")
    kg.build(folder / "papers.jsonl", folder / "out", kg.read_settings(folder / "kg.toml", model="patterns"))
    return folder / "out"


def forms(out: Path, name: str) -> dict[str, FormExplanation]:
    with kg.open(out) as graph:
        return {each.form: each for each in kg.explain_concept(graph, name).forms}


def test_a_form_has_its_numbers_its_sentences_and_their_lines(out: Path) -> None:
    found = forms(out, "flocknet")["HerdNet"]
    assert (found.mentions, found.papers) == (2, 2)
    assert {(each.title, each.place) for each in found.occurrences} == {
        ("Counting goats", "papers.jsonl:2"),
        ("Counting cows", "papers.jsonl:3"),
    }
    sentences = {"".join(each.sentence) for each in found.occurrences}
    assert "We propose HerdNet, a GNN, on ImageNet and CIFAR-10." in sentences
    assert {each.sentence[1] for each in found.occurrences} == {"HerdNet"}


def test_reasons_are_the_line_of_the_user_the_vocabulary_and_the_definition(out: Path) -> None:
    assert forms(out, "FlockNet")["HerdNet"].reasons == (
        'thesaurus: mine.tsv, line 2: "HerdNet" replaced by "FlockNet"',
    )
    assert forms(out, "FlockNet")["FlockNet"].reasons == ("the name of the concept",)
    found = forms(out, "GNN")
    assert found["GNN"].reasons == (
        "vocabulary: abbreviation",
        'abbreviation of "graph neural network", defined in "Counting sheep" (papers.jsonl:1)',
    )
    assert found["graph neural network"].reasons == ("vocabulary: preferred label",)
    assert (
        found["Graph neural networks"]
        .reasons[0]
        .startswith('vocabulary: differs from the label "graph neural network" in case')
    )


def test_a_concept_has_its_place_and_names_without_a_mention(out: Path) -> None:
    with kg.open(out) as graph:
        known, new = kg.explain_concept(graph, CNN), kg.explain_concept(graph, "HerdNet", 0)
    assert (known.label, known.kind, known.in_vocabulary) == ("convolutional neural network", "method", True)
    assert known.broader == ("neural network",)
    assert "CNN" not in known.unused
    assert known.unused
    assert not new.in_vocabulary
    assert new.decisions == ('mine.tsv, line 2: "HerdNet" replaced by "FlockNet"',)
    assert all(each.occurrences == () for each in new.forms)


def test_an_unknown_name_is_an_error_with_similar_ones(out: Path) -> None:
    with kg.open(out) as graph, pytest.raises(QueryError, match=r"FlokNet.*did you mean FlockNet"):
        kg.explain_concept(graph, "FlokNet")


@pytest.mark.parametrize(
    ("form", "reason"),
    [
        ("Sheep-Attention", "in case, accents, hyphens"),
        ("sheep attention mechanism", "in a general last word"),
        ("SA", 'abbreviation of "sheep attention", defined in "A title" (list.txt:3)'),
        ("goat attention", 'thesaurus: my.tsv, line 2: "Goat Attentions" replaced by "sheep attention"'),
        ("something else", 'line 2: "Goat Attentions" replaced by'),
    ],
)
def test_each_kind_of_reason_is_stated(form: str, reason: str) -> None:
    decisions = ('my.tsv, line 2: "Goat Attentions" replaced by "sheep attention"',)
    context = ReasonContext("sheep attention", Kind.METHOD, None, decisions)
    passage = Passage("A title", "list.txt:3", "We use sheep attention (SA) a lot.")
    assert reason in "\n".join(context.reasons(form, [passage]))


def test_a_form_without_any_reason_is_stated_as_such() -> None:
    context = ReasonContext("sheep attention", Kind.METHOD, None, ())
    assert context.reasons("goat", []) == (
        "linked by the extraction; neither its vocabulary nor an abstract shows why",
    )


def test_ambiguous_labels_of_the_vocabulary_are_marked() -> None:
    entry = next(each for each in load_vocabulary().entries.values() if each.ambiguous)
    context = ReasonContext(entry.label, entry.kind, entry, ())
    [reason] = context.reasons(entry.ambiguous[0], [])
    assert reason == "vocabulary: ambiguous label, accepted with further evidence in the abstract"


def test_the_commands_print_text_of_abstracts_as_it_is(out: Path) -> None:
    shown = CliRunner().invoke(app, ["concepts", "explain", "CNN", "--out", str(out)])
    assert shown.exit_code == 0
    assert "CNNs are [red]fast[/red]." in shown.stdout
    listed = CliRunner().invoke(app, ["concepts", "merge-candidates", "--out", str(out)])
    assert listed.exit_code == 0
    assert listed.stdout.startswith("label\treplace by\tnote\n")
