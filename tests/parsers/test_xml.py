"""XML of arXiv, dblp and the ACL Anthology: entities, markup in titles, broken and hostile files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model.errors import ListingError
from kg.model.listing import Fate, ListingHints
from kg.model.record import Identifier, WorkKind
from kg.parsers.arxiv_oai import ARXIV_OAI
from kg.parsers.xml_elements import DEEPEST, elements
from kg.parsers.xml_text import readable
from tests.parsers.exports import ACL_XML, ARXIV_ATOM, DBLP_XML
from tests.parsers.reading import accounts_for_each, read

ARTICLE = (
    '<article key="journals/x/A{0}"><author>Ada Example</author><title>Paper {0}.</title><year>2020</year></article>'
)


def test_a_feed_of_arxiv(tmp_path: Path) -> None:
    parsed = read(tmp_path, ARXIV_ATOM)
    accounts_for_each(parsed)
    (record,) = parsed.records
    assert (record.title, record.venue, record.year) == ("Hedgerows as natural sensor networks", "arXiv", 2003)
    assert record.abstract == "We listen to hedges & barns all night.\n\nThey answer."
    assert [(a.name, a.affiliations) for a in record.authors] == [("Ilse Marten", ("Northmoor University",))]
    assert record.identifiers == (Identifier("arxiv", "math/0309999"), Identifier("doi", "10.5555/h.1"))
    assert (record.kind, record.url) == (WorkKind.PREPRINT, "https://arxiv.org/abs/math/0309999v2")


def test_a_harvest_of_arxiv(tmp_path: Path) -> None:
    (record,) = read(tmp_path, ARXIV_OAI.example).records
    assert [author.name for author in record.authors] == ["Ada Example"]
    assert (record.year, record.url) == (2021, "https://arxiv.org/abs/2101.99991")


def test_dblp_with_entities_numbers_and_several_entries_on_a_line(tmp_path: Path) -> None:
    parsed = read(
        tmp_path, f'<?xml version="1.0" encoding="ISO-8859-1"?>\n<!DOCTYPE dblp SYSTEM "dblp.dtd">\n{DBLP_XML}'
    )
    accounts_for_each(parsed)
    first, second = parsed.records
    assert first.title == "Schnelle Hecken über H2O und Alnus"
    assert [(a.name, a.as_written, a.source_id) for a in first.authors] == [
        ("René Mühlbach", "René Mühlbach", None),
        ("Li Chen", "Li Chen 0012", "dblp:1/2-3"),
    ]
    assert first.kind is WorkKind.PREPRINT
    assert {i.scheme for i in first.identifiers} >= {"arxiv", "dblp"}
    assert (second.title, second.venue, second.year) == ("Why barns lean", "ICML", 2021)
    assert second.identifiers == (Identifier("dblp", "conf/icml/O21"), Identifier("doi", "10.5555/h.2"))
    assert second.kind is WorkKind.CONFERENCE_PAPER


def test_a_collection_of_the_anthology(tmp_path: Path) -> None:
    parsed = read(tmp_path, ACL_XML)
    accounts_for_each(parsed)
    first, second = parsed.records
    assert (first.title, first.venue, first.year) == ("Hedge: a pipeline for $n^2$ hedges", "CL", 1989)
    assert [(a.name, a.orcid) for a in first.authors] == [("Ilse Marten", "0000-0000-1111-2228"), ("Wibisono", None)]
    assert (first.kind, first.award, first.abstract) == (
        WorkKind.RETRACTION,
        "Best Paper",
        "We listen to hedges & barns.",
    )
    assert (second.url, second.authors) == ("https://aclanthology.org/J89-1002", ())


def test_a_volume_of_workshops_has_its_title_for_a_venue_and_the_year_of_its_papers(tmp_path: Path) -> None:
    text = (
        '<volume id="1"><meta><booktitle>A Workshop</booktitle><venue>ws</venue></meta>'
        '<paper id="1"><title>One</title><url>W19-0101</url></paper>\n'
        '<paper id="2"><title>Two</title><url>P79-1001</url></paper></volume>\n'
    )
    parsed = read(tmp_path, text)
    assert [(r.venue, r.year) for r in parsed.records] == [("A Workshop", 2019), ("A Workshop", 1979)]


def test_a_broken_paper_takes_no_others_along(tmp_path: Path) -> None:
    lines = ["<dblp>", ARTICLE.format(1), '<article key="journals/x/B"><title>Broken <b>title', "stray & lost"]
    parsed = read(tmp_path, "\n".join([*lines, ARTICLE.format(2), ARTICLE.format(3), "</dblp>"]) + "\n")
    accounts_for_each(parsed)
    assert [record.title for record in parsed.records] == ["Paper 1", "Broken title stray & lost", "Paper 2", "Paper 3"]
    assert parsed.records[1].notes == ("incomplete XML element: <article> is not closed",)
    cut = read(tmp_path, "\n".join(["<dblp>", ARTICLE.format(1), ARTICLE.format(2)[:80]]))
    assert cut.records[0].title == "Paper 1"


def test_fragments_without_a_root_and_feeds_joined_are_read(tmp_path: Path) -> None:
    assert len(read(tmp_path, f"{ARTICLE.format(1)}\n{ARTICLE.format(2)}\n").records) == 2
    feed = f'<?xml version="1.0"?>\n{ARXIV_ATOM}'
    assert len(read(tmp_path, feed + feed).records) == 2


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE feed [\n<!ENTITY a "hedge">\n]>',
        '<!DOCTYPE dblp SYSTEM "x.dtd" [<!ENTITY e SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE dblp\n  SYSTEM "x"\n [<!ENTITY % p "x"> %p;]>',
    ],
)
def test_a_document_type_with_entities_is_refused_with_its_line(doctype: str, tmp_path: Path) -> None:
    text = f'<?xml version="1.0"?>\n{doctype}\n<dblp>{ARTICLE.format("&a;")}</dblp>\n'
    with pytest.raises(ListingError) as caught:
        read(tmp_path, text)
    assert str(tmp_path) in str(caught.value) and "entities" in str(caught.value)
    assert "listing: line " in str(caught.value)


def test_a_file_that_a_document_type_names_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "dblp.dtd").write_text('<!ENTITY secret "SECRET">\n', encoding="utf-8")
    text = f'<!DOCTYPE dblp SYSTEM "dblp.dtd">\n<dblp>{ARTICLE.format("&secret;")}</dblp>\n'
    assert read(tmp_path, text).records[0].title == "Paper &secret;"


def test_characters_that_xml_forbids_and_ampersands_that_begin_nothing() -> None:
    assert list(readable(["R&D &lt; &eacute; &#0; &#x41; &nbsp; &unknown; \x0b&"])) == [
        "R&amp;D &lt; é &amp;#0; &#x41; \u00a0 &amp;unknown;  &amp;"
    ]


def test_nesting_without_end_is_bounded() -> None:
    found = list(elements(["<article>" + "<a>" * 100_000], frozenset(("article",))))
    assert [element.error for element in found] == [f"elements nested more than {DEEPEST} deep"]


@settings(deadline=None, max_examples=200)
@given(
    lines=st.lists(
        st.one_of(
            st.sampled_from(
                ["<article>", "</article>", "<title>", "</title>", "<article><title>A</title></article>", "<!--"]
            ),
            st.text(st.sampled_from("<>/&;a= \"'![]-"), max_size=12),
        ),
        max_size=12,
    )
)
def test_elements_of_any_lines_are_in_order_and_within_them(lines: list[str]) -> None:
    try:
        found = list(elements(lines, frozenset(("article",))))
    except ListingError:
        return
    assert all(0 <= element.start < element.stop <= len(lines) for element in found)
    assert [element.start for element in found] == sorted(element.start for element in found)


def test_other_xml_is_no_listing_of_papers(tmp_path: Path) -> None:
    for text in ("<rss><item><title>One</title></item></rss>\n", "<feed><entry><title>A blog</title></entry></feed>\n"):
        with pytest.raises(ListingError):
            read(tmp_path, text)
    with pytest.raises(ListingError):
        read(tmp_path, "<dblp></dblp>\n", ListingHints(format="dblp-xml"))
    assert Fate.REJECTED


def test_a_suffix_has_no_comma_before_it(tmp_path: Path) -> None:
    paper = '<paper id="1"><title>One</title><author><first>Emil</first><last>Calder, Jr.</last></author></paper>'
    parsed = read(tmp_path, f"<volume>{paper}</volume>\n")
    assert [author.name for author in parsed.records[0].authors] == ["Emil Calder Jr."]


def test_names_that_were_read_as_latin_1_are_repaired(tmp_path: Path) -> None:
    garbled = "Zoé Weiß".encode().decode("latin-1")
    text = ARXIV_ATOM.replace("Ilse Marten", garbled)
    (record,) = read(tmp_path, text).records
    assert [(author.name, author.as_written) for author in record.authors] == [("Zoé Weiß", "Zoé Weiß")]
    assert record.notes == ("UTF-8 that had been decoded in another encoding was repaired in authors",)
