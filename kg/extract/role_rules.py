"""Rules for the role of a concept in a paper, from the words around its mentions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model.mention import Kind, Role

_PROPOSE = re.compile(
    r"\b(?:we|paper|work|article|study|letter)\b[^.]{0,60}?\b(?:propos|introduc|present|develop|devis|design|describ|"
    r"construct|creat|build|releas|contribut|formulat|deriv|suggest|term|call|name|dub)|\b(?:called|named|dubbed|termed|"
    r"coined)\b|\b(?:is|are|was) proposed\b|\bour (?:proposed|novel|new)\b|\b(?:novel|new)\b",
    re.IGNORECASE,
)
_COMPARE = re.compile(
    r"\b(?:outperform|compar|baseline|versus|vs\.|superior|better than|faster than|over (?:the )?(?:state|exist)|"
    r"in contrast to|unlike|surpass|exceed|improv\w+ (?:up)?on|improv\w+ over|than|competitive with)",
    re.IGNORECASE,
)
_BACKGROUND = re.compile(
    r"\b(?:recent|have (?:been|become|shown|achieved)|has (?:been|become|shown|achieved|attracted)|existing|widely|"
    r"popular|prior|previous|most|traditional|conventional|often|typically|despite|however|although|suffer)\b",
    re.IGNORECASE,
)
_OURS = re.compile(r"\b(?:we|our|this (?:paper|work)|in this|ours)\b", re.IGNORECASE)
_NEW_DATA = re.compile(
    r"\b(?:introduc|present|propos|releas|collect|creat|build|construct|provid|contribut|publish|annotat|new|novel)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class MentionContext:
    """Context of a mention: its sentence before and after it, and the position of this sentence (0 first, 1 last)."""

    before: str
    after: str
    place: float
    known: bool


def role_of(kind: Kind, settings: Sequence[MentionContext]) -> tuple[Role, float]:
    """Return the role with the most votes from the contexts, and its confidence; roles of proposers count twice."""
    judge = _dataset_role if kind is Kind.DATASET else _method_role
    votes: dict[Role, float] = {}
    for setting in settings:
        role, weight = judge(setting)
        votes[role] = votes.get(role, 0.0) + weight
    best = max(sorted(votes), key=lambda role: votes[role] * (2.0 if role in _OWN else 1.0))
    return best, round(min(0.95, votes[best] / sum(votes.values()) * 0.9), 4)


_OWN = frozenset({Role.PROPOSES, Role.INTRODUCES})


def _method_role(setting: MentionContext) -> tuple[Role, float]:
    near = setting.before[-80:]
    if _PROPOSE.search(near) and not setting.known:
        return Role.PROPOSES, 0.8
    if not setting.known and re.search(r"\b(?:our|the proposed)\s+$", setting.before, re.IGNORECASE):
        return Role.PROPOSES, 0.8
    if _COMPARE.search(near) and setting.place > 0.5:
        return Role.COMPARES, 0.6
    if _BACKGROUND.search(setting.before + setting.after) and setting.place < 0.45 and not _OURS.search(setting.before):
        return Role.MENTIONS, 0.5
    return Role.USES, 0.6


def _dataset_role(setting: MentionContext) -> tuple[Role, float]:
    near = setting.before[-60:]
    if not setting.known and _OURS.search(setting.before) and _NEW_DATA.search(near):
        return Role.INTRODUCES, 0.8
    if setting.place < 0.4 and not _OURS.search(setting.before):
        return Role.MENTIONS, 0.5
    return Role.EVALUATES, 0.8
