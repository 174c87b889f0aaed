"""Queries on a remote SPARQL server, by the SPARQL 1.1 Protocol."""

from __future__ import annotations

import io
import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping

from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
)

from kg.model.errors import QueryError
from kg.store.evaluation import shaped
from kg.store.inlining import as_text
from kg.store.lookup import expand, labels_of
from kg.store.named import NamedQuery
from kg.store.rows import Rows, Triples

_ACCEPT = "application/sparql-results+json, application/n-triples, text/turtle;q=0.8"
_SCALARS = ("integer", "text")
_PAGE = 5_000
"""Number of rows of one request for names."""
_MOST_BYTES = 512 * 2**20
TIMEOUT = 60.0
"""Seconds without a response after which a request fails."""


def ask_endpoint(url: str, query: NamedQuery, params: Mapping[str, object]) -> Rows | Triples:
    """Return the result of a query that the SPARQL server at `url`, an http(s) address, evaluates.

    Names in parameters are looked up on the server. Raises QueryError if the server cannot be reached, rejects the
    query, or does not return SPARQL results.
    """
    if not url.startswith(("http://", "https://")):
        raise QueryError(f"{url}: not an http:// or https:// address; an example is http://127.0.0.1:7878/sparql")
    local = _labels(url, query, params)
    answer = _post(url, as_text(local, query, params))
    return answer if isinstance(answer, Triples) else shaped(answer, query)


def _labels(url: str, query: NamedQuery, params: Mapping[str, object]) -> Store:
    """Return a store with the statements that the lookup of parameters reads from the server.

    These are the base IRI, and the names of all resources of the parameters' types.
    """
    local = Store()
    space = expand("void:uriSpace")
    for (base,) in _rows(url, f"SELECT ?base WHERE {{ ?graph {space} ?base }} ORDER BY ?base LIMIT 1"):
        local.add(Quad(NamedNode(str(base)), space, Literal(str(base))))
    for kind in sorted({each.type for each in query.parameters if each.name in params} - set(_SCALARS)):
        for name_of, class_of in labels_of(kind):
            local.extend(_named(url, name_of, class_of))
    return local


def _named(url: str, name_of: NamedNode, class_of: NamedNode) -> Iterator[Quad]:
    rdf_type, place = expand("rdf:type"), 0
    while True:
        text = f"SELECT ?node ?name WHERE {{ ?node a {class_of} ; {name_of} ?name }} ORDER BY ?node ?name"
        rows = _rows(url, f"{text} LIMIT {_PAGE} OFFSET {place}")
        for node, name in rows:
            yield Quad(NamedNode(str(node)), rdf_type, class_of)
            yield Quad(NamedNode(str(node)), name_of, Literal(str(name)))
        place += _PAGE
        if len(rows) < _PAGE:
            return


def _rows(url: str, text: str) -> list[tuple[object, ...]]:
    answer = _post(url, text)
    if isinstance(answer, Triples):
        raise QueryError(f"{url}: the response to a SELECT query is RDF; check that this is a SPARQL endpoint")
    return list(answer)


def _post(url: str, text: str) -> Rows | Triples:
    body = urllib.parse.urlencode({"query": text}).encode()
    headers = {"Accept": _ACCEPT, "Content-Type": "application/x-www-form-urlencoded", "User-Agent": "paperkg"}
    request = urllib.request.Request(url, body, headers)  # noqa: S310 - ask_endpoint checks the scheme
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310 - as above
            note = answer.headers.get("Kg-Notice", "")
            return _read(url, answer.headers.get_content_type(), answer.read(_MOST_BYTES), note)
    except urllib.error.HTTPError as error:
        detail = " ".join(error.read(2_000).decode("utf-8", "replace").split())[:400]
        raise QueryError(f"{url}: {error.code} {error.reason}: {detail}") from None
    except (OSError, ValueError) as error:
        raise QueryError(f"{url}: cannot be reached: {getattr(error, 'reason', error)}") from None


def _read(url: str, media_type: str, body: bytes, note: str) -> Rows | Triples:
    try:
        if (results := QueryResultsFormat.from_media_type(media_type)) is not None:
            read = parse_query_results(io.BytesIO(_known(body, results)), format=results)
            if isinstance(read, QueryBoolean):
                return Rows(("answer",), [(Literal(bool(read)),)], note)
            return Rows(tuple(each.value for each in read.variables), [tuple(row) for row in read], note)
        if (form := RdfFormat.from_media_type(media_type)) is not None:
            return Triples((quad.triple for quad in parse(io.BytesIO(body), format=form)), note)
    except (SyntaxError, ValueError, TypeError) as error:
        raise QueryError(f"{url}: the response is not valid {media_type}: {error}") from None
    raise QueryError(f"{url}: the response is {media_type}, not a SPARQL result; check the address")


def _known(body: bytes, form: QueryResultsFormat) -> bytes:
    """Return the body without the non-standard JSON members that some servers add and pyoxigraph rejects."""
    if form != QueryResultsFormat.JSON:
        return body
    members = json.loads(body)
    standard = {key: members[key] for key in ("head", "boolean", "results") if key in members}
    return json.dumps(standard).encode()
