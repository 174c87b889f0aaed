"""Acceptance rates have intervals, and are replaced by a sentence without rejected papers."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from kg.model.report import Block, Paragraph, Table
from kg.reporting.acceptance import acceptance_blocks


class FakeAnswers:
    """The rows of decided_works."""

    def __init__(self, rows: list[tuple[str, str, str]]) -> None:
        self._rows = rows

    def rows(self, name: str) -> list[tuple[str, str, str]]:
        assert name == "decided_works"
        return self._rows


def blocks(papers: int, decided: list[tuple[str, str, str]]) -> list[Block]:
    facts: Any = SimpleNamespace(
        papers={f"w{n}": SimpleNamespace(decision="accept") for n in range(papers)},
        answers=FakeAnswers(decided),
        works_of={"c": [f"w{n}" for n in range(papers)]},
        labels={"c": "gates"},
    )
    return list(acceptance_blocks(facts))


def test_accepted_papers_alone_give_a_sentence_and_no_rate() -> None:
    _, sentence = blocks(20, [])
    assert isinstance(sentence, Paragraph) and "No acceptance rates" in str(sentence.words[0])


def test_rates_count_decided_papers_and_have_intervals() -> None:
    decided = [(f"w{n}", "", "accept" if n < 6 else "reject") for n in range(12)]
    *_, table = blocks(30, decided)
    assert isinstance(table, Table)
    ((name, total, accepted, rate, low, high),) = [row.cells for row in table.rows]
    assert (name, total, accepted, rate) == ("gates", 12, 6, 0.5)
    assert 0.25 < float(str(low)) < 0.26 and 0.74 < float(str(high)) < 0.75


def test_papers_without_decisions_give_nothing() -> None:
    assert blocks(0, []) == []
