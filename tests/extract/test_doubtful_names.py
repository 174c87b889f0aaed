"""Names that are no methods are rejected; benchmarks become datasets; names that a paper introduces stay."""

from __future__ import annotations

import pytest

from kg.extract.abstract import analyse
from kg.extract.doubtful_names import ABBREVIATED, ONE_WORD, TWO_WORDS, names_subject, without_doubtful
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
    ],
)
def test_problems_theory_metrics_and_steps_are_no_methods_at_any_confidence(name: str) -> None:
    assert names_subject(name)
    assert kept(f"We use {name} here.", name, confidence=0.99) == []


@pytest.mark.parametrize("name", ["problem solver net", "theorem prover", "two-stage grazing", "accuracy loss"])
def test_a_subject_inside_a_name_is_no_reason_to_reject_it(name: str) -> None:
    assert kept(f"We use {name} here.", name) == [(name, Kind.METHOD)]


@pytest.mark.parametrize(
    ("name", "limit"), [("grazing", ONE_WORD), ("meadow-based approach", ONE_WORD), ("goat flock", TWO_WORDS)]
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


@pytest.mark.parametrize("name", ["GoatBench", "Goat-Bench", "GoatBench2", "Meadow Benchmark", "GoatBench v1.5"])
def test_a_name_that_ends_in_bench_is_a_dataset(name: str) -> None:
    assert kept(f"We test on {name} here.", name) == [(name, Kind.DATASET)]


@pytest.mark.parametrize("name", ["workbench", "BenchNet", "Benchmarking Goats"])
def test_bench_elsewhere_in_a_name_makes_no_dataset(name: str) -> None:
    assert kept(f"We use {name} here.", name) == [(name, Kind.METHOD)]


def test_terms_of_the_vocabulary_are_kept() -> None:
    abstract = analyse(blank_pipeline()("They studied dropout there."))
    found = mentions(abstract.text, ("dropout",), 0.3)
    assert without_doubtful(abstract, found) == found
