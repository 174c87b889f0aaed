"""Linking of mentions to concepts in a build, with the thesaurus of the user if the configuration has one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.extract import Thesaurus, apply_title_roles, link_by_thesaurus, link_concepts
from kg.model.manifest import ThesaurusSummary
from kg.model.mention import Extraction, RawMention


@dataclass(frozen=True, slots=True)
class LinkedMentions:
    """Mentions linked to concepts, the summary of the thesaurus for the manifest, and notes about its lines."""

    extraction: Extraction
    thesaurus: ThesaurusSummary | None = None
    notes: tuple[str, ...] = ()


def link(found: Iterable[RawMention], titles: Mapping[str, str], thesaurus: Thesaurus | None) -> LinkedMentions:
    """Return the mentions linked to concepts; `titles` maps the id of a paper to its title.

    Raise SettingsError if lines of the thesaurus contradict each other.
    """
    mentions = apply_title_roles(found, titles)
    if thesaurus is None:
        return LinkedMentions(link_concepts(mentions))
    result = link_by_thesaurus(mentions, thesaurus)
    counts = len(thesaurus.lines), result.matching, result.removed
    summary = ThesaurusSummary(thesaurus.name, thesaurus.sha256, *counts)
    return LinkedMentions(result.extraction, summary, result.notes)
