"""Serialisation of query results for the server, with a maximum number of rows."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from pyoxigraph import (
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    parse_query_results,
    serialize,
)

from kg.model.errors import QueryError
from kg.store.evaluation import open_answer, run
from kg.store.formats import write_json
from kg.store.rows import Rows, Term

RESULTS: dict[str, QueryResultsFormat] = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
STATEMENTS: dict[str, RdfFormat] = {
    "text/turtle": RdfFormat.TURTLE,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
}
"""RDF formats for CONSTRUCT and DESCRIBE, by media type; RESULTS has the formats for SELECT and ASK.

The first format is the default.
"""


MOST_CHARACTERS = 24 * 2**20
"""Length of a result after which rows or statements are left out."""


@dataclass(frozen=True, slots=True)
class Served:
    """Serialised result: bytes, media type, number of rows or statements, whether it is truncated, and a remark."""

    body: bytes
    media_type: str
    count: int
    truncated: bool
    note: str = ""


def serve_text(store: Store, text: str, accepted: Sequence[str], most: int) -> Served:
    """Return at most `most` rows or statements of a SPARQL query, in the first accepted media type that is available.

    Fewer are returned if the result would be longer than MOST_CHARACTERS.

    Raises QueryError under the same conditions as `ask`, and NotAcceptableError if no accepted type is available.
    """
    answer = open_answer(store, text)
    if isinstance(answer, QueryTriples):
        return write_statements(answer, _choose(accepted, STATEMENTS), most)
    if isinstance(answer, QueryBoolean):
        media_type = _choose([each for each in accepted if each != "text/tab-separated-values"], RESULTS)
        return Served(answer.serialize(format=RESULTS[media_type]) or b"", media_type, 1, False)
    columns = tuple(variable.value for variable in answer.variables)
    return _rows(Rows(columns, (tuple(row) for row in answer)), _choose(accepted, RESULTS), most)


def serve_named(store: Store, name: str, params: Mapping[str, str], accepted: Sequence[str], most: int) -> Served:
    """Return at most `most` rows of a named query, in the first accepted media type that is available."""
    return serve_rows(run(store, name, params), accepted, most)


def serve_rows(rows: Rows, accepted: Sequence[str], most: int) -> Served:
    """Return at most `most` rows in the first accepted media type that is available."""
    return _rows(rows, _choose(accepted, RESULTS), most)


def write_statements(triples: Iterator[Triple], media_type: str, most: int) -> Served:
    """Return at most `most` statements in one of the media types of STATEMENTS, sorted and without duplicates."""
    kept = dict(_within_length((triple, str(triple)) for triple in islice(triples, most)))
    quads = (Quad(each.subject, each.predicate, each.object) for each in sorted(kept, key=kept.__getitem__))
    body = serialize(quads, format=STATEMENTS[media_type]) or b""
    return Served(body, media_type, len(kept), next(triples, None) is not None)


def _within_length(triples: Iterator[tuple[Triple, str]]) -> Iterator[tuple[Triple, str]]:
    length = 0
    for triple, text in triples:
        yield triple, text
        length += len(text)
        if length > MOST_CHARACTERS:
            return


def _rows(rows: Rows, media_type: str, most: int) -> Served:
    target = io.StringIO()
    terms = rows.terms.drain()

    def within_length() -> Iterator[tuple[Term, ...]]:
        for row in islice(terms, most):
            yield row
            if target.tell() > MOST_CHARACTERS:  # the row has been written
                return

    count = write_json(Rows(rows.columns, within_length()), target)
    body = target.getvalue().encode("utf-8", "replace")
    if media_type != "application/sparql-results+json":
        read = parse_query_results(body, format=QueryResultsFormat.JSON)
        body = read.serialize(format=RESULTS[media_type]) or b""
    return Served(body, media_type, count, next(terms, None) is not None, rows.note)


def _choose(accepted: Sequence[str], offered: Mapping[str, object]) -> str:
    for media_type in accepted:
        if media_type == "*/*":
            return next(iter(offered))
        if media_type in offered:
            return media_type
    raise NotAcceptableError(f"none of the accepted media types is available; choose from {', '.join(offered)}")


class NotAcceptableError(QueryError):
    """Error raised if a result is available in none of the accepted media types."""
