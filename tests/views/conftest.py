"""Fixtures: values in which every text is an injection attack."""

from __future__ import annotations

import itertools

import pytest

from kg.model.exploration import MapCommunity
from kg.model.measure import Ranked
from kg.model.picture import Dot, Picture, PictureEdge
from kg.model.report import (
    BarChart,
    BulletList,
    ConceptUsage,
    Figure,
    InlineLink,
    InlineName,
    IntervalChart,
    LineCharts,
    ListItem,
    NumberSource,
    Paragraph,
    Quote,
    Reference,
    Report,
    ReportColumn,
    ReportQuery,
    ReportRow,
    ReportSection,
    Subheading,
    Table,
    ValueFormat,
    Verbatim,
)

ATTACKS = (
    "<script>window.hacked = 1</script>",
    "</script><script>window.hacked = 2</script>",
    '"><img src=x onerror="window.hacked = 3">',
    "<a href=\"javascript:window.hacked = 4\" onmouseover='window.hacked = 5'>href</a>",
    "'; window.hacked = 6; '",
    "\u2028window.hacked = 7\u2029//",
    "{{ 7 * 7 }}{% raw %}",
    "<!--<script>",
    "\u202eRight to left\u202c \u05d0\u05d1",
    "</style><style>body { display: none }</style>",
    "</title><svg onload='window.hacked = 8'>",
    "](https://example.org/x) http://example.org/image.png",
    "\ud800 a lone surrogate",
    "",
)


@pytest.fixture(scope="session")
def hostile_picture() -> Picture:
    """Return a picture whose labels, kinds and names of communities are injection attacks."""
    dots = tuple(
        Dot(60 * n, 45 * (n % 4), 1 / (n + 1), attack or "method", Ranked(attack, attack, n, n, n, 0.1, 0.2, 1 + n % 2))
        for n, attack in enumerate(ATTACKS)
    )
    ties = tuple(PictureEdge(left, right, 1) for left, right in itertools.combinations(range(len(ATTACKS)), 2))
    communities = tuple(MapCommunity(n, 7, ", ".join(ATTACKS), n, 1) for n in (1, 2))
    return Picture(dots, ties, communities, 1_000, 9_999, len(ties))


@pytest.fixture(scope="session")
def hostile_report() -> Report:
    """Return a report with every kind of block, in which every text is an injection attack."""
    text = " ".join(ATTACKS)
    keys = (("author", text), ("kind", text))
    source = NumberSource(
        "works_of_author", (("author", "author"),), "position", (("title", "kind"), ("work", f"={text}"))
    )
    figure = Figure(1, source, keys)
    words = (text, figure, InlineName(text, Reference("author", text)), InlineLink(text, "identity.csv"))
    paper = Reference("work", text)
    quote = Quote(text, text, text, text, text, paper)
    keys = (*keys, ("author:group", text), ("work:paper", text))
    columns = (
        ReportColumn(text, key="group"),
        ReportColumn(text, key="paper"),
        ReportColumn(text, ValueFormat.COUNT, source, bar=True),
        ReportColumn(text, ValueFormat.NUMBER, NumberSource("works")),
    )
    rows = tuple(ReportRow((attack, attack, n, 0.5), keys, n) for n, attack in enumerate(ATTACKS))
    blocks = (
        Paragraph(words),
        Paragraph(words, is_warning=True),
        Subheading(text),
        BulletList(words, ATTACKS, 2, is_warning=True),
        BulletList(words, (InlineName(text, paper),), is_folded=True),
        Verbatim(text, text),
        Table("table", text, columns, rows, ReportRow((text, text, 1, 2.5))),
        Table("folded", text, columns, rows, is_folded=True),
        BarChart(text, tuple((attack, n) for n, attack in enumerate(ATTACKS))),
        LineCharts(text, (2020, 2021), (10, 20), tuple((attack, (1, 4)) for attack in ATTACKS)),
        IntervalChart(text, (text, text), tuple((attack, 1.5, 0.9, 12.0) for attack in ATTACKS)),
        ConceptUsage(text, text, ((text, figure, (quote, quote)),), words, Reference("concept", text)),
    )
    asked = tuple(
        ReportQuery(name, text, text, (text,), f"# {text}\n```\n{text}") for name in ("works", "works_of_author")
    )
    lists = {source.answer(keys): tuple(ListItem(attack, paper, attack) for attack in ATTACKS)}
    pages = {text: "javascript:window.hacked = 9", **{attack: f"javascript:{attack}" for attack in ATTACKS}}
    return Report(text, words, ((text, figure),), (ReportSection("section", text, blocks),), asked, lists, pages)


@pytest.fixture(scope="session")
def map_of_two() -> Picture:
    """Return a picture of two communities of authors with different names."""
    people = (("Anna Gödel", 0, 1), ("Bo Li", 1, 1), ("Çelik Öz", 2, 1), ("Dana Scott", 3, 2), ("Ed Witten", 4, 2))
    dots = tuple(
        Dot(180 * n, 90 * (n % 3), 1 - n / 6, "person", Ranked(f"p/{n}", name, 9 - n, 4, 6, 0.01, 0.002, community))
        for name, n, community in people
    )
    ties = (PictureEdge(0, 1, 3), PictureEdge(0, 2, 1), PictureEdge(2, 3, 1), PictureEdge(3, 4, 2))
    names = ("Anna Gödel, Bo Li, Çelik Öz", "Dana Scott, Ed Witten")
    communities = tuple(MapCommunity(n, 40 - 10 * n, name, n, 1) for n, name in enumerate(names, start=1))
    return Picture(dots, ties, communities, 3_400, 9_000, 4)
