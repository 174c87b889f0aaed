# ruff: noqa: E501
"""Saved web pages: meta tags, JSON-LD, lists of sites, and hostile markup."""

from __future__ import annotations

import html
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model.errors import ListingError
from kg.model.record import Decision, Identifier, Presentation, WorkKind
from tests.parsers.reading import accounts_for_each, read

relaxed = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
HEAD = '<!DOCTYPE html>\n<html><head><title>A page</title>\n<link rel="canonical" href="https://moor.example/v1/list.html">\n'


def test_meta_tags_with_what_stands_beside_the_authors(tmp_path: Path) -> None:
    page = (
        HEAD
        + '<meta name="citation_title" content="Hedges &amp; gates">\n<meta name="citation_author" content="Marten, Ilse">\n'
        '<meta name="citation_author_institution" content="Northmoor University">\n'
        '<meta name="citation_author_orcid" content="https://orcid.org/0000-0000-1111-2228">\n'
        '<meta name="citation_author" content="Tobin Vance">\n<meta name="citation_year" content="2021">\n'
        '<meta name="citation_journal_title" content="Journal of Hedges"><meta name="citation_doi" content="doi:10.5555/H.1">\n'
        '<meta name="citation_keywords" content="hedges; gates"></head><body><h2>Abstract</h2>\n'
        "<p>We listen to hedges, and they answer us at night.</p><a href='b.html'>Why barns lean</a></body></html>\n"
    )
    parsed = read(tmp_path, page)
    [record] = parsed.records
    assert (record.title, record.venue, record.year, record.kind) == (
        "Hedges & gates", "Journal of Hedges", 2021, WorkKind.ARTICLE,
    )  # fmt: skip
    assert [(a.name, a.orcid, a.affiliations) for a in record.authors] == [
        ("Ilse Marten", "0000-0000-1111-2228", ("Northmoor University",)),
        ("Tobin Vance", None, ()),
    ]
    assert record.identifiers == (Identifier("doi", "10.5555/h.1"),) and record.keywords == ("hedges", "gates")
    assert record.abstract == "We listen to hedges, and they answer us at night."
    assert (record.url, record.lines.start, record.lines.end) == ("https://moor.example/v1/list.html", 4, 11)
    accounts_for_each(parsed)


def test_json_ld_follows_references_and_leaves_out_what_is_cited(tmp_path: Path) -> None:
    page = HEAD + (
        '<script type="application/ld+json">{"@graph": [\n{"@id": "#p", "@type": "Person", "name": "Ilse Marten"},\n'
        '{"@id": "#j", "@type": "PublicationIssue", "name": "3", "isPartOf": {"@type": "Periodical", "name": "Hedges"}},\n'
        '{"@type": ["ScholarlyArticle"], "headline": "Hedges", "author": [{"@id": "#p"}, "Tobin Vance"],\n'
        '"isPartOf": {"@id": "#j"}, "datePublished": "2020-01-02", "citation": [{"@type": "ScholarlyArticle", "name": "Old"}],\n'
        '"sameAs": "https://doi.org/10.5555/H.2", "keywords": ["a", "b"]}]}</script>\n'
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "No paper"}</script></head></html>\n'
    )
    [record] = read(tmp_path, page).records
    assert (record.title, [a.name for a in record.authors]) == ("Hedges", ["Ilse Marten", "Tobin Vance"])
    assert (record.venue, record.year, record.identifiers) == ("Hedges", 2020, (Identifier("doi", "10.5555/h.2"),))


LISTS = {
    "NeurIPS": (
        "<h4>Advances in Neural Information Processing Systems 36 (NeurIPS 2023)</h4><ul class='paper-list'>"
        "<li class='conference'><div class='paper-content'><a title='paper title' href='/paper/1.html'>Hedges</a>"
        "<span class='paper-authors'>Ilse Marten, Tobin Vance</span></div></li>\n"
        "<li class='none'><a title='paper title' href='/paper/2.html'>Gates</a> <i>Chidi Okoro</i></li></ul>",
        "NeurIPS",
        2023,
    ),
    "ACL Anthology": (
        "<h2>Proceedings of the Meeting on Hedges (ACL 2023)</h2><p class='d-sm-flex align-items-stretch'><span><a>pdf</a></span>"
        "<span class='d-block'><strong><a class='align-middle' href='/2023.acl-long.1/'>Hedges</a></strong><br>"
        "<a href='/people/i/i/'>Ilse Marten</a> | <a href='/people/t/t/'>Tobin Vance</a></span></p>\n"
        "<div class='card abstract-collapse'><div class='card-body p-3'>We listen.</div></div>\n"
        "<p class='d-sm-flex align-items-stretch'><span class='d-block'><strong><a class='align-middle' href='/2023.acl-long.2/'>"
        "Gates</a></strong><br><a href='/people/c/c/'>Chidi Okoro</a></span></p>",
        "ACL",
        2023,
    ),
    "OpenReview": (
        "<div class='note'><h4><a href='/forum?id=aaa111'>Hedges</a></h4><div class='note-authors'>"
        "<a href='/profile?id=~Ilse_Marten1'>Ilse Marten</a>, <a href='/profile?id=~T1'>Tobin Vance</a></div>"
        "<ul class='note-meta-info'><li>Published: 16 Jan 2024</li><li>ICLR 2024 oral</li><li>Everyone</li></ul></div>"
        "<div class='note'><h4><a href='/forum?id=bbb222'>Gates</a></h4><div class='note-authors'>Chidi Okoro</div>"
        "<ul class='note-meta-info'><li>ICLR 2024 poster</li></ul></div>",
        "ICLR",
        2024,
    ),
    "CVF": (
        "<h3>CVPR 2019 papers</h3><dl><dt class='ptitle'><br><a href='html/1.html'>Hedges</a></dt><dd><form class='authsearch'>"
        "<input type='hidden' name='query_author' value='Ilse Marten'><a href='#'>Ilse Marten</a>,</form><form class='authsearch'>"
        "<a href='#'>Tobin Vance</a></form></dd><dd>[<a href='papers/1.pdf'>pdf</a>]</dd>"
        "<dt class='ptitle'><a href='html/2.html'>Gates</a></dt><dd>Chidi Okoro</dd><dd></dd></dl>",
        "CVPR",
        2019,
    ),
}


@pytest.mark.parametrize("site", list(LISTS))
def test_a_saved_list_of_a_site(site: str, tmp_path: Path) -> None:
    body, venue, year = LISTS[site]
    parsed = read(tmp_path, HEAD + "</head><body>\n" + body + "\n</body></html>\n")
    found = [(r.title, [a.name for a in r.authors], r.venue, r.year) for r in parsed.records]
    assert found == [("Hedges", ["Ilse Marten", "Tobin Vance"], venue, year), ("Gates", ["Chidi Okoro"], venue, year)]
    assert all(r.url and r.url.startswith("https://moor.example/") for r in parsed.records)
    accounts_for_each(parsed)


def test_the_schedule_of_a_virtual_conference(tmp_path: Path) -> None:
    """The title of the page has venue and year; posters and talks are papers, other events are not."""
    event = "<div class='content {}'>\n<a href='/virtual/2023/{}/{}'>\n{}\n</a>\n</div>\n"
    body = event.format("poster", "poster", 7, "Hedges\nat night") + event.format("oral", "oral", 8, "Gates")
    body += event.format("", "social", 9, "A walk") + "<div class='content poster'>no link</div>\n"
    page = (
        "<!DOCTYPE html>\n<html><head><title>NeurIPS 2023 Schedule</title></head>\n<body>\n" + body + "</body></html>\n"
    )
    parsed = read(tmp_path, page)
    found = [(record.title, record.venue, record.year, record.presentation) for record in parsed.records]
    assert found == [("Hedges at night", "NeurIPS", 2023, "poster"), ("Gates", "NeurIPS", 2023, "oral")]
    accounts_for_each(parsed)


def test_linked_data_with_a_credit_and_the_abstract_in_the_text(tmp_path: Path) -> None:
    page = (
        HEAD
        + '<script type="application/ld+json">{"@type": "ScholarlyArticle", "name": "Hedges", "creditText": "ICML 2024",'
        ' "author": [{"@type": "Person", "name": "Ilse Marten"}, {"@type": "Person", "name": "Tobin Vance"}]}</script>\n'
        "</head><body><div id='abstractExample'><span>Abstract:</span>\n<p>We listen to hedges, and they answer us at night.</p>"
        "</div></body></html>\n"
    )
    [record] = read(tmp_path, page).records
    assert (record.title, record.venue, record.year, record.kind) == ("Hedges", "ICML", 2024, WorkKind.CONFERENCE_PAPER)
    assert record.abstract == "We listen to hedges, and they answer us at night."
    assert record.url == "https://moor.example/v1/list.html"


def test_the_page_of_a_person_in_the_acl_anthology(tmp_path: Path) -> None:
    """Links of files have the class of the link of the paper, and each paper has its own venue and year."""
    paper = (
        "<div class='d-sm-flex align-items-stretch mb-3'><a class='badge align-middle me-1' href=https://aclanthology.org/{0}.pdf>pdf</a>"
        "<a class='badge align-middle me-1' href=/{0}.bib>bib</a><span class=d-block><strong><a class=align-middle href=/{0}/>{1}</a>"
        "</strong><br><a href=/people/i/>Ilse Marten</a><br><a href=/volumes/v/ class=text-muted>{2}</a></span></div>\n"
    )
    body = "<h2 id=title>Ilse Marten</h2>\n<h4>2022</h4>\n" + paper.format(
        "2022.hedge-1.1", "Hedges", "Proceedings of the First Workshop on Hedges (Hedges 2022)"
    )
    body += "<h4>2019</h4>\n" + paper.format("W19-4201", "Gates", "Proceedings of the 16th Workshop on Gates")
    body += "<h4>1998</h4>\n" + paper.format("W98-0001", "Barns", "Proceedings of the Workshop on Barns")
    parsed = read(
        tmp_path, "<!DOCTYPE html>\n<html><head><title>A person</title></head><body>\n" + body + "</body></html>\n"
    )
    assert [(record.title, record.year) for record in parsed.records] == [
        ("Hedges", 2022),
        ("Gates", 2019),
        ("Barns", 1998),
    ]
    assert [record.venue for record in parsed.records][1:] == [
        "Proceedings of the 16th Workshop on Gates",
        "Proceedings of the Workshop on Barns",
    ]
    assert parsed.records[0].url == "https://aclanthology.org/2022.hedge-1.1/"
    assert parsed.records[1].identifiers == (Identifier("acl", "W19-4201"),)
    accounts_for_each(parsed)


def test_markup_in_tags_scripts_and_addresses_that_are_none(tmp_path: Path) -> None:
    page = HEAD.replace("https://moor.example/v1/list.html", "javascript:alert(3)") + (
        '<meta name="citation_title" content="Hedges &lt;script&gt;alert(1)&lt;/script&gt; where a &lt;b and c> d">'
        '<meta name="citation_author" content="Ilse Marten&lt;img src=x onerror=alert(2)&gt;">'
        '<meta name="citation_abstract" content="We listen.&lt;svg/onload=alert(4)&gt; Twice."></head><body>'
        + "<div><b>" * 3000
        + "<!-- never closed <p class='title'>Not a paper</p>\n"
    )
    parsed = read(tmp_path, page)
    [record] = parsed.records
    assert (record.title, record.abstract, record.url) == ("Hedges where a <b and c> d", "We listen. Twice.", None)
    assert [author.name for author in record.authors] == ["Ilse Marten"]
    assert "nested too deeply" in " ".join(warning.message for warning in parsed.ledger.warnings)
    accounts_for_each(parsed)


def test_a_page_without_papers_is_refused_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(ListingError, match="in the format html; open this web page in a browser"):
        read(tmp_path, HEAD + "</head><body><p>Hello</p></body></html>\n")


def test_lines_of_a_page_longer_than_the_parser_counts(tmp_path: Path) -> None:
    paper = "<div class='paper'>\n<p class='title'>On {n}</p>\n<span class='authors'>A B</span>\n</div>\n"
    page = HEAD + "</head><body>\n" + "\n" * 61_000 + "".join(paper.format(n=n) for n in range(40)) + "</body></html>\n"
    parsed = read(tmp_path, page)
    assert [record.title for record in parsed.records] == [f"On {n}" for n in range(40)]
    lines = page.split("\n")
    assert all(f"On {n}<" in "".join(lines[r.lines.start - 1 : r.lines.end]) for n, r in enumerate(parsed.records))


_TEXTS = st.text("abcdéß京 &<>\"'-:.", min_size=1, max_size=20).map(lambda text: " ".join(f"T{text}".split()))


@relaxed
@given(
    papers=st.lists(
        st.tuples(_TEXTS.filter(lambda text: "<" not in text and "&" not in text), _TEXTS), min_size=1, max_size=6
    ),
    joint=st.sampled_from(["\n", ""]),
)
def test_what_is_written_is_read_back_with_and_without_line_breaks(
    papers: list[tuple[str, str]], joint: str, tmp_path: Path
) -> None:
    rows = [
        f"<div class='paper'>{joint}<p class='title'>{html.escape(title)}</p>{joint}<span class='authors'>Ada Sample</span></div>"
        for title, _ in papers
    ]
    parsed = read(tmp_path, "<!DOCTYPE html><html><body>" + joint.join(rows) + "</body></html>")
    assert [record.title for record in parsed.records] == [title for title, _ in papers]
    accounts_for_each(parsed)


def test_names_marked_in_the_text_are_the_authors_where_meta_tags_have_none(tmp_path: Path) -> None:
    text = """<!doctype html><html><head><meta name="citation_title" content="On Counting Sheep">
<meta name="citation_journal_title" content="Journal of Sheep"></head><body><div class="author-group">
<a class="author"><span class="text given-name">Ada</span> <span class="text surname">Example</span></a>
<a class="author"><span class="text given-name">Émile</span> <span class="text surname">van der Hoek</span></a>
</div></body></html>
"""
    (record,) = read(tmp_path, text).records
    assert [author.name for author in record.authors] == ["Ada Example", "Émile van der Hoek"]


def _note(number: str, title: str) -> str:
    return (
        f"<li class='note' data-id='{number}'><h4><a href='/forum?id={number}'>{title}</a></h4>"
        "<div class='note-authors'>Ilse Marten</div></li>\n"
    )


def test_tabs_of_openreview_are_decisions_and_a_note_without_an_identifier_is_no_paper(tmp_path: Path) -> None:
    tabs = {
        "accepted-oral-papers": (Decision.ACCEPT, Presentation.ORAL),
        "accept-spotlight": (Decision.ACCEPT, Presentation.SPOTLIGHT),
        "rejected-papers": (Decision.REJECT, None),
        "workshop-papers": (None, None),
        "withdrawn-rejected-submissions": (None, None),
    }
    notes = "".join(
        f"<div class='tab-pane fade' id='{tab}'><ul>{_note(f'sheep{number}', f'On Sheep {number}')}{_note('', 'No Title')}"
        "</ul></div>\n"
        for number, tab in enumerate(tabs)
    )
    parsed = read(tmp_path, f"<!DOCTYPE html><html><head><title>ICLR 2018</title></head><body>{notes}</body></html>")
    assert [r.title for r in parsed.records] == [f"On Sheep {number}" for number in range(len(tabs))]
    assert [(r.decision, r.presentation) for r in parsed.records] == list(tabs.values())
    assert {(r.venue, r.year) for r in parsed.records} == {("ICLR", 2018)}
