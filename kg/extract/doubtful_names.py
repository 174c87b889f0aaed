"""Names outside the vocabulary that are no methods: subjects of study, authors, benchmarks, doubtful common phrases.

The networks score each candidate by the words in it and around it. These rules use the complete name with all its
mentions in the abstract, and the evidence that the paper introduces it as its own. The limits of confidence were chosen
by cross-validation on the annotated training abstracts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.extract.abstract import Abstract
from kg.extract.concept_keys import concept_key
from kg.extract.name_contexts import is_called_dataset, is_called_subject, is_cited_author
from kg.extract.own_names import is_coined, is_defined
from kg.extract.vocabulary import load_vocabulary
from kg.extract.wording import GENERIC_HEADS, normal_form
from kg.model.mention import Kind, RawMention

ABBREVIATED, ONE_WORD, OBJECT, TWO_WORDS = 0.6, 0.65, 0.5, 0.45
"""Least confidence of names that the paper does not introduce: defined with an abbreviation, of one common word (or a
modifier and a generic head), of a mathematical object or of data, and of two common words with one mention."""

_SUBJECTS = frozenset(
    """
    problem theorem lemma conjecture corollary inequality proof dilemma paradox phenomenon property guarantee tradeoff
    regret accuracy auc complexity interpretability explainability overparametrization overparameterization
    underparametrization underparameterization ai xai
    """.split()
)
"""Last words of names of problems, theory, metrics, properties and fields."""

_SUBJECT_PHRASES = (
    "artificial intelligence",
    "over parametrization",
    "over parameterization",
    "average precision",
    "absolute error",
    "squared error",
    "percentage error",
    "error rate",
    "reciprocal rank",
    "inception distance",
    "signal to noise ratio",
)
_QUALITIES = frozenset(
    "adversarial robust invariant equivariant agnostic aware efficient differentiable independent dependent optimal"
    " private fair convex nonconvex".split()
)
"""Adjectives: a name of common words that ends in one is cut off, or is a property."""

_OBJECTS = frozenset(
    """
    function functional matrix matrice tensor vector field space manifold set graph tree group equation distribution
    process game bandit mdp pomdp measure metric distance norm entropy divergence variable kernel operator polynomial
    law density condition constraint sequence curve surface representation feature agent example word token sample label
    """.split()
)
"""Last words of names of mathematical objects and of data, which are methods only where they are the tool."""

_NUMBER = r"(?:\d+|[ivx]+|one|two|three|four)"
_STEP = re.compile(
    rf"(?:stage|step|phase)s?[ -]{_NUMBER}|(?:first|second|third|fourth|final|last|\d+)[ -](?:stage|step|phase)s?",
    re.IGNORECASE,
)
_BENCHMARK = re.compile(r"(?:(?:Bench|BENCH)(?:mark)?|(?<=[A-Z])bench)(?:[- ]?v?\d[\w.]{0,8})?$")
_SIZE = re.compile(r"(?<=[A-Za-z])[- ]?\d{1,5}(?:\s?[x×]\s?\d{1,5})?$")
_GENERIC = GENERIC_HEADS | {"model", "version", "variant"}


def without_doubtful(abstract: Abstract, mentions: Iterable[RawMention]) -> list[RawMention]:
    """Return the mentions without names that are no methods.

    Names that end in "Bench", datasets of the vocabulary with a size ("ImageNet64x64"), and proper names that the paper
    calls a dataset or benchmark become datasets.
    """
    groups: dict[tuple[Kind, str], list[RawMention]] = defaultdict(list)
    for mention in mentions:
        groups[mention.kind, concept_key(mention)].append(mention)
    kept: list[RawMention] = []
    for (kind, key), group in groups.items():
        if kind is not Kind.METHOD or key in load_vocabulary().entries:
            kept += group
        elif any(_is_dataset(abstract.text, mention) for mention in group):
            kept += (replace(mention, kind=Kind.DATASET) for mention in group)
        elif not _is_doubtful(abstract, group):
            kept += group
    return sorted(kept)


def _is_doubtful(abstract: Abstract, group: Sequence[RawMention]) -> bool:
    """Return whether the mentions of a new method name something else, or have too little support."""
    text, places = abstract.text, [(mention.start, mention.end) for mention in group]
    name = max((mention.text for mention in group), key=len)
    if names_subject(name) or any(is_called_subject(text, start) for start, _ in places):
        return True
    if any(is_cited_author(text, start, end) for start, end in places):
        return True
    least = _least_confidence(name, group, abstract)
    if max(mention.confidence for mention in group) >= least:
        return False
    return not any(is_defined(text, start, end) for start, end in places)


def _is_dataset(text: str, mention: RawMention) -> bool:
    size = _SIZE.search(mention.text)
    known = size and load_vocabulary().sense(mention.text[: size.start()], Kind.DATASET)
    if known or _BENCHMARK.search(mention.text):
        return True
    proper = is_coined(mention.text) or mention.text[:1].isupper()
    return proper and is_called_dataset(text, mention.start, mention.end)


def names_subject(name: str) -> bool:
    """Return whether a name is that of a subject of study or of a numbered step, by its words alone.

    Examples
    --------
    >>> [names_subject(name) for name in ("goat problem", "mean squared error", "stage 1", "goat network")]
    [True, True, True, False]
    """
    form = normal_form(name)
    last = form.split(" ")[-1]
    cut_off = last in _QUALITIES and " " in form and name[:1].islower()
    return cut_off or last in _SUBJECTS or form.endswith(_SUBJECT_PHRASES) or bool(_STEP.fullmatch(name))


def _least_confidence(name: str, group: Sequence[RawMention], abstract: Abstract) -> float:
    words, head = name.split(), normal_form(name).split(" ")[-1]
    if _is_common(name, group, abstract):
        if ("-" not in name and len(words) == 1) or (len(words) == 2 and head in _GENERIC):
            return ONE_WORD
        if head in _OBJECTS:
            return OBJECT
        if "-" not in name and len(words) == 2 and len(group) == 1:
            return TWO_WORDS
    return ABBREVIATED if _is_abbreviated(abstract, group) else 0.0


def _is_common(name: str, group: Sequence[RawMention], abstract: Abstract) -> bool:
    """Return whether a name consists of common words: no capitals, except at the start of a sentence."""
    if is_coined(name) or name[:1].islower():
        return not is_coined(name)
    starts = {abstract.starts[first] for first, _ in abstract.sentences}
    return name[1:].islower() and all(mention.start in starts or mention.text[:1].islower() for mention in group)


def _is_abbreviated(abstract: Abstract, group: Sequence[RawMention]) -> bool:
    """Return whether a mention is the long or the short form of a definition in the abstract."""
    forms = {(d.long_start, d.long_end) for d in abstract.defined}
    forms |= {(d.short_start, d.short_end) for d in abstract.defined}
    return any((mention.start, mention.end) in forms for mention in group)
