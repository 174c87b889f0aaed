"""Exports for other tools: papers with all attributes, tables, networks, annotations and the graph."""

from __future__ import annotations

import io
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import IO, Any
from urllib.parse import unquote

from pyoxigraph import Store

from kg import output
from kg.analysis import MAP_FORMATS, NETWORK_FORMATS, measures, read_graphml, serialise_network
from kg.analysis.graphs import weighted_edges
from kg.graph import web_annotations, whole_graph
from kg.graph.choices import COMPUTED, EXPORTS, TABLES
from kg.graph.map_export import MapOptions, export_map
from kg.graph.networks import NETWORKS
from kg.model.analysis import MeasuredGraph
from kg.model.errors import OutputError, UsageError
from kg.model.identifiers import ARXIV_DOI, ORCID, identifier_of
from kg.output import STORE
from kg.store import find_query, open_store, run, write_csv
from kg.views.table import write_rows

Groups = dict[str, list[tuple[Any, ...]]]

_UNSTATED = "mentions"
GRAPHML = {"coauthors": output.COAUTHOR_GRAPHML, "cooccurrences": output.CONCEPT_GRAPHML}


def export(out: Path, what: str, form: str | None = None, part: str | None = None) -> Iterator[str]:
    """Return an export of the build in `out` as successive pieces of text.

    Parameters
    ----------
    out
        Output folder of the build.
    what
        One of EXPORTS.
    form
        Format: "jsonl" or "csv" for tables; "graphml", "csv" and others for networks; "ttl", "nquads" or "jsonld" for
        the graph. By default, the first format of the export.
    part
        Part of the graph to export as N-Quads; all parts by default.

    Raises
    ------
    UsageError
        If the export is unknown or not available in the format.
    OutputError
        If the folder has no build.
    """
    if what not in EXPORTS:
        raise UsageError(f"unknown export {what!r}; choose one of {', '.join(EXPORTS)}")
    forms = _forms(out, what, part)
    if form is not None and form not in forms:
        raise UsageError(f"{what} cannot be written as {form}; choose one of {', '.join(forms)}")
    return forms[form or next(iter(forms))]()


def _forms(out: Path, what: str, part: str | None) -> dict[str, Callable[[], Iterator[str]]]:
    if what == "graph":
        return {
            "ttl": partial(whole_graph.turtle, out),
            "nquads": partial(whole_graph.nquads, out, part),
            "jsonld": partial(whole_graph.json_ld, out),
        }
    if what == "annotations":
        return {"jsonld": partial(web_annotations.json_ld, out), "ttl": partial(web_annotations.turtle, out)}
    if what == "map":
        return {form: partial(_map, out, form) for form in ("svg", *MAP_FORMATS)}
    if what == "papers":
        return {"jsonl": lambda: map(_line, papers(open_store(out / STORE)))}
    if what in COMPUTED:
        networks = {form: partial(_computed, out, what, form) for form in ("graphml", *NETWORK_FORMATS)}
        return {"csv": partial(_edge_list, out, what), **networks}
    forms: dict[str, Callable[[], Iterator[str]]] = {
        "jsonl": lambda: _json_lines(open_store(out / STORE), TABLES[what]),
        "csv": lambda: _csv(open_store(out / STORE), TABLES[what]),
    }
    if what in GRAPHML:
        forms["graphml"] = lambda: _file(out / GRAPHML[what])
        forms |= {form: partial(_network, out / GRAPHML[what], form) for form in NETWORK_FORMATS}
    return forms


def papers(store: Store) -> Iterator[dict[str, Any]]:
    """Yield each paper, in the order of ids, with its authors, sources, methods and datasets.

    Lines are 1-based and inclusive; offsets are 0-based, end-exclusive code points into `abstract`. The role of a
    method or dataset is inferred from the abstract; `stated` is False if neither the title nor a sentence states it.
    """
    names = ("sources", "links", "annotations", "work_identifiers", "work_keywords")
    sources, links, mentions, identifiers, keywords = (_by_work(store, name) for name in names)
    authors = _authors_by_work(store)
    kinds = {str(work): (kind, language) for work, kind, language in run(store, find_query("work_kinds"))}
    for row in run(store, find_query("full_works")):
        work, title, abstract, venue, year, decision, presentation, award, page = row
        key = str(work)
        concepts = list(_concepts(links[key], mentions[key]))
        schemes = _identifiers(address for (address,) in identifiers[key])
        yield {
            "id": work,
            "title": title,
            "authors": authors[key],
            "venue": venue,
            "year": year,
            "decision": decision,
            "presentation": presentation,
            "award": award,
            "abstract": abstract,
            "url": page,
            "doi": schemes.get("doi", [None])[0],
            "identifiers": {scheme: values if len(values) > 1 else values[0] for scheme, values in schemes.items()},
            "keywords": [keyword for (keyword,) in keywords[key]],
            "language": kinds[key][1],
            "kind": kinds[key][0],
            "sources": [{"listing": name, "line_start": first, "line_end": last} for name, first, last in sources[key]],
            "methods": [concept for kind, concept in concepts if kind == "method"],
            "datasets": [concept for kind, concept in concepts if kind == "dataset"],
        }


def _authors_by_work(store: Store) -> dict[str, list[dict[str, Any]]]:
    """Return the authors of each work in their order, with ORCID iDs and affiliations."""
    orcids = {
        str(person): str(address).removeprefix(ORCID)
        for person, address in run(store, find_query("person_identifiers"))
        if str(address).startswith(ORCID)
    }
    affiliations: dict[str, list[str]] = defaultdict(list)
    for work, position, affiliation in run(store, find_query("affiliations")):
        affiliations[f"{work} {position}"].append(str(affiliation))
    return defaultdict(
        list,
        {
            work: [
                {
                    "id": person,
                    "name": name,
                    "as_written": written,
                    "orcid": orcids.get(str(person)),
                    "affiliations": affiliations[f"{work} {position}"],
                }
                for position, person, name, written in rows
            ]
            for work, rows in _by_work(store, "authorships").items()
        },
    )


def _identifiers(addresses: Iterable[str]) -> dict[str, list[str]]:
    """Return the identifiers that web addresses contain, by scheme; DOIs assigned by arXiv are the last of the DOIs."""
    found: dict[str, list[str]] = defaultdict(list)
    for address in sorted(map(str, addresses), key=lambda address: (ARXIV_DOI in address, address)):
        if identifier := identifier_of(unquote(address)):
            found[identifier.scheme].append(identifier.value)
    return dict(sorted(found.items()))


def _by_work(store: Store, name: str) -> Groups:
    query = find_query(name)
    place = query.columns.index("work")
    groups: Groups = defaultdict(list)
    for row in run(store, query):
        groups[str(row[place])].append(row[:place] + row[place + 1 :])
    return groups


def _concepts(
    links: Iterable[tuple[Any, ...]], mentions: Iterable[tuple[Any, ...]]
) -> Iterator[tuple[str, dict[str, Any]]]:
    spans: dict[str, list[dict[str, Any]]] = defaultdict(list)
    inferred: dict[str, str] = {}
    for start, end, exact, concept, role, _ in mentions:
        spans[concept].append({"start": start, "end": end, "text": exact})
        inferred[concept] = role.rpartition("#")[2].removesuffix("Role").lower()
    for concept, label, kind, stated, _ in links:
        role = inferred.get(concept, stated) if stated == _UNSTATED else stated
        named = {"id": concept, "label": label, "role": role, "stated": role == stated}
        yield kind, {**named, "mentions": spans[concept]}


def _json_lines(store: Store, name: str) -> Iterator[str]:
    rows = run(store, find_query(name))
    return (_line(dict(zip(rows.columns, row, strict=True))) for row in rows)


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"


def _csv(store: Store, name: str) -> Iterator[str]:
    target = io.StringIO(newline="")
    write_csv(run(store, find_query(name)), target)
    yield target.getvalue()


def _network(path: Path, form: str) -> Iterator[str]:
    if not path.is_file():
        raise OutputError("does not exist; build the graph with `kg build LISTING...`", file=path)
    return NETWORK_FORMATS[form](read_graphml(path))


def _computed(out: Path, what: str, form: str) -> Iterator[str]:
    graph = NETWORKS[what].gather(open_store(out / STORE))
    return serialise_network(MeasuredGraph(graph, measures(graph, what)), form)


def _edge_list(out: Path, what: str) -> Iterator[str]:
    """Yield CSV with one row per edge: both nodes with their labels, and the weight."""
    graph, target = NETWORKS[what].gather(open_store(out / STORE)), io.StringIO(newline="")
    label = {node: str(name) for node, name in graph.nodes(data="label")}
    rows = ((one, label[one], other, label[other], weight) for one, other, weight in weighted_edges(graph))
    write_rows(target, ("source", "source_label", "target", "target_label", "weight"), rows)
    yield target.getvalue()


def _map(out: Path, form: str) -> Iterator[str]:
    yield export_map(out, form, MapOptions()).decode("utf-8")


def _file(path: Path) -> Iterator[str]:
    with _opened(path) as lines:
        yield from (line.decode("utf-8") for line in lines)


def _opened(path: Path) -> IO[bytes]:
    try:
        return path.open("rb")
    except OSError as error:
        raise OutputError(
            f"cannot be read: {error.strerror}; build the graph again with `kg build LISTING...`", file=path
        ) from None
