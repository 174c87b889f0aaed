"""The query page's form, and an answer as it shows it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pyoxigraph import Store

from kg.model.errors import QueryError
from kg.server.addresses import Addresses
from kg.server.pool import Reply
from kg.server.things import Cell, Link
from kg.store import NamedQuery, as_text, named_queries, prefixes_of, shortener

MOST_SHOWN = 1_000
START = """PREFIX kg: <https://w3id.org/paperkg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?title ?year WHERE {
  ?work a kg:Work ; rdfs:label ?title .
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
}
"""The kinds of things that the names of a parameter of each type are names of."""
_JSON = "application/sparql-results+json"


@dataclass(frozen=True, slots=True)
class Form:
    """What is written in the form: SPARQL, or a named query with the values of its parameters."""

    text: str
    named: NamedQuery | None
    values: Mapping[str, str]
    asked: bool


@dataclass(frozen=True, slots=True)
class Result:
    """An answer to show: a message where there is none, else a table or a text."""

    message: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    count: int = 0
    seconds: float = 0.0
    notice: str = ""
    text: str = ""


def form_of(given: Mapping[str, str]) -> Form:
    """The form as the address of the page gives it."""
    named = named_queries().get(given.get("name", ""))
    if named is not None:
        values = {each.name: given.get(each.name, each.default or "") for each in named.parameters}
        return Form(named.text, named, values, all(values.values()))
    return Form(given.get("query", START), None, {}, "query" in given)


def text_of(form: Form, store: Store) -> str:
    """The SPARQL of a form, the values of its parameters written into it as terms where all of them are known."""
    if form.named is None or not form.asked:
        return form.text
    try:
        return as_text(store, form.named, form.values)
    except QueryError:
        return form.text


def asked_by(form: Form) -> dict[str, object] | None:
    """What to ask a process, or None where the form is not filled in yet."""
    if not form.asked:
        return None
    if form.named is not None:
        return {"name": form.named.name, "params": dict(form.values), "accepted": [_JSON]}
    return {"text": form.text, "accepted": [_JSON, "text/turtle"], "graphs": {}}


def result_of(reply: Reply, store: Store, addresses: Addresses) -> Result:
    """A reply as the page shows it."""
    if reply.status != 200:
        return Result(message=reply.message)
    notice = f"This server sends no more than {reply.count:,}; there are more." if reply.cut else ""
    if reply.media_type != _JSON:
        text = reply.body.decode("utf-8", "replace")
        return Result(text=text, count=reply.count, seconds=reply.seconds, notice=notice)
    said = json.loads(reply.body)
    if "boolean" in said:
        return Result(
            columns=("answer",), rows=(("yes" if said["boolean"] else "no",),), count=1, seconds=reply.seconds
        )
    columns = tuple(said["head"]["vars"])
    shorten = shortener(prefixes_of(store))
    bindings = said["results"]["bindings"]
    if len(bindings) > MOST_SHOWN:
        notice += f" The first {MOST_SHOWN:,} are shown; the files below have all {len(bindings):,}."
    rows = tuple(
        tuple(_cell(column, row.get(column), addresses, shorten) for column in columns) for row in bindings[:MOST_SHOWN]
    )
    return Result("", columns, rows, reply.count, reply.seconds, notice)


def _cell(name: str, term: dict[str, str] | None, addresses: Addresses, shorten: Callable[[str], str]) -> Cell:
    if term is None:
        return None
    if term["type"] == "uri":
        return Link(shorten(term["value"]), addresses.of(term["value"]))
    number = term.get("datatype", "").endswith("#integer") and term["value"].lstrip("-").isdigit()
    return int(term["value"]) if number and not name.endswith("year") else str(term["value"])
