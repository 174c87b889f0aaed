"""Search for the names of methods and datasets in the titles and abstracts of earlier papers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.reporting import Facts
from kg.reporting.facts import once

_WORD = re.compile(r"[^\W_]+")
_PLURAL = re.compile(r"(?<=[a-z]{3})(?<!s)s(?= )")


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
    years = _first_years(facts)
    return {concept for concept in concepts if concept in years and years[concept] < year}


@once
def _first_years(facts: Facts) -> dict[str, int]:
    """Return the year of the earliest paper that has the label of a concept in its title or abstract, by concept.

    A paper that mentions the concept has its label. Texts are searched only for labels that no paper mentions so far.
    """
    found = {}
    for concept, works in facts.works_of.items():
        if years := [year for work in works if (year := facts.papers[work].year)]:
            found[concept] = min(years)
    texts = _texts(facts)
    for year in sorted(texts):
        sought = _labels(facts, [concept for concept in facts.labels if found.get(concept, year + 1) > year])
        for text in texts[year]:
            found |= dict.fromkeys(_named(text, sought), year)
    return found


def _texts(facts: Facts) -> dict[int, list[str]]:
    """Return the title and abstract of each paper by year."""
    texts: dict[int, list[str]] = defaultdict(list)
    for paper in facts.papers.values():
        if paper.year is not None:
            texts[paper.year].append(f"{paper.title} / {paper.abstract}")
    return texts


def _named(text: str, sought: dict[str, list[tuple[str, str]]]) -> Iterator[str]:
    """Yield the concepts whose label is in a text."""
    for joined in (_joined(text), _joined(text.lower())):
        for word in sought.keys() & set(joined.split()):
            yield from (concept for label, concept in sought[word] if label in joined)


def _labels(facts: Facts, concepts: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    """Return the words of the labels of concepts, each with its concept, by the longest word, which is rare."""
    sought: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for concept in concepts:
        label = facts.labels[concept]
        joined = _joined(label if _is_name(label) else label.lower())
        if words := joined.split():
            sought[max(words, key=len)].append((joined, concept))
    return sought


def _is_name(label: str) -> bool:
    return label[1:] != label[1:].lower()


def _joined(text: str) -> str:
    """Return the words of a text without the "s" of plurals, separated and surrounded by blanks."""
    return _PLURAL.sub("", f" {' '.join(_WORD.findall(text))} ")
