"""Form of the query page, and query results for display."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.server.page_elements import PageCell
from kg.server.pool import Reply
from kg.server.result_table import ResultTable
from kg.store import NamedQuery, Parameter, named_queries

MAX_ROWS = 1_000
START = """PREFIX kg: <https://w3id.org/paperkg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?title ?year WHERE {
  ?work a kg:Work ; dcterms:title ?title .
  OPTIONAL { ?work kg:year ?year }
} ORDER BY DESC(?year) ?title LIMIT 20
"""
KINDS = {
    "person": ("person",),
    "work": ("work",),
    "method": ("method",),
    "dataset": ("dataset",),
    "concept": ("method", "dataset"),
    "venue": ("venue",),
    "author or concept": ("person", "method", "dataset"),
}
"""Kinds of resources that are suggested as values, by the type of the parameter."""
_JSON = "application/sparql-results+json"
_OPEN_YEARS = ("0", "9999")
_LONG_TYPES = ("paragraph",)


@dataclass(frozen=True, slots=True)
class FormField:
    """Field of a form for the value of a parameter.

    A field that may stay empty has the meaning of an empty field as placeholder. `kinds` are the kinds of resources
    that are suggested.
    """

    name: str
    meaning: str
    value: str
    placeholder: str
    is_required: bool
    is_number: bool
    is_long: bool
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QueryForm:
    """Content of the form: a SPARQL text, or a named query with the values of its parameters.

    `is_complete` is true if a query can run: if a SPARQL text was submitted, or if all parameters have values.
    """

    text: str
    named: NamedQuery | None
    values: Mapping[str, str]
    is_complete: bool

    @property
    def fields(self) -> tuple[FormField, ...]:
        """The fields for the parameters of the named query."""
        return fields_of(self.named.parameters, self.chosen) if self.named else ()

    @property
    def chosen(self) -> dict[str, str]:
        """The values that differ from the defaults of their parameters."""
        defaults = {each.name: each.default for each in self.named.parameters} if self.named else {}
        return {name: value for name, value in self.values.items() if value != defaults.get(name)}


@dataclass(frozen=True, slots=True)
class QueryResult:
    """Query result for display: a table of rows, a text in Turtle, or an error message."""

    message: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[PageCell, ...], ...] = ()
    count: int = 0
    seconds: float = 0.0
    notice: str = ""
    note: str = ""
    text: str = ""


def fields_of(parameters: Iterable[Parameter], given: Mapping[str, str]) -> tuple[FormField, ...]:
    """Return the fields of a form for parameters; a parameter without a given value has an empty field."""
    return tuple(
        FormField(
            each.name,
            each.meaning or each.type,
            given.get(each.name, ""),
            placeholder(each),
            each.default is None,
            each.type == "integer",
            each.type in _LONG_TYPES,
            KINDS.get(each.type, ()),
        )
        for each in parameters
    )


def placeholder(parameter: Parameter) -> str:
    """Return the words for the meaning of an empty field: "any", the default, or "" for a required parameter.

    >>> placeholder(Parameter("venue", "venue", "all")), placeholder(Parameter("least", "integer", "2"))
    ('any', '2')
    """
    if parameter.default is None:
        return ""
    if parameter.default == "all" or (parameter.type == "integer" and parameter.default in _OPEN_YEARS):
        return "latest" if parameter.name == "year" else "any"
    return parameter.default


def read_form(given: Mapping[str, str]) -> QueryForm:
    """Return the form that the parameters of a URL describe."""
    named = named_queries().get(given.get("name", ""))
    if named is not None:
        values = {each.name: given.get(each.name) or each.default or "" for each in named.parameters}
        return QueryForm(named.text, named, values, all(values.values()))
    return QueryForm(given.get("query", START), None, {}, "query" in given)


def request_of(form: QueryForm) -> dict[str, object] | None:
    """Return the request to a worker process, or None if the form is incomplete."""
    if not form.is_complete:
        return None
    if form.named is not None:
        return {"name": form.named.name, "params": dict(form.values), "accepted": [_JSON], "page": True}
    return {"text": form.text, "accepted": [_JSON, "text/turtle"], "page": True}


def size_of(given: Mapping[str, str]) -> int:
    """Return the length of the parameters of a URL in bytes."""
    return sum(len(value.encode("utf-8", "replace")) for value in given.values())


def result_of(reply: Reply, table: ResultTable) -> QueryResult:
    """Convert the reply of a worker process into a result for display."""
    if reply.status != 200:
        return QueryResult(message=reply.message)
    notice = f"The result is truncated at {reply.count:,}, the limit of this server." if reply.truncated else ""
    if reply.media_type != _JSON:
        text = reply.body.decode("utf-8", "replace")
        return QueryResult(text=text, count=reply.count, seconds=reply.seconds, notice=notice)
    results = json.loads(reply.body)
    if "boolean" in results:
        return QueryResult(
            columns=("answer",), rows=(("yes" if results["boolean"] else "no",),), count=1, seconds=reply.seconds
        )
    bindings = results["results"]["bindings"]
    if len(bindings) > MAX_ROWS:
        notice += f" The table shows the first {MAX_ROWS:,} rows; the files below contain all {len(bindings):,}."
    columns, rows = table.convert(results["head"]["vars"], bindings[:MAX_ROWS])
    return QueryResult("", columns, rows, reply.count, reply.seconds, notice, reply.note)
