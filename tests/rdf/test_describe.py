"""Statements that describe works, persons, concepts and records."""

from __future__ import annotations

from dataclasses import replace

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from kg.model.measure import Measure
from kg.model.mention import Concept, ConceptLink, Extraction, Kind, Role
from kg.model.summary import GraphSummary
from kg.rdf import describe_extraction, describe_graph, describe_measures
from kg.rdf.terms import KG, SKOS
from tests.tiny import ANA, BASE, BERT, CNN, CNN_3D, DAN, DAN_2, GLUE, NAMES, extraction, quads_of, tiny_quads

XSD = "http://www.w3.org/2001/XMLSchema#"


def _said(subject: str, predicate: str) -> list[str]:
    return sorted(
        quad.object.value
        for quad in tiny_quads()
        if quad.subject == NamedNode(subject) and quad.predicate.value.endswith(predicate)
    )


def test_there_are_no_blank_nodes_and_no_named_graphs() -> None:
    for quad in tiny_quads():
        assert quad.graph_name == DefaultGraph()
        assert not isinstance(quad.subject, BlankNode) and not isinstance(quad.object, BlankNode)


def test_the_title_of_a_work_is_rendered_and_its_records_keep_it_as_written() -> None:
    assert _said(BASE + BERT, "/title") == ["Gates for x² BERT"]
    assert _said(BASE + "record/first-0000000000aa/1", "titleAsWritten") == ["Gates for $x^2$ BERT"]


def test_a_name_as_written_is_stated_only_where_it_differs_from_the_name_of_the_author() -> None:
    quads = tiny_quads()
    names = {quad.subject: quad.object for quad in quads if quad.predicate.value.endswith("foaf/0.1/name")}
    authors = {quad.subject: quad.object for quad in quads if _is(quad, "author")}
    written = {quad.subject: quad.object for quad in quads if _is(quad, "nameAsWritten")}
    assert 0 < len(written) < len(authors)
    assert all(name != names[authors[authorship]] for authorship, name in written.items())


def test_a_measure_of_zero_is_stated_only_where_few_nodes_have_it() -> None:
    names = ("degree", "betweenness", "closeness", "eigenvector", "pageRank")
    zero = [Measure("coauthors", ANA, name, 0.0) for name in names]
    said = [line.split()[1].rpartition("#")[2].rstrip(">") for line in describe_measures(zero, NAMES)]
    assert said == ["degree", "closeness", "pageRank"]


def test_years_are_typed() -> None:
    kinds = {
        (quad.predicate.value.split("/")[-1].split("#")[-1], quad.object.datatype.value.removeprefix(XSD))
        for quad in tiny_quads()
        if quad.subject == NamedNode(BASE + BERT) and isinstance(quad.object, Literal)
    }
    assert {("issued", "gYear"), ("year", "integer"), ("title", "string")} <= kinds


def test_an_address_that_is_no_web_page_is_kept_as_text_only() -> None:
    assert _said(BASE + GLUE, "/page") == []
    assert _said(BASE + "record/first-0000000000aa/2", "urlAsWritten") == ["javascript:alert(1)"]
    assert _said(BASE + BERT, "/page") == ["https://example.net/a%20b?q=%3Cx%3E"]


def test_a_work_keeps_all_its_sources_and_their_conflicts() -> None:
    records = [
        quad.subject.value for quad in tiny_quads() if quad.object == NamedNode(BASE + GLUE) and _is(quad, "describes")
    ]
    assert sorted(records) == [BASE + "record/first-0000000000aa/2", BASE + "record/second-0000000000bb/1"]
    assert _said(f"{BASE}{GLUE}/conflict/1", "otherValue") == ["GLUE+: a larger set"]


def test_uncertain_identity_is_not_stated_as_identity() -> None:
    assert _said(BASE + DAN, "possibleSameAs") == [BASE + DAN_2]
    assert not any(quad.predicate.value.endswith("owl#sameAs") for quad in tiny_quads())
    judged = [quad for quad in tiny_quads() if str(quad.object) == KG.Judgement and "type" in quad.predicate.value]
    assert len(judged) == 1, "only what is unsure is a doubt"


def test_a_person_keeps_other_spellings_and_former_ids() -> None:
    assert _said(BASE + ANA, "altLabel") == ["A. Núñez"]
    assert _said(BASE + ANA, "replaces") == [BASE + "person/ana-00"]


def test_a_mention_has_nine_statements() -> None:
    said = {quad.predicate.value for quad in tiny_quads() if quad.subject == NamedNode(f"{BASE}{BERT}/mention/0-7")}
    assert {name.rpartition("#")[2] for name in said} == {
        "type", "inWork", "hasBody", "startOffset", "endOffset", "exact", "role", "foundBy", "confidence"
    }  # fmt: skip


def test_a_record_states_only_what_differs_from_its_work() -> None:
    first, second = f"{BASE}record/first-0000000000aa", f"{BASE}record/second-0000000000bb"
    assert _said(f"{first}/2", "titleAsWritten") == []
    assert _said(f"{first}/1", "venueAsWritten") == ["ICLR 2021"]
    assert _said(f"{first}/1", "#year") == []
    assert _said(f"{first}/1", "lacksField") == ["url"]
    assert _said(f"{second}/1", "titleAsWritten") == ["GLUE+: a larger set"]
    assert _said(f"{second}/1", "lacksField") == ["venue"]
    assert _said(f"{first}/2", "lacksField") == ["award"]
    assert _said(f"{first}/3", "lacksField") == ["venue", "year"]


def test_the_description_has_the_title_of_the_settings() -> None:
    for title, expected in ((None, "A knowledge graph of papers"), ("Graph learning", "Graph learning")):
        quads = quads_of(describe_graph(GraphSummary(0, (), ()), NAMES, title=title))
        [found] = [
            quad.object.value for quad in quads if quad.subject == NamedNode(BASE) and "title" in str(quad.predicate)
        ]
        assert found.startswith(expected)


def test_numbers_have_at_most_ten_significant_digits() -> None:
    for quad in tiny_quads():
        if isinstance(quad.object, Literal) and quad.object.datatype.value == XSD + "double":
            assert float(quad.object.value) == float(f"{float(quad.object.value):.10g}")


def test_concepts_of_the_vocabulary_are_described_with_their_broader_concepts_only() -> None:
    subjects = {quad.subject.value for quad in tiny_quads() if "/concept/" in quad.subject.value}
    concepts = {subject for subject in subjects if "/concept/method/" in subject}
    assert {CNN, CNN_3D} < concepts and len(concepts) < 10
    for subject in concepts:
        assert set(_said(subject, "core#broader")) <= concepts


def test_a_concept_missing_from_the_vocabulary_is_described_by_its_value() -> None:
    lost = Concept("https://example.net/gone", Kind.METHOD, "gone")
    quads = quads_of(describe_extraction(Extraction((), (lost,), ()), NAMES))
    assert any(quad.subject.value == lost.id and str(quad.predicate) == SKOS.prefLabel for quad in quads)


def test_a_role_that_does_not_fit_its_concept_becomes_a_plain_mention() -> None:
    dataset = Concept("dataset/x", Kind.DATASET, "X", in_vocabulary=False)
    link = ConceptLink(BERT, "dataset/x", Role.PROPOSES, 1.0)
    quads = quads_of(describe_extraction(Extraction((), (dataset,), (link,)), NAMES))
    assert any(_is(quad, "mentionsDataset") for quad in quads)


def test_the_graph_describes_itself_without_a_date() -> None:
    assert int(_said(BASE, "void#triples")[0]) > 1000
    assert _said(BASE, "distribution") == [BASE + "graph/file/graph.ttl"]
    assert "http://xmlns.com/foaf/0.1/" in _said(BASE, "vocabulary")
    assert not any("date" in quad.object.datatype.value for quad in tiny_quads() if isinstance(quad.object, Literal))


def _is(quad: Quad, name: str) -> bool:
    return str(quad.predicate) == getattr(KG, name)


def test_a_mention_that_a_model_found_leads_to_its_name_and_version() -> None:
    found_by_model = replace(extraction(), model="en_zorb 1.2 <x>")
    quads = quads_of(describe_extraction(found_by_model, NAMES))
    found = {str(quad.object) for quad in quads if _is(quad, "foundBy")}
    model = NAMES.iri("model/en_zorb-1.2-%3Cx%3E")
    assert model in found and KG.ModelFinder not in found
    said = {
        (quad.predicate.value.rpartition("#")[2], quad.object.value) for quad in quads if str(quad.subject) == model
    }
    assert {("prefLabel", "en_zorb 1.2 <x>"), ("notation", "model"), ("broader", KG.ModelFinder[1:-1])} <= said
