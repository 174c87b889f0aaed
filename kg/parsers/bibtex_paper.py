"""Conversion of BibTeX and biblatex entries to papers, for the dialects of Zotero, Scholar, arXiv, dblp and others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model.record import Identifier, WorkKind
from kg.parsers.bibtex_entries import BibEntry
from kg.parsers.block import AuthorCell, Draft
from kg.parsers.flowing import in_paragraphs, one_line
from kg.parsers.identifiers import identifiers_in, read_identifier, read_orcid, with_arxiv
from kg.parsers.kinds import kind_of
from kg.parsers.languages import read_language
from kg.parsers.markup import without_latex
from kg.parsers.tagged import split_values

_KINDS = {
    "article": WorkKind.ARTICLE,
    "inproceedings": WorkKind.CONFERENCE_PAPER,
    "conference": WorkKind.CONFERENCE_PAPER,
    "incollection": WorkKind.BOOK_CHAPTER,
    "inbook": WorkKind.BOOK_CHAPTER,
    "book": WorkKind.BOOK,
    "booklet": WorkKind.BOOK,
    "phdthesis": WorkKind.THESIS,
    "mastersthesis": WorkKind.THESIS,
    "thesis": WorkKind.THESIS,
    "unpublished": WorkKind.PREPRINT,
}
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_MARK = re.compile(r"(?<!\\)[{}]|\sand(?=\s)", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([_%&#~{}$])")
_IN_URL = re.compile(r"\\url\s?\{([^{}]*)\}")
_NEW_ARXIV = re.compile(r"\d{4}\.\d{4,5}(?:v\d+)?")
_CORR = re.compile(r"corr|arxiv", re.IGNORECASE)
_IN_JOURNAL = ("journal", "journaltitle", "fjournal")
_IN_BOOK = ("booktitle", "eventtitle", "conference", "venue")


def draft_of(entry: BibEntry) -> Draft:
    """Return the paper of an entry, with LaTeX decoded except in formulas."""
    addresses = tuple(_addresses(entry))
    identifiers = _identifiers(entry, addresses)
    venue = _venue(entry, identifiers)
    names = _names(entry.first("author"))
    return Draft(
        title=_title(entry),
        author_cell=AuthorCell(names, orcids=_orcids(entry, names)),
        abstract=in_paragraphs(without_latex(entry.first("abstract"))),
        venue=venue,
        year=_year(entry),
        url=next((address for address in addresses if address.startswith(("http://", "https://"))), None),
        identifiers=identifiers,
        keywords=_keywords(entry),
        language=read_language(entry.first("language", "langid")),
        kind=_kind(entry, venue),
        notes=entry.notes,
    )


def _plain(value: str) -> str:
    return one_line(without_latex(value))


def _title(entry: BibEntry) -> str:
    title, subtitle = _plain(entry.first("title")), _plain(entry.first("subtitle"))
    return f"{title}: {subtitle}" if title and subtitle and subtitle not in title else title


def _names(value: str) -> str | tuple[str, ...]:
    """Return the names of a value, separated by "and" outside braces.

    Return one text if there is no "and", but another separator, such as in "Example, A.; Sample, G.".
    """
    value = one_line(value)
    names = tuple(filter(None, (_plain(part).strip(" ,;") for part in _between_ands(value))))
    is_list = len(names) == 1 and not value.startswith("{") and (";" in names[0] or names[0].count(",") > 1)
    return names[0] if is_list else names


def _between_ands(value: str) -> Iterator[str]:
    """Yield the parts of a value between the words "and" outside braces.

    The function of bibtexparser is not used, because it drops an accent after "and".
    """
    depth = start = 0
    for mark in _MARK.finditer(value):
        if mark[0] == "{":
            depth += 1
        elif mark[0] == "}":
            depth = max(depth - 1, 0)
        elif not depth:
            yield value[start : mark.start()]
            start = mark.end()
    yield value[start:]


def _orcids(entry: BibEntry, names: str | tuple[str, ...]) -> tuple[str, ...]:
    """Return the ORCID of each name, or "", from the field that Web of Science writes as "Family, Given/0000-…"."""
    given = one_line(entry.first("orcid-numbers"))
    if not given or isinstance(names, str):
        return ()
    found = ((match[1], read_orcid(match[2])) for match in re.finditer(r"([^/;]{2,100})/\s?([\d-]{18}[\dXx])", given))
    orcids = {_key(name): orcid for name, orcid in found if orcid}
    return tuple(orcids.get(_key(name), "") for name in names)


def _key(name: str) -> tuple[str, str]:
    family, _, given = _plain(name).casefold().partition(",")
    return family.strip(), given.strip()[:1]


def _venue(entry: BibEntry, identifiers: tuple[Identifier, ...]) -> str | None:
    order = (*_IN_JOURNAL, *_IN_BOOK) if entry.kind == "article" else (*_IN_BOOK, *_IN_JOURNAL)
    venue = _plain(entry.first(*order))
    if not venue and any(identifier.scheme == "arxiv" for identifier in identifiers):
        return "arXiv"
    return venue or None


def _year(entry: BibEntry) -> int | None:
    found = (_YEAR.search(entry.first(name)) for name in ("year", "date", "eventdate", "issued"))
    year = next(filter(None, found), None)
    return int(year[0]) if year else None


def _addresses(entry: BibEntry) -> Iterator[str]:
    for name in ("url", "ee", "link", "bdsk-url-1", "adsurl", "howpublished", "note"):
        for value in entry.fields.get(name, ()):
            inside = _IN_URL.search(value)
            address = _ESCAPED.sub(r"\1", inside[1] if inside else value).strip().strip("<>{}")
            if address.startswith(("http://", "https://")):
                yield address.split()[0]


def _identifiers(entry: BibEntry, addresses: tuple[str, ...]) -> tuple[Identifier, ...]:
    """Return the identifiers of an entry; an identifier in a field has precedence over one in a web address."""
    found: dict[str, Identifier] = {}
    for scheme, value in _claims(entry):
        identifier = read_identifier(scheme, value)
        if identifier is not None:
            found.setdefault(scheme, identifier)
    for identifier in identifiers_in(addresses):
        found.setdefault(identifier.scheme, identifier)
    return with_arxiv(found.values())


def _claims(entry: BibEntry) -> Iterator[tuple[str, str]]:
    """Yield pairs (scheme, value) for the fields that may contain an identifier."""
    yield from (("doi", _ESCAPED.sub(r"\1", value)) for value in entry.fields.get("doi", ()))
    archive = entry.first("archiveprefix", "eprinttype").lower()
    for eprint in entry.fields.get("eprint", ()):
        if archive == "arxiv" or (not archive and _NEW_ARXIV.fullmatch(eprint.strip())):
            yield "arxiv", eprint
        elif archive in ("pubmed", "pmid"):
            yield "pubmed", eprint
    yield from (("arxiv", value) for value in entry.fields.get("arxivid", ()))
    journal = entry.first(*_IN_JOURNAL)
    if _CORR.search(journal):
        yield "arxiv", journal
        yield "arxiv", entry.first("volume")
    yield "pubmed", entry.first("pmid")
    yield "wos", entry.first("unique-id")
    if entry.key.startswith("DBLP:"):
        yield "dblp", entry.key


def _keywords(entry: BibEntry) -> tuple[str, ...]:
    """Return the keywords of the authors, without the index keywords that Scopus has in another field."""
    value = without_latex(entry.first("author_keywords", "author-keywords", "keywords", "keyword"))
    return tuple(map(one_line, split_values([value], ";" if ";" in value else ",")))


def _kind(entry: BibEntry, venue: str | None) -> WorkKind:
    if venue and _CORR.match(venue):
        return WorkKind.PREPRINT
    named = kind_of(split_values([entry.first("type", "document_type")], ";"))
    return named or _KINDS.get(entry.kind, WorkKind.OTHER)
