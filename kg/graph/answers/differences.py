"""Differences of two sets of papers in their methods and datasets, within years or venues."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist

from kg.analysis import effective_size
from kg.graph.answers.question import Answer, Values, newest, node
from kg.graph.compare import ComparedSets, compare_sets
from kg.model.trend import Contrast, Stratum
from kg.reporting import Facts
from kg.reporting.trends import ALPHA

DIFFERENCES = (
    "label", "verdict", "left", "left_adjusted_share", "right", "right_adjusted_share", "odds_ratio", "ci_low",
    "ci_high", "adjusted_p", "by_stratum", "work", "title",
)  # fmt: skip
_UNCLEAR = "no clear difference"
_LEAST_PAPERS = 5
_SHARE, _POWER = 0.1, 0.8


def differences(facts: Facts, values: Values) -> Answer:
    """Return the methods and datasets that differ clearly in two sets of papers, within years or venues.

    The most certain differences come first; if there are none, the note has the smallest one that could be found. An
    adjusted share is the mean of the shares in the strata, weighted as in the odds ratio of Mantel and Haenszel, so
    that both have the same direction. The paper is the newest compared one that names the method or dataset.
    """
    left, right = str(values["left"]), str(values["right"])
    compared = compare_sets(facts.answers.store, left, right)
    found = [row for row in compared.found.rows if row.left + row.right >= _LEAST_PAPERS]
    if not compared.left or not compared.right:
        return Answer((), "a set of papers is not compared with itself")
    if not compared.found.is_separable:
        return Answer((), f"a difference of {left} and {right} cannot be told apart from the {compared.strata}: "
                          "there is no stratum with at least 10 papers of both")  # fmt: skip
    sets = _sets_of(compared)
    works_of = _compared_works(facts, sets)
    clear = [row for row in found if row.verdict != _UNCLEAR]
    order = sorted(clear, key=lambda row: (row.adjusted, row.p, row.concept))
    rows = [_difference(facts, row, sets, works_of[row.concept]) for row in order]
    return Answer(rows, _remark(compared, (len(clear), len(found)), (left, right)))


def _remark(compared: ComparedSets, counts: tuple[int, int], names: tuple[str, str]) -> str:
    """Return the result in one sentence, with the compared papers; `counts` are clear and all compared concepts."""
    clear, tested = counts
    strata = compared.found.strata
    sizes = "; ".join(f"{each.name}: {each.left:,} and {each.right:,} papers" for each in strata)
    within = f"within each {compared.strata} that both have ({sizes})"
    if not tested:
        return f"no method or dataset is in {_LEAST_PAPERS} papers of {names[0]} and {names[1]} {within}"
    if clear:
        concepts = f"{clear:,} of {tested:,} methods and datasets in at least {_LEAST_PAPERS} of these papers"
        order = f"differ (adjusted p below {ALPHA}), the most certain first"
        return f"{names[0]} and {names[1]} are compared {within}; {concepts} {order}"
    points = 100 * _detectable(strata, tested)
    return (
        f"no clear difference between {names[0]} and {names[1]} {within}; with {tested:,} tested methods and datasets, "
        f"only a difference of about {points:.0f} percentage points or more could be found reliably, at a share of "
        f"{_SHARE:.0%}"
    )


def _detectable(strata: tuple[Stratum, ...], tests: int) -> float:
    """Return the difference of two shares near 10 % that is significant with a probability of 80 %."""
    normal = NormalDist()
    quantiles = normal.inv_cdf(1 - ALPHA / (2 * tests)) + normal.inv_cdf(_POWER)
    size = effective_size([(each.left, each.right) for each in strata])
    return quantiles * sqrt(_SHARE * (1 - _SHARE) / size)


def _sets_of(compared: ComparedSets) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Return the papers of both sets in each stratum that is compared."""
    return {
        each.name: (
            frozenset(work for work in compared.left if compared.stratum_of.get(work) == each.name),
            frozenset(work for work in compared.right if compared.stratum_of.get(work) == each.name),
        )
        for each in compared.found.strata
    }


def _compared_works(facts: Facts, sets: dict[str, tuple[frozenset[str], frozenset[str]]]) -> dict[str, set[str]]:
    compared = frozenset().union(*(side for pair in sets.values() for side in pair))
    found: dict[str, set[str]] = {}
    for concept, works in facts.works_of.items():
        found.setdefault(facts.labels[concept], set()).update(compared.intersection(works))
    return found


def _difference(
    facts: Facts, row: Contrast, sets: dict[str, tuple[frozenset[str], frozenset[str]]], works: set[str]
) -> tuple[object, ...]:
    counts = {name: (len(one & works), len(one), len(two & works), len(two)) for name, (one, two) in sets.items()}
    by_stratum = "; ".join(f"{name}: {a:,} of {n:,}, {b:,} of {m:,}" for name, (a, n, b, m) in counts.items())
    work = newest(facts, works)[0]
    shares = row.left, round(row.left_share, 4), row.right, round(row.right_share, 4)
    measured = (round(row.ratio, 4), round(row.low, 4), round(row.high, 4), round(row.adjusted, 6))
    return row.concept, row.verdict, *shares, *measured, by_stratum, node(work), facts.papers[work].title
