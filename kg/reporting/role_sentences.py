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
    r"(?:^like\b|\b(?:akin|similar|analogous) to\b)[^,;]*$|\bagainst\s+(?:[\w-]+\s+){0,4}$|"
    r"\bwithout (?:the |any )?(?:need|use|requir\w*|rel(?:ying|iance))\b[^.,;:]{0,60}$",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"\b(?:(?:existing|recent|previous|prior|earlier|current|past|traditional|conventional|classical|popular|modern|"
    r"state-of-the-art|many|most|several|some|other|related)\b(?:\s[\w-]++){0,3}?\s(?:works?|stud(?:y|ies)|papers?|"
    r"methods?|approach(?:es)?|techniques?|algorithms?|models?|research|literature|efforts?|advances?|solutions?|"
    r"observations?|findings?|success(?:es)?)|"
    r"recently|historically|traditionally|typically|commonly|often|usually|to date|so far|literature)\b|"
    r"^(?:while|although|though|whereas|despite)\b[^,]*$",
    re.IGNORECASE,
)
"""Words before a name that announce the work of others, or a concession."""
_KNOWN_AFTER = re.compile(
    r"^\w{0,2}(?:\s\([^)]{0,40}\))?,?(?:\s[\w-]++){0,4}?\s(?:(?:has|have)\s(?:\w+\s)?(?:been|shown|become|emerged|"
    r"achieved|gained|attracted|proven|proved|demonstrated|made|led|received|seen|enjoyed|had)|(?:is|are)\s(?:\w+\s)?"
    r"(?:widely|commonly|popular|often|typically|ubiquitous|known|notorious(?:ly)?|vulnerable|prone|powerful|promising|"
    r"effective|an? (?:\w+\s){0,2}(?:tool|approach|technique|method|framework|paradigm|class|family|way)))\b",
    re.IGNORECASE,
)
"""Words after a name that state what is generally known about it."""
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
    r"state-of-the-art|trained|training|tested|testing)",
    re.IGNORECASE,
)
_ON_DATA = re.compile(
    r"\b(?:on|in(?! particular| addition| general| fact)|across|from|over)\s(?:[^\s.;]+\s){0,8}$", re.IGNORECASE
)
_DENIAL_BEFORE = re.compile(
    r"\b(?:unlike|without|instead of|rather than|not)\s+(?:[\w-]+\s+){0,3}$|\bnon-$", re.IGNORECASE
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
    if role is Role.EVALUATES:
        if _OTHER_STUDY.search(before) or _DENIAL_BEFORE.search(before):
            return 0
        return 2 if is_ours or _EVALUATION.search(sentence) else int(bool(_ON_DATA.search(before)))
    if _REJECTION_BEFORE.search(before):
        return 0
    if role is Role.MENTIONS:
        return 0 if is_ours else 2
    if _FAULT_AFTER.search(after) or (not is_ours and _is_background(before, after)):
        return 0
    return 1 + is_ours + bool(_USE_BEFORE.search(before))


def _is_background(before: str, after: str) -> bool:
    """Return whether a sentence is about the work of others, or about what is generally known of a method."""
    return bool(_OF_OTHERS.search(before) or _KNOWN_AFTER.search(after))


def best_sentences(facts: Facts, concept: str, role: Role, works: list[str], limit: int) -> Iterator[RoleSentence]:
    """Yield the sentences that show the role of a concept best, one for each paper.

    Sentences of mentions with another role, and those that contradict the role, are left out; a paper that only
    mentions the concept may have mentions with any role. The rest is in descending order of support and of the
    confidence of the mention, then the most recent papers first.
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
        if role in (found, Role.MENTIONS) and (rank := support(role, sentence[0], sentence[2])):
            yield (rank, confidence, -start), RoleSentence(work, *sentence)
