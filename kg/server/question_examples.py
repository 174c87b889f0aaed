"""Example values for the parameters of each question, from the graph itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from pyoxigraph import Store

from kg.graph.search import SearchIndex
from kg.store import rows_of, run

Example = dict[str, str]


def question_examples(store: Store, index: SearchIndex) -> Mapping[str, Example]:
    """Return the values of the required parameters of each question for which the graph has an example.

    Names that several resources have are no examples, because a name must stand for one resource.
    """
    method, work = _proposed(store, index)
    author, other = _two_steps(store, index)
    dataset = _tested(store, index, method)
    venues = _top(index, "venue", 2)
    candidates: dict[str, Example] = {
        "people": {"concept": method},
        "datasets": {"concept": method},
        "trends": {},
        "reviewers": {"title": work},
        "comparisons": {"method": method},
        "collaborators": {"author": author},
        "groups": {},
        "new": {},
        "duplicates": {},
        "differences": {"left": venues[0], "right": venues[1]},
        "tests": {"method": method, "dataset": dataset},
        "paths": {"start": author, "end": other},
        "related": {"work": work},
        "sources": {"work": work},
        "programme": {"venue": venues[0]},
    }
    return {name: example for name, example in candidates.items() if all(example.values())}


def _top(index: SearchIndex, kind: str, number: int) -> list[str]:
    """Return the names of the resources of a kind with most papers; "" where there are fewer."""
    entries = (each for each in index.entries if each.kind == kind and index.alike[kind, each.label] == 1)
    names = list(dict.fromkeys(each.label for each in entries if each.weight))[:number]
    return names + [""] * (number - len(names))


def _proposed(store: Store, index: SearchIndex) -> tuple[str, str]:
    """Return the method that most other papers take up and its paper, or else those with most papers."""
    methods = {each.iri for each in index.entries if each.kind == "method"}
    for iri, label, title, _ in rows_of(store, "adopted_methods"):
        if iri in methods and _is_unique(index, "method", label) and _is_unique(index, "work", title):
            return str(label), str(title)
    return _top(index, "method", 1)[0], _top(index, "work", 1)[0]


def _two_steps(store: Store, index: SearchIndex) -> tuple[str, str]:
    """Return the author with most papers, and a co-author of a co-author."""
    author = _top(index, "person", 1)[0]
    if not author:
        return "", ""
    found = (name for _, name, _ in run(store, "possible_collaborators", {"author": author}))
    return author, next((str(name) for name in found if _is_unique(index, "person", name)), "")


def _tested(store: Store, index: SearchIndex, method: str) -> str:
    """Return the dataset that most papers on a method evaluate on."""
    if not method:
        return ""
    papers: Counter[str] = Counter()
    for _, label, works in run(store, "datasets_of_method", {"method": method}):
        papers[str(label)] += int(str(works)) if _is_unique(index, "dataset", label) else 0
    return min(papers, key=lambda label: (-papers[label], label), default="")


def _is_unique(index: SearchIndex, kind: str, label: Any) -> bool:
    return index.alike.get((kind, str(label))) == 1
