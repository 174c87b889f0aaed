"""Evidence next to a name that it is no method: it is called a problem or a dataset, or is a cited author."""

from __future__ import annotations

import re

_SUBJECT = r"(?:problem|task|setting|setup|scenario|challenge|phenomenon|assumption|condition)"
_CALLED = r"(?:called|named|termed|dubbed|namely|known\s+as|referred\s+to\s+as)"
_SUBJECT_BEFORE = re.compile(
    rf"\b(?:{_SUBJECT}s?,?\s+\(?{_CALLED}|(?:problem|task|phenomenon)\s+of)\s+(?:the\s+|an?\s+)?[\"“‘'`(]*$",
    re.IGNORECASE,
)
_DATASET = r"(?:data ?set|benchmark|corpus|challenge|test ?bed|test suite|benchmark suite|simulator)"
_PLAIN = r"(?!(?:of|for|to|in|on|with|by|from|using|that|which|and|or|as|via)\b)[\w-]{1,30}"
_DATASET_AFTER = re.compile(
    r"(?:\s*\([^()]{1,30}\))?(?:,|\s+is|:|\s+[–—-])\s+(?:an?|the|our)\s+"
    rf"(?:{_PLAIN}\s+){{0,4}}{_DATASET}(?=[,.;:]|\s+(?:for|of|to|that|with|which|in|on|consisting|containing|"
    r"comprising|composed|where|designed|built|spanning|covering)\b)",
    re.IGNORECASE,
)
_DATASET_BEFORE = re.compile(rf"\b{_DATASET}s?\s+\(?{_CALLED}\s+(?:the\s+|an?\s+)?[\"“‘'`(]*$", re.IGNORECASE)
_SURNAME = r"[A-Z][a-zà-ÿ'’-]{1,30}"
_AND = r"\s+(?:and|&)\s+"
_YEAR = r"\s*+[\[(,]{0,2}\s*+(?:19|20)\d\d"
_REPORTS = (
    r"\s+(?:have|has|had|recently|first|show|shows|showed|proved|prove|proposed|introduced|studied|gave|established|"
    r"developed|considered|obtained|demonstrated|analyzed|analysed)\b"
)
_FIRST_AUTHOR_AFTER = re.compile(
    rf"\s+et\s+al\b|{_AND}(?:others|coworkers|colleagues)\b|{_AND}{_SURNAME}(?:\s+et\s+al\b|{_YEAR}|{_REPORTS})"
)
_AUTHOR_BEFORE = re.compile(rf"\b{_SURNAME},?{_AND}$")
_LAST_AUTHOR_AFTER = re.compile(rf"{_YEAR}|{_REPORTS}")
_NAME = re.compile(_SURNAME)
_BEFORE, _AFTER = 80, 160


def is_called_subject(text: str, start: int) -> bool:
    """Return whether the name from `start` is called a problem, a setting or a phenomenon.

    Examples
    --------
    >>> text = "We study the problem of goat counting with GoatNet, and a new setting called sparse herds."
    >>> [is_called_subject(text, text.index(name)) for name in ("goat counting", "GoatNet", "sparse herds")]
    [True, False, True]
    """
    return bool(_SUBJECT_BEFORE.search(text[max(0, start - _BEFORE) : start]))


def is_called_dataset(text: str, start: int, end: int) -> bool:
    """Return whether a name is called a dataset or a benchmark: "X, a dataset of …", "a benchmark called X".

    Examples
    --------
    >>> text = "We publish Herd (H1), a large corpus of goats, and Zorb, a method for this challenge."
    >>> [is_called_dataset(text, text.index(name), text.index(name) + len(name)) for name in ("Herd", "Zorb")]
    [True, False]
    """
    before = text[max(0, start - _BEFORE) : start]
    return bool(_DATASET_AFTER.match(text[end : end + _AFTER]) or _DATASET_BEFORE.search(before))


def is_cited_author(text: str, start: int, end: int) -> bool:
    """Return whether a name is the surname of an author in a citation: "Doe et al.", "Roe and Doe (2001)".

    Examples
    --------
    >>> text = "Zorb and Quill (2001) extend Zorbnet and Quill."
    >>> [is_cited_author(text, text.index(name), text.index(name) + len(name)) for name in ("Zorb", "Quill", "Zorbnet")]
    [True, True, False]
    """
    if not _NAME.fullmatch(text, start, end):
        return False
    before, after = text[max(0, start - _BEFORE) : start], text[end : end + _AFTER]
    if _FIRST_AUTHOR_AFTER.match(after):
        return True
    return bool(_AUTHOR_BEFORE.search(before) and _LAST_AUTHOR_AFTER.match(after))
