"""Concept of a mention: one of the vocabulary, or a new one with a key of its own words.

For datasets, case, hyphens and blanks make no difference: "MNIST" and "mnist", "OC-20" and "OC20". For methods, generic
words at the end (heads) make no difference: "attention", "attention mechanism" and "attention layers" are one concept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.labels import clean_label
from kg.extract.vocabulary import ConceptVocabulary, VocabularyConcept, label_key, load_vocabulary
from kg.extract.wording import GENERIC_HEADS, normal_form, plain_form
from kg.model.mention import Kind, RawMention

_KNOWN_HEADS = GENERIC_HEADS | {"layer", "block", "model", "operation", "operator"}
_DATASET_HEADS = re.compile(r"(?<=\w)[\s-]+(?:data ?sets?|benchmarks?|corpus|corpora)$", re.IGNORECASE)
_VERSION = re.compile(r"v?\d+(?:\.\d+)*[bmk]?|xxl|xl|large|base|small|tiny|[sblh]")
_LONG_NAME = 6


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Ids of vocabulary concepts: all by preferred label, datasets also by letters, methods also by normal form."""

    labels: dict[str, str]
    datasets: dict[str, str]
    methods: dict[str, str]


def concept_key(mention: RawMention) -> str:
    """Return the id of the vocabulary concept that a mention names, or the key of a new concept."""
    return mention.concept or form_key(mention.long_form or mention.text, mention.kind)


def family_of(name: str) -> str:
    """Return the id of the vocabulary method whose version a normal form names: that of VGG for "vgg 13"; or ""."""
    words = name.split(" ")
    while len(words) > 1 and _VERSION.fullmatch(words[-1]):
        words.pop()
        found = _known().methods.get(" ".join(words))
        if found:
            return found
    return ""


def broader_of(name: str) -> tuple[str, ...]:
    """Return the ids, at most one, of broader methods of a new method, given its normal form.

    This is the longest known method with which the normal form ends, or else the method of which it is a version.
    """
    words, known = name.split(" "), _known().methods
    for start in range(1, len(words)):
        for end in (len(words), len(words) - (words[-1] in GENERIC_HEADS)):
            found = known.get(" ".join(words[start:end]))
            if found:
                return (found,)
    family = family_of(name)
    return (family,) if family else ()


@lru_cache(maxsize=65_536)
def form_key(surface: str, kind: Kind) -> str:
    """Return the id of the vocabulary concept that a form of this kind names, or the key of a new concept."""
    form = clean_label(surface)
    sense = load_vocabulary().sense(form, kind)
    known = _known().labels.get(label_key(form))
    if sense or known:
        return sense.entry.id if sense else str(known)
    if kind is Kind.METHOD:
        return _key_of_method(form) or surface
    return _key_of_dataset(form) or surface


def _key_of_method(form: str) -> str:
    vocabulary, words = load_vocabulary(), form.split(" ")
    while len(words) > 1 and normal_form(words[-1]) in _KNOWN_HEADS:
        words.pop()
        shorter = " ".join(words)
        sense = vocabulary.sense(shorter, Kind.METHOD)
        known = sense.entry.id if sense and not sense.ambiguous else _known().methods.get(normal_form(shorter))
        if known:
            return known
    name = normal_form(form)
    return _known().methods.get(name) or _without_heads(name, coined=_is_coined(form.split(" ")[0]))


def _without_heads(name: str, *, coined: bool) -> str:
    """Return a normal form without generic heads, but with at least two words, or one word if it is coined."""
    words = name.split(" ")
    while len(words) > 2 - coined and words[-1] in GENERIC_HEADS:
        words.pop()
    return " ".join(words)


def _is_coined(word: str) -> bool:
    return any(c.isupper() or c.isdigit() for c in word[1:])


def _key_of_dataset(form: str) -> str:
    """Return the id of a known dataset, the id or key of a method mistaken for a dataset, or else the letters."""
    name, known = letters(form), _known().datasets
    for spelling in (name, name.removesuffix("s"), name + "s"):
        if spelling in known:
            return known[spelling]
    sense = load_vocabulary().sense(form, Kind.METHOD)
    if sense and not sense.ambiguous and (len(form) >= _LONG_NAME or not form.isupper()):
        return sense.entry.id
    return normal_form(form) if family_of(normal_form(form)) else name


def letters(form: str) -> str:
    """Return the letters and digits of the name of a dataset, without case and without a trailing "dataset"."""
    return "".join(filter(str.isalnum, plain_form(_DATASET_HEADS.sub("", form))))


@lru_cache(maxsize=1)
def _known() -> KnownNames:
    vocabulary = load_vocabulary()
    entries = [entry for _, entry in sorted(vocabulary.entries.items(), reverse=True)]
    datasets = {letters(form): entry.id for entry, form in _forms(entries, Kind.DATASET)}
    datasets |= {letters(entry.label): entry.id for entry in entries if entry.kind is Kind.DATASET and entry.matched}
    return KnownNames({label_key(entry.label): entry.id for entry in entries}, datasets, _methods(vocabulary, entries))


def _methods(vocabulary: ConceptVocabulary, entries: list[VocabularyConcept]) -> dict[str, str]:
    """Return the ids of methods by normal form, also without the generic head where this form is unambiguous."""
    forms = list(_forms(entries, Kind.METHOD))
    methods = {normal_form(form): entry.id for entry, form in forms}
    shorter: dict[str, set[str]] = {}
    for entry, form in forms:
        words = normal_form(form).split(" ")
        if len(words) > 1 and words[-1] in GENERIC_HEADS and words[-1] != "system":
            shorter.setdefault(" ".join(words[:-1]), set()).add(entry.id)
    unclear = {name for name, ids in shorter.items() if len(ids) > 1 or name in methods or vocabulary.senses_of(name)}
    return {name: ids.pop() for name, ids in shorter.items() if name not in unclear} | methods


def _forms(entries: list[VocabularyConcept], kind: Kind) -> Iterator[tuple[VocabularyConcept, str]]:
    for entry in entries:
        if entry.kind is kind and entry.matched:
            plain = (form for form in (*entry.alternates, entry.label) if form not in entry.ambiguous)
            yield from ((entry, form) for form in plain if form not in entry.abbreviations)
