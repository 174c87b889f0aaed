"""Named queries: each one question, told in the header of its file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from rapidfuzz import fuzz, process

from kg.model.errors import QueryError
from kg.model.ontology import ontology_folder

TYPES = ("person", "work", "method", "dataset", "concept", "venue", "edition", "listing", "integer", "text")
_HEADER = re.compile(r"#\s*(title|question|theme|param|columns|order):\s*(.*?)\s*$")
_PARAMETER = re.compile(r"(?P<name>\w+) (?P<type>\w+)(?: = (?P<default>\S+))?(?: ?[-–] ?(?P<meaning>.+))?$")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a query needs: its name, its type (one of TYPES), a default where it has one, what it means."""

    name: str
    type: str
    default: str | None = None
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A SPARQL SELECT with its title, the question it answers, its theme, its parameters and its columns.

    Each parameter is a variable of the SELECT clause, bound when the query runs, and no column of the answer. Rows
    are sorted by the columns of `order`, where a query has many rows and leaves sorting to whoever runs it.
    """

    name: str
    title: str
    question: str
    theme: str
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    text: str
    order: tuple[str, ...] = ()


@cache
def named_queries() -> Mapping[str, NamedQuery]:
    """The queries of ontology/queries by name, in alphabetical order."""
    files = sorted((ontology_folder() / "queries").glob("*.rq"))
    return MappingProxyType({file.stem: read_query(file.stem, file.read_text(encoding="utf-8")) for file in files})


def find_query(name: str) -> NamedQuery:
    """The query of this name; raises QueryError, which names near ones, where there is none."""
    queries = named_queries()
    if name not in queries:
        raise QueryError(f"no query is named {name!r}; `kg query --list` shows all{suggest(name, queries)}")
    return queries[name]


def read_query(name: str, text: str) -> NamedQuery:
    """A query with what its header says, each on a line of its own.

    These are `# title: …`, `# question: …`, `# theme: …`, `# param: NAME TYPE = DEFAULT - MEANING` (the last two where
    there are any), `# columns: …` and `# order: …`. All may be missing.
    """
    said: dict[str, list[str]] = {}
    for line in text.splitlines():
        if found := _HEADER.match(line):
            said.setdefault(found[1], []).append(found[2])
    only = {key: " ".join(values) for key, values in said.items()}
    return NamedQuery(
        name=name,
        title=only.get("title", name),
        question=only.get("question", ""),
        theme=only.get("theme", ""),
        parameters=tuple(_parameter(name, value) for value in said.get("param", [])),
        columns=tuple(only.get("columns", "").split()),
        text=text,
        order=tuple(only.get("order", "").split()),
    )


def suggest(word: str, known: Iterable[str]) -> str:
    """Words for an error: the known ones that are near, or nothing."""
    near = [match for match, _, _ in process.extract(word, sorted(known), scorer=fuzz.WRatio, limit=3, score_cutoff=60)]
    return f"; did you mean {' or '.join(near)}?" if near else ""


def _parameter(query: str, line: str) -> Parameter:
    found = _PARAMETER.match(line)
    if found is None or found["type"] not in TYPES:
        raise QueryError(f"{query}: cannot read `# param: {line}`; write NAME TYPE, TYPE one of {', '.join(TYPES)}")
    return Parameter(found["name"], found["type"], found["default"], found["meaning"] or "")
