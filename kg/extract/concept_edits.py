"""Decisions of the user's thesaurus, by the concept that they concern."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.extract.concept_names import ConceptNames
from kg.extract.thesaurus import Thesaurus, ThesaurusLine, match_key
from kg.extract.thesaurus_targets import TargetSearch, ThesaurusTargets
from kg.model.errors import SettingsError
from kg.model.mention import Concept, Kind


@dataclass(frozen=True, slots=True)
class ConceptEdits:
    """Decisions of a thesaurus, by the key of the concept that they concern.

    `kinds` are the kinds and `broader` the keys of broader concepts that lines state; `lines` are the lines themselves.
    `labels` are the names in `targets`, and the names that the column `broader` gives to concepts that occur nowhere
    else. `sources` are the concepts of the vocabulary that a concept replaces.
    """

    names: ConceptNames
    targets: ThesaurusTargets
    kinds: dict[str, Kind]
    labels: dict[str, str]
    broader: dict[str, tuple[str, ...]]
    sources: dict[str, list[str]]
    lines: dict[str, list[ThesaurusLine]]

    def parents(self, key: str, concept: Concept) -> tuple[str, ...]:
        """Return the keys of a concept's broader concepts: those in the user's lines, or else its own."""
        if key in self.broader:
            return self.broader[key]
        entries = self.names.vocabulary.entries
        above = [*concept.broader, *(each for source in self.sources.get(key, ()) for each in entries[source].broader)]
        return tuple(dict.fromkeys(each for each in self._lifted(above) if each != key))

    def _lifted(self, keys: Iterable[str]) -> Iterator[str]:
        """Yield the target of each broader concept; a removed one is replaced by its own broader concepts."""
        waiting = list(keys)[::-1]
        seen: set[str] = set()
        while waiting:
            key = waiting.pop()
            last = self.targets.last(key)
            if last:
                yield last
            elif key not in seen and key in self.names.vocabulary.entries:
                seen.add(key)
                waiting += self.names.vocabulary.entries[key].broader[::-1]


def concept_edits(thesaurus: Thesaurus, search: TargetSearch, targets: ThesaurusTargets) -> ConceptEdits:
    """Return the decisions of a thesaurus by concept.

    Raise SettingsError if two lines give one concept different kinds, or if another line removes a broader concept.
    """
    labels, above = dict(targets.labels), _broader_keys(thesaurus, search, targets)
    made = frozenset(above.values())
    kinds: dict[str, Kind] = {}
    broader: dict[str, list[str]] = defaultdict(list)
    lines: dict[str, list[ThesaurusLine]] = defaultdict(list)
    for line in thesaurus.lines:
        key = _subject(line, search, targets, made)
        if not key:
            continue
        lines[key].append(line)
        if line.kind and kinds.setdefault(key, line.kind) is not line.kind:
            problem = (
                f'"{line.label}" is a {line.kind} here and a {kinds[key]} on an earlier line; remove one of the kinds'
            )
            raise SettingsError(problem, file=thesaurus.name, line=line.number)
        broader[key] += [above[each] for each in line.broader]
        for each in line.broader:
            if above[each] not in search.names.written:
                labels.setdefault(above[each], search.label(each))
    return ConceptEdits(
        names=search.names,
        targets=targets,
        kinds=kinds,
        labels=labels,
        broader={key: tuple(dict.fromkeys(keys)) for key, keys in broader.items() if keys},
        sources=_sources(search.names, targets),
        lines=dict(lines),
    )


def _subject(line: ThesaurusLine, search: TargetSearch, targets: ThesaurusTargets, made: frozenset[str]) -> str | None:
    """Return the key of the concept that a line concerns after all replacements; "" if removed, None if unknown.

    `made` are the keys of the concepts in the column `broader`.
    """
    key = targets.last(search.key(line.label))
    is_replaced = match_key(line.label) in search.final or match_key(line.label) in search.replaced
    is_known = is_replaced or search.names.find(line.label) is not None
    return key if is_known or key in made else None


def _broader_keys(thesaurus: Thesaurus, search: TargetSearch, targets: ThesaurusTargets) -> dict[str, str]:
    """Return the key of each label in the column `broader`."""
    found: dict[str, str] = {}
    for line in thesaurus.lines:
        for label in line.broader:
            found[label] = targets.last(search.key(label))
            if not found[label]:
                problem = f'the broader concept "{label}" is removed by another line; correct one of these lines'
                raise SettingsError(problem, file=thesaurus.name, line=line.number)
    return found


def _sources(names: ConceptNames, targets: ThesaurusTargets) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for source in sorted(targets.moved):
        if source in names.vocabulary.entries:
            found[targets.last(source)].append(source)
    return dict(found)
