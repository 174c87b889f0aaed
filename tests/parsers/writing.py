"""Invented papers in the notation of each export, as many as are wanted."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

_SYLLABLES = "ba do fe gi lo mu na pe ri sto ta ve wo za kle brun dor hal mer nor".split()
_WORDS = "learning deep network graph model analysis robust neural sparse vision language policy causal optimal".split()


@dataclass(frozen=True)
class Written:
    """An invented paper; names are pairs of family and given names."""

    number: int
    title: str
    names: tuple[tuple[str, str], ...]
    abstract: str
    year: int


def invented(count: int, seed: int = 1) -> list[Written]:
    """Papers whose authors are mostly different, of the sizes that real ones have."""
    rng = random.Random(seed)

    def name() -> tuple[str, str]:
        family, given = ("".join(rng.choices(_SYLLABLES, k=3)).capitalize() for _ in range(2))
        return family, given

    def words(number: int) -> str:
        return " ".join(rng.choices(_WORDS, k=number))

    return [
        Written(
            number,
            f"{words(8).capitalize()} {number}",
            tuple(name() for _ in range(rng.randint(1, 6))),
            f"We {words(140)}.",
            2000 + number % 25,
        )
        for number in range(count)
    ]


def _bibtex(paper: Written) -> str:
    return (
        f"@inproceedings{{key{paper.number},\n  title = {{{{{paper.title[:5]}}}{paper.title[5:]}}},\n"
        f"  author = {{{' and '.join(', '.join(name) for name in paper.names)}}},\n"
        f"  booktitle = {{International {{Conference}} on Sheep}},\n  year = {{{paper.year}}},\n  pages = {{1--9}},\n"
        f"  publisher = {{Sheep Press}},\n  url = {{https://example.org/{paper.number}}},\n"
        f"  doi = {{10.5555/s.{paper.number}}},\n  abstract = {{{paper.abstract}}},\n  keywords = {{sheep, goats}},\n"
        "}\n\n"
    )


def _ris(paper: Written) -> str:
    names = "".join(f"AU  - {family}, {given}\n" for family, given in paper.names)
    return (
        f"TY  - CONF\nTI  - {paper.title}\n{names}T2  - International Conference on Sheep\nPY  - {paper.year}\n"
        f"AB  - {paper.abstract}\nDO  - 10.5555/s.{paper.number}\nUR  - https://example.org/{paper.number}\n"
        "KW  - sheep\nKW  - goats\nSP  - 1\nEP  - 9\nSN  - 1234-5678\nER  - \n\n"
    )


def _wos_plain(paper: Written) -> str:
    short = "\n   ".join(f"{family}, {given[0]}" for family, given in paper.names)
    full = "\n   ".join(f"{family}, {given}" for family, given in paper.names)
    places = "\n   ".join(f"[{family}, {given}] Northmoor Univ, Eastland." for family, given in paper.names)
    return (
        f"PT J\nAU {short}\nAF {full}\nTI {paper.title}\nSO JOURNAL OF SHEEP\nLA English\nDT Article\nDE sheep; goats\n"
        f"AB {paper.abstract}\nC1 {places}\nPY {paper.year}\nDI 10.5555/s.{paper.number}\n"
        f"UT WOS:{paper.number:015}\nER\n\n"
    )


def _nbib(paper: Written) -> str:
    names = "".join(f"FAU - {f}, {g}\nAU  - {f} {g[0]}\nAD  - Northmoor University.\n" for f, g in paper.names)
    return (
        f"PMID- {paper.number + 1}\nDP  - {paper.year} Apr\nTI  - {paper.title}.\n"
        f"LID - 10.5555/s.{paper.number} [doi]\n"
        f"AB  - {paper.abstract}\n{names}LA  - eng\nPT  - Journal Article\nJT  - Journal of sheep\nOT  - sheep\n\n"
    )


def _atom(paper: Written) -> str:
    names = "".join(f"<author><name>{given} {family}</name></author>\n" for family, given in paper.names)
    return (
        f"<entry>\n<id>http://arxiv.org/abs/2101.{paper.number:05}</id>\n<title>{escape(paper.title)}</title>\n{names}"
        f"<summary>{paper.abstract}</summary>\n<published>{paper.year}-01-01T00:00:00Z</published>\n</entry>\n"
    )


def _oai(paper: Written) -> str:
    names = "".join(f"<author><keyname>{f}</keyname><forenames>{g}</forenames></author>" for f, g in paper.names)
    return (
        f"<arXiv>\n<id>2101.{paper.number:05}</id><created>{paper.year}-01-01</created>\n<authors>{names}</authors>\n"
        f"<title>{paper.title}</title>\n<abstract>{paper.abstract}</abstract>\n</arXiv>\n"
    )


def _dblp(paper: Written) -> str:
    names = "".join(f"<author>{given} {family}</author>\n" for family, given in paper.names)
    return (
        f'<inproceedings mdate="2021-01-11" key="conf/sheep/{paper.number}">\n{names}<title>{paper.title}.</title>\n'
        f"<booktitle>Sheep</booktitle>\n<year>{paper.year}</year>\n<ee>https://example.org/{paper.number}</ee>\n"
        "</inproceedings>"
    )


def _acl(paper: Written) -> str:
    names = "".join(f"<author><first>{g}</first><last>{f}</last></author>\n" for f, g in paper.names)
    return (
        f'<paper id="{paper.number}">\n<title>{paper.title}</title>\n{names}<abstract>{paper.abstract}</abstract>\n'
        f"<url>2021.sheep-long.{paper.number}</url>\n</paper>\n"
    )


def _wrapped(write: Callable[[Written], str], before: str = "", after: str = "") -> Callable[[Sequence[Written]], str]:
    return lambda papers: before + "".join(map(write, papers)) + after


def _fields(paper: Written) -> dict[str, object]:
    return {
        "id": f"sheep{paper.number}",
        "title": paper.title,
        "authors": [f"{given} {family}" for family, given in paper.names],
        "venue": "ICLR",
        "year": paper.year,
        "abstract": paper.abstract,
        "url": f"https://openreview.net/forum?id=sheep{paper.number}",
        "decision": "Accept (Poster)",
    }


def _json_line(paper: Written) -> str:
    return json.dumps(_fields(paper)) + "\n"


def _json_document(papers: Sequence[Written]) -> str:
    return json.dumps({"papers": list(map(_fields, papers))}, indent=1)


def _row_of_names(paper: Written) -> str:
    return ", ".join(f"{given} {family}" for family, given in paper.names)


def _csv(paper: Written) -> str:
    names, url = _row_of_names(paper).replace(",", ";"), f"https://arxiv.org/abs/2101.{paper.number:05}"
    return f'"{paper.title}",{names},ICLR,{paper.year},"{paper.abstract}",{url}\n'


def _labelled(paper: Written) -> str:
    url = f"https://openreview.net/forum?id=sheep{paper.number}"
    fields = (
        f"## [{paper.number}] {paper.title}",
        f"**Authors**: *{_row_of_names(paper)}*",
        f"**Conference**: *iclr {paper.year}*",
        f"**URL**: [{url}]({url})",
        f"**Abstract**:\n\n{paper.abstract}\n\n----\n\n",
    )
    return "\n\n".join(fields)


def _linked_item(paper: Written) -> str:
    link, names = f"[{paper.title}](https://arxiv.org/abs/2101.{paper.number:05})", _row_of_names(paper)
    return f"- {link} - {names}, *ICLR {paper.year}*. [[code]](https://github.com/sheep/n{paper.number})\n"


def _numbered_item(paper: Written) -> str:
    links = f"[paper](https://arxiv.org/abs/2101.{paper.number:05}) [code](https://github.com/sheep/n{paper.number})"
    return f"{paper.number + 1}. **{paper.title}.** *ICLR {paper.year}.* {links}\n\n    *{_row_of_names(paper)}*\n\n"


def _table_row(paper: Written) -> str:
    link, names = f"[{paper.title}](https://arxiv.org/abs/2101.{paper.number:05})", _row_of_names(paper)
    return f"| {link} | {names} | ICLR {paper.year} | [code](https://github.com/sheep/n{paper.number}) |\n"


def _page_item(paper: Written) -> str:
    names = "".join(
        f'<form class="authsearch"><a href="#">{given} {family}</a></form>' for family, given in paper.names
    )
    return (
        f'<dt class="ptitle"><br><a href="/sheep/{paper.number}.html">{paper.title}</a></dt>\n<dd>{names}</dd>\n'
        f'<dd><div class="bibref">booktitle = {{ICLR}}, year = {{{paper.year}}}</div></dd>\n'
    )


LISTS: dict[str, Callable[[Sequence[Written]], str]] = {
    "json-lines": _wrapped(_json_line),
    "json": _json_document,
    "csv": _wrapped(_csv, "title,authors,venue,year,abstract,url\n"),
    "labelled-markdown": _wrapped(_labelled),
    "markdown, links": _wrapped(_linked_item, "# Papers on sheep\n\n"),
    "markdown, numbered": _wrapped(_numbered_item, "# Papers on sheep\n\n"),
    "html": _wrapped(
        _page_item,
        '<!DOCTYPE html>\n<html><head><base href="https://sheep.example/"></head>\n<body><dl>\n',
        "</dl></body></html>\n",
    ),
    "markdown, table": _wrapped(_table_row, "| Title | Authors | Venue | Links |\n|---|---|---|---|\n"),
}
"""Invented papers in the notation of lists, by format and form."""
_META = "<meta>\n<booktitle>Meeting</booktitle>\n<year>2021</year>\n<venue>sheep</venue>\n</meta>\n"
EXPORTERS: dict[str, Callable[[Sequence[Written]], str]] = {
    "bibtex": _wrapped(_bibtex),
    "ris": _wrapped(_ris),
    "wos-plain": _wrapped(_wos_plain, "FN Clarivate Analytics Web of Science\nVR 1.0\n", "EF\n"),
    "nbib": _wrapped(_nbib),
    "arxiv-atom": _wrapped(_atom, '<feed xmlns="http://www.w3.org/2005/Atom">\n', "</feed>\n"),
    "arxiv-oai": _wrapped(_oai, "<ListRecords>\n", "</ListRecords>\n"),
    "dblp-xml": _wrapped(_dblp, '<?xml version="1.0"?>\n<!DOCTYPE dblp SYSTEM "dblp.dtd">\n<dblp>\n', "</dblp>\n"),
    "acl-xml": _wrapped(
        _acl, f'<collection id="2021.sheep">\n<volume id="long">\n{_META}', "</volume>\n</collection>\n"
    ),
}
