"""W3C SPARQL 1.1 query tests, sent to the endpoint `/sparql`.

    git clone https://github.com/w3c/rdf-tests
    python -m benchmarks.sparql_suite rdf-tests/sparql/sparql11 [--section NAME …]

For each data file, a server with the worker processes of `kg serve` starts, and the tests are sent to it over HTTP. The
program prints the number of tests of each section that pass, that are refused by design (named graphs, SERVICE) and
that fail, and the names of those that fail.
"""

from __future__ import annotations

import argparse
import io
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

import httpx
import pyoxigraph
import rdflib
from pyoxigraph import Quad
from rdflib.collection import Collection
from rdflib.compare import isomorphic
from rdflib.namespace import RDF, XSD
from rdflib.query import Result

from kg.server.settings import ServerSettings
from tests.server.conftest import serving

MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
RS = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
SECTIONS = (
    "aggregates", "bind", "bindings", "cast", "construct", "csv-tsv-res", "exists", "functions", "grouping", "json-res",
    "negation", "project-expression", "property-path", "subquery", "syntax-query",
)  # fmt: skip
BY_DESIGN = ("all statements are in the default graph", "SERVICE would access another server")
SETTINGS = ServerSettings(workers=1, seconds=30.0)
KINDS = {
    MF.QueryEvaluationTest, MF.CSVResultFormatTest, MF.PositiveSyntaxTest11, MF.NegativeSyntaxTest11,
    MF.PositiveSyntaxTest, MF.NegativeSyntaxTest,
}  # fmt: skip
Row = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SuiteTest:
    """Test of a manifest; `data` is the file of the default graph, `named` is true if there are named graphs."""

    name: str
    kind: rdflib.URIRef
    query: Path
    data: Path | None
    named: bool
    result: Path | None


def tests_of(folder: Path) -> Iterator[SuiteTest]:
    """Yield the tests of a manifest that are about queries."""
    manifest = rdflib.Graph().parse(folder / "manifest.ttl", publicID=folder.resolve().as_uri() + "/")
    for entries in manifest.objects(None, MF.entries):
        for test in Collection(manifest, entries):
            kind = manifest.value(test, RDF.type)
            action = manifest.value(test, MF.action)
            if kind not in KINDS:
                continue
            query = manifest.value(action, QT.query) or action
            data, result = manifest.value(action, QT.data), manifest.value(test, MF.result)
            named = (action, QT.graphData, None) in manifest
            yield SuiteTest(
                str(test).rpartition("#")[2], kind, _path(query), data and _path(data), named, result and _path(result)
            )


def _path(iri: object) -> Path:
    return Path(str(iri).removeprefix("file://"))


def outcome(client: httpx.Client, test: SuiteTest) -> str:
    """Return "passes", "by design", or the reason why a test fails."""
    text = f"BASE <{test.query.resolve().as_uri()}>\n" + test.query.read_text(encoding="utf-8")
    if test.kind in (MF.PositiveSyntaxTest11, MF.NegativeSyntaxTest11, MF.PositiveSyntaxTest, MF.NegativeSyntaxTest):
        response = client.post("/sparql", data={"query": text})
        wanted = test.kind in (MF.PositiveSyntaxTest11, MF.PositiveSyntaxTest)
        if wanted and any(each in response.text for each in BY_DESIGN):
            return "by design"
        return "passes" if (response.status_code == 200) is wanted else f"{response.status_code} {response.text[:100]}"
    if test.named:
        return "by design"
    accept = {".srj": "application/sparql-results+json", ".csv": "text/csv", ".tsv": "text/tab-separated-values"}
    suffix = test.result.suffix if test.result else ""
    headers = {"Accept": accept.get(suffix, "application/sparql-results+xml, text/turtle;q=0.9")}
    response = client.post("/sparql", data={"query": text}, headers=headers)
    if any(each in response.text for each in BY_DESIGN):
        return "by design"
    if response.status_code != 200:
        return f"{response.status_code} {response.text[:100]}"
    assert test.result
    return "passes" if agrees(response, test.result) else "another result"


def agrees(response: httpx.Response, path: Path) -> bool:
    """Return True if a response has the expected result, whatever the names of blank nodes and the order of rows."""
    kind = response.headers["content-type"].split(";")[0]
    if path.suffix in (".csv", ".tsv"):
        return sorted(response.text.split()) == sorted(path.read_text(encoding="utf-8").split()) or _same(
            _read(response.content, path.suffix), _read(path.read_bytes(), path.suffix)
        )
    expected = _expected(path)
    if isinstance(expected, rdflib.Graph):
        return kind == "text/turtle" and isomorphic(rdflib.Graph().parse(data=response.content), expected)
    return _same(_read(response.content, ".srj" if "json" in kind else ".srx"), expected)


def _expected(path: Path) -> Result | rdflib.Graph:
    if path.suffix in (".srx", ".srj"):
        return _read(path.read_bytes(), path.suffix)
    graph = rdflib.Graph().parse(path, publicID=path.resolve().as_uri())
    return Result.parse(path.open("rb"), format="turtle") if (None, RDF.type, RS.ResultSet) in graph else graph


def _read(content: bytes, suffix: str) -> Result:
    formats = {".srx": "xml", ".srj": "json", ".csv": "csv", ".tsv": "tsv"}
    return Result.parse(io.BytesIO(content), format=formats[suffix])


def _same(found: Result, expected: Result) -> bool:
    if found.type != expected.type:
        return False
    if found.type == "ASK":
        return found.askAnswer == expected.askAnswer
    return isomorphic(_as_graph(found), _as_graph(expected))


def _as_graph(result: Result) -> rdflib.Graph:
    """Return the rows as a graph, in which rows that differ in the names of blank nodes are isomorphic."""
    graph = rdflib.Graph()
    for row in result.bindings:
        node = rdflib.BNode()
        graph.add((node, RDF.type, RS.ResultSet))
        for variable, term in row.items():
            graph.add((node, rdflib.URIRef(f"urn:{variable}"), _plain(term)))
    return graph


def _plain(term: rdflib.term.Node) -> rdflib.term.Node:
    """Return a number in canonical form, so that 2.0 and 2.00 are equal."""
    if not isinstance(term, rdflib.Literal) or term.datatype not in (XSD.integer, XSD.decimal, XSD.double, XSD.float):
        return term
    try:
        value = Decimal(str(term)).normalize() if term.datatype in (XSD.integer, XSD.decimal) else float(term)
    except (InvalidOperation, ValueError):
        return term
    text = f"{value:.9g}" if isinstance(value, float) else f"{value:f}"
    return rdflib.Literal(text, datatype=term.datatype, normalize=False)


def quads_of(data: Path | None) -> tuple[Quad, ...]:
    if data is None:
        return ()
    form = pyoxigraph.RdfFormat.RDF_XML if data.suffix == ".rdf" else pyoxigraph.RdfFormat.TURTLE
    triples = pyoxigraph.parse(path=data, format=form, base_iri=data.resolve().as_uri())
    return tuple(Quad(each.subject, each.predicate, each.object) for each in triples)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("suite", type=Path)
    parser.add_argument("--section", action="append", choices=SECTIONS)
    given = parser.parse_args()
    by_data: defaultdict[Path | None, list[tuple[str, SuiteTest]]] = defaultdict(list)
    for section in given.section or SECTIONS:
        for test in tests_of(given.suite / section):
            by_data[test.data].append((section, test))
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    failures = []
    for data, found in by_data.items():
        for section, test, said in _run(data, found):
            counts[section][said if said in ("passes", "by design") else "fails"] += 1
            if said not in ("passes", "by design"):
                failures.append(f"{section} {test.name}: {said}")
    print(f"{'section':20} {'passes':>7} {'by design':>10} {'fails':>6}")
    for section, count in {**counts, "all": sum(counts.values(), Counter())}.items():
        print(f"{section:20} {count['passes']:7} {count['by design']:10} {count['fails']:6}")
    print(*failures, sep="\n")
    return 1 if failures else 0


def _run(data: Path | None, found: list[tuple[str, SuiteTest]]) -> list[tuple[str, SuiteTest, str]]:
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(Path(folder), quads_of(data), SETTINGS) as address,
        httpx.Client(base_url=address, timeout=60) as client,
    ):
        return [(section, test, outcome(client, test)) for section, test in found]


if __name__ == "__main__":
    raise SystemExit(main())
