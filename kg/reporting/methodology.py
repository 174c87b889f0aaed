"""How everything was found: each formula, each threshold."""

from __future__ import annotations

from kg.analysis import DEFINITIONS
from kg.analysis.betweenness import certain, is_estimated, sources_of
from kg.analysis.distances import SOURCES, is_sampled, mean_distance_error
from kg.model.report import Column, Items, Link, Row, Section, Table, Text
from kg.reporting.facts import Facts
from kg.reporting.trends import SURE

_NOTES = (
    "Constraint (Burt, 1992): c(v) = Σᵤ (p(v, u) + Σ_q p(v, q) p(q, u))², with p(v, u) = w(v, u) / s(v). Effective "
    "size (Borgatti, 1997): k(v) − 2 t(v) / k(v), with t(v) links among the neighbours of v. Only nodes of 5 "
    "neighbours or more.",
    "Names of communities: the three concepts of the largest z of the log-odds ratio with an informative Dirichlet "
    "prior (Monroe, Colaresi and Quinn, 2008) of the community's works against all other works that name anything; "
    "the prior weighs as much as 100 namings. A work belongs to the community of most of its authors, or of most of "
    "its concepts.",
    "Bridges: of what chance gives is 2m w(A, B) / (s(A) s(B)), van Eck and Waltman's association strength (2009) "
    "between communities; only the communities in the table above are joined.",
    "Rising and fading: the test of Cochran (1954) and Armitage (1955) for a trend in yearly shares, of concepts of "
    "10 works or more; the odds a year are one Newton step of a logistic regression.",
    "Comparison: ratio of odds with a half added to each count (Haldane, 1956), Woolf's interval (1955), Fisher's "
    "exact test, of concepts of 5 works or more; the ten surest of either side are shown. The two venues of most "
    "works are compared; of a single venue, its two years of most works.",
    "Acceptance: Wilson's interval (1927); only venues and years of which rejected works are known, 10 decided works "
    "or more.",
    f"Adjusted p: Benjamini and Hochberg (1995) over all concepts tested; {SURE} is the limit.",
    "Proposed here, and taken up: concepts outside the vocabulary of which the earliest work proposes or introduces "
    "them and, in the table, which at least one other work names.",
    "Sentences end at a full stop, question or exclamation mark before a capital, a digit or a formula; longer ones "
    "than 420 characters are cut around the words they are shown for.",
)
_SYMBOLS = (
    "Each measure, with its formula and the call of networkx that gives the same values on the GraphML files. In the "
    "formulas, n is the number of nodes, m the sum of all weights, w the weight of a link, s the sum of the weights "
    "at a node, d a distance in steps, and σ a number of shortest paths."
)


def method_section(facts: Facts) -> Section:
    """Formulas, thresholds, and which measures are estimates."""
    columns = (Column("Measure"), Column("Formula"), Column("In networkx"))
    rows = tuple(Row((each.name, each.formula, each.call)) for each in DEFINITIONS)
    notes = (*(note for name in facts.graphs for note in _estimates(facts, name)), *_NOTES)
    blocks = (
        Text((_SYMBOLS,)),
        Table("measures", "Measures", columns, rows),
        Items(("Everything else:",), notes),
        Text(("The values of all tables as CSV files: in the folder ", Link("report/", "report/"), ".")),
    )
    return Section("method", "How it was found", blocks)


def _estimates(facts: Facts, name: str) -> tuple[str, ...]:
    graph = facts.graphs[name].graph
    what = f"In this report's graph of {'co-authors' if name == 'coauthors' else 'concepts'} ({len(graph):,} nodes)"
    found = []
    if is_estimated(graph):
        zero, high = (certain(graph, estimate)[1] for estimate in (0.0, 0.05))
        found.append(
            f"{what}, betweenness is estimated from the paths of {sources_of(graph):,} nodes (Brandes and Pich, 2007): "
            f"with 95 % for all nodes at once it lies at most {zero:.2g} above an estimate of 0 and at most {high:.2g} "
            "where the estimate is 0.05."
        )
    if is_sampled(graph):
        step = mean_distance_error(len(graph), 2)
        found.append(
            f"{what}, closeness is estimated from distances to {SOURCES:,} nodes (Eppstein and Wang, 2001): with 95 % "
            f"for all nodes at once the mean distance is off by at most {step:.2g} times one less than the diameter."
        )
    return tuple(found) or (f"{what}, every measure is exact.",)
