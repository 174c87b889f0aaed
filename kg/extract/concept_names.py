"""Concepts of a build by name and by form, for the labels of a thesaurus."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from kg.extract.concept_keys import form_key
from kg.extract.labels import chosen_label
from kg.extract.thesaurus import match_key
from kg.extract.vocabulary import ConceptVocabulary
from kg.model.mention import Kind, RawMention

Groups = Mapping[str, list[RawMention]]


@dataclass(frozen=True, slots=True)
class ConceptNames:
    """Index of concepts by match key: keys of concepts by their names, and by the forms of their mentions with counts.

    The key of a concept of the vocabulary is its IRI. `written` are the names as written.
    """

    groups: Groups
    vocabulary: ConceptVocabulary
    by_name: dict[str, list[str]]
    by_form: dict[str, Counter[str]]
    written: dict[str, str]

    def named(self, label: str) -> list[str]:
        """Return the keys of the concepts with this name; if some are spelt exactly like it, only those."""
        found = list(self.by_name.get(match_key(label), ()))
        exact = [key for key in found if self.written[key] == label]
        new = {key for key in (form_key(label, kind) for kind in Kind) if key not in self.vocabulary.entries}
        return exact or [*found, *sorted(key for key in new if key in self.groups and key not in found)]

    def first_named(self, label: str) -> str | None:
        """Return the first of the concepts with this name: one in the graph, then one of the vocabulary; or None."""
        known = self.vocabulary.entries
        return min(self.named(label), key=lambda key: (key not in self.groups, key not in known, key), default=None)

    def find(self, label: str) -> str | None:
        """Return the key of the concept that best matches a label, or None.

        Names have precedence over forms of mentions, and these over spellings in the vocabulary. If the label is a form
        of several concepts, the concept with the most mentions in this form is returned.
        """
        named = self.first_named(label)
        if named is not None:
            return named
        counts = self.by_form.get(match_key(label))
        if counts:
            return min(counts, key=lambda key: (-counts[key], key))
        keys = (form_key(label, kind) for kind in (Kind.METHOD, Kind.DATASET))
        return next((key for key in keys if key in self.vocabulary.entries), None)

    def occurs(self, label: str) -> bool:
        """Return True if a label names a concept of the graph, or is a form of a mention."""
        return match_key(label) in self.by_form or any(key in self.groups for key in self.named(label))


def concept_names(groups: Groups, vocabulary: ConceptVocabulary) -> ConceptNames:
    """Return the index of all concepts of the vocabulary and of all groups of mentions."""
    by_name: dict[str, list[str]] = defaultdict(list)
    by_form: dict[str, Counter[str]] = defaultdict(Counter)
    written = {key: entry.label for key, entry in vocabulary.entries.items()}
    for key, label in written.items():
        by_name[match_key(label)].append(key)
    for key, group in groups.items():
        if key not in written:
            written[key] = chosen_label(key, group)[0]
            for form in dict.fromkeys((match_key(written[key]), match_key(key))):
                by_name[form].append(key)
        for mention in group:
            for form in {match_key(mention.text), match_key(mention.long_form or mention.text)}:
                by_form[form][key] += 1
    return ConceptNames(groups, vocabulary, dict(by_name), dict(by_form), written)
