"""Recognition of sentences that compare with a method: a comparative expression governs the name of the method."""

from __future__ import annotations

import re

_REACH = 140
"""Number of characters before a mention in which a comparative expression is sought."""
_COMPARATIVE = re.compile(
    r"\b(?:outperform\w*|underperform\w*|surpass\w*|exceed\w*|beat(?:s|ing|en)?|(?<!other )(?<!rather )than|versus|"
    r"vs\.?|unlike|contrast (?:to|with)|contrary to|opposed to|relative to|on par with|match(?:es|ing)?|"
    r"compar(?:e[sd]?|isons?|able|abl[ey]|ative|atively|ing)\b(?:\s[\w-]+){0,6}?\s(?:to|with|against|over)|"
    r"compar(?:es?|ing)|comparisons?\s(?:of|between)|(?:superior|inferior)\w*(?:\s[\w-]+){0,4}\s(?:to|over)|"
    r"(?:competitive|comparably|favou?rabl[ey])(?:\s[\w-]+){0,3}\s(?:with|to)|"
    r"(?:improv\w+|gains?|speed-?ups?|advantages?|benefits?|boosts?|reductions?|increases?|better|points|preferred|"
    r"favou?red)\b(?:\s(?!by\b|for\b)[^\s;]+){0,7}?\s(?:over|(?:up)?on)|"
    r"baselines?\b,?\s(?:such as|like|including|are|of)|as\s(?!well\b)[\w-]+(?:\s[\w-]+)?\sas)\s",
    re.IGNORECASE,
)
_BARRIER = re.compile(
    r"[.;:]\s|,\s(?:the|these|this|it|they)\s|\b(?:which|that|while|whereas|but|because|since|where|we|our|ours|via|using|when|if|is|are|was|were|can|"
    r"cannot|could|would|will|has|have|does|do|for|in|on|at|with|by|against|through|under|without|achiev\w+|show\w*|"
    r"demonstrat\w+|enabl\w+|provid\w+|requir\w+|of|from|into|to|as)\b",
    re.IGNORECASE,
)
"""Words that end the reach of a comparative expression."""
_TRANSPARENT = re.compile(
    r"\b(?:such as|as well as|state[- ]of[- ]the[- ]arts?|out[- ]of[- ]the[- ]box|"
    r"(?:that|those|performance|accuracy|quality|capacity|power|cost) of|"
    r"(?:those|that|ones|models?|networks?|methods?|approach(?:es)?|algorithms?|polic(?:y|ies)|agents?|baselines?|"
    r"techniques?|classifiers?|representations?)\s(?:(?:that|which)\s)?(?:(?:are|is|were)\s)?"
    r"(?:(?:trained|based|learned|obtained|produced|found|relying|built|rely)\s)?(?:by|with|on|of|from|via|using))\b|"
    r"e\.g\.,?|i\.e\.,?",
    re.IGNORECASE,
)
"""Phrases through which a comparative expression reaches a name."""
_COMPARED_AFTER = re.compile(
    r"^(?:s|es)?(?:\s\([^)]{0,60}\))?(?:[\s-][\w-]++){0,2}[\s-](?:baselines?|counterparts?)\b|"
    r"^(?:s|es)?(?:\s\([^)]{0,60}\))?(?:\s[\w-]++){0,3}\s(?:outperform\w*|underperform\w*|surpass(?:es)?|exceeds?|beats?|"
    r"(?:is|are|be|being|performs?|works?|do|does)(?:\s[\w-]++){0,3}\s(?:better|worse|superior|inferior|faster|slower|"
    r"poorly|on par))\b",
    re.IGNORECASE,
)
_COMPARED_BEFORE = re.compile(
    r"\b(?:compar\w+|comparisons?)\s(?:both\s|between\s|of\s|the\s|our\s|several\s)*$", re.IGNORECASE
)


def states_comparison(before: str, after: str) -> bool:
    """Return whether a sentence compares something with a method; `before` and `after` are the text around its name.

    >>> states_comparison("Our model outperforms strong baselines such as ", " on all tasks.")
    True
    >>> states_comparison("However, existing ", "s suffer from noise.")
    False
    """
    near = before[-_REACH:]
    if _COMPARED_AFTER.search(after) or _COMPARED_BEFORE.search(near):
        return True
    ends = [found.end() for found in _COMPARATIVE.finditer(near)]
    return any(not _BARRIER.search(_TRANSPARENT.sub(" ", near[end:])) for end in ends)
