"""Named queries: SPARQL files with title, question, parameters and columns in the comments of their header."""

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
    """Parameter of a query: name, type (one of TYPES), optional default, and meaning."""

    name: str
    type: str
    default: str | None = None
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """SPARQL SELECT query with its title, question, theme, parameters and columns.

    Each parameter is a variable of the SELECT clause; it is bound before evaluation and is not a column of the result.
    `order` lists the columns by which `run` sorts the rows; queries with many rows have it instead of ORDER BY.
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
    """Return the queries of ontology/queries by name, in alphabetical order."""
    files = sorted((ontology_folder() / "queries").glob("*.rq"))
    return MappingProxyType({file.stem: read_query(file.stem, file.read_text(encoding="utf-8")) for file in files})


def find_query(name: str) -> NamedQuery:
    """Return the query with this name. Raises QueryError, with similar names in the message, if there is none."""
    queries = named_queries()
    if name not in queries:
        raise QueryError(f"no query is named {name!r}; `kg query --list` shows all names{suggest(name, queries)}")
    return queries[name]


def read_query(name: str, text: str) -> NamedQuery:
    """Return the query with this name and SPARQL text, and with the fields of its header, one field per line.

    The fields are `# title: …`, `# question: …`, `# theme: …`, `# param: NAME TYPE = DEFAULT - MEANING`,
    `# columns: …` and `# order: …`. All fields are optional, and so are the default and the meaning of a parameter.
    Raises QueryError for a `param` line of another form.
    """
    fields: dict[str, list[str]] = {}
    for line in text.splitlines():
        if found := _HEADER.match(line):
            fields.setdefault(found[1], []).append(found[2])
    only = {key: " ".join(values) for key, values in fields.items()}
    return NamedQuery(
        name=name,
        title=only.get("title", name),
        question=only.get("question", ""),
        theme=only.get("theme", ""),
        parameters=tuple(_parameter(name, value) for value in fields.get("param", [])),
        columns=tuple(only.get("columns", "").split()),
        text=text,
        order=tuple(only.get("order", "").split()),
    )


def suggest(word: str, known: Iterable[str]) -> str:
    """Return the end of an error message that suggests similar known names, or "" if there are none.

    >>> suggest("works_of_autor", ["works_of_author", "top_methods"])
    '; did you mean works_of_author?'
    """
    near = [match for match, _, _ in process.extract(word, sorted(known), scorer=fuzz.WRatio, limit=3, score_cutoff=60)]
    return f"; did you mean {' or '.join(near)}?" if near else ""


def _parameter(query: str, line: str) -> Parameter:
    found = _PARAMETER.match(line)
    if found is None or found["type"] not in TYPES:
        raise QueryError(f"{query}: invalid header `# param: {line}`; write NAME TYPE, with one of {', '.join(TYPES)}")
    return Parameter(found["name"], found["type"], found["default"], found["meaning"] or "")
