"""SPARQL 1.1 Service Description of the endpoint, including its limits."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Triple
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.model.prefixes import KG, VOCABULARIES
from kg.server.negotiation import best
from kg.server.settings import ServerSettings
from kg.store import RESULTS, STATEMENTS, write_statements

_SD = "http://www.w3.org/ns/sparql-service-description#"
_TYPE = NamedNode(VOCABULARIES["rdf"] + "type")


def describe_service(request: Request, settings: ServerSettings) -> Response:
    """Return the service description in the format that the client prefers; redirect a browser to the query page."""
    offered = [*STATEMENTS, "text/html"]
    media_type = best(offered, request.headers.get("accept"), request.query_params.get("format"))
    if media_type == "text/html":
        return RedirectResponse("/query", 303)
    if media_type is None:
        message = f"the service description is available as {', '.join(STATEMENTS)}\n"
        return Response(message, 406, media_type="text/plain")
    served = write_statements(iter(_statements(str(request.url.replace(query="")), settings)), media_type, 1_000)
    return Response(served.body, media_type=served.media_type, headers={"Vary": "Accept"})


def _statements(address: str, settings: ServerSettings) -> list[Triple]:
    service, dataset, graph = NamedNode(address), NamedNode(f"{address}#dataset"), NamedNode(f"{address}#graph")
    formats = [
        *(NamedNode(each.iri) for each in RESULTS.values()),
        *(NamedNode(each.iri) for each in STATEMENTS.values()),
    ]
    limits = {"secondsAtMost": settings.seconds, "rowsAtMost": settings.rows, "queryBytesAtMost": settings.query_bytes}
    return [
        Triple(service, _TYPE, _sd("Service")),
        Triple(service, _sd("endpoint"), service),
        Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query")),
        Triple(service, _sd("feature"), _sd("UnionDefaultGraph")),
        Triple(service, _sd("defaultDataset"), dataset),
        Triple(dataset, _TYPE, _sd("Dataset")),
        Triple(dataset, _sd("defaultGraph"), graph),
        Triple(graph, _TYPE, _sd("Graph")),
        *(Triple(service, _sd("resultFormat"), each) for each in formats),
        *(Triple(service, NamedNode(KG + name), Literal(value)) for name, value in limits.items()),
    ]


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)
