"""Fields of a paper by the names that columns of tables and keys of objects have for them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

# Names without case, blanks and punctuation, the preferred ones first.
ALIASES: dict[str, str] = {
    "title": "title papertitle articletitle documenttitle itemtitle displayname ti worktitle titel titre título"
    " 标题 题名 论文标题",
    "authors": "authorfullnames authorsfullnames authorsfullname af authorsrawaffiliation authorshipsauthordisplayname"
    " authors author authorslist authorlist authornames authorname authorsnames authorsname au creators creator"
    " authorsinorder listofauthors 作者",
    "abstract": "abstract abstractnote abstracttext paperabstract abstractinvertedindex ab summary 摘要",
    "venue": "venue sourcetitle publicationtitle journalbook containertitle primarylocationsourcedisplayname"
    " hostvenuedisplayname hostvenue booktitle proceedingstitle proceedingname journal journaltitle journalname"
    " conferencename conference conf publicationname publicationvenue so eventname conferencetitle ct venuename 会议",
    "year": "year publicationyear pubyear py yearpublished yr pubdate publicationdate published datepublished issued"
    " date dateofpublication publisheddate coverdate conferenceyear 年份",
    "decision": "decision status finaldecision paperdecision acceptancestatus",
    "presentation": "presentation presentationtype presentationformat",
    "award": "award awards",
    "url": "url link paperurl paperlink articleurl site openreviewurl openreviewlink forumurl forum openreview"
    " landingpageurl primarylocationlandingpageurl ee documentlink sourceurl sourceurls externalurl dimensionsurl"
    " pdfurl pdflink pdf fulltexturl arxivurl arxivlink homepage",
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
    "emails": "authoremails authoremail emails",
    "id": "id paperid",
}
# Names that mean the field only where no other column does.
WEAK: dict[str, str] = {
    "title": "paper papername",
    "abstract": "description",
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
    """Return the name of a column without case, blanks and punctuation."""
    return _PUNCTUATION.sub("", name.casefold())


def _by_name(aliases: Mapping[str, str]) -> dict[str, tuple[str, int]]:
    return {name: (field, rank) for field, names in aliases.items() for rank, name in enumerate(names.split())}


_STRONG_BY_NAME, _WEAK_BY_NAME = _by_name(ALIASES), _by_name(WEAK)


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns of a table: for each field the names that hold it, the preferred first, and the names of no field."""

    fields: Mapping[str, tuple[str, ...]]
    unused: tuple[str, ...]

    @property
    def known(self) -> int:
        """Number of fields that have a column."""
        return len(self.fields)


@lru_cache(maxsize=512)
def match(names: tuple[str, ...]) -> Columns:
    """Return which of the columns of a table hold which field.

    >>> match(("Document Title", "Authors", "Pages")).fields["title"]
    ('Document Title',)
    """
    found: dict[str, list[tuple[int, str]]] = {}
    weak: dict[str, list[tuple[int, str]]] = {}
    for name in names:
        held = _STRONG_BY_NAME.get(compact(name))
        if held:
            found.setdefault(held[0], []).append((held[1], name))
        elif perhaps := _WEAK_BY_NAME.get(compact(name)) or _like_authors(name):
            weak.setdefault(perhaps[0], []).append((perhaps[1], name))
    for field, held_names in weak.items():
        found.setdefault(field, held_names)
    fields = {field: tuple(name for _, name in sorted(held, key=lambda h: h[0])) for field, held in found.items()}
    used = {name for held_names in fields.values() for name in held_names}
    return Columns(fields, tuple(name for name in names if name.strip() and name not in used))


def _like_authors(name: str) -> tuple[str, int] | None:
    plain = compact(name)
    return ("authors", 99) if plain.startswith("author") and not _NO_AUTHORS.search(plain[6:]) else None


def choose(names: Sequence[str], chosen: Mapping[str, str]) -> Columns | str:
    """Return the columns where the user named some of them; the name of one that is not there."""
    by_name = {name.strip().casefold(): name for name in reversed(names)}
    named: dict[str, tuple[str, ...]] = {}
    for field, name in chosen.items():
        if name.strip().casefold() not in by_name:
            return name
        named[field] = (by_name[name.strip().casefold()],)
    taken = {name for held in named.values() for name in held}
    rest = match(tuple(name for name in names if name not in taken))
    others = {field: held for field, held in rest.fields.items() if field not in named}
    return Columns({**others, **named}, rest.unused)
