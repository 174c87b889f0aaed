"""Page about a paper: abstract with marked mentions, methods and datasets, related papers and sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kg.model.mention import Role
from kg.model.record import DECISION_LABELS
from kg.reporting.role_sentences import support
from kg.reporting.sentences import sentence_around
from kg.server.highlight import split_at_mentions
from kg.server.page_elements import Fact, MarkedSentence, PageCell, PageTable, ResourcePage
from kg.server.resource_view import ResourceView, outside_link, with_rows, with_values

QUERIES = (
    "work_facts",
    "authors_of_work",
    "mentions_of_work",
    "affiliations_of_work",
    "sources_of_work",
)
_MAX_RELATED = 12
_NETWORKS = {"coauthors": "the co-author network", "concepts": "the network of methods and datasets"}


def paper_page(view: ResourceView) -> ResourcePage:
    """Return the content of the page about a paper."""
    title, abstract, *_ = view.rows("work_facts")[0]
    spans = [
        (start, end, role, view.link(concept, label))
        for start, end, _, label, role, _, _, concept in view.rows("mentions_of_work")
    ]
    affiliations = [row[1:] for row in view.rows("affiliations_of_work")]
    related = [
        (other, name, str(year or ""), ", ".join(filter(None, shared))) for other, name, year, *shared in view.related
    ]
    return ResourcePage(
        iri=view.iri,
        kind=view.kind,
        name=title,
        facts=_facts(view),
        abstract=split_at_mentions(abstract or "", spans),
        tables=with_rows(
            [
                (_concepts(view, abstract or ""),),
                (view.table("Related papers", ("paper", "year", "in common"), related[:_MAX_RELATED]),),
                (view.table("Affiliations", ("author", "affiliation as written"), affiliations),),
                (_sources(view.rows("sources_of_work")),),
            ]
        ),
    )


def _facts(view: ResourceView) -> tuple[Fact, ...]:
    _, _, series, venue, year, decision, presentation, award, address = view.rows("work_facts")[0]
    authors = tuple(view.link(person, name) for _, person, name, _ in view.rows("authors_of_work"))
    outcome = ", ".join(filter(None, (DECISION_LABELS.get(decision, decision), presentation)))
    return with_values(
        (
            ("Authors", authors or ("not listed",)),
            ("Venue", (view.link(series, venue),) if series else ()),
            ("Year", (str(year),) if year else ()),
            ("Decision", (outcome,) if outcome else ()),
            ("Award", (award,) if award else ()),
            ("Web page", (outside_link(address),) if address else ()),
            ("Left out of", tuple(_NETWORKS.get(name, name) for name in view.texts("kg:leftOutOf"))),
        )
    )


def _concepts(view: ResourceView, abstract: str) -> PageTable:
    """Return a table of the methods and datasets with their roles, each with the sentence that shows the role best."""
    best: dict[tuple[str, str, str], tuple[tuple[int, float, int], MarkedSentence]] = {}
    for start, end, _, label, role, _, sure, concept in view.rows("mentions_of_work"):
        sentence = sentence_around(abstract, start, end)
        found = (support(Role(role), sentence[0], sentence[2]), float(sure), -start), MarkedSentence(*sentence)
        key = (role, label, concept)
        best[key] = max(best.get(key, found), found, key=lambda each: each[0])
    rows = tuple(
        (view.link(concept, label), view.kind_of(concept), role, sentence)
        for (role, label, concept), (_, sentence) in sorted(best.items(), key=lambda each: each[0])
    )
    return PageTable("Methods and datasets", ("name", "kind", "role", "sentence"), rows, len(rows))


def _sources(found: Sequence[tuple[Any, ...]]) -> PageTable:
    rows: tuple[tuple[PageCell, ...], ...] = tuple(
        (file, f"{first}–{last}" if first != last else str(first), title) for file, first, last, title in found
    )
    return PageTable("Sources", ("listing", "lines", "title as written"), rows, len(rows))
