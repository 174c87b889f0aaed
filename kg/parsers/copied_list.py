"""List of papers on a site of proceedings (CVF, PMLR, ACL Anthology, OpenReview, arXiv), copied as text.

Each paper has an anchor: a line of a typical form, such as the links "[pdf] [supp] [bibtex]" or a date with a decision.
Title and names are at fixed positions relative to the anchor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model.record import WorkKind
from kg.parsers.block import AuthorCell, Block, Draft, Findings, Lines, furniture
from kg.parsers.format import Format
from kg.parsers.identifiers import identifiers_in
from kg.parsers.imprint import read_dated
from kg.parsers.name_shape import are_names, is_name
from kg.parsers.outcome import read_outcome, year_in
from kg.parsers.paragraph import flow

_LINK = (
    r"(?:pdf|supp|supplementary|supplementary pdf|arxiv|bibtex|bib|abs|download pdf|video|code|openreview|poster|"
    r"dataset)"
)
_LONGEST = 400
_MOST_NAMES = 200
_PROSE = 100
_BIBTEX = re.compile(r"\s{0,9}@\w{2,20}\s?\{")
_LABELLED = re.compile(
    r"(title|authors?|abstract|keywords|tl;dr|comments|subjects|journal-ref)\s?:\s?(.*)", re.IGNORECASE
)
_EVENT = re.compile(r"(?:^|[\s(])([A-Z][A-Za-z-]{1,11}) ?((?:19|20)\d\d)(?!\d)")
_TOLD = re.compile(
    r"(?:\d{4}\)?|\b)((?!Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[A-Z][A-Za-z.-]{1,30} (?:19|20)\d\d"
    r"(?: [a-z0-9% -]{3,40}?)?)(?=$|Readers|Everyone|[A-Z]|\s)"
)
_PMLR = re.compile(r",? PMLR \d{1,4}:.{0,40}$")


@dataclass(frozen=True, slots=True)
class _Site:
    """Pattern of the anchors of a site; `below` is True if title and names are below the anchor, False if above."""

    anchor: re.Pattern[str]
    below: bool


_SITES = (
    _Site(re.compile(rf"(?:\[\s?{_LINK}\s?\]\s?){{1,12}}", re.IGNORECASE), below=False),
    _Site(
        re.compile(
            r"(?:Published: |Submitted: )?\d{1,2} \w{3} \d{4}\s?(?:\(modified|, Last Modified|\(last modified).*"
        ),
        below=False,
    ),
    _Site(
        re.compile(rf"(?:pdf|bib)\s(?:(?:{_LINK}|software|optional|attachment|revision|slides)\s?){{1,12}}"), below=True
    ),
    _Site(re.compile(r"(?:\[\d{1,5}\]\s)?arXiv:\d{4}\.\d{4,5}(?:v\d)?\s.{0,80}"), below=True),
)


@dataclass(frozen=True, slots=True)
class _PaperPlaces:
    """Indices, among the non-blank lines, of a paper's anchor, title and names (`names_start:names_stop`)."""

    anchor: int
    title: int
    names_start: int
    names_stop: int

    @property
    def start(self) -> int:
        """Return the index of the first line of the paper."""
        return min(self.title, self.anchor)

    @property
    def least(self) -> int:
        """Return the index after the last line of the anchor, the title and the names."""
        return max(self.anchor + 1, self.names_stop)


def _papers(texts: Sequence[str], site: _Site) -> list[_PaperPlaces]:
    found = (_paper(texts, place, site) for place, text in enumerate(texts) if _is_anchor(text, site))
    return [paper for paper in found if paper is not None]


def _is_anchor(text: str, site: _Site) -> bool:
    return len(text) < _LONGEST and site.anchor.fullmatch(text) is not None


def _paper(texts: Sequence[str], anchor: int, site: _Site) -> _PaperPlaces | None:
    """Return the indices of the paper at an anchor, or None if title or names are missing.

    Each name may be on a line of its own; all these lines except the last end with a comma.
    """
    stop = anchor + 3 if site.below else anchor
    start = stop - 1
    while not site.below and start > 0 and texts[start - 1].endswith(",") and anchor - start < _MOST_NAMES:
        start -= 1
    title = anchor + 1 if site.below else start - 1
    if title < 0 or stop > len(texts) or _is_anchor(texts[title], site):
        return None
    return _PaperPlaces(anchor, title, start, stop) if _are_authors(_row(texts, start, stop)) else None


def _row(texts: Sequence[str], start: int, stop: int) -> str:
    return _unlabelled(" ".join(texts[start:stop]))


def _are_authors(text: str) -> bool:
    names = text.partition(";")[0].replace("|", ",")
    return are_names(names) or is_name(names)


def _unlabelled(text: str) -> str:
    found = _LABELLED.fullmatch(text)
    return found[2] if found else text


def _filled(lines: Lines) -> tuple[list[int], list[str]]:
    places = [index for index, line in enumerate(lines) if line.strip()]
    return places, [lines[index].strip() for index in places]


def _best(texts: Sequence[str]) -> list[_PaperPlaces]:
    return max((_papers(texts, site) for site in _SITES), key=len)


def _heading(texts: Sequence[str]) -> tuple[str | None, int | None]:
    """Return the venue and the year in the lines above the first paper."""
    named = next((found for text in texts if (found := _EVENT.search(text[:_LONGEST]))), None)
    year = next((told for text in texts if (told := year_in(text[:_LONGEST]))), None)
    return (named[1], int(named[2])) if named else (None, year)


def _draft(texts: Sequence[str], paper: _PaperPlaces, stop: int, heading: tuple[str | None, int | None]) -> Draft:
    names, _, imprint = _row(texts, paper.names_start, paper.names_stop).partition(";")
    beside = _TOLD.search(texts[paper.anchor])
    told = beside[1] if beside else next((text for text in texts[paper.least : stop] if _is_told(text)), None)
    dated = read_dated(told) if told else None
    arxiv = identifiers_in([f"https://arxiv.org/abs/{texts[paper.anchor].partition('arXiv:')[2].split(' ')[0]}"])
    venue = (
        _PMLR.sub("", imprint.strip()) or (dated[1] if dated else None) or heading[0] or ("arXiv" if arxiv else None)
    )
    return Draft(
        title=_unlabelled(texts[paper.title]),
        author_cell=AuthorCell(names.strip()),
        abstract=_abstract(texts, paper, stop),
        venue=venue,
        year=(dated[2] if dated else None) or heading[1] or (2000 + int(arxiv[0].value[:2]) if arxiv else None),
        outcome=told if told and read_outcome(told) != (None, None) else None,
        identifiers=arxiv,
        kind=WorkKind.PREPRINT if arxiv else None,
    )


def _is_told(text: str) -> bool:
    return len(text) < 80 and read_dated(text) is not None and read_outcome(text) != (None, None)


def _abstract(texts: Sequence[str], paper: _PaperPlaces, stop: int) -> str | None:
    """Return the text after a label "Abstract", or the long lines after the names if the anchor is above the title."""
    kept: list[str] = []
    for text in texts[paper.least : stop]:
        label = _LABELLED.fullmatch(text)
        if label:
            kept = [label[2]] if label[1].casefold() == "abstract" else kept
            if kept:
                break
        elif paper.anchor < paper.title and len(text) > _PROSE:
            kept.append(text)
    return flow(kept) if kept else None


def parse(lines: Lines) -> Findings:
    """Yield the papers of a copied list, and the other lines of the page."""
    places, texts = _filled(lines)
    papers = _best(texts)
    first = papers[0].start if papers else len(texts)
    heading = _heading(texts[:first])
    yield from _around(places, range(first))
    ends = [*(paper.start for paper in papers[1:]), len(texts)] if papers else []
    for paper, end in zip(papers, ends, strict=True):
        stop = _stop(texts, paper, end)
        yield Block(places[paper.start], places[stop - 1] + 1, _draft(texts, paper, stop, heading))
        yield from _around(places, range(stop, end))


def _stop(texts: Sequence[str], paper: _PaperPlaces, end: int) -> int:
    """Return the index after the last line of a paper: a labelled line, a decision, or a long line of its abstract."""
    kept = (place for place in range(paper.least, end) if _LABELLED.fullmatch(texts[place]) or _is_told(texts[place]))
    long = (place for place in range(paper.least, end) if paper.anchor < paper.title and len(texts[place]) > _PROSE)
    return max([paper.least, *(place + 1 for place in (*kept, *long))])


def _around(places: Sequence[int], rows: range) -> Iterator[Block]:
    return (furniture(places[row], places[row] + 1, "text of the page") for row in rows)


def evidence(lines: Lines) -> int:
    """Return the evidence for this format: twice the number of papers.

    It is 0 if the listing also has BibTeX entries, which are more complete.
    """
    if any(_BIBTEX.match(line) for line in lines if "@" in line[:12]):
        return 0
    return 2 * len(_best(_filled(lines)[1]))


COPIED_LIST = Format(
    name="copied-list",
    description="the list of papers on a site of proceedings (CVF, PMLR, ACL, OpenReview, arXiv), copied as text",
    example="""\
Annual Meeting of Sheep (2021)
pdf bib abs
On Counting Sheep
Ada Example | Grace Sample
We count sheep with a network and find that it falls asleep; a hundred animals are enough, as an experiment shows.
""",
    evidence=evidence,
    parse=parse,
)
