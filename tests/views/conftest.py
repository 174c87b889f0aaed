"""Values in which every text attacks the page that shows it."""

from __future__ import annotations

import itertools

import pytest

from kg.model.identity import Judgement, Verdict
from kg.model.listing import Lines
from kg.model.measure import Community, Ranked
from kg.model.picture import Dot, Picture, Tie
from kg.model.report import Count, ListingSummary, MeasureNote, Rejection, ReportValues, RoleCounts, Warned
from kg.model.trend import Acceptance, Broker, Contrast, Trend

ATTACKS = (
    "<script>window.hacked = 1</script>",
    "</script><script>window.hacked = 2</script>",
    '"><img src=x onerror="window.hacked = 3">',
    "<a href=\"javascript:window.hacked = 4\" onmouseover='window.hacked = 5'>href</a>",
    "'; window.hacked = 6; '",
    "\u2028window.hacked = 7\u2029//",
    "{{ 7 * 7 }}{% raw %}",
    "<!--<script>",
    "\u202eRight to left\u202c \u05d0\u05d1",
    "</style><style>body { display: none }</style>",
    "</title><svg onload='window.hacked = 8'>",
    "](https://example.org/x) http://example.org/image.png",
    "\ud800 a lone surrogate",
    "",
)


@pytest.fixture(scope="session")
def hostile_picture() -> Picture:
    """A picture of nodes whose labels, kinds and communities are attacks."""
    dots = tuple(
        Dot(60 * n, 45 * (n % 4), 1 / (n + 1), attack or "method", Ranked(attack, attack, n, n, n, 0.1, 0.2, 1 + n % 2))
        for n, attack in enumerate(ATTACKS)
    )
    ties = tuple(Tie(left, right, 1) for left, right in itertools.combinations(range(len(ATTACKS)), 2))
    communities = tuple(Community(n, 7, ", ".join(ATTACKS)) for n in (1, 2))
    return Picture(dots, ties, communities, 1_000, 9_999, len(ties))


@pytest.fixture(scope="session")
def hostile_report() -> ReportValues:
    """A report in which every text is an attack."""
    text = " ".join(ATTACKS)
    counts = tuple(Count(attack, n, attack) for n, attack in enumerate(ATTACKS))
    ranked = tuple(Ranked(attack, attack, 1, 2, 3, 0.5, 0.1, 1) for attack in ATTACKS)
    listing = ListingSummary(text, text, 1, 2, 3, 4, 5, tuple((attack, Lines(1, 2)) for attack in ATTACKS))
    return ReportValues(
        title=text,
        listings=(listing, listing),
        glance=counts,
        authors=ranked,
        methods=ranked,
        datasets=ranked,
        brokers=(Broker(text, 1, 2, 1.5, 0.5, 2),),
        rising=(Trend(text, 9, 1.5, 1.1, 2.0, 0.001, 0.01),),
        fading=(Trend(text, 9, 0.5, 0.4, 0.6, 0.001, 0.01),),
        compared=(text, text),
        contrasts=(Contrast(text, 1, 2, 0.1, 0.2, 0.5, 0.2, 0.9, 0.001, 0.01),),
        acceptance=(Acceptance(text, 1, 2, 0.1, 0.9),),
        author_communities=(Community(1, 2, text),),
        concept_communities=(Community(1, 2, text),),
        venues=counts,
        years=counts,
        decisions=counts,
        roles=(RoleCounts(text, text, counts, ATTACKS),),
        judgements=(Judgement(text, text, text, text, text, Verdict.UNSURE, 0.5, ATTACKS),),
        warnings=(Warned(text, 20, ATTACKS),),
        rejections=(Rejection(text, Lines(3, 3), text, text),),
        measures=(MeasureNote(text, text, text),),
        notes=ATTACKS,
    )


@pytest.fixture(scope="session")
def map_of_two() -> Picture:
    """Two communities of people who can be told apart."""
    people = (("Anna Gödel", 0, 1), ("Bo Li", 1, 1), ("Çelik Öz", 2, 1), ("Dana Scott", 3, 2), ("Ed Witten", 4, 2))
    dots = tuple(
        Dot(180 * n, 90 * (n % 3), 1 - n / 6, "person", Ranked(f"p/{n}", name, 9 - n, 4, 6, 0.01, 0.002, community))
        for name, n, community in people
    )
    ties = (Tie(0, 1, 3), Tie(0, 2, 1), Tie(2, 3, 1), Tie(3, 4, 2))
    communities = (Community(1, 30, "Anna Gödel, Bo Li, Çelik Öz"), Community(2, 20, "Dana Scott, Ed Witten"))
    return Picture(dots, ties, communities, 3_400, 9_000, 4)
