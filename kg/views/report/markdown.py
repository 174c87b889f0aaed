"""Rendering of a report as Markdown, for reuse in a paper, a wiki or an issue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.model.report import (
    BarChart,
    Block,
    BulletList,
    Cell,
    ConceptUsage,
    Figure,
    InlineLink,
    InlineName,
    InlineText,
    IntervalChart,
    LineCharts,
    Paragraph,
    Report,
    ReportQuery,
    Subheading,
    Table,
    ValueFormat,
    Verbatim,
)
from kg.views.report.wording import explanation, shown

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~!$&@])")
_OPENS = re.compile(r"^(\d{1,9}(?=[.)](?:\s|$))|(?=[-+=]))")
_ADDRESS = re.compile(r"(?<=[a-z])(:)(?=//)|(?<=\bwww)(\.)", re.IGNORECASE)


def write_markdown(path: Path, report: Report) -> None:
    """Write the report in CommonMark with tables of GitHub Flavored Markdown; text from listings is escaped."""
    text = "\n\n".join(piece for piece in _pieces(report) if piece) + "\n"
    path.write_bytes(text.encode("utf-8", errors="replace"))


def escaped(text: str) -> str:
    """Return a text on one line, escaped so that it is not interpreted as Markdown, HTML, a URL or a user mention."""
    plain = _MARKS.sub(r"\\\1", re.sub(r"\s+", " ", text).strip())
    return _ADDRESS.sub(lambda found: f"\\{found[0]}", _OPENS.sub(r"\1\\", plain))


def _pieces(report: Report) -> Iterator[str]:
    yield f"# {escaped(report.title)}"
    yield _words(report.lead)
    yield _grid(
        ("", ""), [(escaped(label), shown(figure.value, figure.format)) for label, figure in report.key_figures], {1}
    )
    for section in report.sections:
        yield f"## {escaped(section.title)}"
        for block in section.blocks:
            yield from _block(block)
    if report.queries:
        yield "## Queries behind the numbers"
        yield from map(_query, report.queries)


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield f"> {_words(block.words)}" if block.is_warning else _words(block.words)
    elif isinstance(block, Subheading):
        yield f"### {escaped(block.text)}"
    elif isinstance(block, BulletList):
        more = (f"- and {block.omitted:,} more",) if block.omitted else ()
        yield "\n".join(
            [
                _words(block.lead),
                "",
                *(f"- {escaped(item if isinstance(item, str) else item.text)}" for item in block.items),
                *more,
            ]
        )
    elif isinstance(block, Verbatim):
        yield f"{escaped(block.about)}:"
        yield "\n".join(f"    {line}" for line in block.text.splitlines() or [""])
    elif isinstance(block, Table):
        yield from _table(block)
    elif isinstance(block, ConceptUsage):
        yield from _usage(block)
    else:
        yield _picture(block)


def _words(words: InlineText) -> str:
    return "".join(map(_word, words))


def _word(word: str | Figure | InlineName | InlineLink) -> str:
    if isinstance(word, Figure):
        return shown(word.value, word.format)
    if isinstance(word, InlineName):
        return f"**{escaped(word.text)}**" if word.text.strip() else ""
    if isinstance(word, InlineLink):
        return escaped(word.text)
    start, end = word[: len(word) - len(word.lstrip())], word[len(word.rstrip()) :] if word.strip() else ""
    return f"{start}{escaped(word)}{end}"


def _table(table: Table) -> Iterator[str]:
    yield f"### {escaped(table.title)}"
    formats = [column.format for column in table.columns]
    rows = [_row(row.cells, formats) for row in (*table.rows, *([table.total] if table.total else []))]
    right = {place for place, value_format in enumerate(formats) if value_format is not ValueFormat.TEXT}
    yield _grid([escaped(column.title) for column in table.columns], rows, right)
    sources = [
        f"{escaped(c.title)}: `{c.source.query}`, {escaped(explanation(c.source))}" for c in table.columns if c.source
    ]
    if sources:
        yield "\n".join(["Queries:", "", *(f"- {line}" for line in dict.fromkeys(sources))])


def _row(cells: Sequence[Cell], formats: Sequence[ValueFormat]) -> list[str]:
    return [escaped(shown(cell, value_format)) for cell, value_format in zip(cells, formats, strict=True)]


def _grid(header: Sequence[str], rows: Sequence[Sequence[str]], right: set[int]) -> str:
    rule = ["---:" if place in right else "---" for place in range(len(header))]
    return "\n".join(f"| {' | '.join(row)} |" for row in (header, rule, *rows))


def _usage(usage: ConceptUsage) -> Iterator[str]:
    yield f"#### {escaped(usage.concept)}"
    if usage.details:
        yield _words(usage.details)
    for role, figure, quotes in usage.roles:
        yield f"{escaped(role)}: {shown(figure.value)}"
        for quote in quotes:
            where = f" ({escaped(quote.where)})" if quote.where else ""
            named = f"**{escaped(quote.named)}**" if quote.named.strip() else ""
            gap = " " * quote.before.endswith(" "), " " * quote.after.startswith(" ")
            sentence = f"{escaped(quote.before)}{gap[0]}{named}{gap[1]}{escaped(quote.after)}"
            yield f"- *{escaped(quote.title) or '—'}*{where}\n  > {sentence}"


def _picture(block: BarChart | LineCharts | IntervalChart) -> str:
    if isinstance(block, BarChart):
        values = [(escaped(label), f"{value:,}") for label, value in block.bars]
        return f"{escaped(block.title)}: {'; '.join(f'{label}: {value}' for label, value in values)}"
    if isinstance(block, IntervalChart):
        return ""
    header = ["", *map(str, block.years)]
    rows = [[escaped(label), *map(_share, counts, block.totals)] for label, counts in block.curves]
    return f"{escaped(block.title)}:\n\n{_grid(header, rows, set(range(1, len(header))))}"


def _share(count: int, total: int) -> str:
    """Return a count and its share of the total, or a dash for a gap."""
    return f"{count} ({shown(count / total, ValueFormat.SHARE)})" if total else "–"


def _query(query: ReportQuery) -> str:
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", query.text)), default=0))
    call = f"{fence}sh\nkg query {query.argument}{''.join(f' --param {name}=…' for name in query.parameters)}\n{fence}"
    text = f"{fence}sparql\n{query.text.rstrip()}\n{fence}"
    return "\n\n".join((f"### {escaped(query.name)}", escaped(query.question), call, text))
