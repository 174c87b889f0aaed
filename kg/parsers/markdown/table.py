"""Tables of papers in a Markdown page: a header, a row of dashes, and one row per paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.parsers.block import AuthorCell, Block, Draft, Finding, Remark, furniture, rejected
from kg.parsers.identifiers import identifiers_in
from kg.parsers.imprint import read_dated, read_imprint
from kg.parsers.markdown.head import TitleLine, read_head
from kg.parsers.markdown.inline import Link, links_in, parts_of, plain, without_links
from kg.parsers.markdown.links import best_address, text_of
from kg.parsers.markdown.rows import Row
from kg.parsers.name_shape import are_names

_CELLS = re.compile(r"(?<!\\)\|")
_DASHES = re.compile(r":?-+:?$")
_FOLDED = re.compile(r"<summary>[^<]*</summary>|</?[A-Za-z][^<>]*>", re.IGNORECASE)
_NAMES = {
    "title": "title|paper title|paper name|titles|title & authors|title and authors|论文标题|标题|题目|"
    "paper title & authors",
    "authors": "authors|author|authors list|author list|作者|first author",
    "abstract": "abstract|摘要|summary",
    "venue": "venue|conference|conf|journal|booktitle|publication|published in|pub|会议|期刊|published|source|"
    "proceedings",
    "year": "year|date|publish date|published date|publication date|publish|submitted|time|年份|日期|发布日期|pub date",
    "outcome": "decision|status|presentation|type|accept|accepted as|track",
    "award": "award|awards",
    "url": "url|link|links|pdf|paper link|arxiv|arxiv link|paper url|doi|openreview|论文链接|链接|pdf link|paper/pdf|"
    "forum",
    "keywords": "keywords|tags|关键词",
}
_TITLED = ("paper", "papers", "name", "publication", "article", "论文", "work", "works", "method", "model", "")
_BY_NAME = {name: field for field, names in _NAMES.items() for name in names.split("|")}
_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_NUMBER = re.compile(r"(?:(?<!\s)\s++)?+\d{1,5}[.)]\s+")
_COMMA = re.compile(r"[,;，；]")
_SAMPLE = 50
_LONG_CELL = 250
_LEAST_WORDS = 3
_UNKNOWN = frozenset({"null", "none", "n/a", "-", "nan", "tbd", "tba"})


def read_table(rows: Sequence[Row]) -> Iterator[Finding]:
    """Yield the papers of adjacent tables; headers, and tables without a column of titles, are furniture."""
    start = 0
    for place in [*(place for place in range(1, len(rows)) if _is_dashes(rows[place].text)), len(rows) + 1]:
        if place - 1 > start or place > len(rows):
            yield from _one_table(rows[start : place - 1])
        start = place - 1


def _one_table(rows: Sequence[Row]) -> Iterator[Finding]:
    names = [plain(cell).casefold().strip(" .:") for cell in cells_of(rows[0].text)] if rows else []
    cells = [cells_of(row.text) for row in rows[2:]]
    fields = _fields(names, cells) if len(rows) > 2 and _is_dashes(rows[1].text) else []
    if "title" not in fields:
        yield from (furniture(row.line, row.line + 1, "table without papers") for row in rows)
        return
    yield from (furniture(row.line, row.line + 1, "header") for row in rows[:2])
    for name, field in zip(names, fields, strict=True):
        if name and not field:
            yield Remark(f"the column {name!r} is not used", rows[0].line, rows[0].line + 1)
    for row, values in zip(rows[2:], cells, strict=True):
        yield from _block(row, values, fields)


def cells_of(text: str) -> list[str]:
    r"""Return the cells of a row; a pipe inside a cell is written `\|`."""
    inner = text.removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    if "\\|" not in inner:
        return list(map(str.strip, inner.split("|")))
    return [cell.replace("\\|", "|").strip() for cell in _CELLS.split(inner)]


def _is_dashes(text: str) -> bool:
    return not "".join(text.split()).strip("|:-") and all(_DASHES.match(cell) for cell in cells_of(text))


def _fields(names: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the field of each column; "" for a column that is not used."""
    fields: list[str] = []
    for name in names:
        field = _BY_NAME.get(name, "")
        fields.append("" if field in fields and field != "url" else field)
    if "title" in fields:
        other = {"authors", "url", "abstract"} & set(fields)
        return fields if other or _holds_titles(rows, fields.index("title")) else []
    titled = [place for place, name in enumerate(names) if name in _TITLED and _holds_titles(rows, place)]
    if titled:
        fields[titled[0]] = "title"
    return fields


def _holds_titles(rows: Sequence[Sequence[str]], place: int) -> bool:
    """Return True if most cells of a column consist of at least three words and contain a letter."""
    sample = [plain(row[place]) for row in rows[:_SAMPLE] if place < len(row) and row[place]]
    long = sum(len(text.split()) >= _LEAST_WORDS and any(map(str.isalpha, text)) for text in sample)
    return bool(sample) and long * 2 > len(sample)


def _block(row: Row, cells: Sequence[str], fields: Sequence[str]) -> Iterator[Finding]:
    if len(cells) > len(fields) and any(cells[len(fields) :]):
        yield rejected(row.line, row.line + 1, f"{len(cells)} cells under {len(fields)} column names")
        return
    by_field: dict[str, list[str]] = {}
    for cell, field in zip(cells, fields, strict=False):
        by_field.setdefault(field, []).append(cell)
    head = _head(by_field["title"][0]) if "title" in by_field else None
    if head is None:
        yield rejected(row.line, row.line + 1, "a row without a title")
    else:
        yield Block(row.line, row.line + 1, _draft(head, by_field, cells))


def _head(cell: str) -> TitleLine | None:
    """Return the title of a cell: its marked part, else all its text."""
    parts = parts_of(cell)
    first = parts[0] if len(parts) == 1 else next(filter(plain, parts), "")
    marked = "[" in first or "**" in first
    head = read_head(first) if marked else None
    if head is not None and head.marked:
        return head
    if len(first) > _LONG_CELL:
        first = first.partition("  ")[0]
    first = _NUMBER.sub("", first)
    title = plain(first).strip(" .") if plain(first).endswith(".") and not plain(first).endswith("..") else plain(first)
    return TitleLine(title, (), read_imprint(""), False, False, False) if any(map(str.isalpha, title)) else None


def _draft(head: TitleLine, by_field: dict[str, list[str]], cells: Sequence[str]) -> Draft:
    def value(field: str) -> str:
        cell = by_field[field][0] if field in by_field else ""
        text = plain(_FOLDED.sub(" ", cell) if "<" in cell else cell)
        return "" if text.casefold() in _UNKNOWN else text

    parts = parts_of(by_field["title"][0])[1:]
    below = read_imprint(" | ".join(plain(without_links(part, links_in(part))) for part in parts) if parts else "")
    dated = read_dated(value("venue"))
    links = [*head.links, *(link for cell in cells for link in links_in(cell))]
    authors = value("authors") or below.names or (head.imprint.names if are_names(head.imprint.names) else "")
    url = _address(head, by_field, links)
    return Draft(
        title=head.title,
        author_cell=AuthorCell(authors) if authors else None,
        abstract=value("abstract") or None,
        venue=(dated[1] if dated else value("venue")) or below.venue or head.imprint.venue,
        year=_year(value("year")) or (dated[2] if dated else below.year or head.imprint.year),
        outcome=value("outcome") or below.outcome or None,
        award=value("award") or None,
        url=url,
        identifiers=identifiers_in([url or "", *(link.target for link in links if text_of(link.label).names_paper)]),
        keywords=tuple(filter(None, map(str.strip, _COMMA.split(value("keywords"))))),
    )


def _address(head: TitleLine, by_field: dict[str, list[str]], links: Sequence[Link]) -> str | None:
    """Return the web address of a paper: the link of its title, else of a `url` column, else any link to a paper."""
    title = next((link.target for link in head.links if link.target.startswith("http")), None)
    if title:
        return title
    for cell in by_field.get("url", []):
        inside = [link for link in links_in(cell) if link.target.startswith("http")]
        bare = plain(cell)
        if inside:
            return best_address(inside) or inside[0].target
        if bare.startswith(("http://", "https://")):
            return bare.split(" ")[0]
    return best_address(links)


def _year(text: str) -> int | None:
    found = _DATE.search(text)
    return int(found[1]) if found else None
