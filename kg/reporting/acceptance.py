"""Acceptance rates by method and dataset, from listings that contain rejected papers."""

from __future__ import annotations

from collections.abc import Iterator

from kg.analysis import acceptance
from kg.analysis.trends import interval
from kg.model.report import (
    Block,
    Figure,
    NumberSource,
    Paragraph,
    ReportColumn,
    ReportRow,
    Subheading,
    Table,
    ValueFormat,
)
from kg.model.trend import Acceptance
from kg.reporting.facts import Facts

_MAX_ROWS = 25
_LEAST = 10
_DECIDED = NumberSource("decided_of_concept", (("concept", "concept"),))
_DERIVED = NumberSource(_DECIDED.query, _DECIDED.params, derived=True)
_SHARES = ("Acceptance rate", "95 % CI low", "95 % CI high")
_UNKNOWN = "No acceptance rates can be computed, because no listing contains rejected papers."
_CAVEAT = (
    "These rates are not advice. A higher or lower acceptance rate does not mean that naming a method or dataset "
    "helps or harms a submission: the papers also differ in authors, topics and years, the intervals are wide, and "
    "among many rows, some rates differ from the average by chance."
)


def acceptance_blocks(facts: Facts) -> Iterator[Block]:
    """Yield the acceptance rates as blocks of the report; without rejected papers, a sentence that states this.

    Only papers of listings that contain rejected papers count. Listings of accepted papers alone would raise the rates.
    """
    if not any(paper.decision for paper in facts.papers.values()):
        return
    yield Subheading("Acceptance rate by method and dataset")
    decided = {work: decision == "accept" for work, _, decision in facts.answers.rows("decided_works")}
    if not decided:
        yield Paragraph((_UNKNOWN,))
        return
    yield _total(decided)
    counts = {
        concept: (sum(decided.get(work, False) for work in works), sum(work in decided for work in works))
        for concept, works in facts.works_of.items()
    }
    rows = acceptance(counts, _LEAST)[:_MAX_ROWS]
    if rows:
        yield Paragraph((_CAVEAT,), is_warning=True)
        yield _table(facts, rows)
    else:
        yield Paragraph((f"No method or dataset is named by at least {_LEAST} of these papers.",))


def _total(decided: dict[str, bool]) -> Paragraph:
    accepted, total = sum(decided.values()), len(decided)
    low, high = interval(accepted, total)
    source = NumberSource("decided_works")
    words = (
        "In the listings that contain rejected papers, ",
        Figure(accepted, NumberSource(source.query, match=(("decision", "=accept"),))),
        " of ",
        Figure(total, source),
        f" papers were accepted ({accepted / total:.0%}, 95 % CI {low:.0%} to {high:.0%}). Withdrawn papers are "
        "not counted, and neither are papers of listings that contain only accepted papers.",
    )
    return Paragraph(words)


def _table(facts: Facts, rows: tuple[Acceptance, ...]) -> Table:
    accepted = NumberSource(_DECIDED.query, _DECIDED.params, match=(("decision", "=accept"),))
    columns = (
        ReportColumn("Method or dataset", key="concept"),
        ReportColumn("Accepted or rejected", ValueFormat.COUNT, _DECIDED),
        ReportColumn("Accepted", ValueFormat.COUNT, accepted),
        *(ReportColumn(title, ValueFormat.SHARE, _DERIVED) for title in _SHARES),
    )
    cells = ((facts.labels[r.concept], r.decided, r.accepted, r.accepted / r.decided, r.low, r.high) for r in rows)
    keys = ((("concept", row.concept),) for row in rows)
    return Table("acceptance", "Acceptance rates", columns, tuple(map(ReportRow, cells, keys)))
