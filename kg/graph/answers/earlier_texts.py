"""Search for the names of methods and datasets in the titles and abstracts of earlier papers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from kg.reporting import Facts

_WORD = re.compile(r"[^\W_]+")
_PLURAL = re.compile(r"(?<=[a-z]{3})(?<!s)s$")


def named_earlier(facts: Facts, concepts: Iterable[str], year: int) -> set[str]:
    """Return the concepts whose label is in the title or abstract of a paper of an earlier year.

    Hyphens, capital letters and the "s" of a plural make no difference, but the label of a name with a capital letter
    after its first character, such as "GraphSAGE", must have the same capital letters.

    Parameters
    ----------
    facts
        Papers, and labels of concepts.
    concepts
        IRIs of the concepts to search for.
    year
        Only papers of earlier years are searched.

    Returns
    -------
    set of str
        IRIs of concepts.
    """
    sought: dict[str, list[tuple[str, str]]] = defaultdict(list)  # by the longest word, which is rare
    for concept in concepts:
        label = facts.labels[concept]
        words = _words(label if _is_name(label) else label.lower())
        if words:
            sought[max(words, key=len)].append((_joined(words), concept))
    found: set[str] = set()
    for paper in facts.papers.values():
        if paper.year is not None and paper.year < year:
            text = f"{paper.title} / {paper.abstract}"
            for words in (_words(text), _words(text.lower())):
                joined = _joined(words)
                found |= {c for word in sought.keys() & set(words) for label, c in sought[word] if label in joined}
    return found


def _is_name(label: str) -> bool:
    return label[1:] != label[1:].lower()


def _words(text: str) -> list[str]:
    return [_PLURAL.sub("", word) for word in _WORD.findall(text)]


def _joined(words: list[str]) -> str:
    return f" {' '.join(words)} "
