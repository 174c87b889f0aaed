"""Vocabulary of methods and datasets (SKOS) and its matcher.

The matcher is our own because spaCy's PhraseMatcher compares tokens, whereas one term is written "auto-encoder", "auto
encoder" and "autoencoder". It compares forms without blanks and hyphens; the treatment of plurals, case and ambiguous
spellings depends on the concept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox

from kg.extract.wording import base_form, normal_form, plain_form, tight_form
from kg.model.errors import KgError
from kg.model.mention import Kind
from kg.model.ontology import ontology_folder

KG = "https://w3id.org/paperkg/ontology#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_KINDS = {KG + "Method": Kind.METHOD, KG + "Dataset": Kind.DATASET}
LONGEST = 10
_SHORT_NAME = 5
_NOTHING = str.maketrans("", "", "-‐‑–—/")
_BREAKS = frozenset("-‐–/'’$\\{}")


@dataclass(frozen=True, slots=True)
class VocabularyConcept:
    """A concept of the vocabulary with its spellings; those in `ambiguous` need evidence in the abstract."""

    id: str
    kind: Kind
    label: str
    alternates: tuple[str, ...]
    abbreviations: tuple[str, ...]
    ambiguous: tuple[str, ...]
    broader: tuple[str, ...]
    matched: bool

    def spellings(self) -> Iterator[str]:
        """Yield the label, alternates, abbreviations and ambiguous labels."""
        yield self.label
        yield from self.alternates
        yield from self.abbreviations
        yield from self.ambiguous


@dataclass(frozen=True, slots=True)
class Sense:
    """A possible meaning of a spelling: a concept, whether it needs evidence, and whether case counts."""

    entry: VocabularyConcept
    spelling: str
    ambiguous: bool = False
    exact: bool = False

    def fits(self, surface: str) -> bool:
        """Return True if the surface has the case of the spelling, or if case does not count."""
        return not self.exact or self.is_spelt(surface)

    def is_spelt(self, surface: str) -> bool:
        """Return True if the surface equals the spelling; a plural s may follow ("Kinetic" is not "Kinetics")."""
        return surface in (self.spelling, self.spelling + "s")


@dataclass(frozen=True, slots=True)
class Match:
    """A run of tokens that matches the vocabulary, with all its senses."""

    start: int
    end: int
    senses: tuple[Sense, ...]


@dataclass(frozen=True, slots=True)
class ConceptVocabulary:
    """All concepts by id, and the senses of each tight form; `prefixes` are the prefixes of tight forms."""

    entries: dict[str, VocabularyConcept]
    senses: dict[str, tuple[Sense, ...]]
    prefixes: frozenset[str]

    def senses_of(self, surface: str, kind: Kind | None = None) -> tuple[Sense, ...]:
        """Return the senses of a spelling, or those of one kind: the unambiguous ones, or else the ambiguous ones."""
        fitting = [sense for sense in self.senses.get(tight_form(surface), ()) if sense.fits(surface)]
        fitting = [sense for sense in fitting if kind in (None, sense.entry.kind)]
        fitting = [sense for sense in fitting if not sense.ambiguous] or fitting
        fitting = [sense for sense in fitting if sense.is_spelt(surface)] or fitting
        return tuple({sense.entry.id: sense for sense in reversed(fitting)}.values())[::-1]

    def sense(self, surface: str, kind: Kind | None = None, present: Container[str] = ()) -> Sense | None:
        """Return the only sense of a spelling; of several senses, the first whose concept is in `present`; or None."""
        senses = self.senses_of(surface, kind)
        if len(senses) > 1:
            senses = tuple(sense for sense in senses if sense.entry.id in present)
        return senses[0] if senses else None

    def all_matches(self, words: list[str]) -> Iterator[Match]:
        """Yield every matching run of tokens, including nested and overlapping ones."""
        plains = ["" if word in _BREAKS else _tight(plain_form(word)) for word in words]
        bases = [_tight(base_form(word)) if form else "" for word, form in zip(words, plains, strict=True)]
        for position, (form, base) in enumerate(zip(plains, bases, strict=True)):
            if form and (form in self.prefixes or base in self.senses):  # few tokens begin anything
                yield from self._known_from(words, plains, bases, position)

    def matches(self, words: list[str]) -> Iterator[Match]:
        """Yield the longest match at each token, left to right, without overlaps."""
        end = 0
        longest = {match.start: match for match in self.all_matches(words)}
        for start in sorted(longest):
            if start >= end:
                yield longest[start]
                end = longest[start].end

    def _known_from(self, words: list[str], plains: list[str], bases: list[str], start: int) -> Iterator[Match]:
        tight = ""
        for end in range(start, min(len(words), start + LONGEST)):
            if not plains[end]:
                continue
            senses = self.senses.get(tight + bases[end])
            if senses:
                surface = "".join(words[start : end + 1])
                fitting = tuple(sense for sense in senses if sense.fits(surface))
                if fitting:
                    yield Match(start, end + 1, fitting)
            tight += plains[end]
            if tight not in self.prefixes:
                break


@lru_cache(maxsize=4)
def load_vocabulary(path: Path | None = None) -> ConceptVocabulary:
    """Return the vocabulary of a Turtle file, by default the built-in one.

    Raises KgError if the file is missing or is not Turtle.
    """
    path = path or ontology_folder() / "concepts.ttl"
    try:
        entries = {entry.id: entry for entry in _entries(path)}
    except (OSError, SyntaxError) as error:
        raise KgError(f"cannot read the vocabulary ({error}); reinstall the package", file=path) from error
    senses = _senses(entries.values())
    prefixes = {form[:size] for form in senses for size in range(1, len(form) + 1)}
    return ConceptVocabulary(entries, senses, frozenset(prefixes))


def _entries(path: Path) -> Iterator[VocabularyConcept]:
    facts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
        facts[quad.subject.value][quad.predicate.value].append(quad.object.value)
    for iri in sorted(facts):
        kind = next((_KINDS[name] for name in facts[iri][_TYPE] if name in _KINDS), None)
        if kind and facts[iri][SKOS + "prefLabel"]:
            yield _entry(iri, kind, facts[iri])


def _entry(iri: str, kind: Kind, fact: dict[str, list[str]]) -> VocabularyConcept:
    def values(name: str) -> tuple[str, ...]:
        return tuple(sorted(fact[name]))

    return VocabularyConcept(
        id=iri,
        kind=kind,
        label=values(SKOS + "prefLabel")[0],
        alternates=values(SKOS + "altLabel"),
        abbreviations=values(KG + "abbreviation"),
        ambiguous=values(KG + "ambiguousLabel"),
        broader=values(SKOS + "broader"),
        matched="false" not in fact[KG + "matchLabels"],
    )


def _senses(entries: Iterable[VocabularyConcept]) -> dict[str, tuple[Sense, ...]]:
    """Return senses by tight form: labels before abbreviations before ambiguous ones, sorted by concept id."""
    found: dict[str, dict[Sense, None]] = defaultdict(dict)
    matched = [entry for entry in entries if entry.matched]
    for entry in matched:
        for label in (entry.label, *entry.alternates):
            if label not in entry.ambiguous and label not in entry.abbreviations:
                found[tight_form(label)][Sense(entry, label, exact=_is_exact(entry, label))] = None
    for entry in matched:
        for label in entry.abbreviations:
            if label not in entry.ambiguous:
                found[tight_form(label)][Sense(entry, label, exact=True)] = None
    for entry in matched:
        for label in entry.ambiguous:
            exact = any(c.isupper() for c in label) and " " not in label
            found[tight_form(label)][Sense(entry, label, ambiguous=True, exact=exact)] = None
    return {form: tuple(senses) for form, senses in found.items() if form}


def _is_exact(entry: VocabularyConcept, label: str) -> bool:
    """Return True if a label matches only as it is written: a short name, or a dataset that may be a common word."""
    return case_counts(label) or (entry.kind is Kind.DATASET and label[:1].isupper() and label[1:].islower())


def label_key(label: str) -> str:
    """Return a key that is equal for two labels of one term: the normal form, or, if case counts, the label."""
    return label.removesuffix("s") if case_counts(label) else normal_form(label)


def _tight(form: str) -> str:
    """Return a token without hyphens and slashes ("CIFAR-10"), as in a tight form."""
    return form.translate(_NOTHING) if "-" in form or "/" in form or "–" in form else form


def case_counts(label: str) -> bool:
    """Return True for a short single word with a capital, which a common word may resemble: "CLIP", "Adam", "GLUE"."""
    return " " not in label and len(label) <= _SHORT_NAME and any(c.isupper() for c in label)
