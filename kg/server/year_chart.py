"""Bar charts over years; years without papers have no bar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

_HEIGHT, _TOP, _FOOT, _SHORT_FOOT, _MARGIN = 110, 24, 42, 26, 8
_LEAST_SLOT, _MOST_SLOT = 15, 76
_WIDTH = 690
"""Total width of the slots of all years, in pixels; a slot is at least `_LEAST_SLOT` and at most `_MOST_SLOT` wide."""
_ROOM_FOR_YEAR, _ROOM_FOR_COUNTS = 36, 70
"""Minimum width of a slot with the year below each bar, and with the numbers of papers below the year, in pixels."""


@dataclass(frozen=True, slots=True)
class YearBar:
    """Bar of one year: the number of its papers (`papers` of `total`), its position and size in pixels, and its labels.

    `label` is above the bar; `counts` and `year_label` are below it. Each of them may be "".
    """

    year: int
    papers: int
    total: int
    x: float
    y: float
    width: float
    height: float
    label: str
    counts: str
    year_label: str = ""

    @property
    def middle(self) -> float:
        """The horizontal middle of the bar."""
        return self.x + self.width / 2

    @property
    def meaning(self) -> str:
        """The values of the bar in words."""
        if not self.total:
            return f"{self.year}: no papers in the graph"
        if self.total == self.papers:
            return f"{self.year}: {self.papers:,}"
        return f"{self.year}: {self.papers:,} of {self.total:,} papers ({share_text(self.papers, self.total)})"


@dataclass(frozen=True, slots=True)
class YearChart:
    """Chart of all years from the first to the last; years without papers in the graph have no bar."""

    title: str
    note: str
    bars: tuple[YearBar, ...]
    width: int
    height: int
    base: int


def share_text(part: int, whole: int) -> str:
    """Return a share in percent, with one decimal below ten.

    >>> share_text(1, 40), share_text(1, 3), share_text(0, 3)
    ('2.5 %', '33 %', '0 %')
    """
    percent = 100 * part / whole if whole else 0
    return f"{percent:.1f} %" if 0 < percent < 10 else f"{percent:.0f} %"


def share_chart(title: str, papers: Mapping[int, int], totals: Mapping[int, int]) -> YearChart | None:
    """Return a chart of the share that `papers` have in all papers of each year, or None if no paper has a year.

    `papers` and `totals` map each year to the number of papers that are counted, and to the number of all papers.
    """
    return _chart(title, "Share of the papers of each year, and number of papers.", papers, totals)


def count_chart(title: str, papers: Mapping[int, int]) -> YearChart | None:
    """Return a chart of the number of papers of each year, or None if no paper has a year."""
    return _chart(title, "", papers, None)


def _chart(title: str, note: str, papers: Mapping[int, int], totals: Mapping[int, int] | None) -> YearChart | None:
    if not any(papers.values()):
        return None
    known = [year for year, count in (totals or papers).items() if count]
    years = range(min(known), max(known) + 1)
    slot = max(_LEAST_SLOT, min(_MOST_SLOT, _WIDTH // len(years)))
    counts = {year: (papers.get(year, 0), (totals or papers).get(year, 0)) for year in years}
    values = {year: part / whole if totals and whole else part for year, (part, whole) in counts.items()}
    most, every = max(values.values()) or 1, -(-_ROOM_FOR_YEAR // slot)
    bars = tuple(
        _bar(year, *counts[year], values[year] / most, _MARGIN + number * slot, slot)
        for number, year in enumerate(years)
    )
    named = tuple(replace(bar, year_label=str(bar.year) if (years[-1] - bar.year) % every == 0 else "") for bar in bars)
    base = _TOP + _HEIGHT
    if any(not whole for _, whole in counts.values()):
        note = f"{note} Years without papers in the graph have no bar.".strip()
    foot = _FOOT if any(bar.counts for bar in bars) else _SHORT_FOOT
    return YearChart(title, note, named, 2 * _MARGIN + slot * len(years), base + foot, base)


def _bar(year: int, papers: int, total: int, value: float, x: int, slot: int) -> YearBar:
    height, gap = max(round(_HEIGHT * value, 1), 1.0 * bool(papers)), 10 if slot > _ROOM_FOR_YEAR else 3
    is_share, is_wide = papers < total, slot >= _ROOM_FOR_COUNTS
    label = share_text(papers, total) if is_share and is_wide and papers else f"{papers:,}" if papers else ""
    return YearBar(
        year=year,
        papers=papers,
        total=total,
        x=x + gap / 2,
        y=round(_TOP + _HEIGHT - height, 1),
        width=slot - gap,
        height=height,
        label=label,
        counts=f"{papers:,} of {total:,}" if is_share and is_wide else "",
    )
