"""Decisions of a thesaurus about concepts: merges, names, kinds, removed labels, broader concepts."""

from __future__ import annotations

import random
import time

import pytest

from kg.extract import ThesaurusResult, link_by_thesaurus, link_concepts
from kg.extract.thesaurus import Thesaurus
from kg.extract.thesaurus_file import parse_thesaurus
from kg.extract.vocabulary import load_vocabulary
from kg.model.errors import SettingsError
from kg.model.mention import Concept, Kind, RawMention, Role
from tests.extract.raw_mentions import raw

HEADER = "label\treplace by\tkind\tbroader\n"
METHOD = "https://w3id.org/paperkg/concept/method/"
CNN, RL, GNN = (
    METHOD + f"{each}" for each in ("convolutional-neural-network", "reinforcement-learning", "graph-neural-network")
)
NEURAL = METHOD + "neural-network"


def thesaurus(*rows: str) -> Thesaurus:
    return Thesaurus("mine.tsv", "0" * 64, parse_thesaurus(HEADER + "\n".join(rows), "mine.tsv"))


def link(mentions: list[RawMention], *rows: str) -> ThesaurusResult:
    return link_by_thesaurus(mentions, thesaurus(*rows))


def concept(result: ThesaurusResult, label: str) -> Concept:
    [found] = [each for each in result.extraction.concepts if each.label == label]
    return found


def owners(result: ThesaurusResult) -> dict[tuple[str, str], str]:
    return {(mention.work, mention.text): mention.concept for mention in result.extraction.mentions}


def test_without_lines_the_concepts_are_as_linked() -> None:
    mentions = [raw("a", "Zorb networks"), raw("b", "CNN", concept=CNN), raw("c", "ZorbSet", Kind.DATASET)]
    assert link(mentions).extraction == link_concepts(mentions)


def test_labels_are_merged_into_a_concept_with_all_forms_and_the_line_as_provenance() -> None:
    mentions = [raw("a", "Zorb networks"), raw("b", "Gorb net"), raw("b", "gorb nets", start=20, end=29)]
    result = link(mentions, "GORB-NET\tzorb network")
    merged = concept(result, "Zorb networks")
    assert merged.id == "method/zorb-network"
    assert set(merged.alternates) == {"Gorb net", "gorb nets"}
    assert merged.decisions == ('mine.tsv, line 2: "GORB-NET" replaced by "zorb network"',)
    assert [(m.work, m.text, m.start) for m in result.extraction.mentions] == [
        ("a", "Zorb networks", 0),
        ("b", "Gorb net", 0),
        ("b", "gorb nets", 20),
    ]
    assert {link.work for link in result.extraction.links if link.concept == merged.id} == {"a", "b"}
    assert (result.matching, result.removed, result.notes) == (1, 0, ())


def test_one_paper_that_names_both_has_one_role() -> None:
    mentions = [raw("a", "Zorb", role=Role.PROPOSES, role_confidence=0.9), raw("a", "Gorb", start=9, end=13)]
    links = link(mentions, "Gorb\tZorb").extraction.links
    assert [(each.concept, each.role) for each in links] == [("method/zorb", Role.PROPOSES)]


def test_a_new_name_for_both_is_a_new_concept() -> None:
    result = link([raw("a", "Zorb"), raw("b", "Gorb")], "Gorb\tBig Orb", "zorb\tbig orb")
    merged = concept(result, "Big Orb")
    assert (merged.id, merged.alternates) == ("method/big-orb", ("Gorb", "Zorb"))


def test_chains_are_followed_to_their_end() -> None:
    result = link([raw("a", "Zorb"), raw("b", "Gorb"), raw("c", "Forb")], "Zorb\tGorb", "Gorb\tForb", "Forb\t")
    assert result.extraction.mentions == ()
    assert result.removed == 3
    result = link([raw("a", "Zorb"), raw("b", "Gorb")], "Zorb\tGorb", "Gorb\tForb")
    assert set(owners(result).values()) == {"method/forb"}


def test_a_concept_of_the_vocabulary_is_renamed_and_keeps_its_identity() -> None:
    mentions = [raw("a", "CNN", concept=CNN), raw("b", "convnets", concept=CNN)]
    for row in ("Convolutional neural networks\tConvNet", "convolutional neural network\tBrand-new name"):
        result = link(mentions, row)
        renamed = concept(result, row.split("\t")[1])
        assert renamed.id == CNN
        assert "convolutional neural network" in renamed.alternates
        assert renamed.label not in renamed.alternates
        assert renamed.broader == load_vocabulary().entries[CNN].broader


def test_a_spelling_is_set_by_a_line_of_its_own() -> None:
    result = link([raw("a", "zorb net"), raw("b", "zorb net")], "zorb net\tZorbNet")
    assert concept(result, "ZorbNet").id == "method/zorb-net"
    assert concept(result, "ZorbNet").alternates == ("zorb net",)


def test_a_form_that_names_no_concept_stands_for_the_mentions_written_so() -> None:
    mentions = [
        raw("a", "RL", long_form="representation learning by zorbs"),
        raw("b", "RL", concept=RL),
        raw("c", "representation learning by zorbs"),
    ]
    result = link(mentions, "RL\treinforcement learning")
    assert owners(result)["a", "RL"] == RL
    assert owners(result)["c", "representation learning by zorbs"] != RL


def test_a_form_is_taken_from_a_concept_and_becomes_one() -> None:
    entry = load_vocabulary().entries[CNN]
    form = next(each for each in entry.alternates if " " in each)
    result = link([raw("a", form, concept=CNN), raw("b", "CNN", concept=CNN)], f"{form}\t{form}")
    own = owners(result)["a", form]
    assert own.startswith("method/")
    assert owners(result)["b", "CNN"] == CNN
    rest = concept(result, entry.label)
    assert form not in rest.alternates
    assert rest.decisions == concept(result, form).decisions == (f'mine.tsv, line 2: "{form}" replaced by "{form}"',)


def test_a_merged_concept_of_the_vocabulary_hands_on_its_names_and_its_place() -> None:
    mentions = [raw("a", "CNN", concept=CNN), raw("b", "Zorb"), raw("c", "zorb convolutional neural network")]
    before = link_concepts(mentions)
    assert any(CNN in each.broader for each in before.concepts)
    result = link(mentions, "convolutional neural network\tZorb")
    merged = concept(result, "Zorb")
    assert {"CNN", "convolutional neural network"} <= set(merged.alternates)
    assert merged.broader == load_vocabulary().entries[CNN].broader
    assert CNN not in {each.id for each in result.extraction.concepts}
    assert concept(result, "zorb convolutional neural network").broader == (merged.id,)


def test_a_removed_concept_is_gone_with_its_mentions_and_narrower_ones_get_its_broader_ones() -> None:
    mentions = [raw("a", "CNN", concept=CNN), raw("b", "zorb convolutional neural network"), raw("c", "Zorb")]
    result = link(mentions, "Convolutional Neural Network\t")
    assert {m.work for m in result.extraction.mentions} == {"b", "c"}
    assert result.removed == 1
    narrower = concept(result, "zorb convolutional neural network")
    assert narrower.broader == load_vocabulary().entries[CNN].broader
    assert narrower.decisions == ('mine.tsv, line 2: "Convolutional Neural Network" removed',)


def test_a_removed_form_leaves_the_concept() -> None:
    result = link([raw("a", "CNN", concept=CNN), raw("b", "convnet", concept=CNN)], "cnn\t")
    assert owners(result) == {("b", "convnet"): CNN}
    assert "CNN" not in concept(result, "convolutional neural network").alternates


def test_a_kind_is_set_and_roles_follow() -> None:
    mentions = [raw("a", "Zorb", role=Role.PROPOSES), raw("b", "CNN", concept=CNN)]
    result = link(mentions, "Zorb\t\tdataset", "convolutional neural network\t\tdataset")
    assert {each.id: each.kind for each in result.extraction.concepts}["dataset/zorb"] is Kind.DATASET
    changed = concept(result, "convolutional neural network")
    assert (changed.kind, changed.broader) == (Kind.DATASET, ())
    roles = {each.concept: each.role for each in result.extraction.links}
    assert roles == {"dataset/zorb": Role.INTRODUCES, CNN: Role.EVALUATES}


def test_broader_concepts_are_set_made_and_placed() -> None:
    rows = ("Zorb\t\t\torb model | neural networks", "orb model\t\t\treinforcement learning")
    result = link([raw("a", "Zorb network")], "zorb network\tZorb", *rows)
    made = concept(result, "orb model")
    assert concept(result, "Zorb").broader == tuple(sorted((NEURAL, made.id)))
    assert made.broader == (RL,)
    assert not made.in_vocabulary
    assert RL in {each.id for each in result.extraction.concepts}
    assert result.notes == ()


def test_lines_that_match_nothing_are_named_and_many_are_summed_up() -> None:
    result = link([raw("a", "Zorb")], "zorb\tGorb", "nowhere\tGorb", "no method\t\tdataset", "nothing\t")
    assert result.matching == 1
    assert [note.partition(": ")[0] for note in result.notes] == [f"mine.tsv, line {n}" for n in (3, 4, 5)]
    notes = link([raw("a", "Zorb")], *(f"no {n} method\t" for n in range(100))).notes
    assert len(notes) == 21
    assert notes[-1].startswith("mine.tsv: 80 further lines")


def test_many_labels_of_one_concept_take_time_in_proportion() -> None:
    begun = time.process_time()
    result = link([raw("a", "Zorb"), raw("b", "net 7x")], *(f"net {n}x\tBig Orb" for n in range(10_000)))
    assert owners(result)["b", "net 7x"] == "method/big-orb"
    assert time.process_time() - begun < 60


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        (("reinforcement learning\tGNN", "graph neural network\tRL"), "circle"),
        (("Zorb\t\tmethod\tImageNet",), "is a dataset and cannot be broader than a method"),
        (("Zorb\t\t\tGorb", "Gorb\t\t\tZorb"), "broader than itself"),
        (("Zorb\t\t\tGorb", "Gorb\t"), "removed"),
        (("graph neural network\t\tdataset", "GNN\t\tmethod"), "earlier line"),
    ],
)
def test_contradictions_among_concepts_are_errors_that_name_the_line(rows: tuple[str, ...], problem: str) -> None:
    mentions = [raw("a", "Zorb"), raw("b", "Gorb"), raw("c", "RL", concept=RL), raw("d", "GNN", concept=GNN)]
    with pytest.raises(SettingsError, match=problem) as refused:
        link(mentions, *rows)
    assert str(refused.value).startswith("mine.tsv: line ")


def test_a_merge_of_a_concept_with_a_broader_one_of_its_broader_one_makes_no_circle() -> None:
    entries = load_vocabulary().entries
    low = next(e for e in entries.values() if any(entries[b].broader for b in e.broader))
    top = entries[next(entries[b] for b in low.broader if entries[b].broader).broader[0]]
    result = link([raw("a", low.label, low.kind, concept=low.id)], f"{top.label}\t{low.label}")
    above = {each.id: each.broader for each in result.extraction.concepts}
    reached, waiting = set(), list(above[low.id])
    while waiting:
        each = waiting.pop()
        if each not in reached:
            reached.add(each)
            waiting += above[each]
    assert low.id not in reached


def test_the_order_of_mentions_makes_no_difference() -> None:
    texts = ["Zorb", "Gorb", "gorbs", "CNN", "zorb convolutional neural network", "orb set"]
    mentions = [raw(f"w{n}", text, concept=CNN if text == "CNN" else "") for n, text in enumerate(texts * 3)]
    rows = ("gorb\tZorb", "CNN\tZorb", "orb set\torb set\tdataset\tbig orbs")
    first = link(mentions, *rows)
    random.Random(1).shuffle(mentions)
    assert link(mentions, *rows) == first
