"""Terms of the vocabulary in an abstract; an ambiguous spelling counts only with evidence."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.reading import Reading
from kg.extract.spans import Found
from kg.extract.vocabulary import Match, Vocabulary
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
    sure = {match.sense.entry.id for match in matches if not match.sense.ambiguous}
    for match in matches:
        if not match.sense.ambiguous or match.sense.entry.id in sure or _evidence(reading, match):
            start, end = reading.characters(match.start, match.end)
            confidence = 0.7 if match.sense.ambiguous else 0.9
            yield Found(start, end, match.sense.entry.kind, Finder.VOCABULARY, confidence, match.sense.entry.id)


def _evidence(reading: Reading, match: Match) -> bool:
    """A word of its kind beside it, its long form defined here, or, for a dataset, an evaluation on it."""
    entry = match.sense.entry
    near = {word.lower() for word in reading.words[max(0, match.start - 3) : match.end + 3]}
    if near & _CUES[entry.kind]:
        return True
    if entry.kind is Kind.DATASET and near & _EVALUATING:
        return True
    forms = {tight_form(spelling) for spelling in entry.spellings()}
    return any(
        tight_form(reading.text[d.long_start : d.long_end]) in forms
        for d in reading.defined
        if reading.text[d.short_start : d.short_end].removesuffix("s") == match.sense.exact.removesuffix("s")
    )
