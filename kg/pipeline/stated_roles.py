"""Marking of the links between papers and concepts whose roles the papers state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.model.mention import ConceptLink, Extraction
from kg.model.work import Work
from kg.reporting.stated_roles import Span, states_role


def mark_stated_roles(extraction: Extraction, works: Sequence[Work]) -> Extraction:
    """Return the extraction with `stated` set for each link, and without adopters that do not state their role.

    The role of a link is inferred from the complete abstract, and some inferred uses are background. The graph has a
    role other than "mentions" only where the title or a sentence of the abstract states it.
    """
    links = tuple(_marked(extraction, {work.id: work for work in works}))
    unstated = {(link.concept, link.work) for link in links if not link.stated}
    proposals = tuple(
        replace(each, adopters=tuple(work for work in each.adopters if (each.concept, work) not in unstated))
        for each in extraction.proposals
    )
    return replace(extraction, links=links, proposals=proposals)


def _marked(extraction: Extraction, works: dict[str, Work]) -> Iterator[ConceptLink]:
    spans: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for mention in extraction.mentions:
        spans[mention.work, mention.concept].append((mention.start, mention.end))
    labels = {concept.id: concept.label for concept in extraction.concepts}
    for link in extraction.links:
        work, named = works[link.work], spans[link.work, link.concept]
        stated = states_role(link.role, work.title, work.abstract or "", named, labels[link.concept])
        yield link if stated else replace(link, stated=False)
