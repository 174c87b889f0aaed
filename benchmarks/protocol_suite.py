"""W3C tests of the SPARQL 1.1 Protocol, sent to a running server.

    git clone https://github.com/w3c/rdf-tests
    python -m benchmarks.protocol_suite rdf-tests/sparql/sparql11/protocol

The requests are those of the manifest; only the path differs. The outcome of a test is one of

passes
    Every response has the expected status, format and truth value.
without dataset
    The test passes if its dataset is left out; with the dataset, it is refused by design.
by design
    The test is refused, since it is about a dataset, which the answer depends on, or about updates.

or the difference. The exit code is 1 if there is any.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import rdflib
from rdflib.collection import Collection

from kg.server.settings import ServerSettings
from tests.server.conftest import serving
from tests.tiny import tiny_quads

MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = rdflib.Namespace("http://www.w3.org/2011/http#")
CNT = rdflib.Namespace("http://www.w3.org/2011/content#")
FORMATS = {
    "boolean": ("application/sparql-results+json", "application/sparql-results+xml", "text/csv"),
    "tabular": ("application/sparql-results+json", "application/sparql-results+xml", "text/csv"),
    "RDF": ("text/turtle", "application/rdf+xml", "application/n-triples"),
}
REFUSALS = ("all statements are in the default graph", "this endpoint is read-only")
_DATASET = re.compile(r"(?<=[?&])(?:default|named)-graph-uri=[^&]*&?")


@dataclass(frozen=True, slots=True)
class SuiteRequest:
    """Request of a test with the expected response: classes of status, format and truth value."""

    method: str
    path: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    statuses: tuple[str, ...]
    form: str
    truth: str

    def without_dataset(self) -> SuiteRequest:
        """Return the request without the parameters that name graphs."""
        return replace(self, path=_DATASET.sub("", self.path).rstrip("?&"))


def requests_of(folder: Path) -> Iterator[tuple[str, list[SuiteRequest]]]:
    """Yield the name and the requests of each test in the manifest."""
    manifest = rdflib.Graph().parse(folder / "manifest.ttl")
    for entries in manifest.objects(None, MF.entries):
        for test in Collection(manifest, entries):
            action = manifest.value(test, MF.action)
            items = Collection(manifest, manifest.value(action, HT.requests))
            yield str(test).rpartition("#")[2], [_request(manifest, each) for each in items]


def _request(manifest: rdflib.Graph, node: rdflib.term.Node) -> SuiteRequest:
    response, body, headers = (manifest.value(node, HT[name]) for name in ("resp", "body", "headers"))
    encoding = str(manifest.value(body, CNT.characterEncoding) or "utf-8")
    names = [
        (str(manifest.value(each, HT.fieldName)), str(manifest.value(each, HT.fieldValue)))
        for each in (Collection(manifest, headers) if headers else ())
    ]
    return SuiteRequest(
        str(manifest.value(node, HT.methodName)),
        str(manifest.value(node, HT.absolutePath)).replace("/sparql/", "/sparql", 1),
        tuple(names),
        str(manifest.value(body, CNT.chars) or "").encode(encoding),
        tuple(sorted(str(each)[-3] for each in manifest.objects(response, MF.expectedStatus))),
        str(manifest.value(response, MF.expectedFormat) or ""),
        str(manifest.value(response, MF.expectedBoolean) or ""),
    )


def outcome(client: httpx.Client, requests: list[SuiteRequest]) -> str:
    """Return "passes", "without dataset", "by design" or the first difference."""
    for request in requests:
        difference = _difference(client, request)
        if not difference:
            continue
        if not any(refusal in difference for refusal in REFUSALS):
            return difference
        changed = request.without_dataset()
        again = _difference(client, changed) if changed != request else difference
        if again and not again.startswith("the answer") and not any(refusal in again for refusal in REFUSALS):
            return again
        return "by design" if again else "without dataset"
    return "passes"


def _difference(client: httpx.Client, request: SuiteRequest) -> str:
    response = client.request(request.method, request.path, content=request.body, headers=dict(request.headers))
    if str(response.status_code)[0] not in request.statuses:
        return f"status {response.status_code}: {response.text[:150]}"
    kind = response.headers.get("content-type", "").partition(";")[0]
    if request.form and kind not in FORMATS[request.form]:
        return f"media type {kind}"
    if request.truth and str(response.json()["boolean"]).lower() != request.truth:
        return f"the answer {response.text[:80]}"
    return ""


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("suite", type=Path)
    suite = parser.parse_args().suite
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(Path(folder), tiny_quads(), ServerSettings()) as address,
        httpx.Client(base_url=address, timeout=60) as client,
    ):
        found = {name: outcome(client, requests) for name, requests in requests_of(suite)}
    for name, outcome_of_test in found.items():
        print(f"{name:40} {outcome_of_test}")
    counts = Counter(
        each if each in ("passes", "without dataset", "by design") else "differs" for each in found.values()
    )
    print(dict(counts))
    return 1 if counts["differs"] else 0


if __name__ == "__main__":
    raise SystemExit(main())
