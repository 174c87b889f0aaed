"""Spans are cut to the name, and sites and scores are no names."""

from __future__ import annotations

import pytest

from kg.extract.spans import ConceptSpan
from kg.extract.trimming import trimmed
from kg.model.mention import Finder, Kind


def cut(surface: str, kind: Kind = Kind.METHOD, concept: str = "") -> list[str]:
    text = f"x {surface} y"
    span = ConceptSpan(2, 2 + len(surface), kind, Finder.MODEL, 0.9, concept)
    return [text[short.start : short.end] for short in trimmed(text, [span])]


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("another zorb training", "zorb training"),
        ("the Zorb", "Zorb"),
        ("“Zorb", "Zorb"),
        ("Zorb net.", "Zorb net"),
        ("BZ5CDR 93.74", "BZ5CDR"),
        ("Zorb 3.1", "Zorb 3.1"),
        ("these", "these"),
        ("both sides", "sides"),
        ("Exploiting zorb training", "zorb training"),
        ("Exploiting Zorb", "Exploiting Zorb"),
    ],
)
def test_what_is_no_part_of_the_name_is_cut_off(surface: str, name: str) -> None:
    assert cut(surface) == [name]


@pytest.mark.parametrize("surface", ["FID 9.58", "14.6mAP", "93.74", "nDCG", "MRR@10", "ZORB’17"])
def test_scores_are_no_methods(surface: str) -> None:
    assert cut(surface) == []


@pytest.mark.parametrize("surface", ["YouTube", "OpenAI", "Amazon EC2", "KUKA", "DRAM"])
def test_sites_companies_and_devices_are_neither_methods_nor_datasets(surface: str) -> None:
    assert cut(surface, Kind.DATASET) == cut(surface, Kind.METHOD) == []


def test_a_size_is_no_part_of_a_dataset_and_a_known_term_is_left_alone() -> None:
    assert cut("ZorbNet 64x64", Kind.DATASET) == ["ZorbNet"]
    assert cut("another zorb", Kind.METHOD, "concept") == ["another zorb"]
