"""Comparison of two sets of papers."""

from __future__ import annotations

import pytest
from pyoxigraph import Quad, RdfFormat, Store, parse

from kg.graph.compare import compare
from kg.model.errors import QueryError
from kg.store import new_store
from tests.tiny import tiny_quads


@pytest.fixture(scope="module")
def store() -> Store:
    return new_store(None, tiny_quads())


def test_two_sets_of_papers_are_compared(store: Store) -> None:
    found = {row.concept: (row.left, row.right) for row in compare(store, "iclr", "Workshop on Everything")}
    assert found["GateNet"] == (2, 1)
    assert compare(store, "ICLR 2021", "2022")[0].left <= 1


@pytest.mark.parametrize("name", ["KDD", "ICLR 1900", "", " "])
def test_a_set_without_papers_is_an_error_that_names_the_venues(store: Store, name: str) -> None:
    with pytest.raises(QueryError, match=rf"no papers in '{name}'; give a venue \(ICLR"):
        compare(store, name, "ICLR")


def test_a_set_has_no_difference_from_itself(store: Store) -> None:
    assert compare(store, "ICLR", "iclr") == ()


def test_a_set_within_another_is_compared_with_the_rest(store: Store) -> None:
    found = compare(store, "ICLR", "ICLR 2021")
    assert {(row.left_total, row.right_total) for row in found} == {(1, 1)}


def test_each_row_has_a_verdict_totals_and_shares(store: Store) -> None:
    (row,) = (row for row in compare(store, "ICLR 2021", "ICLR 2022") if row.concept == "GateNet")
    assert (row.left, row.left_total, row.left_share) == (1, 1, 1.0)
    assert row.verdict == "no clear difference"


def _larger(venues: dict[tuple[str, int], tuple[int, int]]) -> Store:
    """Papers of each venue and year, the first of which name the method "gates"."""
    base = "https://example.org/kg/"
    lines = [
        "@prefix kg: <https://w3id.org/paperkg/ontology#> . @prefix dcterms: <http://purl.org/dc/terms/> .",
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix bibo: <http://purl.org/ontology/bibo/> .",
        f"@prefix schema: <https://schema.org/> . @prefix : <{base}> . :gates skos:prefLabel 'gates' .",
    ]
    for (venue, year), (papers, named) in venues.items():
        lines.append(f":{venue} skos:prefLabel '{venue}' . :{venue}{year} schema:superEvent :{venue} .")
        for place in range(papers):
            work = f":{venue}-{year}-{place}"
            lines.append(f"{work} a kg:Work ; dcterms:title 'P' ; dcterms:abstract 'A' ; kg:year {year} .")
            lines.append(f"{work} bibo:presentedAt :{venue}{year} .")
            if place < named:
                lines.append(f"{work} kg:usesMethod :gates .")
    triples = parse("\n".join(lines), RdfFormat.TURTLE)
    return new_store(None, [Quad(each.subject, each.predicate, each.object) for each in triples])


def test_venues_are_compared_within_the_years_of_both() -> None:
    papers = {("A", 2021): (100, 10), ("B", 2021): (100, 10), ("B", 2023): (300, 200)}
    (row,) = compare(_larger(papers), "A", "B")
    assert (row.left, row.left_total, row.right, row.right_total) == (10, 100, 10, 100)
    assert row.verdict == "no clear difference"
    (row,) = compare(_larger(papers), "A", "B 2023")
    assert row.verdict == "not separable from the effect of the venue and year"
    (row,) = compare(_larger(papers), "B 2021", "B 2023")
    assert row.verdict == "more frequent in B 2023"
    (row,) = compare(_larger({("A", 2021): (100, 10), ("B", 2023): (300, 200)}), "A", "B")
    assert row.verdict == "not separable from the effect of the year"
