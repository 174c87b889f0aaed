"""Paper in the citation meta tags of a web page (Google Scholar, Dublin Core, PRISM)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from kg.model.record import Identifier, WorkKind
from kg.parsers.block import AuthorCell, Draft
from kg.parsers.html.page import Page, prose_of, text_of, without_markup
from kg.parsers.identifiers import identifiers_in, read_identifier
from kg.parsers.outcome import year_in

_TITLE = ("citation_title", "bepress_citation_title", "eprints.title", "dc.title", "dcterms.title", "prism.title")
_AUTHOR = (
    "citation_author",
    "bepress_citation_author",
    "eprints.creators_name",
    "dc.creator",
    "dcterms.creator",
    "dc.contributor.author",
)
_VENUE = (
    "citation_conference_title", "citation_conference", "citation_journal_title", "bepress_citation_journal_title",
    "citation_inbook_title", "citation_book_title", "citation_booktitle", "citation_series_title",
    "prism.publicationname", "eprints.publication", "dc.source", "citation_dissertation_institution",
    "citation_technical_report_institution",
)  # fmt: skip
_DATE = (
    "citation_publication_date", "citation_cover_date", "citation_date", "citation_year", "bepress_citation_date",
    "prism.publicationdate", "eprints.date", "dc.date", "dc.date.issued", "dcterms.issued", "citation_online_date",
)  # fmt: skip
_DOI = ("citation_doi", "prism.doi", "bepress_citation_doi", "dc.identifier.doi", "eprints.id_number", "dc.identifier")
_ABSTRACT = ("citation_abstract", "dcterms.abstract", "eprints.abstract", "dc.description.abstract", "dc.description")
_URL = (
    "citation_abstract_html_url",
    "citation_public_url",
    "citation_fulltext_html_url",
    "bepress_citation_abstract_html_url",
    "og:url",
)
_PDF = ("citation_pdf_url", "bepress_citation_pdf_url", "eprints.document_url")
_KEYWORDS = ("citation_keywords", "citation_keyword", "dc.subject", "dcterms.subject", "prism.keyword")
_SURNAMES = "//*[contains(concat(' ', normalize-space(@class), ' '), ' surname ')]"
_GIVEN_BESIDE = "../*[contains(concat(' ', normalize-space(@class), ' '), ' given-name ')]"
_MOST_AUTHORS = 5_000
_BESIDE = {"institution": "institution", "affiliation": "institution", "orcid": "orcid", "email": "email"}
_IN_BODY = (
    "//*[@id='abstract' or @id='Abs1-content' or @id='abstracts' or @id='abstractExample']",
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' acl-abstract ')]",
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' abstract ')]",
    "//*[self::h2 or self::h3 or self::h4][normalize-space()='Abstract']/following-sibling::p[normalize-space()][1]",
)
_LABEL = re.compile(r"(?:(?<!\s)\s++)?+abstract(?:\s*+[:.—–-]\s++|\s++)", re.IGNORECASE)
_SHORTEST_ABSTRACT = 40
_SEPARATED = re.compile(r"\s?[;,]\s?")


@dataclass(slots=True)
class _Author:
    name: str
    orcid: str = ""
    email: str = ""
    institution: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Tags:
    """Meta tags of a page as (name in lower case, content, element), in the order of the page."""

    named: tuple[tuple[str, str, etree._Element], ...]

    def all(self, names: Sequence[str]) -> list[str]:
        """Return all contents of the first name in `names` that has any, else []."""
        for name in names:
            if found := [content for key, content, _ in self.named if key == name and content]:
                return found
        return []

    def first(self, names: Sequence[str]) -> str:
        """Return the first content of the first name in `names` that has any, else ""."""
        return next(iter(self.all(names)), "")


def tags_of(page: Page) -> Tags:
    """Return the meta tags of a page."""
    return Tags(tuple(_tags(page)))


def _tags(page: Page) -> Iterator[tuple[str, str, etree._Element]]:
    for element in page.root.iter("meta"):
        name = element.get("name") or element.get("property") or ""
        content = element.get("content") or ""
        if name and content:
            yield name.strip().lower().replace("dc:", "dc."), without_markup(content), element


def has_paper(tags: Tags) -> bool:
    """Return True if meta tags describe a paper.

    They do if they have a citation title, or else a title, an author, and a DOI or a venue.
    """
    if any(key.startswith(("citation_title", "bepress_citation_title", "eprints.title")) for key, _, _ in tags.named):
        return True
    return bool(tags.first(_TITLE) and tags.first(_AUTHOR) and (tags.first(_DOI) or tags.first(_VENUE)))


def read_meta(page: Page, tags: Tags) -> Draft:
    """Return the paper that the meta tags of a page describe."""
    identifiers = tuple(sorted(_identifiers(tags)))
    addresses = [*page.root.xpath("//link[@rel='canonical']/@href"), *tags.all(_URL), *tags.all(_PDF)]
    date = tags.first(_DATE)
    arxiv = any(identifier.scheme == "arxiv" for identifier in identifiers)
    venue = tags.first(_VENUE) or ("arXiv" if arxiv else None)
    return Draft(
        title=tags.first(_TITLE),
        author_cell=_authors(tags) or _authors_in_body(page),
        abstract=tags.first(_ABSTRACT) or abstract_in_body(page),
        venue=venue,
        year=year_in(date) or (year_in(venue) if venue else None),
        url=next((address for target in addresses if (address := page.address(str(target)))), None),
        identifiers=identifiers,
        keywords=_keywords(tags.all(_KEYWORDS)),
        language=tags.first(("citation_language", "dc.language")).lower()[:2] or None,
        kind=_kind(tags, arxiv),
    )


def _authors(tags: Tags) -> AuthorCell | None:
    """Return the authors, each with the affiliation, ORCID and e-mail address in the tags before the next author."""
    key = next((name for name in _AUTHOR if tags.first((name,))), "")
    authors: list[_Author] = []
    for name, content, _ in tags.named:
        if name == key:
            authors.append(_Author(content))
        elif authors and name.startswith("citation_author_"):
            kept = _BESIDE.get(name.removeprefix("citation_author_"))
            if kept == "institution":
                authors[-1].institution.append(content)
            elif kept:
                setattr(authors[-1], kept, content)
    if not authors:
        row = tags.first(("citation_authors",))
        return AuthorCell(row) if row else None
    if len(authors) == 1 and ";" in authors[0].name:
        return AuthorCell(authors[0].name)
    return AuthorCell(
        tuple(author.name for author in authors),
        orcids=tuple(author.orcid for author in authors),
        affiliations=tuple("; ".join(author.institution) for author in authors),
        emails=tuple(author.email for author in authors),
    )


def _authors_in_body(page: Page) -> AuthorCell | None:
    """Return the authors whose given names and surnames are marked by class in the text of a page."""
    names = []
    for surname in page.root.xpath(_SURNAMES)[:_MOST_AUTHORS]:
        given = next((text_of(each) for each in surname.xpath(_GIVEN_BESIDE)), "")
        names.append(f"{given} {text_of(surname)}".strip())
    return AuthorCell(tuple(dict.fromkeys(names))) if names else None


def _identifiers(tags: Tags) -> set[Identifier]:
    given = {"doi": tags.all(_DOI), "arxiv": tags.all(("citation_arxiv_id",)), "pubmed": tags.all(("citation_pmid",))}
    found = {read_identifier(scheme, text) for scheme, texts in given.items() for text in texts[:5]}
    return {identifier for identifier in found if identifier} | set(identifiers_in(tags.all(_URL)))


def _kind(tags: Tags, arxiv: bool) -> WorkKind | None:
    kinds = (
        (("citation_dissertation_institution", "citation_dissertation_name"), WorkKind.THESIS),
        (("citation_conference_title", "citation_conference"), WorkKind.CONFERENCE_PAPER),
        (("citation_inbook_title",), WorkKind.BOOK_CHAPTER),
        (("citation_journal_title",), WorkKind.ARTICLE),
    )
    published = next((kind for names, kind in kinds if tags.first(names)), None)
    return published or (WorkKind.PREPRINT if arxiv else None)


def _keywords(texts: Sequence[str]) -> tuple[str, ...]:
    parts = _SEPARATED.split(texts[0]) if len(texts) == 1 else texts
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


def abstract_in_body(page: Page) -> str | None:
    """Return the abstract in the text of a page of one paper, or None."""
    for path in _IN_BODY:
        for element in page.root.xpath(path)[:3]:
            text = _LABEL.sub("", prose_of(element), count=1)
            if len(text) >= _SHORTEST_ABSTRACT:
                return text
    return None
