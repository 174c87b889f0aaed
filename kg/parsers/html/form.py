"""The format `html`: a saved web page with one paper or a list of papers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.parsers.block import Block, Draft, Finding, Findings, Lines, Remark, furniture
from kg.parsers.format import Format
from kg.parsers.html.linked_data import linked_papers
from kg.parsers.html.meta import abstract_in_body, has_paper, read_meta, tags_of
from kg.parsers.html.page import Page, is_fragment, is_page, read_page
from kg.parsers.html.site_list import FoundPaper, listed_papers
from kg.parsers.html.tagged_table import tagged_papers
from kg.parsers.paragraph import spans

_CERTAIN = 1_000_000
_SEVERAL = 2
_AROUND = "markup of the page"


def parse(lines: Lines) -> Findings:
    """Yield the papers of a saved web page: from its meta tags, else from JSON-LD, else from a list of a known site."""
    page = read_page(lines)
    if page is None:
        yield Remark("no HTML elements could be read")
        return
    if page.is_truncated:
        yield Remark("the page was read only up to an element that is nested too deeply")
    papers = sorted(_papers(page), key=lambda found: found.start)
    yield from _framed(lines, papers)


def _papers(page: Page) -> list[FoundPaper]:
    tags = tags_of(page)
    if has_paper(tags):
        places = [
            page.line(element)
            for name, _, element in tags.named
            if "citation" in name or name.startswith(("dc", "prism"))
        ]
        return [FoundPaper(read_meta(page, tags), min(places), max(places) + 1)] if places else []
    linked = [FoundPaper(draft, page.line(script), page.end(script) + 1) for draft, script in linked_papers(page)]
    if len(linked) == 1:
        return [linked[0]._replace(draft=_completed(linked[0].draft, page))]
    return linked or listed_papers(page) or tagged_papers(page)


def _completed(draft: Draft, page: Page) -> Draft:
    """Return the only paper of a page; a missing abstract or web address is taken from the page."""
    canonical = (page.address(str(target)) for target in page.root.xpath("//link[@rel='canonical']/@href"))
    return draft._replace(
        abstract=draft.abstract or abstract_in_body(page), url=draft.url or next(filter(None, canonical), None)
    )


def _framed(lines: Lines, papers: Sequence[FoundPaper]) -> Iterator[Finding]:
    """Yield the papers and, as furniture, the markup between them; a paper ends at the latest where the next begins."""
    done = 0
    for place, found in enumerate(papers):
        following = papers[place + 1].start if place + 1 < len(papers) else len(lines)
        stop = max(min(found.stop, max(following, found.start + 1)), found.start + 1)
        yield from _furniture(lines, done, found.start)
        yield Block(found.start, stop, found.draft)
        done = max(done, stop)
    yield from _furniture(lines, done, len(lines))


def _furniture(lines: Lines, start: int, stop: int) -> Iterator[Block]:
    return (furniture(*span, _AROUND) for span in spans(lines, start, stop))


def evidence(lines: Lines) -> int:
    """Return the evidence for this format: a very large number for a web page, or for an element with several papers.

    An element is a copied part of the body of a page; its list of papers has the markup of a known site or of Web of
    Science.
    """
    if is_page(lines):
        return _CERTAIN
    page = read_page(lines) if is_fragment(lines) else None
    return _CERTAIN if page and len(listed_papers(page) or tagged_papers(page)) >= _SEVERAL else 0


HTML = Format(
    name="html",
    description="a saved web page: a paper with citation meta tags or JSON-LD, or a list of a known site",
    example="""\
<!DOCTYPE html>
<html><head><title>On Counting Sheep</title>
<meta name="citation_title" content="On Counting Sheep">
<meta name="citation_author" content="Example, Ada">
<meta name="citation_author" content="Sample, Grace">
<meta name="citation_publication_date" content="2021/07/18">
<meta name="citation_conference_title" content="International Conference on Learning Representations">
<meta name="citation_abstract" content="We count sheep with a network.">
</head><body></body></html>
""",
    evidence=evidence,
    parse=parse,
    remedy="open this web page in a browser and copy its text into a file, or save a page that lists papers",
)
