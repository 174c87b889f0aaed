"""What the report of a build says, gathered from its values and its graph."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pyoxigraph import Store

from kg.analysis import DEFINITIONS, acceptance, brokers, communities, contrasts, ranked, trends
from kg.model.analysis import MeasuredGraph
from kg.model.identity import Judgement, Resolution, Verdict
from kg.model.listing import Fate
from kg.model.mention import Role
from kg.model.record import ParsedListing
from kg.model.report import Count, ListingSummary, MeasureNote, Rejection, ReportValues, RoleCounts, Warned
from kg.model.trend import Acceptance
from kg.resolve import namesakes, spellings
from kg.store import find_query, run

_LEADERS = 25
_COMMUNITIES = 12
_DOUBTS = 50
_EXAMPLES = 5
_TOLD = 10
_SURE = 0.05
"""Adjusted p-values below this are told."""

Links = Sequence[tuple[Any, ...]]
_ROLES = {
    "method": (Role.PROPOSES, Role.USES, Role.COMPARES, Role.MENTIONS),
    "dataset": (Role.INTRODUCES, Role.EVALUATES, Role.MENTIONS),
}
_NOTES = (
    "Constraint (Burt, 1992): c(v) = Σᵤ (p(v, u) + Σ_q p(v, q) p(q, u))², with p(v, u) = w(v, u) / s(v).",
    "Effective size (Borgatti, 1997): k(v) − 2 t(v) / k(v), with t(v) links among the neighbours of v.",
    "Rising and fading: the test of Cochran and Armitage for a trend in yearly shares, of 10 works or more.",
    "Ratio of odds between venues: a half added to each count, Woolf's interval, Fisher's exact test, 5 works or more.",
    "Acceptance: Wilson's interval; only venues and years of which rejected works are known, 10 decided works or more.",
    f"Adjusted p: Benjamini and Hochberg (1995) over all concepts tested; {_SURE} is the limit.",
)
_WARNINGS = {
    "works_without_venue": "works without a venue; name it in kg.toml",
    "works_without_abstract": "works without an abstract, so without methods and datasets",
    "works_without_authors": "works without authors",
    "unknown_venues": "venues that the list of known ones lacks, kept as written",
    "conflicts": "fields on which records of the same work disagree; each value is kept with its source",
}


def report_values(
    parsed: Sequence[ParsedListing],
    resolution: Resolution,
    graphs: Mapping[str, MeasuredGraph],
    notices: Sequence[str],
    store: Store,
) -> ReportValues:
    """All that the report shows."""
    authors, concepts = graphs["coauthors"], graphs["concepts"]
    links, works = list(_rows(store, "links")), {row[0]: row for row in _rows(store, "works")}
    return ReportValues(
        title="What the listings say",
        listings=tuple(map(_listing, parsed)),
        glance=tuple(_glance(resolution, graphs)),
        authors=ranked(authors.graph, authors.measures, "person", _LEADERS),
        methods=ranked(concepts.graph, concepts.measures, "method", _LEADERS),
        datasets=ranked(concepts.graph, concepts.measures, "dataset", _LEADERS),
        author_communities=communities(authors.graph, authors.measures)[:_COMMUNITIES],
        concept_communities=communities(concepts.graph, concepts.measures)[:_COMMUNITIES],
        venues=tuple(Count(venue, works) for _, venue, works, _ in _rows(store, "venues")),
        years=tuple(Count(str(year), works) for year, works in _rows(store, "works_by_year")),
        decisions=_decisions(store),
        roles=_roles(links),
        judgements=_doubts(resolution),
        spellings=spellings(resolution, _LEADERS),
        namesakes=namesakes(resolution, _LEADERS),
        warnings=tuple(_warnings(store, notices)),
        rejections=tuple(rejection for listing in parsed for rejection in _rejections(listing)),
        measures=tuple(MeasureNote(each.name, each.formula, each.call) for each in DEFINITIONS),
        notes=_NOTES,
        brokers=brokers(authors.graph, authors.measures, _TOLD),
        acceptance=_acceptance(links, works)[:_LEADERS],
        **_changes(links, works),
        **_differences(links, works),
    )


def _doubts(resolution: Resolution) -> tuple[Judgement, ...]:
    """The unsure pairs, those nearest to being one first."""
    unsure = [judgement for judgement in resolution.judgements if judgement.verdict is Verdict.UNSURE]
    return tuple(sorted(unsure, key=lambda each: (-each.score, each.left, each.right))[:_DOUBTS])


def _rows(store: Store, name: str) -> Iterator[tuple[Any, ...]]:
    return iter(run(store, find_query(name)))


def _listing(parsed: ParsedListing) -> ListingSummary:
    count = parsed.ledger.count
    return ListingSummary(
        name=parsed.listing.name,
        format=parsed.listing.format,
        records=len(parsed.records),
        record_lines=count(Fate.RECORD),
        furniture_lines=count(Fate.FURNITURE),
        blank_lines=count(Fate.BLANK),
        rejected_lines=count(Fate.REJECTED),
        notices=tuple((notice.message, notice.lines) for notice in parsed.ledger.warnings),
    )


def _glance(resolution: Resolution, graphs: Mapping[str, MeasuredGraph]) -> Iterator[Count]:
    yield Count("works", len(resolution.works))
    yield Count("people", len(resolution.persons))
    yield Count("venues", len(resolution.series))
    for kind in ("method", "dataset"):
        yield Count(f"{kind}s", sum(found == kind for _, found in graphs["concepts"].graph.nodes(data="kind")))
    yield Count("pairs of co-authors", graphs["coauthors"].graph.number_of_edges())


def _decisions(store: Store) -> tuple[Count, ...]:
    total: dict[str, int] = defaultdict(int)
    for _, _, decision, presentation, works in _rows(store, "decisions"):
        total[f"{decision}, {presentation}" if presentation else str(decision)] += works
    return tuple(Count(label, total[label]) for label in sorted(total, key=lambda label: (-total[label], label)))


def _roles(links: Links) -> tuple[RoleCounts, ...]:
    found: dict[tuple[str, str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for concept, label, kind, role, title, _ in links:
        found[concept, label, kind][role].append(title)
    most = sorted(found, key=lambda key: (-sum(map(len, found[key].values())), key))[:_LEADERS]
    return tuple(_role_counts(key[1], key[2], found[key]) for key in most)


def _role_counts(label: str, kind: str, titles: Mapping[str, list[str]]) -> RoleCounts:
    counts = tuple(Count(role.value, len(titles.get(role.value, ()))) for role in _ROLES[kind])
    first = sorted(titles.get("proposes", []) + titles.get("introduces", []))
    return RoleCounts(label, kind, counts, tuple(first[:_EXAMPLES]))


def _changes(links: Links, works: Mapping[str, tuple[Any, ...]]) -> dict[str, Any]:
    """What rises and what fades, as far as it is sure."""
    yearly: dict[str, Counter[int]] = defaultdict(Counter)
    for label, work in _named(links):
        if works[work][2]:
            yearly[label][works[work][2]] += 1
    found = [row for row in trends(yearly, Counter(row[2] for row in works.values() if row[2])) if row.adjusted < _SURE]
    rising = tuple(row for row in found if row.odds > 1)
    return {"rising": rising[:_TOLD], "fading": tuple(row for row in reversed(found) if row.odds < 1)[:_TOLD]}


def _differences(links: Links, works: Mapping[str, tuple[Any, ...]]) -> dict[str, Any]:
    """What sets the two venues of most works apart, as far as it is sure."""
    sizes = Counter(str(row[3]) for row in works.values() if row[3])
    pair = sorted(sizes, key=lambda venue: (-sizes[venue], venue))[:2]
    if len(pair) < 2:
        return {}
    counts: dict[str, Counter[str]] = {venue: Counter() for venue in pair}
    for label, work in _named(links):
        if works[work][3] in counts:
            counts[str(works[work][3])][label] += 1
    rows = contrasts(counts[pair[0]], counts[pair[1]], (sizes[pair[0]], sizes[pair[1]]))
    sure = [row for row in rows if row.adjusted < _SURE]
    told = sure if len(sure) <= 2 * _TOLD else sure[:_TOLD] + sure[-_TOLD:]
    return {"compared": tuple(f"{venue} ({sizes[venue]:,})" for venue in pair), "contrasts": tuple(told)}


def _acceptance(links: Links, works: Mapping[str, tuple[Any, ...]]) -> tuple[Acceptance, ...]:
    """Acceptance by concept, in the venues and years of which rejected works are known too."""
    open_ = {row[2:4] for row in works.values() if row[4] == "reject"}
    decided: dict[str, list[bool]] = defaultdict(list)
    for label, work in _named(links):
        if works[work][4] and works[work][2:4] in open_:
            decided[label].append(works[work][4] == "accept")
    return acceptance({label: (sum(found), len(found)) for label, found in decided.items()})


def _named(links: Links) -> list[tuple[str, str]]:
    """Each concept's label with each work that names it, once."""
    return sorted({(label, work) for _, label, _, _, _, work in links})


def _warnings(store: Store, notices: Sequence[str]) -> Iterator[Warned]:
    for notice in notices:
        yield Warned(notice, 1)
    for name, message in _WARNINGS.items():
        query = find_query(name)
        place = next(i for i, column in enumerate(query.columns) if column in ("title", "venue"))
        rows = [str(row[place]) for row in run(store, query)]
        if rows:
            yield Warned(message, len(rows), tuple(rows[:_EXAMPLES]))


def _rejections(parsed: ParsedListing) -> Iterator[Rejection]:
    for entry in parsed.ledger.entries:
        if entry.fate is Fate.REJECTED:
            yield Rejection(parsed.listing.name, entry.lines, entry.reason, entry.text)
