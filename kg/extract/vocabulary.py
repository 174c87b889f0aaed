"""The vocabulary of methods and datasets (SKOS), and how it is looked up in a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox

from kg.extract.wording import plain, singular, tight_form
from kg.model.errors import KgError
from kg.model.mention import Kind
from kg.model.ontology import ontology_folder

KG = "https://w3id.org/paperkg/ontology#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_KINDS = {KG + "Method": Kind.METHOD, KG + "Dataset": Kind.DATASET}
LONGEST = 10
_BREAKS = frozenset("-‐–/'’$\\{}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A concept of the vocabulary with its spellings. `ambiguous` ones count only with evidence in the abstract."""

    id: str
    kind: Kind
    label: str
    alternates: tuple[str, ...]
    abbreviations: tuple[str, ...]
    ambiguous: tuple[str, ...]
    broader: tuple[str, ...]
    matched: bool

    def spellings(self) -> Iterator[str]:
        """The label, alternates, abbreviations and ambiguous labels."""
        yield self.label
        yield from self.alternates
        yield from self.abbreviations
        yield from self.ambiguous


@dataclass(frozen=True, slots=True)
class Sense:
    """What a spelling may stand for: a concept, whether that needs evidence, and the letters it must have, if any."""

    entry: Entry
    ambiguous: bool = False
    exact: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A run of tokens that the vocabulary knows."""

    start: int
    end: int
    sense: Sense


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All entries, by id, and the senses of each tight form; `prefixes` are the beginnings of tight forms."""

    entries: dict[str, Entry]
    senses: dict[str, tuple[Sense, ...]]
    prefixes: frozenset[str]

    def sense(self, surface: str, kind: Kind | None = None) -> Sense | None:
        """The first sense of a spelling, of this kind where one is asked for; abbreviations must match letter by
        letter but for a plural s."""
        for sense in self.senses.get(tight_form(surface), ()):
            right_case = not sense.exact or surface in (sense.exact, sense.exact + "s")
            if right_case and kind in (None, sense.entry.kind):
                return sense
        return None

    def matches(self, words: list[str]) -> Iterator[Match]:
        """The longest known run at each token, left to right, without overlaps."""
        plains = [plain(word) if word not in _BREAKS else "" for word in words]
        position = 0
        while position < len(words):
            match = self._longest(words, plains, position) if plains[position] else None
            if match:
                yield match
            position = match.end if match else position + 1

    def _longest(self, words: list[str], plains: list[str], start: int) -> Match | None:
        tight, best = "", None
        for end in range(start, min(len(words), start + LONGEST)):
            if not plains[end]:
                continue
            sense = self._known(words[start : end + 1], tight + singular(plains[end]))
            best = Match(start, end + 1, sense) if sense else best
            tight += plains[end]
            if tight not in self.prefixes:
                break
        return best

    def _known(self, words: list[str], tight: str) -> Sense | None:
        for sense in self.senses.get(tight, ()):
            surface = "".join(words)
            if not sense.exact or surface in (sense.exact, sense.exact + "s"):
                return sense
        return None


@lru_cache(maxsize=4)
def load_vocabulary(path: Path | None = None) -> Vocabulary:
    """The vocabulary in a Turtle file, by default the one that comes with the package.

    Raises KgError when the file is missing or is not Turtle.
    """
    path = path or ontology_folder() / "concepts.ttl"
    try:
        entries = {entry.id: entry for entry in _entries(path)}
    except (OSError, SyntaxError) as error:
        raise KgError(f"{path}: cannot read the vocabulary ({error}); reinstall the package") from error
    senses = _senses(entries.values())
    prefixes = {form[:size] for form in senses for size in range(1, len(form) + 1)}
    return Vocabulary(entries, senses, frozenset(prefixes))


def _entries(path: Path) -> Iterator[Entry]:
    facts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
        facts[quad.subject.value][quad.predicate.value].append(quad.object.value)
    for iri in sorted(facts):
        kind = next((_KINDS[name] for name in facts[iri][_TYPE] if name in _KINDS), None)
        if kind and facts[iri][SKOS + "prefLabel"]:
            yield _entry(iri, kind, facts[iri])


def _entry(iri: str, kind: Kind, fact: dict[str, list[str]]) -> Entry:
    def values(name: str) -> tuple[str, ...]:
        return tuple(sorted(fact[name]))

    return Entry(
        id=iri,
        kind=kind,
        label=values(SKOS + "prefLabel")[0],
        alternates=values(SKOS + "altLabel"),
        abbreviations=values(KG + "abbreviation"),
        ambiguous=values(KG + "ambiguousLabel"),
        broader=values(SKOS + "broader"),
        matched="false" not in fact[KG + "matchLabels"],
    )


def _senses(entries: Iterable[Entry]) -> dict[str, tuple[Sense, ...]]:
    """Senses by tight form: labels before abbreviations before ambiguous ones, each in order of concept ids."""
    found: dict[str, list[Sense]] = defaultdict(list)
    matched = [entry for entry in entries if entry.matched]
    for entry in matched:
        for label in (entry.label, *entry.alternates):
            if label not in entry.ambiguous and label not in entry.abbreviations:
                found[tight_form(label)].append(Sense(entry))
    for entry in matched:
        for label in entry.abbreviations:
            if label not in entry.ambiguous:
                found[tight_form(label)].append(Sense(entry, exact=label))
    for entry in matched:
        for label in entry.ambiguous:
            found[tight_form(label)].append(Sense(entry, ambiguous=True, exact=label))
    return {form: tuple(senses) for form, senses in found.items() if form}
