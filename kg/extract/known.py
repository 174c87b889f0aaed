"""Terms of the vocabulary in an abstract; an ambiguous spelling counts only with evidence."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.reading import Reading
from kg.extract.spans import Found
from kg.extract.vocabulary import Match, Sense, Vocabulary
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


def find_known(reading: Reading, vocabulary: Vocabulary) -> Iterator[Found]:
    """What the vocabulary matches in the abstract."""
    matches = list(vocabulary.matches(reading.words))
    sure = {sense.entry.id for match in matches for sense in match.senses if not sense.ambiguous}
    for match in matches:
        sense = next((s for s in match.senses if not s.ambiguous or s.entry.id in sure), None)
        sense = sense or next((s for s in match.senses if _evidence(reading, match, s)), None)
        if sense:
            start, end = reading.characters(match.start, match.end)
            confidence = 0.7 if sense.ambiguous else 0.9
            yield Found(start, end, sense.entry.kind, Finder.VOCABULARY, confidence, sense.entry.id)


def _evidence(reading: Reading, match: Match, sense: Sense) -> bool:
    """A word of its kind beside it, its long form defined here, or, for a dataset, an evaluation on it."""
    rivals = [other for other in match.senses if other.entry.kind is sense.entry.kind]
    near = {word.lower() for word in reading.words[max(0, match.start - 3) : match.end + 3]}
    if len(rivals) == 1 and near & _CUES[sense.entry.kind]:
        return True
    if sense.entry.kind is Kind.DATASET and near & _EVALUATING:
        return True
    forms = {tight_form(spelling) for spelling in sense.entry.spellings()}
    surface = reading.surface(match.start, match.end).removesuffix("s")
    return any(
        tight_form(reading.text[d.long_start : d.long_end]) in forms
        for d in reading.defined
        if reading.text[d.short_start : d.short_end].removesuffix("s") == surface
    )
