"""Section of a report on methodology: formulas and thresholds."""

from __future__ import annotations

import re

from kg.analysis import DEFINITIONS
from kg.analysis.betweenness import betweenness_interval, is_estimated, sources_of
from kg.analysis.distances import SOURCES, is_sampled, mean_distance_error
from kg.model.report import BulletList, InlineLink, Paragraph, ReportColumn, ReportRow, ReportSection, Table
from kg.reporting.facts import Facts
from kg.reporting.trends import ALPHA

_NOTES = (
    "Constraint (Burt, 1992): c(v) = Σᵤ (p(v, u) + Σ_q p(v, q) p(q, u))², with p(v, u) = w(v, u) / s(v). Effective "
    "size (Borgatti, 1997): k(v) − 2 t(v) / k(v), with t(v) the number of links among the neighbours of v. Computed "
    "for nodes with at least 5 neighbours.",
    "Names of communities: the three methods and datasets with the largest z-scores of the log-odds ratio with an "
    "informative Dirichlet prior (Monroe, Colaresi and Quinn, 2008), comparing the community's papers with all other "
    "papers that name methods or datasets; the prior has the weight of 100 occurrences. At least three papers of "
    "the community name each of them, and each is part of the name of one community only. A paper belongs to the "
    "community of most of its authors, or of most of its methods and datasets.",
    "Bridges: observed / expected is 2m w(A, B) / (s(A) s(B)), the association strength (van Eck and Waltman, 2009) "
    "between communities. Only the communities listed in the table are considered.",
    "Rising and declining: the test for a trend in yearly shares by Cochran (1954) and Armitage (1955) within venues "
    "(Mantel, 1963), for methods and datasets named by at least 10 papers; the odds ratio per year is "
    "that of a logistic regression with one intercept for each venue, by maximum likelihood.",
    "Comparison: the two venues with the most papers, within the years in which each has at least 10 papers; if there "
    "is only one venue, its two years with the most papers. Methods and datasets are tested if at least 5 of the "
    "compared papers name them. In one year: odds ratio with one half added to each count (Haldane, 1956), Woolf's "
    "interval (1955) and Fisher's exact test. In several years: the odds ratio and the exact test of Mantel and "
    "Haenszel (1959) and the interval of Robins, Breslow and Greenland (1986). Of more than 20 significant "
    "differences, the first ten and the last ten are shown.",
    "Acceptance rates: Wilson's interval (1927), for methods and datasets with at least 10 accepted or rejected "
    "papers. Only papers of listings that contain rejected papers are considered; withdrawn papers are not.",
    "Adjusted p: Benjamini and Hochberg (1995) over all tested methods and datasets; the significance level is "
    f"{ALPHA}.",
    "Proposed and adopted: a paper proposes a method or introduces a dataset if the name is its title or the part of "
    "the title before a colon or dash, or if its abstract presents the name as new (“we propose X”, “a method called "
    "X”, “our model X”), and if no older paper of the graph names the same method or dataset. If the vocabulary has "
    "the name, or if it is not a proper name, both title and abstract must define it. Papers that adopt it use it, "
    "compare with it or evaluate on it under the same name. If the name is one short word, they must also define the "
    "same long form, or share an author or an uncommon method or dataset with the proposing paper.",
    "Sentences: from the 24 newest papers in a role, sentences that state the role come first, then those with the "
    "highest confidence of the mention. The words that state a comparison must be next to the name. A sentence ends at "
    "a full stop, a question mark or an exclamation mark before a capital letter, a digit or a formula. A sentence of "
    "more than 420 characters is shortened to the part around the mention.",
)
_SYMBOLS = (
    "Each measure with its formula and the networkx call that gives the same values for the GraphML files. In the "
    "formulas, n is the number of nodes, m the sum of all link weights, w the weight of a link, s the weighted degree "
    "of a node, d a distance in links, and σ a number of shortest paths."
)

_NETWORK_NAMES = {"coauthors": "co-author network", "concepts": "network of methods and datasets"}


def methodology_section(facts: Facts) -> ReportSection:
    """Return the section with formulas and thresholds, and with error bounds of estimated measures."""
    columns = (ReportColumn("Measure"), ReportColumn("Formula"), ReportColumn("networkx call"))
    rows = tuple(ReportRow((display_name(each.name), each.formula, each.call)) for each in DEFINITIONS)
    notes = (*(note for name in facts.graphs for note in _estimates(facts, name)), *_NOTES)
    blocks = (
        Paragraph((_SYMBOLS,)),
        Table("measures", "Measures", columns, rows, is_folded=True),
        BulletList(("Other methods and thresholds:",), notes, is_folded=True),
        Paragraph(("All tables are also available as CSV files in the folder ", InlineLink("report/", "report/"), ".")),
    )
    return ReportSection("methodology", "Methodology", blocks)


def display_name(measure: str) -> str:
    """Return the name of a measure for display: "weighted degree" for "weightedDegree"."""
    return (
        "PageRank"
        if measure == "pageRank"
        else re.sub(r"(?<=[a-z])[A-Z]", lambda found: f" {found[0].lower()}", measure)
    )


def _estimates(facts: Facts, name: str) -> tuple[str, ...]:
    graph = facts.graphs[name].graph
    what = f"In the {_NETWORK_NAMES[name]} of this report ({len(graph):,} nodes)"
    found = []
    if is_estimated(graph):
        zero, high = (betweenness_interval(graph, estimate)[1] for estimate in (0.0, 0.05))
        found.append(
            f"{what}, betweenness is estimated from the shortest paths of {sources_of(graph):,} nodes (Brandes and "
            f"Pich, 2007). With 95 % confidence for all nodes together, the true value is at most {zero:.2g} where "
            f"the estimate is 0, and at most {high:.2g} where it is 0.05."
        )
    if is_sampled(graph):
        step = mean_distance_error(len(graph), 2)
        found.append(
            f"{what}, closeness is estimated from distances to {SOURCES:,} nodes (Eppstein and Wang, 2001). With 95 % "
            f"confidence for all nodes together, the error of the mean distance is at most {step:.2g} times (diameter "
            "− 1)."
        )
    return tuple(found) or (f"{what}, all measures are exact.",)
