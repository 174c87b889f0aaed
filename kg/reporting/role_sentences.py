"""Choice of the sentences that show a role of a method or dataset."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model.mention import Role
from kg.reporting.facts import Facts
from kg.reporting.sentences import sentence_around
from kg.reporting.stated_comparisons import states_comparison

_MAX_WORKS = 24
"""Number of the most recent papers whose sentences are considered."""
_OURS = re.compile(r"\b(?:we|our|ours|us|this (?:paper|work|study)|in this)\b", re.IGNORECASE)
_PROPOSAL = re.compile(
    r"\b(?:propos|introduc|present|develop|design|devis|releas|contribut|creat|build|construct|collect|call|name|term|"
    r"dub|coin|novel|new\b|refer)",
    re.IGNORECASE,
)
_REJECTION_BEFORE = re.compile(
    r"\b(?:unlike|without|instead of|rather than|than|over|outperform\w*|versus|vs\.?|in contrast to|replac\w+|"
    r"avoid\w*|compared? (?:to|with)|contrary to|not|no)\s+(?:[\w-]+\s+){0,3}$|"
    r"\bwithout (?:the |any )?(?:need|use|requir\w*|rel(?:ying|iance))\b[^.,;:]{0,60}$",
    re.IGNORECASE,
)
_FAULT_AFTER = re.compile(
    r"^s?(?:\s\([^)]{0,40}\))?\s(?:often |usually |typically |still )?(?:fail|suffer|struggle|lack|cannot|have an? |"
    r"are limited)",
    re.IGNORECASE,
)
_USE_BEFORE = re.compile(
    r"\b(?:we|our)\b[^.;]{0,80}\b(?:us[ei]|train|appl|employ|leverag|adopt|buil|bas(?:e|is)|propos|exten[ds]|combin|"
    r"introduc|stud|analy|investigat|develop|consider|explor|prov|improv|formulat|implement|integrat|incorporat|exploit|"
    r"fine-?tun|present|design|deriv|characteri)\w*\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_EVALUATION = re.compile(
    r"\b(?:experiment|evaluat|result|achiev|accura|demonstrat|show|validat|outperform|empirical|improv|surpass|compar|"
    r"state-of-the-art|we\b|our\b)",
    re.IGNORECASE,
)
_OTHER_STUDY = re.compile(r"\b(?:recent|previous|prior|earlier) (?:stud(?:y|ies)|works?|papers?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RoleSentence:
    """Sentence of a paper about a concept: the text before the mention, the mention, and the text after it."""

    work: str
    before: str
    named: str
    after: str


STATED = 2
"""Least support of a sentence that states a role."""


def support(role: Role, before: str, after: str) -> int:
    """Return how well a sentence shows a role: 3 or 2 if it states the role, 1 if it is compatible with it, else 0.

    The sentence states a comparison only if a comparative expression governs the name.

    >>> support(Role.USES, "We train a ", " with SGD."), support(Role.USES, "Unlike ", ", our model is fast.")
    (3, 0)
    >>> support(Role.USES, "We learn without the need for auxiliary losses or ", ".")
    0
    """
    sentence, is_ours = f"{before} {after}", bool(_OURS.search(before))
    if role in (Role.PROPOSES, Role.INTRODUCES):
        return 2 * bool(_PROPOSAL.search(sentence) and (_OURS.search(sentence) or "novel" in sentence))
    if role is Role.COMPARES:
        return 2 * states_comparison(before, after)
    if _REJECTION_BEFORE.search(before):
        return 0
    if role is Role.EVALUATES:
        return 2 * bool(_EVALUATION.search(sentence) and not _OTHER_STUDY.search(before))
    if role is Role.MENTIONS:
        return 0 if is_ours else 2
    if _FAULT_AFTER.search(after):
        return 0
    return 1 + is_ours + bool(_USE_BEFORE.search(before))


def best_sentences(facts: Facts, concept: str, role: Role, works: list[str], limit: int) -> Iterator[RoleSentence]:
    """Yield the sentences that show the role of a concept best, one for each paper.

    Sentences of mentions with another role, and those that contradict the role, are left out. The rest is in descending
    order of support and of the confidence of the mention, then the most recent papers first.
    """
    newest = sorted(works, key=lambda work: (-(facts.papers[work].year or 0), facts.papers[work].title, work))
    found = []
    for place, work in enumerate(newest[:_MAX_WORKS]):
        if options := list(_options(facts, work, concept, role)):
            (rank, sentence) = max(options, key=lambda option: option[0])
            found.append(((-rank[0], -rank[1], place), sentence))
    yield from (sentence for _, sentence in sorted(found, key=lambda option: option[0])[:limit])


def _options(
    facts: Facts, work: str, concept: str, role: Role
) -> Iterator[tuple[tuple[int, float, int], RoleSentence]]:
    for start, end, found, confidence in facts.mentions(work, concept):
        sentence = sentence_around(facts.papers[work].abstract, start, end)
        if found == role and (rank := support(role, sentence[0], sentence[2])):
            yield (rank, confidence, -start), RoleSentence(work, *sentence)
