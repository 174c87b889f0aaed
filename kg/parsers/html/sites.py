"""Markup of the lists of papers on known sites."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LITERAL = re.compile(r"'([^']+)'")


def _has(name: str) -> str:
    """Return the XPath condition for elements with a class."""
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"


@dataclass(frozen=True, slots=True)
class Markup:
    """XPath expressions for the papers of a site and their fields.

    `papers` is evaluated on the page, all other expressions on the element of a paper. `authors` matches one element
    per author, or one element with all names. `publication` matches texts that may contain venue, year and decision.
    `home` is the web address of the site, for the links of a page that states no address of its own.
    """

    site: str
    papers: str
    title: str
    authors: str = ""
    abstract: str = ""
    link: str = ""
    pdf: str = ""
    publication: str = ""
    keywords: str = ""
    home: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """Class names and texts in `papers`, of which a page of the site contains at least one."""
        return tuple(word.strip() for word in _LITERAL.findall(self.papers) if word.strip())


_FIELD = (
    ".//*[{has} and starts-with(normalize-space(), '{label}')]/following-sibling::*[1] |"
    " .//*[{has} and starts-with(normalize-space(), '{label}')]/following-sibling::text()[normalize-space()][1]"
)


def _note_field(label: str) -> str:
    return _FIELD.format(has=_has("note-content-field"), label=label)


# A note that could not be loaded has a link without an identifier, and the title "No Title".
_FORUM = "contains(@href, 'forum?id=') and substring-after(@href, 'forum?id=')"
# The tab of a note, such as "accepted-oral-papers"; a tab for several decisions is ignored.
_TAB = f"ancestor::*[{_has('tab-pane')}][1][not(contains(@id, 'withdrawn') and contains(@id, 'reject'))]/@id"
_PAPER_OF_ACL = f"{_has('align-middle')} and not({_has('badge')})"  # the other links are of files: "pdf", "bib", …
_PAPER_OF_NEURIPS = "@title='paper title' or (contains(@href, '/paper') and contains(@href, '-Abstract'))"
MARKUPS = (
    Markup(
        "OpenReview",
        papers=f"//*[{_has('note')} and .//a[{_FORUM}]]",
        title=f".//*[self::h2 or self::h3 or self::h4]//a[{_FORUM}][normalize-space()][1]",
        authors=f".//*[{_has('note-authors')}]//a[normalize-space()] | .//*[{_has('note-authors')}][not(.//a)]",
        abstract=_note_field("Abstract"),
        link=f".//a[{_FORUM}][1]/@href",
        publication=f".//*[contains(@class, 'note-meta-info')]//*[self::li or @class='item'] | {_note_field('Venue')}"
        f" | {_TAB}",
        keywords=_note_field("Keywords"),
        home="https://openreview.net/",
    ),
    Markup(
        "CVF",
        papers=f"//dt[{_has('ptitle')}]",
        title=".",
        authors="following-sibling::dd[1]//form//a[normalize-space()] |"
        " following-sibling::dd[1]/self::dd[not(.//form)]",
        link=".//a/@href",
        pdf="following-sibling::dd[2]//a[contains(@href, '.pdf')][1]/@href",
        publication=f"following-sibling::dd[2]//*[{_has('bibref')}]",
        home="https://openaccess.thecvf.com/",
    ),
    Markup(
        "PMLR",
        papers=f"//div[{_has('paper')} and .//p[{_has('title')}]]",
        title=f".//p[{_has('title')}]",
        authors=f".//span[{_has('authors')}]",
        link=f".//p[{_has('links')}]//a[starts-with(normalize-space(), 'abs')]/@href",
        pdf=f".//p[{_has('links')}]//a[contains(@href, '.pdf')]/@href",
        publication=f".//span[{_has('info')}]",
    ),
    Markup(
        "NeurIPS",
        papers=f"//li[.//a[{_PAPER_OF_NEURIPS}]]",
        title=f".//a[{_PAPER_OF_NEURIPS}]",
        authors=f".//i[normalize-space()] | .//*[{_has('paper-authors')}][not(.//i)]",
        link=f".//a[{_PAPER_OF_NEURIPS}]/@href",
        home="https://papers.nips.cc/",
    ),
    Markup(
        "ACL Anthology",
        papers=f"//*[{_has('d-sm-flex')} and .//a[{_PAPER_OF_ACL}]]",
        title=f".//a[{_PAPER_OF_ACL}]",
        authors=".//a[contains(@href, '/people/')]",
        abstract=f"following-sibling::*[1]/self::*[contains(@class, 'abstract-collapse')]//*[{_has('card-body')}]",
        link=f".//a[{_PAPER_OF_ACL}]/@href",
        pdf=f".//a[{_has('badge')} and contains(@href, '.pdf')][1]/@href",
        publication=f".//a[{_PAPER_OF_ACL}]/@href | .//a[contains(@href, '/volumes/')]",
        home="https://aclanthology.org/",
    ),
    Markup(
        "virtual conference",
        papers=f"//*[{_has('displaycards')} or {_has('virtual-card')} or {_has('track-schedule-card')}]"
        "[.//a[contains(@href, '/virtual/')]]",
        title=".//a[contains(@href, '/virtual/')][normalize-space()][1]",
        authors=f".//*[{_has('author-str')}] | .//p[{_has('text-muted')}][1]",
        abstract=f".//*[{_has('abstract')}]//*[{_has('text-start')}] | .//*[{_has('abstractContainer')}]",
        link=".//a[contains(@href, '/virtual/')][normalize-space()][1]/@href",
        publication=".//*[contains(@class, 'type_display_name')] | .//a[contains(@href, '/virtual/')][1]/@href",
    ),
    Markup(
        "conference schedule",
        papers=f"//*[{_has('maincard')} and .//*[{_has('maincardBody')}]]",
        title=f".//*[{_has('maincardBody')}]",
        authors=f".//*[{_has('maincardFooter')}]",
        publication=f".//*[{_has('maincardType')}]",
        link=".//a[contains(@href, 'openreview') or contains(@href, '.html')]/@href",
    ),
    Markup(
        "accepted papers of a conference",
        papers="(//*[self::h2 or self::h3 or self::h4][contains(., 'Accepted Papers')])[1]"
        "/following-sibling::p[count(*) = 3 and b and i]",
        title="./b",
        authors="./i",
    ),
    Markup(
        "papers of ICML 2020",
        papers="//div[big/strong/a[@name]][.//a[contains(@href, 'icml.cc')]]",
        title="./big",
        authors="./big/following-sibling::text()[normalize-space()][1]",
        pdf=".//a[contains(@href, 'Paper.pdf')]/@href",
        link=".//a[contains(@href, '/virtual/')][contains(@href, '/poster/')]/@href",
        publication=".//a[contains(@href, '/virtual/')][contains(@href, '/poster/')]/@href",
        keywords=".//small/em",
    ),
    Markup(
        "virtual list",
        papers="//li[a[contains(@href, '/virtual/')][contains(@href, '/poster/') or contains(@href, '/oral/') or"
        " contains(@href, '/spotlight/') or contains(@href, '/paper/')]]",
        title="./a[contains(@href, '/virtual/')]",
        link="./a[contains(@href, '/virtual/')]/@href",
        publication="./a[contains(@href, '/virtual/')]/@href",
    ),
    Markup(
        "virtual schedule",
        papers=f"//div[{_has('content')} and ({_has('poster')} or {_has('oral')} or {_has('spotlight')})]"
        "[a[contains(@href, '/virtual/')]]",
        title="./a[contains(@href, '/virtual/')]",
        link="./a[contains(@href, '/virtual/')]/@href",
        publication="./a[contains(@href, '/virtual/')]/@href",
    ),
    Markup(
        "arXiv search",
        papers=f"//li[{_has('arxiv-result')}]",
        title=f".//p[{_has('title')}]",
        authors=f".//p[{_has('authors')}]//a",
        abstract=f".//span[{_has('abstract-full')}]",
        link=f".//p[{_has('list-title')}]//a[contains(@href, '/abs/')]/@href",
        publication=f".//p[{_has('is-size-7')}]",
        home="https://arxiv.org/",
    ),
    Markup(
        "arXiv listing",
        papers=f"//dd[.//div[{_has('list-title')}]]",
        title=f".//div[{_has('list-title')}]",
        authors=f".//div[{_has('list-authors')}]//a",
        abstract=".//p[@class='mathjax']",
        link="preceding-sibling::dt[1]//a[contains(@href, '/abs/')]/@href",
        home="https://arxiv.org/",
    ),
    Markup(
        "papers.cool",
        papers=f"//div[{_has('paper')} and .//a[{_has('title-link')}]]",
        title=f".//a[{_has('title-link')}]",
        authors=f".//*[{_has('author')}][self::a]",
        abstract=f".//p[{_has('summary')}]",
        link=f".//a[{_has('title-pdf')}]/@data | .//a[{_has('title-link')}]/@href",
        publication=f".//p[{_has('subjects')}]//a",
        home="https://papers.cool/",
    ),
    Markup(
        "OJS",
        papers=f"//*[{_has('obj_article_summary')}]",
        title=f".//*[{_has('title')}]//a | .//*[{_has('title')}][not(.//a)]",
        authors=f".//*[{_has('authors')}]",
        link=f".//*[{_has('title')}]//a/@href",
    ),
    Markup(
        "IJCAI",
        papers=f"//div[{_has('paper_wrapper')}]",
        title=f".//div[{_has('title')}]",
        authors=f".//div[{_has('authors')}]",
        link=".//a[contains(., 'Details')]/@href",
        pdf=".//a[contains(., 'PDF')]/@href",
    ),
    Markup(
        "ACM Digital Library",
        papers=f"//*[{_has('issue-item')} and .//*[contains(@class, 'issue-item__title')]]",
        title=".//*[contains(@class, 'issue-item__title')]",
        authors=".//ul[@aria-label='authors']//li//a",
        abstract=".//*[contains(@class, 'issue-item__abstract')]//p",
        link=".//*[contains(@class, 'issue-item__title')]//a/@href",
        publication=".//*[contains(@class, 'issue-item__detail')]",
    ),
    Markup(
        "Google Scholar",
        papers=f"//div[{_has('gs_ri')}]",
        title=f".//h3[{_has('gs_rt')}]//a | .//h3[{_has('gs_rt')}][not(.//a)]",
        link=f".//h3[{_has('gs_rt')}]//a/@href",
    ),
    Markup(
        "schema.org",
        papers="//*[contains(@itemtype, 'schema.org/ScholarlyArticle')]",
        title=".//*[@itemprop='headline' or @itemprop='name'][not(ancestor::*[@itemprop='author' or"
        " @itemprop='isPartOf' or @itemprop='publisher'])][1]",
        authors=".//*[@itemprop='author']",
        abstract=".//*[@itemprop='abstract' or @itemprop='description']",
        link=".//*[@itemprop='url']/@href | .//a[contains(@href, 'doi.org')]/@href",
        publication=".//*[@itemprop='isPartOf']//*[@itemprop='name'] | .//*[@itemprop='datePublished']",
    ),
)
