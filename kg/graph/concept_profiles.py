"""Methods and datasets of a graph with their names, forms, papers and partners."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

from pyoxigraph import Literal, Store

from kg.model.prefixes import KG
from kg.store import rows_of
from kg.store.lookup import expand

FOUND = f"{KG}FoundConcepts"
_MAX_PAPERS = 500
"""Maximum number of papers of a concept from which its partners are counted."""


@dataclass(frozen=True, slots=True)
class ConceptProfile:
    """A method or dataset that papers name: its forms as written with their numbers, and the papers."""

    iri: str
    label: str
    kind: str
    in_vocabulary: bool
    names: tuple[str, ...]
    forms: Mapping[str, int]
    papers: frozenset[str]
    broader: frozenset[str]

    def rank(self) -> tuple[bool, int, str, str]:
        """Return a sort key: of concepts that may be the same, the one with the lowest key is kept."""
        return not self.in_vocabulary, -len(self.papers), self.label, self.iri


@dataclass(frozen=True, slots=True)
class Partners:
    """Concepts that papers name together with a concept, counted in at most 500 papers of each concept."""

    profiles: Mapping[str, ConceptProfile]
    by_paper: Mapping[str, tuple[str, ...]]

    def similarity(self, left: ConceptProfile, right: ConceptProfile) -> float:
        """Return the cosine similarity of the partners of two concepts, without these two; 0 if one has none."""
        first, second = (self._counts(each, {left.iri, right.iri}) for each in (left, right))
        product = sum(count * second[partner] for partner, count in first.items())
        length = sqrt(sum(n * n for n in first.values()) * sum(n * n for n in second.values()))
        return product / length if length else 0.0

    def _counts(self, profile: ConceptProfile, without: set[str]) -> Counter[str]:
        papers = sorted(profile.papers)[:_MAX_PAPERS]
        return Counter(each for paper in papers for each in self.by_paper[paper] if each not in without)


def concept_profiles(store: Store) -> dict[str, ConceptProfile]:
    """Return the methods and datasets that papers name, by IRI."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    papers: dict[str, set[str]] = defaultdict(set)
    for work, concept, _, _, exact in rows_of(store, "mentions"):
        forms[concept][exact] += 1
        papers[concept].add(work)
    names = _values(store, ("skos:altLabel", "kg:abbreviation"))
    broader, schemes = _values(store, ("skos:broader",)), _values(store, ("skos:inScheme",))
    return {
        iri: ConceptProfile(
            iri=iri,
            label=label,
            kind=kind,
            in_vocabulary=FOUND not in schemes[iri],
            names=tuple(sorted(names[iri])),
            forms=dict(forms[iri]),
            papers=frozenset(papers[iri]),
            broader=frozenset(broader[iri]),
        )
        for iri, label, kind, _ in rows_of(store, "concepts")
    }


def partners_of(profiles: Mapping[str, ConceptProfile]) -> Partners:
    """Return the partners of all concepts."""
    by_paper: dict[str, list[str]] = defaultdict(list)
    for iri in sorted(profiles):
        for paper in profiles[iri].papers:
            by_paper[paper].append(iri)
    return Partners(profiles, {paper: tuple(concepts) for paper, concepts in by_paper.items()})


def _values(store: Store, properties: Iterable[str]) -> dict[str, set[str]]:
    """Return the values of properties by subject."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in properties:
        for quad in store.quads_for_pattern(None, expand(name), None, None):
            value = quad.object
            found[str(getattr(quad.subject, "value", ""))].add(
                value.value if isinstance(value, Literal) else _iri(value)
            )
    return found


def _iri(term: object) -> str:
    return str(getattr(term, "value", ""))
