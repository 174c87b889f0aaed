"""Comparison of two venues or years, and acceptance rates by method and dataset."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from kg.analysis import contrasts
from kg.model.report import (
    Block,
    Figure,
    InlineText,
    IntervalChart,
    NumberSource,
    Pairs,
    Paragraph,
    ReportColumn,
    ReportRow,
    ReportSection,
    Subheading,
    Table,
    ValueFormat,
)
from kg.model.trend import Contrast
from kg.reporting.acceptance import acceptance_blocks
from kg.reporting.facts import Facts, once
from kg.reporting.trends import ALPHA

_MAX_PER_SIDE = 10


def comparison_section(facts: Facts) -> ReportSection:
    """Return the section that compares two groups of papers, the result of `compared_groups`, and acceptance rates."""
    return ReportSection("comparison", "Comparison", (*_compared(facts), *acceptance_blocks(facts)))


@once
def compared_groups(facts: Facts) -> tuple[str, dict[str, set[str]]]:
    """Return the two venues with the most papers or, if there is only one venue, the two years with the most papers.

    The first value is "venue" or "year", the second one the papers of both groups by name. Without two groups, the
    second value is empty.
    """
    for by in ("venue", "year"):
        groups: dict[str, set[str]] = defaultdict(set)
        for work, paper in facts.papers.items():
            if name := getattr(paper, by):
                groups[str(name)].add(work)
        most = sorted(groups, key=lambda name: (-len(groups[name]), name))[:2]
        if len(most) == 2:
            return by, {
                name: groups[name] for name in sorted(most, key=lambda name: (by == "year" and name, most.index(name)))
            }
    return "venue", {}


@once
def differences(facts: Facts) -> tuple[Contrast, ...]:
    """Return the methods and datasets whose frequency differs significantly between the two groups.

    They are in descending order of odds ratio. The field `concept` is an IRI.
    """
    _, groups = compared_groups(facts)
    if len(groups) < 2:
        return ()
    counts = [Counter(c for c, works in facts.works_of.items() for work in works if work in g) for g in groups.values()]
    left, right = groups.values()
    significant = [row for row in contrasts(counts[0], counts[1], (len(left), len(right))) if row.adjusted < ALPHA]
    return tuple(
        significant
        if len(significant) <= 2 * _MAX_PER_SIDE
        else significant[:_MAX_PER_SIDE] + significant[-_MAX_PER_SIDE:]
    )


def _compared(facts: Facts) -> Iterator[Block]:
    by, groups = compared_groups(facts)
    found = differences(facts)
    if len(groups) < 2:
        return
    left, right = groups
    yield Subheading(f"{left} compared with {right}")
    if not found:
        yield Paragraph((f"No method or dataset differs significantly in frequency between {left} and {right}.",))
        return
    yield Paragraph(
        (
            *_size(by, left, groups),
            f" papers are from {left}, ",
            *_size(by, right, groups),
            f" from {right}. An odds ratio above 1 means that papers of {left} name the method or dataset more "
            f"often, one below 1 that papers of {right} do.",
        )
    )
    spans = tuple((facts.labels[row.concept], row.ratio, row.low, row.high) for row in found)
    yield IntervalChart(
        "Odds ratios with 95 % confidence intervals", (f"more frequent in {right}", f"more frequent in {left}"), spans
    )
    yield _contrasts(facts, by, (left, right), found)


def _size(by: str, name: str, groups: dict[str, set[str]]) -> InlineText:
    query = "venues" if by == "venue" else "works_by_year"
    return (Figure(len(groups[name]), NumberSource(query, (), "works", ((by, by),)), ((by, name),)),)


def _contrasts(facts: Facts, by: str, names: tuple[str, str], found: tuple[Contrast, ...]) -> Table:
    query, params = f"concept_by_{by}", (("concept", "concept"),)
    derived = NumberSource(query, params, derived=True)
    columns = (
        ReportColumn("Method or dataset"),
        ReportColumn(f"In {names[0]}", ValueFormat.COUNT, NumberSource(query, params, "works", ((by, "left"),))),
        ReportColumn("Share", ValueFormat.SHARE, derived),
        ReportColumn(f"In {names[1]}", ValueFormat.COUNT, NumberSource(query, params, "works", ((by, "right"),))),
        ReportColumn("Share", ValueFormat.SHARE, derived),
        ReportColumn("Odds ratio", ValueFormat.TIMES, derived),
        ReportColumn("95 % CI low", ValueFormat.TIMES, derived),
        ReportColumn("95 % CI high", ValueFormat.TIMES, derived),
        ReportColumn("Adjusted p", ValueFormat.P_VALUE, derived),
    )
    rows = (ReportRow((facts.labels[row.concept], *_cells(row)), _keys(row, names)) for row in found)
    return Table("comparison", f"Significant differences between {names[0]} and {names[1]}", columns, tuple(rows))


def _cells(row: Contrast) -> tuple[float, ...]:
    return row.left, row.left_share, row.right, row.right_share, row.ratio, row.low, row.high, row.adjusted


def _keys(row: Contrast, names: tuple[str, str]) -> Pairs:
    return ("concept", row.concept), ("left", names[0]), ("right", names[1])
