"""Verdicts on pairs of similar titles."""

from __future__ import annotations

from collections import Counter

from kg.resolve import resolve
from tests.resolve.near_titles import read_pairs


def print_titles() -> None:
    """Print, for each situation, how many pairs of one work and how many pairs of two works are merged."""
    counts: Counter[tuple[str, bool, bool]] = Counter()
    wrong = []
    for pair in read_pairs():
        merged = len(resolve(pair.records()).works) == 1
        counts[pair.situation, pair.same, merged] += 1
        if merged != pair.same:
            wrong.append(f"{'missed' if pair.same else 'merged'} ({pair.situation}): {pair.left} | {pair.right}")
    print(f"{'situation':<14}{'same':>6}{'found':>7}{'different':>11}{'merged':>8}")
    for situation in sorted({situation for situation, _, _ in counts}):
        _print_row(situation, counts, [situation])
    _print_row("all", counts, sorted({situation for situation, _, _ in counts}))
    print(*wrong, sep="\n")


def _print_row(title: str, counts: Counter[tuple[str, bool, bool]], situations: list[str]) -> None:
    def total(same: bool, *merged: bool) -> int:
        return sum(counts[situation, same, each] for situation in situations for each in merged)

    figures = total(True, True, False), total(True, True), total(False, True, False), total(False, True)
    print(f"{title:<14}{figures[0]:>6}{figures[1]:>7}{figures[2]:>11}{figures[3]:>8}")
