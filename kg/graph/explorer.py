"""Content of the explorer, read from the graph with named queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from kg.analysis import DEFINITIONS, POSITION_MEASURES
from kg.model.exploration import Exploration, ExplorerPaper, LaidOutGraph
from kg.model.record import DECISION_LABELS
from kg.store.parts import Answers

Groups = dict[str, list[Any]]

MOST_ABSTRACTS = 30_000
"""Number of papers above which the page contains no abstracts, because it would be too large for a browser."""


def exploration(answers: Answers, maps: Mapping[str, LaidOutGraph], title: str) -> Exploration:
    """Return the content of the explorer: both networks with layouts, and the papers that their links come from.

    `maps` has the maps of the networks "coauthors" and "concepts". `title` is the heading of the page.
    """
    people, concepts = maps["coauthors"], maps["concepts"]
    return Exploration(
        title=title,
        people=people,
        concepts=concepts,
        papers=tuple(_papers(answers, people, concepts)),
        formulas={each.name: each.formula for each in (*DEFINITIONS, *POSITION_MEASURES)},
    )


def _papers(answers: Answers, people: LaidOutGraph, concepts: LaidOutGraph) -> Iterator[ExplorerPaper]:
    authors = _authors(answers, _places(people))
    roles, rows = _roles(answers, _places(concepts)), answers.rows("full_works")
    has_abstracts = len(rows) <= MOST_ABSTRACTS
    mentions = _mentions(answers, _places(concepts)) if has_abstracts else {}
    for work, title, abstract, venue, year, decision, presentation, _, page in rows:
        if not authors[str(work)] and not roles[str(work)]:
            continue
        yield ExplorerPaper(
            id=str(work).rpartition("/")[2],
            title=str(title),
            abstract=str(abstract or "") if has_abstracts else "",
            venue=str(venue or ""),
            year=year if isinstance(year, int) else None,
            outcome=", ".join(filter(None, (DECISION_LABELS.get(str(decision)), presentation))),
            page=str(page or ""),
            people=tuple(authors[str(work)]),
            roles=tuple(sorted(roles[str(work)])),
            mentions=tuple(sorted(mentions[str(work)], key=lambda mention: mention[1:])) if has_abstracts else (),
        )


def _places(graph: LaidOutGraph) -> dict[str, int]:
    return {iri: place for place, iri in enumerate(graph.ids)}


def _authors(answers: Answers, place: Mapping[str, int]) -> Groups:
    found: Groups = defaultdict(list)
    for work, _, person, _, _ in answers.rows("authorships"):
        if str(person) in place:
            found[str(work)].append(place[str(person)])
    return found


def _roles(answers: Answers, place: Mapping[str, int]) -> Groups:
    found: Groups = defaultdict(list)
    for concept, _, _, role, _, work in answers.rows("links"):
        if str(concept) in place:
            found[str(work)].append((place[str(concept)], role))
    return found


def _mentions(answers: Answers, place: Mapping[str, int]) -> Groups:
    found: Groups = defaultdict(list)
    for work, concept, start, end, _ in answers.rows("mentions"):
        if str(concept) in place:
            found[str(work)].append((place[str(concept)], start, end))
    return found
