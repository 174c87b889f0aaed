"""Recognition of series and editions in venue names, with the table `ontology/venues.ttl`."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import pyoxigraph

from kg.model.ontology import ontology_folder
from kg.model.text import digest, fold
from kg.model.work import Edition, Series
from kg.resolve.folding import slug

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_TITLE = "http://purl.org/dc/terms/title"
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SHORT_YEAR = re.compile(r"['’](\d\d)(?!\d)|(?<=[A-Za-z])-?(\d\d)$")
_ORDINAL_WORDS = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|"
    "sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|fortieth|fiftieth|sixtieth|twenty|thirty|forty|"
    "fifty|sixty"
)
_NOISE = re.compile(
    r"\b(?:\d+(?:st|nd|rd|th)|" + _ORDINAL_WORDS + r"|proceedings of|proc of|in proceedings of|annual"
    r"|posters?|orals?|spotlights?|notable top \d+|accepted papers?|accept|main conference|main track"
    r"|submitted to|under review at|published at|the)\b"
)
_TAIL = re.compile(r"(?: (?:conference|proceedings|cc|org|track|papers?|volume|vol|v|\d++)){1,20}+$")
_GROUP = re.compile(r"\w\.\w+/|/Conference")  # OpenReview: "ICLR.cc/2023/Conference", "auai.org/UAI/2021/Conference"
_SPONSOR = re.compile(r"\b(?:IEEE|ACM|AAAI|SIAM|CVF|RSJ|USENIX)\b/?")
_ARXIV = re.compile(r"arxiv[: ].*", re.IGNORECASE)
_DOMAIN = re.compile(r"\.(?:cc|org|com|net)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Venue:
    """Series that a text names, and the year in the text or None."""

    series: Series
    year: int | None

    def edition(self, year: int | None) -> Edition:
        """Return the edition for the year in the text, else for the given `year`, else the edition without a year."""
        known = self.year or year
        if known is None:
            return Edition(self.series.id, self.series.id, self.series.label, None)
        return Edition(f"{self.series.id}/{known}", self.series.id, f"{self.series.label} {known}", known)


@dataclass(frozen=True, slots=True)
class VenueTable:
    """Known series, by the normal form of each of their labels, full names and aliases."""

    by_spelling: dict[str, Series]

    def read(self, written: str) -> Venue:
        """Return the venue that a text names; the label of an unknown series is the text without the year.

        >>> venue = venue_table().read("ICLR.cc/2023/Conference")
        >>> venue.series.label, venue.year
        ('ICLR', 2023)
        """
        year = _find_year(written)
        for spelling in _spellings(written):
            if spelling in self.by_spelling:
                return Venue(self.by_spelling[spelling], year)
        return Venue(_unknown(written, year), year)


@cache
def venue_table(path: Path | None = None) -> VenueTable:
    """Return the table in `path`, by default `ontology/venues.ttl`; the result is cached."""
    source = path or ontology_folder() / "venues.ttl"
    fields: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for triple in pyoxigraph.parse(path=str(source), format=pyoxigraph.RdfFormat.TURTLE):
        if isinstance(triple.object, pyoxigraph.Literal):
            fields[triple.subject.value][triple.predicate.value].append(triple.object.value)
    by_spelling: dict[str, Series] = {}
    for iri in sorted(fields):
        series = _series(iri, fields[iri])
        for text in (series.label, series.name, *series.aliases):
            _add(by_spelling, _normal(text), series)
    return VenueTable(by_spelling)


def _series(iri: str, texts: dict[str, list[str]]) -> Series:
    label, name = texts[_SKOS + "prefLabel"][0], texts[_TITLE][0]
    return Series(f"venue/{iri.rpartition('/')[2]}", label, name, tuple(sorted(texts[_SKOS + "altLabel"])))


def _add(by_spelling: dict[str, Series], spelling: str, series: Series) -> None:
    other = by_spelling.setdefault(spelling, series)
    if other.id != series.id:
        raise ValueError(f"venues.ttl: {spelling!r} is a name of both {other.id} and {series.id}; remove one of them")


def _find_year(written: str) -> int | None:
    if found := _YEAR.findall(written):
        return int(found[0])
    short = _SHORT_YEAR.search(written.strip())
    if short is None:
        return None
    two = int(short[1] or short[2])
    return 2000 + two if two < 60 else 1900 + two


def _without_year(written: str) -> str:
    text = _YEAR.sub(" ", written) if _YEAR.search(written) else _SHORT_YEAR.sub(" ", written.strip())
    text = re.sub(r"/\s+/", "/", text)
    return re.sub(r"\s+", " ", text)


def _normal(text: str) -> str:
    """Return the normal form of a venue name.

    It is in lower case, without ordinals, "proceedings of the", forms of presentation and trailing numbers.
    """
    plain = re.sub(r"[^\w*]+|_", " ", fold(text.replace("&", " and "))).strip()
    plain = re.sub(r"\s+", " ", _NOISE.sub(" ", plain)).strip()
    plain = re.sub(r"^(?:and|on|of|in) ", "", plain)
    return _TAIL.sub("", plain) or plain


@lru_cache(maxsize=65536)
def _spellings(written: str) -> tuple[str, ...]:
    """Return the normal forms under which to look up a venue, in order of preference.

    They are those of the full text, the parts of an OpenReview group, the text without and in parentheses, the text
    before a separator such as a comma, and the text without a sponsor.
    """
    if "workshop" in written.lower():
        return (_normal(_without_year(written)),)  # a workshop is a venue of its own, not its conference
    text = _without_year(written)
    outside = re.sub(r"\([^()]*\)", " ", text)
    groups = [_DOMAIN.sub("", part.strip()) for part in text.split("/")] if _GROUP.search(text) else []
    candidates = [text, *groups, outside, *re.findall(r"\(([^()]*)\)", text)]
    candidates += [outside.partition(mark)[0] for mark in (",", ":", " - ", ";")]
    candidates += [_SPONSOR.sub(" ", outside), _ARXIV.sub("arXiv", outside)]
    return tuple(spelling for spelling in dict.fromkeys(map(_normal, candidates)) if spelling)


def _unknown(written: str, year: int | None) -> Series:
    kept = _without_year(written).strip(" ,;:-/()[]") or written.strip()
    readable = slug(kept, "venue")
    if readable.replace("-", "") != "".join(c for c in fold(kept) if c.isalnum()):
        readable = f"{readable}-{digest(fold(kept))}"
    return Series(f"venue/{readable}", kept, kept, (), known=False)
