"""Evaluation of an extraction: precision, recall and F1 by concept and by exact span, and accuracy of roles.

Annotations of two readers are scored as follows: a generic head at the end ("algorithm", "framework") makes no
difference, a concept that only one reader annotated is neither right nor wrong, and the role of either reader is right.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.extract.finding import find_mentions
from kg.extract.gold import Annotated, GoldConcept, locate, read_gold
from kg.extract.linking import link_concepts
from kg.extract.wording import GENERIC_HEADS
from kg.model.mention import Extraction, Kind, RawMention, Role


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of found, spurious and missed concepts or spans."""

    found: int = 0
    spurious: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Return found / (found + spurious)."""
        return self.found / max(1, self.found + self.spurious)

    @property
    def recall(self) -> float:
        """Return found / (found + missed)."""
        return self.found / max(1, self.found + self.missed)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """A missed or spurious concept or a wrong role; `expected` and `got` are the annotated and the predicted role."""

    id: str
    kind: Kind
    sort: str
    surface: str
    expected: str = ""
    got: str = ""


@dataclass(frozen=True, slots=True)
class ExtractionScores:
    """Scores by kind; `roles` counts pairs (annotated role, predicted role) of found concepts."""

    concepts: Mapping[Kind, Score]
    spans: Mapping[Kind, Score]
    roles: Mapping[Kind, Mapping[tuple[Role, Role], int]]
    mistakes: tuple[Mistake, ...]

    def role_accuracy(self, kind: Kind) -> float | None:
        """Return the share of found concepts with the annotated role, or None if no role is annotated."""
        pairs = self.roles[kind]
        return sum(n for (left, right), n in pairs.items() if left == right) / sum(pairs.values()) if pairs else None


def evaluate(gold: Path, model: str | None = None) -> ExtractionScores:
    """Return the scores of a model, by default the built-in one, on annotated abstracts."""
    annotated = read_gold(gold)
    raw = find_mentions([(entry.id, entry.text) for entry in annotated], model)
    return score(annotated, raw, link_concepts(raw))


def predict(gold: Path, model: str | None = None) -> dict[str, list[GoldConcept]]:
    """Return the concepts that a model finds in annotated abstracts, as annotations, by the id of the abstract."""
    annotated = read_gold(gold)
    found = predicted_concepts(link_concepts(find_mentions([(entry.id, entry.text) for entry in annotated], model)))
    return {entry.id: found.get(entry.id, []) for entry in annotated}


def score(gold: Sequence[Annotated], raw: Iterable[RawMention], extraction: Extraction) -> ExtractionScores:
    """Return the scores of mentions and their links on annotated abstracts."""
    spans: dict[str, dict[tuple[int, int], Kind]] = defaultdict(dict)
    for mention in raw:
        spans[mention.work][mention.start, mention.end] = mention.kind
    predicted = predicted_concepts(extraction)
    mistakes: list[Mistake] = []
    by_concept = {kind: Score() for kind in Kind}
    by_span = {kind: Score() for kind in Kind}
    roles: dict[Kind, Counter[tuple[Role, Role]]] = {kind: Counter() for kind in Kind}
    for entry in gold:
        for kind in Kind:
            pairs, wrong = _match(entry, kind, predicted.get(entry.id, []))
            roles[kind].update((left, right) for left, right in pairs if left)
            mistakes += wrong
            sorts = Counter(mistake.sort for mistake in wrong)
            by_concept[kind] = _add(by_concept[kind], Score(len(pairs), sorts["spurious"], sorts["missed"]))
            by_span[kind] = _add(by_span[kind], _span_score(entry, kind, spans[entry.id]))
    return ExtractionScores(by_concept, by_span, roles, tuple(sorted(mistakes)))


def predicted_concepts(extraction: Extraction) -> dict[str, list[GoldConcept]]:
    """Return the concepts of each work in the form of annotations."""
    kinds = {concept.id: concept.kind for concept in extraction.concepts}
    roles = {(link.work, link.concept): link.role for link in extraction.links}
    forms: dict[tuple[str, str], set[str]] = defaultdict(set)
    for mention in extraction.mentions:
        forms[mention.work, mention.concept].add(mention.text)
    concepts: dict[str, list[GoldConcept]] = defaultdict(list)
    for (work, concept), texts in sorted(forms.items()):
        concepts[work].append(GoldConcept(kinds[concept], roles[work, concept], tuple(sorted(texts))))
    return concepts


def _match(
    entry: Annotated, kind: Kind, predicted: Sequence[GoldConcept]
) -> tuple[list[tuple[Role | None, Role]], list[Mistake]]:
    """Return pairs of roles and the mistakes for one abstract and kind.

    A predicted concept matches one annotated concept of its kind that has a spelling in common.
    """
    left = [concept for concept in entry.concepts if concept.kind is kind]
    forms = _short_forms if any(concept.by_two_readers for concept in entry.concepts) else _forms
    pairs: list[tuple[Role | None, Role]] = []
    mistakes = []
    for concept in predicted:
        if concept.kind is not kind:
            continue
        match = next((other for other in left if forms(other) & forms(concept)), None)
        if match is None:
            mistakes.append(Mistake(entry.id, kind, "spurious", concept.mentions[0], got=str(concept.role)))
            continue
        left.remove(match)
        if match.optional:
            continue
        role = concept.role if concept.role in match.roles else match.role
        pairs.append((role, concept.role or Role.MENTIONS))
        if role and role != concept.role:
            mistakes.append(Mistake(entry.id, kind, "role", match.mentions[0], str(role), str(concept.role)))
    missed = (concept for concept in left if not concept.optional)
    mistakes += [Mistake(entry.id, kind, "missed", concept.mentions[0], str(concept.role)) for concept in missed]
    return pairs, mistakes


def _forms(concept: GoldConcept) -> set[str]:
    return {_spelling(mention) for mention in concept.mentions}


def _short_forms(concept: GoldConcept) -> set[str]:
    return {_without_heads(form) for form in _forms(concept)}


def _without_heads(form: str) -> str:
    """Return a spelling without its trailing generic heads, but never without its first word."""
    words = form.split(" ")
    while len(words) > 1 and words[-1] in GENERIC_HEADS:
        words.pop()
    return " ".join(words)


def _spelling(surface: str) -> str:
    """Return a spelling without differences of case, blanks, hyphens, a leading article and a final plural s."""
    text = re.sub(r"^(the|a|an) ", "", re.sub(r"\s+", " ", surface).strip().lower())
    words = re.sub(r"[-–‐ ]+", " ", text).split(" ")
    if len(words[-1]) > 3 and words[-1].endswith("s") and not words[-1].endswith("ss"):
        words[-1] = words[-1][:-1]
    return " ".join(words)


def _span_score(entry: Annotated, kind: Kind, predicted: Mapping[tuple[int, int], Kind]) -> Score:
    optional = locate(entry.text, (concept for concept in entry.concepts if concept.optional))
    gold = {span for span, other in entry.spans.items() if other is kind and span not in optional}
    ours = {span for span, other in predicted.items() if other is kind and span not in optional}
    return Score(len(gold & ours), len(ours - gold), len(gold - ours))


def _add(left: Score, right: Score) -> Score:
    return Score(left.found + right.found, left.spurious + right.spurious, left.missed + right.missed)
