"""Terms of the vocabulary in an abstract; an ambiguous spelling counts only with evidence."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.abstract import Abstract
from kg.extract.spans import ConceptSpan
from kg.extract.vocabulary import ConceptVocabulary, Match, Sense
from kg.extract.wording import tight_form
from kg.model.mention import Finder, Kind

_CUES = {
    Kind.DATASET: frozenset(
        ["dataset", "datasets", "benchmark", "benchmarks", "corpus", "corpora", "challenge", "evaluation"]
    ),
    Kind.METHOD: frozenset(
        [
            "algorithm",
            "algorithms",
            "optimizer",
            "optimiser",
            "method",
            "methods",
            "model",
            "models",
            "network",
            "networks",
        ]
    ),
}
_EVALUATING = frozenset(["on", "evaluate", "evaluated", "experiments"])


def find_vocabulary_spans(abstract: Abstract, vocabulary: ConceptVocabulary) -> Iterator[ConceptSpan]:
    """Yield the spans that the vocabulary matches in the abstract."""
    matches = list(vocabulary.matches(abstract.words))
    sure = {sense.entry.id for match in matches for sense in match.senses if not sense.ambiguous}
    for match in matches:
        sense = next((s for s in match.senses if not s.ambiguous or s.entry.id in sure), None)
        sense = sense or next((s for s in match.senses if _evidence(abstract, match, s)), None)
        if sense:
            start, end = abstract.characters(match.start, match.end)
            confidence = 0.7 if sense.ambiguous else 0.9
            yield ConceptSpan(start, end, sense.entry.kind, Finder.VOCABULARY, confidence, sense.entry.id)


def _evidence(abstract: Abstract, match: Match, sense: Sense) -> bool:
    """Return True if an abstract has evidence for a sense of an ambiguous spelling.

    Evidence is a cue word for its kind nearby if no other sense is of this kind, a definition of the spelling by a long
    form of the concept, or, for a dataset, a word such as "evaluated" nearby.
    """
    rivals = [other for other in match.senses if other.entry.kind is sense.entry.kind]
    near = {word.lower() for word in abstract.words[max(0, match.start - 3) : match.end + 3]}
    if len(rivals) == 1 and near & _CUES[sense.entry.kind]:
        return True
    if sense.entry.kind is Kind.DATASET and near & _EVALUATING:
        return True
    forms = {tight_form(spelling) for spelling in sense.entry.spellings()}
    surface = abstract.surface(match.start, match.end).removesuffix("s")
    return any(
        tight_form(abstract.text[d.long_start : d.long_end]) in forms
        for d in abstract.defined
        if abstract.text[d.short_start : d.short_end].removesuffix("s") == surface
    )
