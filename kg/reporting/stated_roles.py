"""Decision whether a paper states the role of a method or dataset in its title or in a sentence of its abstract."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.model.mention import Role
from kg.reporting.role_sentences import STATED, support
from kg.reporting.sentences import sentence_around
from kg.reporting.stated_comparisons import states_comparison

_LEAST_SENTENCES = 2
_LEAST_LETTERS = 3
_NEED_SENTENCES = (Role.USES, Role.EVALUATES, Role.COMPARES)
_OWN_WORK = re.compile(r"\b(?:we|our|ours|us|in this|this (?:paper|work|study|article|letter|thesis))\b", re.IGNORECASE)

Span = tuple[int, int]
"""Start and end of a mention in code points."""


def states_role(role: Role, title: str, abstract: str, spans: Iterable[Span], label: str = "") -> bool:
    """Return whether a paper states the role of a concept that its abstract names at `spans`.

    A method is used, or a dataset evaluated on, if the title names it, if a sentence states it, or if two sentences,
    or one after the authors first refer to their own work, are compatible with it; if they never do, any sentence is
    taken for one on their work. Sentences that compare with a method are not counted as use; they state a comparison.
    The other roles need no sentence.
    """
    if role not in _NEED_SENTENCES:
        return True
    own = _OWN_WORK.search(abstract)
    ranks: dict[str, int] = {}
    for start, end in spans:
        before, named, after = sentence_around(abstract, start, end)
        if role is Role.USES and states_comparison(before, after):
            continue
        if role is not Role.COMPARES and _is_in_title(title, named, label):
            return True
        rank = support(role, before, after)
        if rank >= STATED or (rank and (own is None or own.start() < start)):
            return True
        ranks[f"{before}{named}{after}"] = rank
    return sum(rank > 0 for rank in ranks.values()) >= _LEAST_SENTENCES


def _is_in_title(title: str, *names: str) -> bool:
    return any(len(name) >= _LEAST_LETTERS and name.lower() in title.lower() for name in names)
