"""Names that are no methods are rejected; benchmarks become datasets; names that a paper introduces stay."""

from __future__ import annotations

import pytest

from kg.extract.abstract import analyse
from kg.extract.doubtful_names import ABBREVIATED, OBJECT, ONE_WORD, TWO_WORDS, names_subject, without_doubtful
from kg.extract.spans import ConceptSpan
from kg.extract.tokens import blank_pipeline
from kg.model.mention import Finder, Kind, RawMention, Role


def mentions(text: str, names: tuple[str, ...], confidence: float, concept: str = "") -> list[RawMention]:
    found = []
    for name in names:
        span = ConceptSpan(text.index(name), text.index(name) + len(name), Kind.METHOD, Finder.MODEL, confidence)
        found.append(
            RawMention(
                work="w",
                start=span.start,
                end=span.end,
                text=name,
                kind=span.kind,
                finder=span.finder,
                confidence=confidence,
                role=Role.MENTIONS,
                role_confidence=0.0,
                concept=concept,
                long_form=names[0] if name != names[0] else "",
            )
        )
    return found


def kept(text: str, *names: str, confidence: float = 0.9, concept: str = "") -> list[tuple[str, Kind]]:
    abstract = analyse(blank_pipeline()(text))
    found = without_doubtful(abstract, mentions(text, names, confidence, concept))
    return [(mention.text, mention.kind) for mention in found]


@pytest.mark.parametrize(
    "name",
    [
        "travelling goat problem",
        "Goat Theorem",
        "grazing dilemma",
        "Explainable AI",
        "XAI",
        "meadow accuracy",
        "mean squared error",
        "Goat Inception Distance",
        "stage 1",
        "phases II",
        "second stage",
        "grazing-distributionally robust",
        "underparameterization",
        "over-parametrization",
    ],
)
def test_problems_theory_metrics_and_steps_are_no_methods_at_any_confidence(name: str) -> None:
    assert names_subject(name)
    assert kept(f"We use {name} here.", name, confidence=0.99) == []


@pytest.mark.parametrize("name", ["problem solver net", "theorem prover", "two-stage grazing", "accuracy loss"])
def test_a_subject_inside_a_name_is_no_reason_to_reject_it(name: str) -> None:
    assert kept(f"We use {name} here.", name) == [(name, Kind.METHOD)]


@pytest.mark.parametrize(
    ("name", "limit"),
    [
        ("grazing", ONE_WORD),
        ("meadow-based approach", ONE_WORD),
        ("goat flock", TWO_WORDS),
        ("weighted goat graph", OBJECT),
        ("grazing-based sparse matrices", OBJECT),
    ],
)
def test_common_words_need_confidence_or_an_introduction(name: str, limit: float) -> None:
    assert kept(f"They studied {name} there.", name, confidence=limit - 0.01) == []
    assert kept(f"They studied {name} there.", name, confidence=limit) == [(name, Kind.METHOD)]
    introduced = f"In this paper, we propose {name}. It is fast."
    assert kept(introduced, name, confidence=limit - 0.01) == [(name, Kind.METHOD)]


@pytest.mark.parametrize("name", ["GrazeNet", "Goat Flock", "soft goat flock", "goat-flock"])
def test_coined_and_longer_names_need_no_further_confidence(name: str) -> None:
    assert kept(f"They studied {name} there.", name, confidence=0.42) == [(name, Kind.METHOD)]


def test_an_abbreviated_term_that_is_not_introduced_needs_confidence() -> None:
    names = ("Robust Meadow Grazing", "RMG")
    text = "Research in Robust Meadow Grazing (RMG) is young."
    assert kept(text, *names, confidence=ABBREVIATED - 0.01) == []
    assert [name for name, _ in kept(text, *names, confidence=ABBREVIATED)] == list(names)
    own = "We propose Robust Meadow Grazing (RMG), a fast parser."
    assert [name for name, _ in kept(own, *names, confidence=ABBREVIATED - 0.01)] == list(names)


@pytest.mark.parametrize(
    "name", ["GoatBench", "Goat-Bench", "GoatBench2", "Meadow Benchmark", "GoatBench v1.5", "GOATbench"]
)
def test_a_name_that_ends_in_bench_is_a_dataset(name: str) -> None:
    assert kept(f"We test on {name} here.", name) == [(name, Kind.DATASET)]


@pytest.mark.parametrize("name", ["workbench", "Goatbench net", "BenchNet", "Benchmarking Goats"])
def test_bench_elsewhere_in_a_name_makes_no_dataset(name: str) -> None:
    assert kept(f"We use {name} here.", name) == [(name, Kind.METHOD)]


def test_terms_of_the_vocabulary_are_kept() -> None:
    abstract = analyse(blank_pipeline()("They studied dropout there."))
    found = mentions(abstract.text, ("dropout",), 0.3)
    assert without_doubtful(abstract, found) == found


@pytest.mark.parametrize("name", ["ImageNet64x64", "MNIST-5"])
def test_a_known_dataset_with_a_size_is_a_dataset(name: str) -> None:
    assert kept(f"We test on {name} here.", name) == [(name, Kind.DATASET)]
    assert kept("We test GoatNet64x64 here.", "GoatNet64x64") == [("GoatNet64x64", Kind.METHOD)]


@pytest.mark.parametrize(
    "before",
    [
        "the problem of ",
        "the new task of “",
        "a phenomenon of ",
        "a regression setting called ",
        "a scenario, termed ",
        "a new learning problem, namely ",
        "a learning setup called ",
    ],
)
def test_a_name_that_is_called_a_problem_is_no_method(before: str) -> None:
    assert kept(f"We study {before}Sparse Herd Counting here.", "Sparse Herd Counting") == []


@pytest.mark.parametrize("before", ["a method called ", "the problem with ", "in this setting, ", "a setting of "])
def test_a_problem_elsewhere_is_no_reason_to_reject_a_name(before: str) -> None:
    name = "Sparse Herd Counting"
    assert kept(f"We study {before}{name} here.", name) == [(name, Kind.METHOD)]


@pytest.mark.parametrize(
    "text",
    [
        "The result of Zorb et al. is sharp.",
        "As Zorb and Quill (1999) proved, goats graze.",
        "The method (Quill & Zorb, 2010) is slow.",
        "Quill and Zorb have shown that goats graze.",
    ],
)
def test_the_surname_of_a_cited_author_is_no_method(text: str) -> None:
    assert kept(text, "Zorb") == []


@pytest.mark.parametrize(
    "text", ["Unlike Zorb and Quill, it grazes.", "Zorb (2010) is a parser.", "Zorb has shown it."]
)
def test_a_name_without_a_citation_by_several_authors_may_be_a_method(text: str) -> None:
    assert kept(text, "Zorb", confidence=0.7) == [("Zorb", Kind.METHOD)]


@pytest.mark.parametrize(
    "text",
    [
        "We introduce Herd, a large-scale dataset of goats.",
        "We introduce Herd (H1), a challenge for goats.",
        "Herd is a few-shot benchmark suite consisting of nine tasks.",
        "Herd: an open corpus.",
        "We test on a benchmark called Herd here.",
    ],
)
def test_a_proper_name_that_is_called_a_dataset_is_a_dataset(text: str) -> None:
    assert kept(text, "Herd") == [("Herd", Kind.DATASET)]


@pytest.mark.parametrize(
    "text",
    [
        "We introduce Herd, a framework for this challenge.",
        "We introduce Herd, a dataset distillation algorithm.",
        "Herd is a model, and Flock is a dataset of goats.",
        "The dataset was compared with Herd, a parser.",
    ],
)
def test_a_dataset_elsewhere_makes_no_dataset_of_a_name(text: str) -> None:
    assert kept(text, "Herd") == [("Herd", Kind.METHOD)]


def test_a_capital_at_the_start_of_a_sentence_makes_no_proper_name() -> None:
    assert kept("Herds are rare. Symmetric goats graze.", "Symmetric goats", confidence=TWO_WORDS - 0.01) == []
    assert kept("Here Zorb grazes.", "Zorb", confidence=TWO_WORDS - 0.01) == [("Zorb", Kind.METHOD)]
