"""Extraction of public identifiers of papers and authors from text and web addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote

from kg.model.record import Identifier

_DOI = re.compile(r"\b(10\.\d{4,9}/[^\s\"<>|{}\\^`]{1,300})", re.IGNORECASE)
# Signs that a DOI has as they are; "<" and ">" of old DOIs stay encoded, because they end a web address in a text.
_ESCAPED = re.compile(r"%(?:2[89df]|3[ab]|5f)", re.IGNORECASE)
_DOI_END = ".,;:'\"*!?"
_ARXIV = re.compile(
    r"(?:\barxiv[\s:.]{1,3}|\barxiv\.org/(?:abs|pdf|html|format)/|\babs/|^)"
    r"((?:\d{4}\.\d{4,5}|[a-z][a-z-]{1,12}(?:\.[a-z]{2})?/\d{7}))(?:v\d{1,3})?(?!\d)",
    re.IGNORECASE,
)
# The form of most web addresses of arXiv, which is recognised several times as fast as any other form.
_ARXIV_ADDRESS = re.compile(r"https?://arxiv\.org/(?:abs|pdf)/(\d{4}\.\d{4,5})(?:v\d{1,3})?(?:\.pdf)?")
_ARXIV_DOI = "10.48550/arxiv."
_ORCID = re.compile(r"(?<![\d-])(\d{4})[-‐–]?(\d{4})[-‐–]?(\d{4})[-‐–]?(\d{3}[\dXx])(?![\d-])")
_OPENALEX = re.compile(r"(?:^|openalex\.org/(?:works/)?|openalex:)(w\d{4,12})$", re.IGNORECASE)
_PUBMED = re.compile(
    r"(?:^|\bpmid[\s:]{1,3}|pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/pubmed/)(\d{1,9})/?$", re.IGNORECASE
)
_OPENREVIEW = re.compile(
    r"(?:^|openreview\.net/(?:forum|pdf|attachment|revisions)\?(?:[^\s#]{0,80}&)?id=)([\w-]{6,40})(?=[&#\s]|$)"
)
_DBLP = re.compile(
    r"(?:^|dblp:|dblp\.(?:org|uni-trier\.de)/rec/(?:html/|xml/|bibtex/)?)"
    r"((?:conf|journals|books|phd|series|reference|data|tr)/[\w./-]{1,100}?)(?:\.(?:html|xml|bib))?$",
    re.IGNORECASE,
)
_ACL = re.compile(
    r"(?:^|aclanthology\.org/|aclweb\.org/anthology/|10\.18653/v1/)"
    r"([a-z]\d{2}-\d{4}|\d{4}\.[a-z0-9_]{1,30}-[a-z0-9_]{1,30}\.\d{1,5})(?:\.pdf)?/?$",
    re.IGNORECASE,
)
_S2 = re.compile(
    r"(?:^|semanticscholar\.org/(?:paper/(?:[^/\s]{1,300}/)?|api/)|corpusid:)([0-9a-f]{40}|\d{1,12})$", re.IGNORECASE
)
_WOS = re.compile(r"^(?:wos|ut|medline|bci|ccc):?\s?([a-z]?\d{6,15})$|^wos:([\w]{6,25})$", re.IGNORECASE)
_SCOPUS = re.compile(r"(2-s2\.0-\d{1,15})", re.IGNORECASE)
_BY_PATTERN = {"openalex": _OPENALEX, "pubmed": _PUBMED, "dblp": _DBLP, "openreview": _OPENREVIEW}
_BY_PATTERN |= {"acl": _ACL, "semantic-scholar": _S2, "scopus": _SCOPUS}
_ADDRESSES = {"doi.org": "doi", "arxiv.org": "arxiv", "openalex.org": "openalex", "openreview.net": "openreview"}
_ADDRESSES |= {"dblp.": "dblp", "aclanthology.org": "acl", "aclweb.org": "acl", "nih.gov": "pubmed"}
_ADDRESSES |= {
    "dl.acm.org/doi": "doi",
    "doi.acm.org": "doi",
    "semanticscholar.org": "semantic-scholar",
    "scopus.com": "scopus",
}
_HOSTS = re.compile("|".join(map(re.escape, _ADDRESSES)))
_LONGEST = 2000


def read_doi(text: str) -> str | None:
    """Return the DOI in a text, in lower case and without final punctuation, or None.

    >>> read_doi("https://doi.org/10.5555/ABC.1.")
    '10.5555/abc.1'
    """
    if "10." not in text:
        return None
    found = _DOI.search(_ESCAPED.sub(lambda sign: unquote(sign[0]), text[:_LONGEST]))
    if not found:
        return None
    doi = found[1].rstrip(_DOI_END)
    for opening, closing in ("()", "[]"):
        while doi.endswith(closing) and doi.count(closing) > doi.count(opening):
            doi = doi[:-1].rstrip(_DOI_END)
    return doi.lower()


def read_arxiv(text: str) -> str | None:
    """Return the arXiv identifier in a text, without its version, or None.

    >>> read_arxiv("http://arxiv.org/abs/2510.99991v2")
    '2510.99991'
    """
    if address := _ARXIV_ADDRESS.fullmatch(text):
        return address[1]
    doi = read_doi(text)
    if doi and doi.startswith(_ARXIV_DOI):
        return doi.removeprefix(_ARXIV_DOI)
    found = _ARXIV.search(text[:_LONGEST].strip())
    if not found:
        return None
    archive, slash, number = found[1].lower().partition("/")
    return archive.partition(".")[0] + slash + number if slash else archive


def read_orcid(text: str) -> str | None:
    """Return the ORCID in a text, in the form 0000-0000-1111-2228, or None."""
    found = _ORCID.search(text[:_LONGEST])
    return "-".join(part.upper() for part in found.groups()) if found else None


def read_identifier(scheme: str, text: str) -> Identifier | None:
    """Return the identifier of a scheme in a text or web address, or None if it contains none."""
    text = text[:_LONGEST].strip()
    value: str | None
    if scheme == "doi":
        value = read_doi(text)
    elif scheme == "arxiv":
        value = read_arxiv(text)
    elif scheme == "wos":
        wos = _WOS.search(text)
        value = (wos[1] or wos[2]) if wos else None
    else:
        pattern = _BY_PATTERN[scheme]
        found = pattern.search(text)
        value = found[1] if found else None
    return Identifier(scheme, value.upper() if scheme == "openalex" else value) if value else None


def identifiers_in(addresses: Iterable[str]) -> tuple[Identifier, ...]:
    """Return the identifiers (DOI, arXiv, OpenReview, …) in web addresses of a paper, sorted, without duplicates."""
    found: set[Identifier] = set()
    for address in dict.fromkeys(addresses):
        for host in dict.fromkeys(_HOSTS.findall(address[:_LONGEST].lower())):
            if identifier := read_identifier(_ADDRESSES[host], address):
                found.add(identifier)
    return with_arxiv(found)


def with_arxiv(identifiers: Iterable[Identifier]) -> tuple[Identifier, ...]:
    """Return identifiers, sorted; if one is a DOI assigned by arXiv, the arXiv identifier is added.

    >>> [i.value for i in with_arxiv([Identifier("doi", "10.48550/arxiv.2510.99991")])]
    ['2510.99991', '10.48550/arxiv.2510.99991']
    """
    known = set(identifiers)
    schemes = {each.scheme for each in known}
    if "doi" in schemes and "arxiv" not in schemes:
        dois = [each.value for each in known if each.value.startswith(_ARXIV_DOI)]
        known.update(Identifier("arxiv", doi.removeprefix(_ARXIV_DOI)) for doi in dois)
    return tuple(sorted(known))
