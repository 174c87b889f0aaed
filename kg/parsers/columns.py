"""Assignment of table columns and JSON keys to the fields of a paper, by their names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

# Names of columns for each field, as `compact` returns them, the preferred ones first.
ALIASES: dict[str, str] = {
    "title": "title titles papertitle articletitle documenttitle itemtitle displayname ti worktitle titel titre título"
    " 标题 题名 论文标题",
    "authors": "authorfullnames authorsfullnames authorsfullname af authorsrawaffiliation authorshipsauthordisplayname"
    " authors author allauthors authorslist authorlist authornames authorname authorsnames authorsname au creators"
    " speakersauthors"
    " creator authorsinorder listofauthors 作者",
    "abstract": "abstract abstracts abstractnote abstracttext paperabstract abstractinvertedindex ab summary 摘要",
    "venue": "venue sourcetitle publicationtitle journalbook containertitle primarylocationsourcedisplayname"
    " hostvenuedisplayname hostvenue booktitle proceedingstitle proceedingname journal journaltitle journalname"
    " conferencename journaltitlefull conference conf publicationname publicationvenue so eventname conferencetitle ct"
    " venuename 会议",
    "year": "year publicationyear pubyear py yearpublished yr pubdate publicationdate published datepublished issued"
    " publishedat publishedon publishdate"
    " date dateofpublication publisheddate coverdate conferenceyear 年份",
    "decision": "decision status finaldecision paperdecision acceptancestatus",
    "presentation": "presentation presentationtype presentationformat acceptedas",
    "award": "award awards",
    "url": "url link links paperurl paperlink articleurl site openreviewurl openreviewlink forumurl forum openreview"
    " landingpageurl primarylocationlandingpageurl ee documentlink sourceurl sourceurls externalurl dimensionsurl"
    " puburl pdfurl pdflink pdf fulltexturl arxivurl arxivlink homepage virtualsiteurl",
    "doi": "doi di itemdoi doilink doiurl",
    "arxiv": "arxivid arxiv eprint arxivnumber",
    "pubmed": "pmid pubmedid pm",
    "openalex": "openalexid openalex",
    "wos": "ut utuniquewosid uniquewosid accessionnumber",
    "scopus": "eid",
    "dblp": "dblpkey key dblp",
    "semantic-scholar": "semanticscholarid s2id",
    "keywords": "authorkeywords keywords keyword de manualtags tags",
    "language": "language la languageoforiginaldocument lang",
    "kind": "documenttype dt itemtype publicationtype contenttype type genre entrytype pt",
    "source_ids": "authorids authorsid authorshipsauthorid authorid",
    "orcids": "orcid orcids authororcid authororcids authorshipsauthororcid",
    "affiliations": "aff authoraffiliations authoraffiliation affs affiliations affiliation"
    " authorshipsrawaffiliationstrings authorshipsrawaffiliationstring",
    "author_places": "authorswithaffiliations",
    "named_places": "c1 addresses",
    "named_orcids": "oi",
    "emails": "authoremails authoremail emails",
    "id": "id paperid",
}
# Names of columns that are used for a field only if no column has a name in ALIASES.
WEAK: dict[str, str] = {
    "title": "paper papername",
    "abstract": "abs description",
    "venue": "source publication event series conferenceabbreviation",
    "year": "submitted submitteddate created createdate updated updatedate versionscreated",
    "decision": "outcome accepted",
    "authors": "",
}
_NO_AUTHORS = re.compile(
    r"id|keyword|aff|mail|count|address|orcid|first|corresp|url|link|instit|countr|position|num|hash|h_?index|page|bio|gender"
    r"|profile|dblp|scholar|domain"
)
_PUNCTUATION = re.compile(r"[\W_]+")


@lru_cache(maxsize=4096)
def compact(name: str) -> str:
    """Return the name of a column in lower case, without spaces and punctuation."""
    return _PUNCTUATION.sub("", name.casefold())


def _by_name(aliases: Mapping[str, str]) -> dict[str, tuple[str, int]]:
    return {name: (field, rank) for field, names in aliases.items() for rank, name in enumerate(names.split())}


_STRONG_BY_NAME, _WEAK_BY_NAME = _by_name(ALIASES), _by_name(WEAK)


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns of a table: `fields` maps a field to the names of its columns, the preferred one first.

    `unused` are the names of columns that are not assigned to a field.
    """

    fields: Mapping[str, tuple[str, ...]]
    unused: tuple[str, ...]

    @property
    def known(self) -> int:
        """Return the number of fields that have a column."""
        return len(self.fields)


@lru_cache(maxsize=512)
def match(names: tuple[str, ...]) -> Columns:
    """Assign the columns of a table to fields, by their names.

    >>> match(("Document Title", "Authors", "Pages")).fields["title"]
    ('Document Title',)
    """
    found: dict[str, list[tuple[int, str]]] = {}
    weak: dict[str, list[tuple[int, str]]] = {}
    for name in names:
        known = _STRONG_BY_NAME.get(compact(name))
        if known:
            found.setdefault(known[0], []).append((known[1], name))
        elif perhaps := _WEAK_BY_NAME.get(compact(name)) or _like_authors(name):
            weak.setdefault(perhaps[0], []).append((perhaps[1], name))
    for field, ranked in weak.items():
        found.setdefault(field, ranked)
    fields = {field: tuple(name for _, name in sorted(ranked, key=lambda r: r[0])) for field, ranked in found.items()}
    used = {name for columns in fields.values() for name in columns}
    return Columns(fields, tuple(name for name in names if name.strip() and name not in used))


def _like_authors(name: str) -> tuple[str, int] | None:
    plain = compact(name)
    return ("authors", 99) if plain.startswith("author") and not _NO_AUTHORS.search(plain[6:]) else None


def choose(names: Sequence[str], chosen: Mapping[str, str]) -> Columns | str:
    """Return the columns assigned to fields; `chosen` maps some fields to the columns that the user chose.

    If a chosen column does not exist, return its name instead.
    """
    by_name = {name.strip().casefold(): name for name in reversed(names)}
    named: dict[str, tuple[str, ...]] = {}
    for field, name in chosen.items():
        if name.strip().casefold() not in by_name:
            return name
        named[field] = (by_name[name.strip().casefold()],)
    taken = {name for columns in named.values() for name in columns}
    rest = match(tuple(name for name in names if name not in taken))
    others = {field: columns for field, columns in rest.fields.items() if field not in named}
    return Columns({**others, **named}, rest.unused)
