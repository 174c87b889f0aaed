"""Comparison of two venues or years, and acceptance rates by method and dataset."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kg.analysis import compare_groups
from kg.analysis.contrasts import MIN_STRATUM
from kg.model.report import (
    Block,
    Figure,
    InlineText,
    IntervalChart,
    NumberSource,
    Paragraph,
    ReportColumn,
    ReportRow,
    ReportSection,
    Subheading,
    Table,
    ValueFormat,
)
from kg.model.trend import Comparison, Contrast
from kg.reporting.acceptance import acceptance_blocks
from kg.reporting.facts import Facts, once
from kg.reporting.trends import ALPHA

_MAX_PER_SIDE = 10
_OTHER = {"venue": "year", "year": "venue"}
"""Property that compared papers must have in common: the year if venues are compared, the venue if years are."""


def comparison_section(facts: Facts) -> ReportSection:
    """Return the section with the comparison of the two groups of `compared_groups`, and with acceptance rates."""
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
def compared(facts: Facts) -> Comparison | None:
    """Return the comparison of the two groups: of venues within years, or of years within venues.

    The field `concept` of a contrast is an IRI. Without two groups, the result is None.
    """
    by, groups = compared_groups(facts)
    if len(groups) < 2:
        return None
    strata = {work: str(value) for work, paper in facts.papers.items() if (value := getattr(paper, _OTHER[by]))}
    left, right = groups.values()
    return compare_groups(left, right, strata, facts.works_of)


def differences(facts: Facts) -> tuple[Contrast, ...]:
    """Return the significant differences between the two groups, in descending order of odds ratio.

    The result is empty if the differences cannot be told apart from those between years or between venues.
    """
    found = compared(facts)
    return _significant(found) if found and found.is_separable else ()


def _significant(found: Comparison) -> tuple[Contrast, ...]:
    rows = tuple(row for row in found.rows if row.adjusted < ALPHA)
    return rows if len(rows) <= 2 * _MAX_PER_SIDE else rows[:_MAX_PER_SIDE] + rows[-_MAX_PER_SIDE:]


def _compared(facts: Facts) -> Iterator[Block]:
    by, groups = compared_groups(facts)
    found = compared(facts)
    if found is None:
        return
    left, right = groups
    yield Subheading(f"{left} compared with {right}")
    sizes = *_size(by, left, groups), f" papers are from {left}, ", *_size(by, right, groups), f" from {right}. "
    yield Paragraph((*sizes, _basis(by, (left, right), found)))
    rows = _significant(found)
    if not rows:
        yield Paragraph(
            (f"No method or dataset differs significantly in frequency between these papers of {left} and {right}.",)
        )
        return
    spans = tuple((facts.labels[row.concept], row.ratio, row.low, row.high) for row in rows)
    yield IntervalChart(
        "Odds ratios with 95 % confidence intervals", (f"more frequent in {right}", f"more frequent in {left}"), spans
    )
    yield _contrasts(facts, (left, right), rows, "Adjusted share" if found.is_separable else "Share")


def _basis(by: str, names: tuple[str, str], found: Comparison) -> str:
    """Return a sentence on the papers that are compared, and on the meaning of the odds ratio."""
    left, right = names
    meaning = (
        f"If the odds ratio is above 1, the method or dataset is more frequent in the papers of {left}; if it is below "
        f"1, in those of {right}."
    )
    other = _OTHER[by]
    if not found.is_separable:
        return (
            f"No {other} has at least {MIN_STRATUM} papers of each, so differences between {left} and {right} cannot "
            f"be separated from differences between {other}s. {meaning}"
        )
    sizes = "; ".join(f"{each.name}: {each.left:,} and {each.right:,} papers" for each in found.strata)
    return (
        f"Only papers of the same {other} are compared ({sizes}). Adjusted shares are means of the shares in each "
        f"{other}, weighted as in the odds ratio. {meaning}"
    )


def _size(by: str, name: str, groups: dict[str, set[str]]) -> InlineText:
    query = "venues" if by == "venue" else "works_by_year"
    return (Figure(len(groups[name]), NumberSource(query, (), "works", ((by, by),)), ((by, name),)),)


def _contrasts(facts: Facts, names: tuple[str, str], found: tuple[Contrast, ...], share: str) -> Table:
    derived = NumberSource("concept_by_edition", (("concept", "concept"),), derived=True)
    columns = (
        ReportColumn("Method or dataset", key="concept"),
        ReportColumn(f"In {names[0]}", ValueFormat.COUNT, derived),
        ReportColumn(share, ValueFormat.SHARE, derived),
        ReportColumn(f"In {names[1]}", ValueFormat.COUNT, derived),
        ReportColumn(share, ValueFormat.SHARE, derived),
        ReportColumn("Odds ratio", ValueFormat.TIMES, derived),
        ReportColumn("95 % CI low", ValueFormat.TIMES, derived),
        ReportColumn("95 % CI high", ValueFormat.TIMES, derived),
        ReportColumn("Adjusted p", ValueFormat.P_VALUE, derived),
    )
    rows = (ReportRow((facts.labels[row.concept], *_cells(row)), (("concept", row.concept),)) for row in found)
    return Table("comparison", f"Significant differences between {names[0]} and {names[1]}", columns, tuple(rows))


def _cells(row: Contrast) -> tuple[float, ...]:
    return row.left, row.left_share, row.right, row.right_share, row.ratio, row.low, row.high, row.adjusted
