"""Reasons why a form belongs to a method or dataset."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.extract.abbreviations import definitions
from kg.extract.concept_keys import family_of, form_key
from kg.extract.thesaurus import match_key
from kg.extract.vocabulary import VocabularyConcept
from kg.extract.wording import normal_form, tight_form
from kg.graph.passages import Passage
from kg.model.mention import Kind

_REPLACED = re.compile(r': "(.{1,200}?)" replaced by "')
_SPELLING = "in case, accents, hyphens, blanks or plural"


@dataclass(frozen=True, slots=True)
class ReasonContext:
    """A concept whose forms are explained: its name, kind, description in the vocabulary, and lines of a thesaurus."""

    label: str
    kind: Kind
    entry: VocabularyConcept | None
    decisions: Sequence[str]

    def reasons(self, form: str, passages: Iterable[Passage]) -> tuple[str, ...]:
        """Return the reasons why a form belongs to the concept; `passages` are abstracts that have the form."""
        known = list(self._in_vocabulary(form)) or list(self._as_name(form))
        found = [*self._decided(form), *known, *_defined(form, passages)]
        return tuple(dict.fromkeys(found or self._otherwise(form)))

    def _decided(self, form: str) -> Iterator[str]:
        for decision in self.decisions:
            replaced = _REPLACED.search(decision)
            if replaced and match_key(replaced.group(1)) == match_key(form):
                yield f"thesaurus: {decision}"

    def _in_vocabulary(self, form: str) -> Iterator[str]:
        if self.entry is None:
            return
        labels = {
            "vocabulary: ambiguous label, accepted with further evidence in the abstract": self.entry.ambiguous,
            "vocabulary: preferred label": (self.entry.label,),
            "vocabulary: alternative label": self.entry.alternates,
            "vocabulary: abbreviation": self.entry.abbreviations,
        }
        for reason, known in labels.items():
            if form in known:
                yield reason
                return
        for known in labels.values():
            for label in known:
                if tight_form(label) == tight_form(form):
                    yield f'vocabulary: differs from the label "{label}" {_SPELLING}'
                    return

    def _as_name(self, form: str) -> Iterator[str]:
        if form == self.label:
            yield "the name of the concept"
        elif tight_form(form) == tight_form(self.label):
            yield f'differs from the name "{self.label}" {_SPELLING}'
        elif form_key(form, self.kind) == form_key(self.label, self.kind):
            yield f'differs from the name "{self.label}" in a general last word, such as "method" or "dataset"'

    def _otherwise(self, form: str) -> Iterator[str]:
        if self.entry and family_of(normal_form(form)) == self.entry.id:
            yield f'a version of "{self.label}"'
            return
        merged = [f"thesaurus: {decision}" for decision in self.decisions if _REPLACED.search(decision)]
        yield from merged or ["linked by the extraction; neither its vocabulary nor an abstract shows why"]


def _defined(form: str, passages: Iterable[Passage]) -> Iterator[str]:
    """Yield the definition of an abbreviation by the first abstract that has one."""
    short = form.removesuffix("s")
    for passage in passages:
        for each in definitions(passage.abstract):
            if passage.abstract[each.short_start : each.short_end].removesuffix("s") == short:
                long = " ".join(passage.abstract[each.long_start : each.long_end].split())
                yield f'abbreviation of "{long}", defined in "{passage.title}" ({passage.place})'
                return
