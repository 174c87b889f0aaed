"""Choice of the papers that are about a method: its role is use or proposal, and the text shows it."""

from __future__ import annotations

from kg.model.mention import Role
from kg.reporting.facts import Facts
from kg.reporting.role_sentences import STATED, support
from kg.reporting.sentences import sentence_around
from kg.reporting.stated_comparisons import states_comparison

_OWN_ROLES = (Role.PROPOSES, Role.USES)
_LEAST_SENTENCES = 2
_LEAST_LETTERS = 3


def is_about(facts: Facts, work: str, method: str) -> bool:
    """Return whether a paper is about a method in which it has the role of proposal or use.

    The title names the method, or a sentence states the role, or at least two sentences are compatible with it. A
    sentence that compares with the method, or that states how the paper does without it, is not counted.
    """
    title, abstract = facts.papers[work].title.lower(), facts.papers[work].abstract
    ranks: dict[str, int] = {}
    for start, end, role, _ in facts.mentions(work, method):
        before, named, after = sentence_around(abstract, start, end)
        if role not in _OWN_ROLES or states_comparison(before, after):
            continue
        if any(len(name) >= _LEAST_LETTERS and name.lower() in title for name in (named, facts.labels[method])):
            return True
        sentence = f"{before}{named}{after}"
        ranks[sentence] = max(support(Role(role), before, after), ranks.get(sentence, 0))
    return max(ranks.values(), default=0) >= STATED or sum(rank > 0 for rank in ranks.values()) >= _LEAST_SENTENCES
