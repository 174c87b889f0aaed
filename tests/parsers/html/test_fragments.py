# ruff: noqa: E501
"""Elements copied from pages of known sites, and pages whose links have no address of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model.errors import ListingError
from tests.parsers.reading import accounts_for_each, read

OPENREVIEW = """\
<li class="note " data-id="h1">
  <h4><a href="/forum?id=h1">Hedges that Listen</a> <a href="/pdf?id=h1" class="pdf-link"></a></h4>
  <div class="note-authors"><a href="/profile?id=~Ilse_Marten1" class="profile-link">Ilse Marten</a>, <a href="/profile?id=~Tobin_Vance1" class="profile-link">Tobin Vance</a></div>
  <div class="note-meta-info"><span class="date item">27 Sep 2018</span><span class="item">ICLR 2019 Conference Blind Submission</span></div>
</li>
<li class="note " data-id="h2">
  <h4><a href="/forum?id=h2">Gates at Night</a></h4>
  <div class="note-authors"><a href="/profile?id=~Amos_Tiller1" class="profile-link">Amos Tiller</a></div>
</li>
"""
CVF = """\
<dl>
<dt class="ptitle"><br><a href="content_CVPR_2019/html/Marten_Hedges_CVPR_2019_paper.html">Hedges that Listen</a></dt>
<dd><form class="authsearch"><a href="#">Ilse Marten</a>,</form><form class="authsearch"><a href="#">Tobin Vance</a></form></dd>
<dd>[<a href="content_CVPR_2019/papers/Marten_Hedges_CVPR_2019_paper.pdf">pdf</a>]
<div class="bibref">booktitle = {The Conference on Hedges (CVPR)}, year = {2019}</div></dd>
<dt class="ptitle"><br><a href="content_CVPR_2019/html/Tiller_Gates_CVPR_2019_paper.html">Gates at Night</a></dt>
<dd><form class="authsearch"><a href="#">Amos Tiller</a></form></dd>
<dd><div class="bibref">booktitle = {The Conference on Hedges (CVPR)}, year = {2019}</div></dd>
</dl>
"""
PMLR = """\
<div class="container">
<h2>Volume 97: International Conference on Hedges, 9-15 June 2019, Northmoor, Eastland</h2>
<div class="paper"><p class="title">Hedges that Listen</p>
<p class="details"><span class="authors">Ilse Marten, Tobin Vance</span>; <span class="info">; PMLR 97:1-10</span></p>
<p class="links">[<a href="http://proceedings.mlr.press/v97/marten19a.html">abs</a>]</p></div>
<div class="paper"><p class="title">Gates at Night</p>
<p class="details"><span class="authors">Amos Tiller</span></p></div>
</div>
"""
NEURIPS = """\
<ul>
<li><a href="/paper/2020/hash/0a-Abstract.html">Hedges that Listen</a> <i>Ilse Marten, Tobin Vance</i></li>
<li><a href="/paper/2020/hash/0b-Abstract.html">Gates at Night</a> <i>Amos Tiller</i></li>
</ul>
"""
ICML = """\
<div>
<div><big><strong><a name="1"></a>Hedges that Listen</strong></big><br>Ilse Marten, Tobin Vance<br>
<a href="https://proceedings.icml.cc/static/paper_files/icml/2020/1-Paper.pdf">Paper</a> <a href="https://icml.cc/virtual/2020/poster/1">Video</a>
<small><em>Hedges • Sound</em></small></div>
<div><big><strong><a name="2"></a>Gates at Night</strong></big><br>Amos Tiller<br>
<a href="https://proceedings.icml.cc/static/paper_files/icml/2020/2-Paper.pdf">Paper</a> <a href="https://icml.cc/virtual/2020/poster/2">Video</a></div>
</div>
"""
ACCEPTED = """\
<div><h4>Accepted Papers</h4>
<p><b>Hedges that Listen</b><br><i>Ilse Marten (Northmoor University) · Tobin Vance</i></p>
<p><b>Gates at Night</b><br><i>Amos Tiller</i></p>
</div>
"""
FRAGMENTS = {
    "OpenReview": (OPENREVIEW, "https://openreview.net/forum?id=h1", "ICLR", 2019),
    "CVF": (CVF, "https://openaccess.thecvf.com/content_CVPR_2019/html/Marten_Hedges_CVPR_2019_paper.html", "The Conference on Hedges (CVPR)", 2019),
    "PMLR": (PMLR, "http://proceedings.mlr.press/v97/marten19a.html", "International Conference on Hedges", 2019),
    "NeurIPS": (NEURIPS, "https://papers.nips.cc/paper/2020/hash/0a-Abstract.html", None, None),
    "ICML 2020": (ICML, "https://icml.cc/virtual/2020/poster/1", "ICML", 2020),
    "accepted papers": (ACCEPTED, None, None, None),
}  # fmt: skip


@pytest.mark.parametrize("site", FRAGMENTS)
def test_an_element_of_a_page_is_read_as_the_page(site: str, tmp_path: Path) -> None:
    text, url, venue, year = FRAGMENTS[site]
    parsed = read(tmp_path, text)
    accounts_for_each(parsed)
    assert parsed.listing.format == "html"
    first, second = parsed.records
    assert [(r.title, [a.name for a in r.authors]) for r in (first, second)] == [
        ("Hedges that Listen", ["Ilse Marten", "Tobin Vance"]),
        ("Gates at Night", ["Amos Tiller"]),
    ]
    assert (first.url, first.venue) == (url, venue)
    if year is not None:
        assert first.year == year
    whole = read(tmp_path, f"<html><body>\n{text}</body></html>\n")
    assert [(r.title, r.url, r.venue, r.year, r.authors) for r in whole.records] == [
        (r.title, r.url, r.venue, r.year, r.authors) for r in parsed.records
    ]


def test_keywords_of_icml_are_separated_by_bullets(tmp_path: Path) -> None:
    assert read(tmp_path, ICML).records[0].keywords == ("Hedges", "Sound")


def test_an_element_with_one_paper_is_no_page(tmp_path: Path) -> None:
    with pytest.raises(ListingError, match="a part of a web page"):
        read(tmp_path, "<ul>\n<li><p>Sheep stand on a hill.</p></li>\n</ul>\n")


TAGGED = """\
<html><body><h2>Web of Science</h2>
<table>
<tr><td valign="top">PT </td><td>J</td></tr>
<tr><td valign="top">AU </td><td>Marten, I<br>&nbsp;&nbsp;&nbsp;Vance, T</td></tr>
<tr><td valign="top">AF </td><td>Marten, Ilse<br>&nbsp;&nbsp;&nbsp;Vance, Tobin</td></tr>
<tr><td valign="top">TI </td><td>Hedges that Listen</td></tr>
<tr><td valign="top">SO </td><td>JOURNAL OF HEDGES</td></tr>
<tr><td valign="top">AB </td><td>We listen to hedges &amp; gates.</td></tr>
<tr><td valign="top">PY </td><td>2019</td></tr>
<tr><td valign="top">DI </td><td>10.5555/h.1</td></tr>
</table>
<hr>
<table>
<tr><td valign="top">PT </td><td>J</td></tr>
<tr><td valign="top">AU </td><td>Tiller, A</td></tr>
<tr><td valign="top">TI </td><td>Gates at Night</td></tr>
<tr><td valign="top">PY </td><td>2018</td></tr>
</table>
</body></html>
"""


def test_records_of_web_of_science_in_a_page(tmp_path: Path) -> None:
    parsed = read(tmp_path, TAGGED)
    accounts_for_each(parsed)
    first, second = parsed.records
    assert (first.title, first.venue, first.year) == ("Hedges that Listen", "JOURNAL OF HEDGES", 2019)
    assert [author.name for author in first.authors] == ["Ilse Marten", "Tobin Vance"]
    assert first.abstract == "We listen to hedges & gates."
    assert [identifier.value for identifier in first.identifiers] == ["10.5555/h.1"]
    assert (second.title, second.year, second.lines.start) == ("Gates at Night", 2018, 14)
