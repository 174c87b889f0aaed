"""Linking of mentions to concepts by the user's thesaurus."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.concept_edits import concept_edits
from kg.extract.concept_names import Groups, concept_names
from kg.extract.edited_concepts import edited_concepts
from kg.extract.linking import concept_id, group_mentions, link_groups
from kg.extract.thesaurus import Thesaurus, ThesaurusLine
from kg.extract.thesaurus_targets import TargetSearch, ThesaurusTargets, target_search, thesaurus_targets
from kg.extract.vocabulary import load_vocabulary
from kg.model.mention import Concept, Extraction, Kind, RawMention

_LISTED = 20
"""Maximum number of lines without effect that have a note of their own."""


@dataclass(frozen=True, slots=True)
class ThesaurusResult:
    """The extraction after the decisions, the numbers of matching lines and of removed mentions, and notes."""

    extraction: Extraction
    matching: int
    removed: int
    notes: tuple[str, ...]


def link_by_thesaurus(raw: Iterable[RawMention], thesaurus: Thesaurus) -> ThesaurusResult:
    """Return mentions linked to concepts as `link_concepts` does, with the decisions of a thesaurus.

    A label that is the name of a concept stands for the concept with all its mentions. Every label also stands
    for the mentions with this text, whatever their concept. Text and offsets of mentions stay as they are.

    Parameters
    ----------
    raw
        Mentions with their kinds and roles.
    thesaurus
        The lines of the user.

    Returns
    -------
    ThesaurusResult

    Raises
    ------
    SettingsError
        If lines contradict each other.
    """
    before = group_mentions(raw)
    search = target_search(thesaurus, concept_names(before, load_vocabulary()))
    targets = thesaurus_targets(thesaurus, search)
    edits = concept_edits(thesaurus, search, targets)
    groups = _regrouped(before, targets)
    linked = link_groups(groups, edits.kinds)
    concepts = edited_concepts(_by_key(groups, linked.concepts), thesaurus, edits)
    present = {concept.id for concept in (*linked.concepts, *concepts)}
    unused = _unused(thesaurus, search, present)
    return ThesaurusResult(
        replace(linked, concepts=concepts),
        len(thesaurus.lines) - len(unused),
        sum(map(len, before.values())) - sum(map(len, groups.values())),
        tuple(_notes(thesaurus, unused)),
    )


def _regrouped(before: Groups, targets: ThesaurusTargets) -> dict[str, list[RawMention]]:
    groups: dict[str, list[RawMention]] = defaultdict(list)
    for key, group in before.items():
        for mention in group:
            groups[targets.of_mention(mention, key)].append(mention)
    return {key: sorted(group) for key, group in groups.items() if key}


def _by_key(groups: Groups, concepts: Iterable[Concept]) -> dict[str, Concept]:
    """Return the concepts of mentions by their keys."""
    found = {concept.id: concept for concept in concepts}
    ids = {key: [key, *(concept_id(key, kind) for kind in Kind)] for key in groups}
    return {key: next(found[each] for each in ids[key] if each in found) for key in groups}


def _unused(thesaurus: Thesaurus, search: TargetSearch, present: set[str]) -> list[ThesaurusLine]:
    """Return the lines whose label is neither a form of a mention nor a name of a concept."""
    return [line for line in thesaurus.lines if not _is_used(line, search, present)]


def _is_used(line: ThesaurusLine, search: TargetSearch, present: set[str]) -> bool:
    if search.names.occurs(line.label):
        return True
    keys = set(search.names.named(line.label))
    if not (line.replace_by or line.removes):
        keys.add(search.key(line.label))
    return any(each in present for key in keys for each in (key, *(concept_id(key, kind) for kind in Kind)))


def _notes(thesaurus: Thesaurus, unused: Sequence[ThesaurusLine]) -> Iterator[str]:
    for line in unused[:_LISTED]:
        yield f'{thesaurus.place(line)}: no method or dataset has the name or form "{line.label}"'
    further = [str(line.number) for line in unused[_LISTED:]]
    if further:
        listed = ", ".join(further[:_LISTED]) + (", …" if len(further) > _LISTED else "")
        yield f"{thesaurus.name}: {len(further):,} further lines match no method or dataset: {listed}"
