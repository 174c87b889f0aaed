"""Pages about a venue and about one of its editions: papers, topics, and changes since the edition before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.analysis import contrasts, is_comparable
from kg.reporting.trends import ALPHA
from kg.server.page_elements import Fact, LinkList, PageCell, PageLink, PageTable, ResourcePage
from kg.server.resource_view import MAX_ROWS, ResourceView, with_rows, with_values
from kg.server.year_chart import count_chart, share_text

QUERIES = ("works_of_venue", "topics_of_venue")
_MAX_TOPICS = 40
_MAX_CHANGES = 12
_MAX_LINKS = 5
_LEAST_NEW = 2
"""Minimum number of papers of a new topic, and of a topic in both compared years together."""


@dataclass(frozen=True, slots=True)
class Programme:
    """Papers and topics of one year of a venue, with those of the year before it in the graph.

    `papers` are tuples (work, title, year). `counts` are numbers of papers by concept. `described` is the number of
    papers with an abstract; topics of the others are unknown. `earlier` is the programme of the year before it in the
    graph.
    """

    year: int
    papers: Sequence[tuple[str, str, int]]
    counts: Mapping[str, int]
    described: int
    earlier: Programme | None = None

    @property
    def before(self) -> Programme | None:
        """The year before, or None if the two years have too few papers with an abstract for a comparison."""
        found = self.earlier
        return found if found and is_comparable(self.described, found.described) else None

    def share(self, concept: str) -> str:
        """Return the share of papers with an abstract that name a concept; "" if there are none."""
        return share_text(self.counts.get(concept, 0), self.described) if self.described else ""

    def new(self) -> list[str]:
        """Return the concepts that no paper of an earlier edition names, the most frequent first."""
        seen: set[str] = set()
        before = self.earlier
        while before is not None:
            seen |= before.counts.keys()
            before = before.earlier
        return [each for each in self.counts if each not in seen and self.counts[each] >= _LEAST_NEW]

    def changes(self) -> tuple[list[str], list[str]]:
        """Return the concepts with a significantly larger and smaller share than in the year before, in that order."""
        before = self.before
        if before is None:
            return [], []
        counts = {
            each: [(self.counts.get(each, 0), before.counts.get(each, 0))] for each in {**self.counts, **before.counts}
        }
        found = contrasts(counts, [(self.described, before.described)], _LEAST_NEW)
        changed = [row for row in found if row.adjusted < ALPHA]
        rising = [row.concept for row in changed if row.ratio > 1]
        return rising, [row.concept for row in reversed(changed) if row.ratio < 1]


def venue_page(view: ResourceView) -> ResourcePage:
    """Return the content of the page about a venue: all editions, and the programme of the latest one."""
    programmes, labels = _programmes(view), _labels(view)
    works = view.rows("works_of_venue")
    chart = count_chart("Papers by year", {each.year: len(each.papers) for each in programmes})
    latest = next(reversed(programmes), None)
    return ResourcePage(
        iri=view.iri,
        kind=view.kind,
        name=view.name(),
        facts=with_values((("Papers", (len(works),)), ("Other names", _other_names(view)))),
        charts=(chart,) if chart else (),
        tables=with_rows(
            [
                (_editions(view, programmes, labels),),
                *(_programme(view, latest, labels) if latest else ()),
                (_papers(view, latest.papers if latest else works),),
            ]
        ),
    )


def edition_page(view: ResourceView) -> ResourcePage:
    """Return the content of the page about one edition of a venue: its programme next to that of the one before."""
    year = int("".join(view.texts("kg:year")[:1]) or 0)
    found = next((each for each in _programmes(view) if each.year == year), None)
    works = found.papers if found else view.rows("works_of_venue")
    facts: tuple[Fact, ...] = (
        ("Venue", tuple(map(view.link, view.texts("schema:superEvent")))),
        ("Papers", (len(works),)),
        ("Edition before", (_edition_link(view, found.earlier.year),) if found and found.earlier else ()),
    )
    groups = _programme(view, found, _labels(view)) if found else ()
    return ResourcePage(
        iri=view.iri,
        kind=view.kind,
        name=view.name(),
        facts=with_values(facts),
        tables=with_rows([*groups, (_papers(view, works),)]),
    )


def _other_names(view: ResourceView) -> tuple[PageCell, ...]:
    return tuple(sorted({*view.texts("skos:altLabel"), *view.texts("schema:name")} - {view.name()}))


def _programmes(view: ResourceView) -> list[Programme]:
    """Return the programmes of all years with papers, the earliest first."""
    papers: dict[int, list[tuple[str, str, int]]] = defaultdict(list)
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    for work, title, year in view.rows("works_of_venue"):
        if year:
            papers[year].append((work, title, year))
    for year, concept, _, _, works in view.rows("topics_of_venue"):
        if year:
            counts[year][concept] = works
    found: list[Programme] = []
    for year in sorted(papers):
        described = sum(bool(view.texts("dcterms:abstract", work)) for work, _, _ in papers[year])
        found.append(Programme(year, papers[year], counts[year], described, found[-1] if found else None))
    return found


def _labels(view: ResourceView) -> dict[str, str]:
    return {concept: label for _, concept, label, _, _ in view.rows("topics_of_venue")}


def _editions(view: ResourceView, programmes: Sequence[Programme], labels: Mapping[str, str]) -> PageTable:
    rows = tuple(
        (
            _edition_link(view, each.year),
            len(each.papers),
            _links(view, list(each.counts), labels),
            _links(view, each.new(), labels) if each.before else None,
        )
        for each in reversed(programmes)
    )
    columns = ("edition", "papers", "most frequent topics", "new topics")
    return PageTable("Editions", columns, rows, len(rows))


def _edition_link(view: ResourceView, year: int) -> PageLink:
    """Return a link to the edition of a year, or to the venue if the graph has several for the year."""
    editions = view.subjects("schema:superEvent", view.about)
    found = [each for each in editions if str(year) in view.texts("kg:year", each)]
    return view.link(found[0]) if len(found) == 1 else view.link(view.about, str(year))


def _links(view: ResourceView, concepts: Sequence[str], labels: Mapping[str, str]) -> LinkList:
    return LinkList(tuple(view.link(each, labels[each]) for each in concepts[:_MAX_LINKS]))


def _programme(view: ResourceView, found: Programme, labels: Mapping[str, str]) -> tuple[tuple[PageTable, ...], ...]:
    before = found.before
    columns = ("topic", "papers", f"share {found.year}", *([f"share {before.year}"] if before else []))

    def table(title: str, concepts: Sequence[str], most: int, note: str = "") -> PageTable:
        rows = tuple(_topic(view, found, concept, labels[concept]) for concept in concepts[:most])
        return PageTable(title, columns, rows, len(rows), note=note)

    few = found.described < len(found.papers)
    note = f"Shares of the {found.described:,} papers with an abstract, of {len(found.papers):,}." if few else ""
    topics = table(f"Topics of {found.year}", list(found.counts), _MAX_TOPICS, note)
    if before is None:
        return ((topics,),)
    note = "Methods and datasets that no paper of an earlier edition in the graph names."
    new = table(f"New topics of {found.year}", found.new(), _MAX_TOPICS, note)
    rising, falling = found.changes()
    note = "The difference of the two shares is significant (p < 0.05, adjusted for the number of topics)."
    more = table(f"More frequent than in {before.year}", rising, _MAX_CHANGES, note)
    return ((topics, new), (more, table(f"Less frequent than in {before.year}", falling, _MAX_CHANGES, note)))


def _topic(view: ResourceView, found: Programme, concept: str, label: str) -> tuple[PageCell, ...]:
    shares = (found.share(concept), *([found.before.share(concept)] if found.before else []))
    return (view.link(concept, label), found.counts.get(concept, 0), *shares)


def _papers(view: ResourceView, works: Sequence[tuple[str, str, int]]) -> PageTable:
    newest = sorted(works, key=lambda row: (-(row[2] or 0), row[1], row[0]))
    rows = tuple(
        (view.link(work, title), str(year or ""), view.authors(work), ", ".join(_honours(view, work)))
        for work, title, year in newest[:MAX_ROWS]
    )
    columns = ("paper", "year", "authors", "presentation and awards")
    shown = columns if any(row[-1] for row in rows) else columns[:-1]
    return PageTable(
        "Papers", shown, tuple(row[: len(shown)] for row in rows), len(newest), view.query_address("works_of_venue")
    )


def _honours(view: ResourceView, work: str) -> list[str]:
    presentations = [view.name(each) for each in view.texts("kg:presentation", work)]
    return [*presentations, *view.texts("kg:hasAward", work)]
