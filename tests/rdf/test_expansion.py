"""The CONSTRUCT queries restore exactly the statements that the graph omits."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Store, Triple

from kg.extract import find_mentions, link_concepts
from kg.model.identity import Resolution
from kg.model.measure import Measure
from kg.model.mention import Extraction
from kg.model.record import ParsedListing
from kg.parsers import find_listings, read_listing
from kg.rdf import describe_extraction, describe_listing, describe_measures, describe_resolution, shown_fields
from kg.resolve import resolve
from kg.settings import read_settings
from kg.store import new_store
from tests.rdf.full_description import full_description
from tests.tiny import NAMES, extraction, listings, measures, quads_of, resolution

Values = tuple[tuple[ParsedListing, ...], Resolution, Extraction]
VOCABULARY = "https://w3id.org/paperkg/"


def of_examples(root: Path) -> Values:
    settings = read_settings(root / "examples" / "kg.toml")
    parsed = tuple(read_listing(path, settings.hints_for(path)) for path in find_listings([root / "examples"]))
    resolved = resolve([record for listing in parsed for record in listing.records])
    passages = [(work.id, work.abstract) for work in resolved.works if work.abstract]
    return parsed, resolved, link_concepts(find_mentions(passages))


def graph_of(values: Values, measured: Iterable[Measure] = ()) -> Store:
    parsed, resolved, extracted = values
    shown = shown_fields(resolved)
    lines = [line for listing in parsed for line in describe_listing(listing, shown, NAMES)]
    lines += [*describe_resolution(resolved, NAMES), *describe_extraction(extracted, NAMES)]
    return new_store(None, quads_of([*lines, *describe_measures(measured, NAMES)]))


def expanded(store: Store, root: Path) -> set[Triple]:
    queries = sorted((root / "ontology" / "expansion").glob("*.rq"))
    assert len(queries) == 7
    return {triple for path in queries for triple in store.query(path.read_text(encoding="utf-8"))}  # type: ignore[misc]


def of_data(triples: Iterable[Triple]) -> set[Triple]:
    """Omit statements about the vocabulary, whose labels follow from its own file."""
    return {each for each in triples if not _in_vocabulary(each.subject)}


def _in_vocabulary(subject: object) -> bool:
    return isinstance(subject, NamedNode) and subject.value.startswith(VOCABULARY)


@pytest.mark.parametrize("name", ["small graph", "examples"])
def test_omitted_statements_are_restored(name: str, root: Path) -> None:
    values = (listings(), resolution(), extraction()) if name == "small graph" else of_examples(root)
    measured = measures() if name == "small graph" else ()
    store = graph_of(values, measured)
    stated = {quad.triple for quad in store}
    left_out = full_description(values, measured, NAMES) - stated
    assert len(left_out) > 100
    assert of_data(expanded(store, root)) - stated == left_out


def test_labels_of_the_vocabulary_are_restored(root: Path) -> None:
    store = graph_of((listings(), resolution(), extraction()))
    labelled = {each.subject for each in expanded(store, root) if each.predicate.value.endswith("rdf-schema#label")}
    preferred = NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    assert labelled >= {quad.subject for quad in store.quads_for_pattern(None, preferred, None)}
