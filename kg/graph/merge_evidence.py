"""Pairs of methods and datasets with evidence that they are the same, found by shared keys.

Concepts that share a key are compared with the first of them only, so that the number of pairs grows with the number of
keys.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from rapidfuzz.distance import OSA

from kg.extract.wording import GENERIC_HEADS, is_abbreviation, normal_form, singular, tight_form
from kg.graph.concept_profiles import ConceptProfile

_SHORT = 5
_LONG_WORD = 5
_MAX_WORD = 40
"""Length of a word in characters above which no variants of it are formed."""
_MIN_INITIALS = 3


class Sameness(StrEnum):
    """Kind of evidence that two concepts are the same."""

    LETTERS = "same letters"
    WORDS = "same words"
    NAME = "name of the other"
    FORM = "shared form"
    SHORT_FORM = "shared short form"
    INITIALS = "initials"
    LETTER = "one letter differs"


PROBABILITY = {
    Sameness.LETTERS: 0.95,
    Sameness.WORDS: 0.85,
    Sameness.NAME: 0.5,
    Sameness.FORM: 0.6,
    Sameness.SHORT_FORM: 0.2,
    Sameness.INITIALS: 0.35,
    Sameness.LETTER: 0.4,
}
"""Assumed probability that two concepts are the same, given one piece of evidence alone."""


@dataclass(frozen=True, slots=True, order=True)
class MergeEvidence:
    """One piece of evidence that two concepts are the same, with its text; `key` is the tight form of a shared form."""

    kind: Sameness
    text: str
    key: str = ""


Block = dict[str, tuple[ConceptProfile, MergeEvidence]]
Pair = tuple[str, str]


def evidence_of_pairs(profiles: Iterable[ConceptProfile]) -> dict[Pair, set[MergeEvidence]]:
    """Return the evidence for each pair of IRIs (kept, merged) for which there is any."""
    ranked = sorted(profiles, key=ConceptProfile.rank)
    found: dict[Pair, set[MergeEvidence]] = defaultdict(set)
    blocks: dict[tuple[str, str], Block] = defaultdict(dict)
    for profile in ranked:
        for key, evidence in _keys(profile):
            blocks[key].setdefault(profile.iri, (profile, evidence))
    for (purpose, _), block in blocks.items():
        if len(block) > 1:
            for kept, merged, evidence in _pairs(purpose, block):
                found[kept, merged].add(evidence)
    return found


def _pairs(purpose: str, block: Block) -> Iterator[tuple[str, str, MergeEvidence]]:
    """Yield the first concept of a block with each other one that may be the same."""
    members = list(block.values())
    if purpose == "initials":  # the first abbreviation with the long names
        short = next((each for each in members if " " not in normal_form(each[0].label)), None)
        members = [short, *(each for each in members if " " in normal_form(each[0].label))] if short else []
    for other, evidence in members[1:]:
        kept, merged = sorted((members[0][0], other), key=ConceptProfile.rank)
        if _may_be_same(kept, merged) and (purpose != "letter" or _differ_in_a_letter(kept.label, merged.label)):
            yield kept.iri, merged.iri, _named(evidence, kept, merged) if purpose == "form" else evidence


def _named(evidence: MergeEvidence, kept: ConceptProfile, merged: ConceptProfile) -> MergeEvidence:
    """Return stronger evidence if the shared form is the name of one of the concepts."""
    for named, other in ((kept, merged), (merged, kept)):
        if tight_form(named.label) == evidence.key and tight_form(other.label) != evidence.key:
            return MergeEvidence(Sameness.NAME, f'"{named.label}" is also a form of "{other.label}"', evidence.key)
    return evidence


def _may_be_same(left: ConceptProfile, right: ConceptProfile) -> bool:
    """Return False for two concepts of the vocabulary, which are distinct, and for a concept and a broader one."""
    related = left.iri in right.broader or right.iri in left.broader
    return not related and not (left.in_vocabulary and right.in_vocabulary)


def _keys(profile: ConceptProfile) -> Iterator[tuple[tuple[str, str], MergeEvidence]]:
    """Yield the keys of a concept, each with the evidence that a concept with the same key is the same."""
    yield ("letters", tight_form(profile.label)), MergeEvidence(Sameness.LETTERS, "the names have the same letters")
    words = _words(profile.label)
    if words:
        text = "the names have the same words, apart from order, plural and general last words"
        yield ("words", " ".join(sorted(words))), MergeEvidence(Sameness.WORDS, text)
    for form in (*profile.forms, *profile.names, profile.label):
        short = len(form) <= _SHORT or is_abbreviation(form)
        kind = Sameness.SHORT_FORM if short else Sameness.FORM
        key = tight_form(form)
        yield ("form", key), MergeEvidence(kind, f'both have the form "{form}"', key)
    yield from _initials(profile)
    for variant in _variants(normal_form(profile.label).split(" ")):
        yield ("letter", variant), MergeEvidence(Sameness.LETTER, "the names differ in one letter")


def _words(label: str) -> list[str]:
    """Return the words of a label, in the singular and without general heads; [] if only one is left."""
    words = [singular(word) for word in normal_form(label).split(" ")]
    while len(words) > 1 and words[-1] in GENERIC_HEADS:
        words.pop()
    return words if len(words) > 1 else []


def _initials(profile: ConceptProfile) -> Iterator[tuple[tuple[str, str], MergeEvidence]]:
    words = normal_form(profile.label).split(" ")
    text = "one name consists of the initials of the other"
    if len(words) >= _MIN_INITIALS:
        yield ("initials", "".join(word[:1] for word in words)), MergeEvidence(Sameness.INITIALS, text)
    elif len(words) == 1 and len(words[0]) >= _MIN_INITIALS and is_abbreviation(profile.label):
        yield ("initials", words[0]), MergeEvidence(Sameness.INITIALS, text)


def _variants(words: list[str]) -> Iterator[str]:
    """Yield the words joined, unchanged and without one letter of a long word, other than its first letter."""
    for place, word in enumerate(words):
        if _LONG_WORD <= len(word) <= _MAX_WORD and word.isalpha():
            for at in range(1, len(word)):
                yield " ".join([*words[:place], word[:at] + word[at + 1 :], *words[place + 1 :]])
            yield " ".join(words)


def _differ_in_a_letter(left: str, right: str) -> bool:
    """Return True if two labels differ only in one long word, by one lower-case letter that is not its first."""
    first, second = normal_form(left).split(" "), normal_form(right).split(" ")
    differing = [pair for pair in zip(first, second, strict=False) if pair[0] != pair[1]]
    if len(first) != len(second) or len(differing) != 1 or _inner_capitals(left) != _inner_capitals(right):
        return False
    a, b = differing[0]
    return (
        min(len(a), len(b)) >= _LONG_WORD and a.isalpha() and b.isalpha() and OSA.distance(a, b) == 1 and a[0] == b[0]
    )


def _inner_capitals(label: str) -> str:
    return "".join(after for before, after in pairwise(label) if before.isalpha() and after.isupper())
