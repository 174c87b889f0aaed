"""Statements on decisions, differences between venues and trends, with counts that are made again for each."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from benchmarks.audit.statement import Audited, Statement
from kg.model.report import LineCharts
from kg.reporting.comparison import compared, compared_groups
from kg.reporting.trends import ALPHA

Edition = tuple[str, int]


def decisions(audited: Audited) -> Iterator[Statement]:
    """Yield a statement for each accepted or rejected paper that the acceptance rates count."""
    for work, title, decision in audited.facts.answers.rows("decided_works"):
        yield Statement(f"“{title}” has the decision: {decision}.", lambda work=work: audited.lines(work, 30))


def acceptance(audited: Audited) -> Iterator[Statement]:
    """Yield a statement for each acceptance rate."""
    table, decided = audited.table("acceptance"), audited.facts.answers.rows("decided_works")
    for row in table.rows if table else ():
        concept = dict(row.keys)["concept"]
        yield Statement(
            f"Of {row.cells[1]} accepted or rejected papers that name {row.cells[0]}, {row.cells[2]} were accepted "
            f"({float(row.cells[3] or 0):.1%}, {float(row.cells[4] or 0):.1%} to {float(row.cells[5] or 0):.1%}).",
            lambda concept=concept: (
                f"  {decision}: {title}"
                for work, title, decision in decided
                if work in set(audited.facts.works_of[concept])
            ),
        )


def comparison(audited: Audited) -> Iterator[Statement]:
    """Yield a statement for each method and dataset that is compared, significant or not."""
    found = compared(audited.facts)
    names = tuple(compared_groups(audited.facts)[1])
    for row in found.rows if found else ():
        differs = row.adjusted < ALPHA
        verdict = f"is more frequent in {names[row.ratio < 1]}" if differs else "does not differ significantly"
        yield Statement(
            f"{audited.facts.labels[row.concept]} {verdict}: {row.left} of {row.left_total} papers of {names[0]}, "
            f"{row.right} of {row.right_total} of {names[1]}, odds ratio {row.ratio:.3g} ({row.low:.3g} to "
            f"{row.high:.3g}), adjusted p {row.adjusted:.3g}.",
            lambda concept=row.concept, p=row.p: (*editions(audited, concept), f"  p before adjustment {p:.3g}"),
        )


def trends(audited: Audited) -> Iterator[Statement]:
    """Yield a statement for each row of the tables of trends, and for each point of their charts."""
    for name, direction in (("rising", "rises"), ("declining", "declines")):
        table = audited.table(name)
        for row in table.rows if table else ():
            label, works, odds, low, high, p = row.cells
            yield Statement(
                f"{label} {direction} within venues: {works} papers, odds ratio per year {float(odds or 0):.3g} "
                f"({float(low or 0):.3g} to {float(high or 0):.3g}), adjusted p {float(p or 0):.3g}.",
                lambda concept=dict(row.keys)["concept"]: (*editions(audited, concept), *slope(audited, concept)),
            )
    for chart in (block for block in audited.blocks("trends") if isinstance(block, LineCharts)):
        yield from points(audited, chart)


def points(audited: Audited, chart: LineCharts) -> Iterator[Statement]:
    """Yield a statement for each point of a chart."""
    concept_of = {label: concept for concept, label in audited.facts.labels.items()}
    for label, counts in chart.curves:
        for year, total, count in zip(chart.years, chart.totals, counts, strict=True):
            said = f"{count} of {total} papers of {year} name {label}." if total else f"No value in {year} for {label}."
            yield Statement(said, lambda concept=concept_of[label]: editions(audited, concept))


def editions(audited: Audited, concept: str) -> Iterator[str]:
    """Yield the number of papers of each venue and year that name a concept, and of all papers."""
    named = {(str(venue), int(str(year or 0))): works for venue, year, works in _by_edition(audited, concept)}
    for edition, total in sorted(totals(audited).items()):
        yield f"  {edition[0]} {edition[1]}: {named.get(edition, 0)} of {total}"


def slope(audited: Audited, concept: str) -> Iterator[str]:
    """Yield the logarithm of the odds ratio per year and its z-score, from a logistic regression with venues as levels.

    It is fitted by Newton's method, which is not how the report computes the trend.
    """
    named: Mapping[Edition, int] = {
        (str(v), int(str(y or 0))): int(str(n)) for v, y, n in _by_edition(audited, concept)
    }
    cells = [(v, y, named.get((v, y), 0), n) for (v, y), n in sorted(totals(audited).items()) if v and y]
    levels, slope_, information = defaultdict(lambda: -3.0), 0.0, 1.0
    for _ in range(50):
        gradient, curvature, level = 0.0, 0.0, defaultdict(lambda: [0.0, 0.0, 0.0])
        for venue, year, some, total in cells:
            x = year - 2021
            share = 1 / (1 + math.exp(-(levels[venue] + slope_ * x)))
            weight, rest = total * share * (1 - share), some - total * share
            gradient, curvature = gradient + rest * x, curvature + weight * x * x
            sums = level[venue]
            sums[0], sums[1], sums[2] = sums[0] + rest, sums[1] + weight, sums[2] + weight * x
        information = curvature - sum(s[2] ** 2 / s[1] for s in level.values() if s[1])
        step = (gradient - sum(s[0] * s[2] / s[1] for s in level.values() if s[1])) / max(information, 1e-9)
        for venue, sums in level.items():
            levels[venue] += (sums[0] - sums[2] * step) / max(sums[1], 1e-9)
        slope_ += step
    yield f"  logistic regression: odds ratio per year {math.exp(slope_):.3g}, z {slope_ * math.sqrt(information):.2f}"


def totals(audited: Audited) -> Counter[Edition]:
    """Return the number of papers of each venue and year."""
    return Counter((paper.venue, paper.year or 0) for paper in audited.facts.papers.values())


def _by_edition(audited: Audited, concept: str) -> list[tuple[object, ...]]:
    return audited.rows("concept_by_edition", concept=concept)
