"""Concept that each label of a thesaurus stands for after all replacements."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from kg.extract.concept_names import ConceptNames
from kg.extract.thesaurus import REMOVED, Thesaurus, ThesaurusLine, final_replacements, match_key
from kg.extract.wording import normal_form
from kg.model.errors import SettingsError
from kg.model.mention import RawMention


@dataclass(frozen=True, slots=True)
class ThesaurusTargets:
    """Targets of a thesaurus: keys of concepts, or REMOVED.

    `moved` has the target of each concept that is replaced, `forms` that of each label by its match key. `labels` has
    the name of each target: the one in the thesaurus, or else the name of the concept before others were merged
    into it. `moved_by` and `forms_by` are the lines that give the targets in `moved` and `forms`.
    """

    moved: dict[str, str]
    forms: dict[str, str]
    labels: dict[str, str]
    moved_by: dict[str, ThesaurusLine]
    forms_by: dict[str, ThesaurusLine]

    def last(self, key: str) -> str:
        """Return the key of the concept to which a concept is moved; the key itself if it is not moved."""
        while key in self.moved:
            key = self.moved[key]
        return key

    def of_mention(self, mention: RawMention, key: str) -> str:
        """Return the target of a mention in the group `key`: that of its text or long form, or else of the group."""
        for form in (mention.text, mention.long_form):
            if form and match_key(form) in self.forms:
                return self.last(self.forms[match_key(form)])
        return self.last(key)

    def of_form(self, form: str, key: str) -> str:
        """Return the target of a form of the concept `key`."""
        return self.last(self.forms.get(match_key(form), key))


@dataclass(frozen=True, slots=True)
class TargetSearch:
    """Search for the concepts that labels of a thesaurus name after all replacements.

    `replaced` are the labels that each final label replaces, by match key. `own` are the match keys of labels
    whose replacement differs in spelling only. `found` are the results so far, by final label.
    """

    names: ConceptNames
    final: dict[str, str]
    replaced: dict[str, list[str]]
    own: frozenset[str]
    found: dict[str, str] = field(default_factory=dict)

    def label(self, label: str) -> str:
        """Return the last label of the chain of replacements of a label."""
        return self.final.get(match_key(label), label)

    def key(self, label: str) -> str:
        """Return the key of the concept that a label names after all replacements, which may be new, or REMOVED.

        A new name of one concept of the vocabulary keeps the identity of that concept. A label whose replacement
        differs in spelling only names a concept of its own, even if the vocabulary has it as a spelling of another one.
        """
        last = self.label(label)
        if not last:
            return REMOVED
        if last not in self.found:
            self.found[last] = self._find(last)
        return self.found[last]

    def _find(self, last: str) -> str:
        form = match_key(last)
        found = self.names.first_named(last) if form in self.own else self.names.find(last)
        if found is not None:
            return found
        entries, labels = self.names.vocabulary.entries, self.replaced.get(form, ())
        known = {key for each in labels for key in self.names.named(each) if key in entries}
        return known.pop() if len(known) == 1 else normal_form(last) or last


def target_search(thesaurus: Thesaurus, names: ConceptNames) -> TargetSearch:
    """Return the search for the concepts that the labels of a thesaurus name."""
    final = final_replacements(thesaurus)
    replaced: dict[str, list[str]] = defaultdict(list)
    for line in thesaurus.lines:
        label = final.get(match_key(line.label))
        if label:
            replaced[match_key(label)].append(line.label)
    own = frozenset(match_key(line.label) for line in thesaurus.lines if line.is_name)
    return TargetSearch(names, final, replaced, own)


def thesaurus_targets(thesaurus: Thesaurus, search: TargetSearch) -> ThesaurusTargets:
    """Return the targets of a thesaurus among the concepts of a build.

    Raise SettingsError if lines replace concepts in a circle, such as "RL" by "X" and "X" by "reinforcement learning".
    """
    targets = ThesaurusTargets({}, {}, {}, {}, {})
    for line in thesaurus.lines:
        if match_key(line.label) not in search.final:
            continue
        key, label = search.key(line.label), search.label(line.label)
        targets.forms.setdefault(match_key(line.label), key)
        targets.forms_by.setdefault(match_key(line.label), line)
        named = search.names.named(line.label)
        if label and (key in named or key not in search.names.written):
            targets.labels.setdefault(key, label)
        for source in named:
            if source != key and source not in targets.moved:
                targets.moved[source], targets.moved_by[source] = key, line
                _check_circle(source, targets.moved, line, thesaurus)
    for key in {*targets.moved.values(), *targets.forms.values()} & search.names.groups.keys():
        targets.labels.setdefault(key, search.names.written[key])
    return targets


def _check_circle(source: str, moved: dict[str, str], line: ThesaurusLine, thesaurus: Thesaurus) -> None:
    key = moved[source]
    while key in moved and key != source:
        key = moved[key]
    if key == source:
        problem = f'"{line.label}" is replaced in a circle, since another line replaces "{line.replace_by}"'
        raise SettingsError(f"{problem}; remove one of these lines", file=thesaurus.name, line=line.number)
