"""A report as Markdown: its words, tables and sentences, for a paper, a wiki or an issue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.model.report import (
    Asked,
    Bars,
    Block,
    Cell,
    Curves,
    Figure,
    Form,
    Heading,
    Items,
    Link,
    Name,
    Report,
    Spans,
    Table,
    Text,
    Told,
    Verbatim,
    Words,
)
from kg.views.report.wording import answer, shown

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~!$&@])")
_OPENS = re.compile(r"^(\d{1,9}(?=[.)](?:\s|$))|(?=[-+=]))")
_ADDRESS = re.compile(r"(?<=[a-z])(:)(?=//)|(?<=\bwww)(\.)", re.IGNORECASE)


def write_markdown(path: Path, report: Report) -> None:
    """Write the report in CommonMark with the tables of GitHub; text of listings is escaped, so that it stays text."""
    text = "\n\n".join(piece for piece in _pieces(report) if piece) + "\n"
    path.write_bytes(text.encode("utf-8", errors="replace"))


def escaped(text: str) -> str:
    """Text on one line of which nothing is taken for Markdown, HTML, an address or a mention of somebody."""
    plain = _MARKS.sub(r"\\\1", re.sub(r"\s+", " ", text).strip())
    return _ADDRESS.sub(lambda found: f"\\{found[0]}", _OPENS.sub(r"\1\\", plain))


def _pieces(report: Report) -> Iterator[str]:
    yield f"# {escaped(report.title)}"
    yield _words(report.lead)
    yield _grid(("", ""), [(escaped(label), shown(figure.value, figure.form)) for label, figure in report.glance], {1})
    for section in report.sections:
        yield f"## {escaped(section.title)}"
        for block in section.blocks:
            yield from _block(block)
    if report.queries:
        yield "## The queries behind the numbers"
        yield from map(_query, report.queries)


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Text):
        yield f"> {_words(block.words)}" if block.warns else _words(block.words)
    elif isinstance(block, Heading):
        yield f"### {escaped(block.text)}"
    elif isinstance(block, Items):
        more = (f"- and {block.more:,} more",) if block.more else ()
        yield "\n".join([_words(block.lead), "", *(f"- {escaped(item)}" for item in block.items), *more])
    elif isinstance(block, Verbatim):
        yield f"{escaped(block.about)}:"
        yield "\n".join(f"    {line}" for line in block.text.splitlines() or [""])
    elif isinstance(block, Table):
        yield from _table(block)
    elif isinstance(block, Told):
        yield from _told(block)
    else:
        yield _picture(block)


def _words(words: Words) -> str:
    return "".join(map(_word, words))


def _word(word: str | Figure | Name | Link) -> str:
    if isinstance(word, Figure):
        return shown(word.value, word.form)
    if isinstance(word, Name):
        return f"**{escaped(word.text)}**" if word.text.strip() else ""
    if isinstance(word, Link):
        return escaped(word.text)
    start, end = word[: len(word) - len(word.lstrip())], word[len(word.rstrip()) :] if word.strip() else ""
    return f"{start}{escaped(word)}{end}"


def _table(table: Table) -> Iterator[str]:
    yield f"### {escaped(table.title)}"
    forms = [column.form for column in table.columns]
    rows = [_row(row.cells, forms) for row in (*table.rows, *([table.total] if table.total else []))]
    right = {place for place, form in enumerate(forms) if form is not Form.TEXT}
    yield _grid([escaped(column.title) for column in table.columns], rows, right)
    asked = [f"{escaped(c.title)}: `{c.ask.query}`, {escaped(answer(c.ask))}" for c in table.columns if c.ask]
    if asked:
        yield "\n".join(["Queries:", "", *(f"- {line}" for line in dict.fromkeys(asked))])


def _row(cells: Sequence[Cell], forms: Sequence[Form]) -> list[str]:
    return [escaped(shown(cell, form)) for cell, form in zip(cells, forms, strict=True)]


def _grid(header: Sequence[str], rows: Sequence[Sequence[str]], right: set[int]) -> str:
    rule = ["---:" if place in right else "---" for place in range(len(header))]
    return "\n".join(f"| {' | '.join(row)} |" for row in (header, rule, *rows))


def _told(told: Told) -> Iterator[str]:
    yield f"#### {escaped(told.concept)}"
    if told.further:
        yield _words(told.further)
    for role, figure, quotes in told.roles:
        yield f"{escaped(role)} {shown(figure.value)}:"
        for quote in quotes:
            where = f" ({escaped(quote.where)})" if quote.where else ""
            named = f"**{escaped(quote.named)}**" if quote.named.strip() else ""
            gap = " " * quote.before.endswith(" "), " " * quote.after.startswith(" ")
            sentence = f"{escaped(quote.before)}{gap[0]}{named}{gap[1]}{escaped(quote.after)}"
            yield f"- *{escaped(quote.title) or '—'}*{where}\n  > {sentence}"


def _picture(block: Bars | Curves | Spans) -> str:
    if isinstance(block, Bars):
        values = [(escaped(label), f"{value:,}") for label, value in block.bars]
        return f"{escaped(block.title)}: {'; '.join(f'{label}: {value}' for label, value in values)}"
    if isinstance(block, Spans):
        return ""
    header = ["", *map(str, block.years)]
    rows = [[escaped(label), *(shown(share, Form.SHARE) for share in shares)] for label, shares in block.curves]
    return f"{escaped(block.title)}:\n\n{_grid(header, rows, set(range(1, len(header))))}"


def _query(query: Asked) -> str:
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", query.text)), default=0))
    call = f"{fence}sh\nkg query {query.call}{''.join(f' --param {name}=…' for name in query.parameters)}\n{fence}"
    text = f"{fence}sparql\n{query.text.rstrip()}\n{fence}"
    return "\n\n".join((f"### {escaped(query.name)}", escaped(query.question), call, text))
