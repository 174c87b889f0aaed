"""Mentions have exact offsets, with the built-in model, the vocabulary, or another pipeline."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
import spacy

from kg.extract import find_mentions, link_concepts
from kg.extract.loading import VOCABULARY_ONLY, WITH_PATTERNS, clear_model_cache
from kg.extract.vocabulary import label_key
from kg.model.errors import KgError
from kg.model.mention import Finder, Kind, RawMention, Role

ABSTRACT = (
    "Graph neural networks (GNNs) have become popular. In this paper we propose ZorbNet, a message passing network "
    "that trains GNNs with stochastic gradient descent. Experiments on CIFAR-10 and ImageNet show that ZorbNet "
    "outperforms a support vector machine. Code is at https://github.com/zorb/zorbnet."
)
MODELS = [None, VOCABULARY_ONLY, WITH_PATTERNS]


def by_text(mentions: list[RawMention]) -> dict[str, RawMention]:
    return {mention.text: mention for mention in mentions}


@pytest.mark.parametrize("model", MODELS)
def test_offsets_are_where_the_text_stands_and_mentions_never_overlap(model: str | None) -> None:
    found = find_mentions([("work/1", ABSTRACT)], model)
    assert found
    assert all(ABSTRACT[mention.start : mention.end] == mention.text for mention in found)
    assert all(left.end <= right.start for left, right in pairwise(found))


@pytest.mark.parametrize("model", MODELS)
def test_a_term_and_its_abbreviation_are_one_concept(model: str | None) -> None:
    extraction = link_concepts(find_mentions([("work/1", ABSTRACT)], model))
    concepts = {mention.concept for mention in extraction.mentions if mention.text in ("Graph neural networks", "GNNs")}
    assert concepts == {"https://w3id.org/paperkg/concept/method/graph-neural-network"}


def test_the_shipped_model_finds_what_is_new_and_its_role() -> None:
    found = by_text(find_mentions([("work/1", ABSTRACT)]))
    assert found["ZorbNet"].kind is Kind.METHOD
    assert found["ZorbNet"].role is Role.PROPOSES
    assert found["ZorbNet"].finder is Finder.MODEL
    assert found["CIFAR-10"].kind is Kind.DATASET
    assert found["CIFAR-10"].role is Role.EVALUATES
    assert found["CIFAR-10"].finder is Finder.VOCABULARY
    assert "zorbnet" not in found


def test_patterns_find_a_named_proposal_that_the_vocabulary_lacks() -> None:
    found = by_text(find_mentions([("work/1", ABSTRACT)], WITH_PATTERNS))
    assert found["ZorbNet"].finder is Finder.PATTERN
    assert found["ZorbNet"].role is Role.PROPOSES
    assert "ZorbNet" not in by_text(find_mentions([("work/1", ABSTRACT)], VOCABULARY_ONLY))


def test_order_and_batches_do_not_matter() -> None:
    passages = [(f"work/{number}", ABSTRACT + " " * number) for number in range(70)]
    together = find_mentions(passages)
    assert together == sorted(mention for passage in reversed(passages) for mention in find_mentions([passage]))


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "(", "$", "-", "a", "é" * 50, "((((", "https://", "\\\\{{{$$", "- - -"]
)
@pytest.mark.parametrize("model", MODELS)
def test_unusual_text_raises_no_error(text: str, model: str | None) -> None:
    assert isinstance(find_mentions([("work/1", text)], model), list)


def test_another_pipeline_is_used_in_place_of_the_shipped_model(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "METHOD", "pattern": "Code"}, {"label": "PERSON", "pattern": "Experiments"}])  # type: ignore[attr-defined]
    nlp.to_disk(tmp_path / "mine")
    found = by_text(find_mentions([("work/1", ABSTRACT)], str(tmp_path / "mine")))
    assert found["Code"].finder is Finder.MODEL
    assert found["GNNs"].concept.endswith("graph-neural-network")
    assert "Experiments" not in found
    assert "ZorbNet" not in found


def test_a_model_that_cannot_be_loaded_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="cannot load the spaCy pipeline"):
        find_mentions([("work/1", ABSTRACT)], str(tmp_path / "nothing"))
    (tmp_path / "config.cfg").write_text("nonsense", encoding="utf-8")
    with pytest.raises(KgError, match="cannot load the spaCy pipeline"):
        find_mentions([("work/1", ABSTRACT)], str(tmp_path))


@pytest.mark.parametrize("cut", [0, 1, 7])
def test_a_model_with_cut_files_is_a_clear_error(cut: int, tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler")
    nlp.to_disk(tmp_path)
    for name in ("config.cfg", "meta.json", "tokenizer", "vocab/strings.json"):
        whole = (tmp_path / name).read_bytes()
        (tmp_path / name).write_bytes(whole[: len(whole) * cut // 8])
        clear_model_cache()
        with pytest.raises(KgError, match="cannot load the spaCy pipeline"):
            find_mentions([("work/1", ABSTRACT)], str(tmp_path))
        (tmp_path / name).write_bytes(whole)


def test_no_two_concepts_of_real_abstracts_share_a_normalised_label(corpus: Path) -> None:
    with (corpus / "annotations" / "dev.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    extraction = link_concepts(find_mentions([(row["id"], row["abstract"]) for row in rows]))
    labels = [label_key(concept.label) for concept in extraction.concepts]
    assert len(labels) == len(set(labels)) > 300


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # numpy, of a file it cannot open
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04junk", b"\x93NUMPY", b"\x80\x04.", b"junk"])
def test_a_cut_file_of_roles_is_a_clear_error(content: bytes, tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path)
    (tmp_path / "roles.npz").write_bytes(content)
    clear_model_cache()
    with pytest.raises(KgError, match="cannot load the classifier of roles"):
        find_mentions([("work/1", ABSTRACT)], str(tmp_path))
