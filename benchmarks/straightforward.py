"""Baseline: the same job with rdflib, networkx, spaCy and pyvis alone, as a short script.

    python benchmarks/straightforward.py LISTING... --config kg.toml --out FOLDER

It reads five formats, creates the same kinds of triples, queries the edges of both networks with SPARQL, measures them
with networkx, and writes Turtle, N-Quads, CSV, GraphML and two pyvis pages. The last line of its output is JSON with
the seconds of each stage and counts. It merges only equal names and titles, and neither validates nor escapes the
contents of listings.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import re
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import networkx as nx
import spacy
from pyvis.network import Network
from rdflib import DCTERMS, FOAF, PROV, RDF, SKOS, XSD, Dataset, Graph, Literal, Namespace, URIRef
from spacy.language import Language

KG = Namespace("https://w3id.org/paperkg/ontology#")
BIBO = Namespace("http://purl.org/ontology/bibo/")
SCHEMA = Namespace("https://schema.org/")
OA = Namespace("http://www.w3.org/ns/oa#")
VOCABULARY = Path(__file__).parent.parent / "ontology" / "concepts.ttl"
SHOWN = 300


@dataclass
class Paper:
    """A paper of a listing, with its lines."""

    listing: str
    start: int
    end: int
    title: str
    authors: list[str] = field(default_factory=list)
    abstract: str = ""
    venue: str | None = None
    year: int | None = None
    decision: str | None = None
    award: str | None = None
    url: str | None = None


# Reading


def read_poster_session(text: str, name: str) -> Iterator[Paper]:
    body = re.search(r"Chat is not available\.\n+", text).end()
    for match in re.finditer(r"(?:.+\n?)(?:\n?.+\n?)*", text[body:]):
        paragraphs = match[0].strip("\n").split("\n\n")
        heading = paragraphs[0].split("\n")
        start, end = lines_of(text, body + match.start(), match[0])
        award = heading[0] if len(heading) > 1 else None
        authors, abstract = paragraphs[1].split(" · "), "\n\n".join(paragraphs[2:])
        yield Paper(name, start, end, heading[-1], authors, abstract, award=award)


def read_dataset_viewer(text: str, name: str) -> Iterator[Paper]:
    lines = text.split("\n")
    first = next(n for n, line in enumerate(lines) if re.match(r"\S+\.cc/\d{4}/", line))
    for n in range(first, len(lines) - 3, 4):
        group, title, abstract, decision = lines[n : n + 4]
        year = int(re.search(r"\d{4}", group)[0])
        yield Paper(name, n + 1, n + 4, title, [], abstract, group.split(".")[0], year, decision)


def read_papers_cool(text: str, name: str) -> Iterator[Paper]:
    venue, year = re.match(r"(\S+)\.(\d{4})", text).groups()
    pattern = r"^#\d+ (.*?)((?: \[\w+\])*)\n\nAuthors: (.*)\n\n((?:(?!#\d+ ).*\n?)*)"
    for match in re.finditer(pattern, text, re.MULTILINE):
        start, end = lines_of(text, match.start(), match[0])
        yield Paper(name, start, end, match[1], match[3].split(" ; "), match[4].strip(), venue, int(year), "Accept")


def read_labelled_markdown(text: str, name: str) -> Iterator[Paper]:
    for match in re.finditer(r"^## \[\d+\] (.*)\n(?:(?!----).*\n?)*", text, re.MULTILINE):
        fields = dict(re.findall(r"\*\*(\w+)\*\*: (.*)", match[0]))
        venue, _, year = fields.get("Conference", "").strip("*").rpartition(" ")
        url = re.match(r"\[(.*?)\]", fields.get("URL", ""))
        start, end = lines_of(text, match.start(), match[0])
        authors, abstract = fields.get("Authors", "").strip("*").split(", "), match[0].partition("**Abstract**:")[2]
        paper = Paper(name, start, end, match[1], authors, abstract.strip(), venue.upper(), url=url and url[1])
        paper.year = int(year) if year.isdigit() else None
        yield paper


def read_accepted_markdown(text: str, name: str) -> Iterator[Paper]:
    head = r"^(?P<title>\S.*)\n\n- (?P<authors>.*)\n+- abstract@\[open-review\\\((?P<decision>\w+)\\\)\]\(#\): "
    heads = list(re.finditer(head, text, re.MULTILINE))
    ends = [match.start() for match in heads[1:]] + [len(text)]
    for match, stop in zip(heads, ends, strict=True):
        start, end = lines_of(text, match.start(), text[match.start() : stop])
        title = re.sub(r"^\[(.*)\]\(#\)$", r"\1", match["title"])
        authors = [author.strip("* ") for author in re.split(r", (?:and )?| and ", match["authors"])]
        decision, abstract = f"Accept ({match['decision']})", text[match.end() : stop].strip()
        yield Paper(name, start, end, title, authors, abstract, decision=decision)


READERS = {
    r"Chat is not available\.": read_poster_session,
    r"^stringclasses$": read_dataset_viewer,
    r"^\| Total: \d+": read_papers_cool,
    r"^## \[\d+\] ": read_labelled_markdown,
    r"^- abstract@\[": read_accepted_markdown,
}


def lines_of(text: str, position: int, piece: str) -> tuple[int, int]:
    start = text.count("\n", 0, position) + 1
    return start, start + piece.rstrip("\n").count("\n")


def read(paths: list[Path], config: Path | None) -> list[Paper]:
    papers: list[Paper] = []
    for path in sorted(paths):
        text = path.read_text(encoding="utf-8")
        reader = next(reader for pattern, reader in READERS.items() if re.search(pattern, text, re.MULTILINE))
        found = list(reader(text, path.name))
        for key, value in hints(config, path).items():
            for paper in found:
                setattr(paper, key, getattr(paper, key) or value)
        papers += found
    return papers


def hints(config: Path | None, path: Path) -> dict[str, str | int]:
    rules = tomllib.loads(config.read_text()).get("listing", []) if config else []
    mine = [rule for rule in rules if path.resolve().match(str(config.resolve().parent / rule["path"]))]
    return {key: value for rule in mine for key, value in rule.items() if key in ("venue", "year")}


# Finding concepts


def load_pipeline(model: str | None, vocabulary: Path) -> tuple[Language, Graph]:
    """Return a pipeline, trained or blank, with entity rulers for the vocabulary and for two patterns."""
    concepts = Graph().parse(vocabulary)
    nlp = spacy.load(model) if model else spacy.blank("en")
    any_case, as_written = [], []
    for concept, kind in concepts.subject_objects(RDF.type):
        if kind not in (KG.Method, KG.Dataset) or (concept, KG.matchLabels, Literal(False)) in concepts:
            continue
        known = {"label": "METHOD" if kind == KG.Method else "DATASET", "id": str(concept)}
        unclear = set(map(str, concepts.objects(concept, KG.ambiguousLabel)))
        for predicate in (SKOS.prefLabel, SKOS.altLabel, KG.abbreviation):
            for label in set(map(str, concepts.objects(concept, predicate))) - unclear:
                patterns = any_case if label == label.lower() else as_written
                patterns += [known | {"pattern": label}, known | {"pattern": f"{label}s"}]
    # Patterns for names that are not in the vocabulary: "SteerFit", "SteerFit dataset".
    name = {"TEXT": {"REGEX": r"^(?=.*[a-z])\w*[A-Z]\w*[A-Z]\w*$"}}
    thing = {"LOWER": {"IN": ["dataset", "benchmark", "corpus"]}}
    unknown = [{"label": "DATASET", "pattern": [name, thing]}, {"label": "METHOD", "pattern": [name]}]
    rulers = {"as_written": (as_written, "ORTH"), "any_case": (any_case, "LOWER"), "unknown": (unknown, "ORTH")}
    for title, (patterns, attribute) in rulers.items():
        place = {"before": "ner"} if "ner" in nlp.pipe_names else {}
        nlp.add_pipe("entity_ruler", title, config={"phrase_matcher_attr": attribute}, **place).add_patterns(patterns)
    return nlp, concepts


def find_mentions(nlp: Language, papers: list[Paper]) -> list[list[tuple[int, int, str, str, str]]]:
    """Return, for each paper, the mentions in its abstract as (start, end, text, kind, concept)."""
    docs = nlp.pipe((paper.abstract for paper in papers), batch_size=64)
    return [
        [
            (ent.start_char, ent.end_char, ent.text, ent.label_.lower(), ent.ent_id_ or slug(ent.text))
            for ent in doc.ents
            if ent.label_ in ("METHOD", "DATASET")
        ]
        for doc in docs
    ]


# Triples


def slug(text: str) -> str:
    plain = re.sub(r"\W+", "-", text.casefold()).strip("-")
    return f"{plain[:60]}-{hashlib.sha256(text.casefold().encode()).hexdigest()[:8]}"


def describe(papers: list[Paper], mentions: list, concepts: Graph, base: str) -> Dataset:
    dataset = Dataset(default_union=True)
    for prefix, namespace in {"kg": KG, "bibo": BIBO, "schema": SCHEMA, "oa": OA}.items():
        dataset.bind(prefix, namespace)
    core, spans, records = (dataset.graph(URIRef(f"{base}graph/{g}")) for g in ("core", "mentions", "provenance"))
    vocabulary = dataset.graph(URIRef(f"{base}graph/vocabulary"))
    for triple in concepts:
        vocabulary.add(triple)
    for number, (paper, found) in enumerate(zip(papers, mentions, strict=True), start=1):
        work = URIRef(f"{base}work/{slug(paper.title)}")
        describe_work(core, work, paper, base)
        describe_mentions(core, spans, work, found, base)
        describe_record(records, URIRef(f"{base}record/{number}"), work, paper, base)
    return dataset


def state(graph: Graph, subject: URIRef, *pairs: tuple[URIRef, URIRef | Literal]) -> None:
    for predicate, value in pairs:
        graph.add((subject, predicate, value))


def describe_work(graph: Graph, work: URIRef, paper: Paper, base: str) -> None:
    state(graph, work, (RDF.type, KG.Work), (RDF.type, SCHEMA.ScholarlyArticle), (DCTERMS.title, Literal(paper.title)))
    literals = {DCTERMS.abstract: paper.abstract, KG.decisionAsWritten: paper.decision, KG.hasAward: paper.award}
    state(graph, work, *((predicate, Literal(value)) for predicate, value in literals.items() if value))
    if paper.year:
        state(graph, work, (DCTERMS.issued, Literal(str(paper.year), datatype=XSD.gYear)))
    if paper.url:
        state(graph, work, (FOAF.page, URIRef(paper.url)))
    if paper.venue:
        describe_venue(graph, work, paper, base)
    for position, name in enumerate(paper.authors, start=1):
        describe_author(graph, work, position, name, base)


def describe_venue(graph: Graph, work: URIRef, paper: Paper, base: str) -> None:
    series = URIRef(f"{base}venue/{slug(paper.venue)}")
    edition = URIRef(f"{series}/{paper.year}")
    state(graph, work, (BIBO.presentedAt, edition))
    state(graph, series, (RDF.type, SCHEMA.EventSeries), (SKOS.prefLabel, Literal(paper.venue)))
    state(graph, edition, (RDF.type, BIBO.Conference), (SCHEMA.superEvent, series))
    state(graph, edition, (SKOS.prefLabel, Literal(f"{paper.venue} {paper.year}")))


def describe_author(graph: Graph, work: URIRef, position: int, name: str, base: str) -> None:
    authorship, person = URIRef(f"{work}/authorship/{position}"), URIRef(f"{base}person/{slug(name)}")
    state(graph, work, (KG.hasAuthorship, authorship), (DCTERMS.creator, person), (SCHEMA.author, person))
    state(graph, authorship, (RDF.type, KG.Authorship), (KG.author, person))
    state(graph, authorship, (KG.position, Literal(position)), (KG.nameAsWritten, Literal(name)))
    state(graph, person, (RDF.type, FOAF.Person), (RDF.type, SCHEMA.Person), (FOAF.name, Literal(name)))


def describe_mentions(core: Graph, spans: Graph, work: URIRef, found: list, base: str) -> None:
    for start, end, text, kind, identifier in found:
        known = identifier.startswith("http")
        concept = URIRef(identifier if known else f"{base}{kind}/{identifier}")
        mention = URIRef(f"{work}/mention/{start}-{end}")
        state(core, work, (KG.mentionsConcept, concept))
        state(spans, mention, (RDF.type, KG.Mention), (OA.hasBody, concept), (OA.hasTarget, work))
        state(spans, mention, (KG.startOffset, Literal(start)), (KG.endOffset, Literal(end)), (KG.exact, Literal(text)))
        if not known:
            state(core, concept, (RDF.type, KG[kind.capitalize()]), (SKOS.prefLabel, Literal(text)))


def describe_record(graph: Graph, record: URIRef, work: URIRef, paper: Paper, base: str) -> None:
    state(graph, record, (RDF.type, KG.Record), (KG.describes, work))
    state(graph, record, (KG.lineStart, Literal(paper.start)), (KG.lineEnd, Literal(paper.end)))
    state(graph, record, (PROV.wasDerivedFrom, URIRef(f"{base}listing/{slug(paper.listing)}")))


# Networks

EDGES = """
SELECT ?a ?b (COUNT(DISTINCT ?work) AS ?weight) WHERE {
  ?work %s ?a, ?b .
  FILTER(STR(?a) < STR(?b))
} GROUP BY ?a ?b
"""


def network(dataset: Dataset, predicate: URIRef, names: tuple[URIRef, ...]) -> nx.Graph:
    graph = nx.Graph()
    for node in sorted(set(dataset.objects(None, predicate))):
        label = next(str(name) for p in names for name in dataset.objects(node, p))
        graph.add_node(str(node), label=label)
    for a, b, weight in dataset.query(EDGES % predicate.n3()):
        graph.add_edge(str(a), str(b), weight=int(weight))
    return graph


def measure(graph: nx.Graph) -> dict[str, dict[str, float]]:
    groups = nx.community.louvain_communities(graph, weight="weight", seed=0)
    largest = graph.subgraph(max(nx.connected_components(graph), key=len))
    return {
        "degree": dict(graph.degree()),
        "weightedDegree": dict(graph.degree(weight="weight")),
        "betweenness": nx.betweenness_centrality(graph),
        "closeness": nx.closeness_centrality(graph),
        "eigenvector": dict.fromkeys(graph, 0.0) | nx.eigenvector_centrality_numpy(largest, weight="weight"),
        "pageRank": nx.pagerank(graph, weight="weight"),
        "community": {node: number for number, group in enumerate(groups, start=1) for node in group},
    }


def describe_measures(dataset: Dataset, measures: dict[str, dict[str, float]], base: str) -> None:
    graph = dataset.graph(URIRef(f"{base}graph/metrics"))
    for name, values in measures.items():
        for node, value in values.items():
            graph.add((URIRef(node), KG[name], Literal(value)))


def write_network(graph: nx.Graph, measures: dict[str, dict[str, float]], path: Path) -> None:
    for name, values in measures.items():
        nx.set_node_attributes(graph, values, name)
    nx.write_graphml(graph, path.with_suffix(".graphml"))
    with path.with_suffix(".csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "label", *measures])
        writer.writerows([node, label, *(m[node] for m in measures.values())] for node, label in graph.nodes("label"))


def draw(graph: nx.Graph, measures: dict[str, dict[str, float]], path: Path) -> None:
    central = measures["pageRank"]
    shown = graph.subgraph(sorted(graph, key=central.get, reverse=True)[:SHOWN])
    page = Network(height="800px", width="100%", cdn_resources="in_line")
    for node, label in shown.nodes("label"):
        size = 8 + 40 * (central[node] / max(central.values())) ** 0.5
        page.add_node(node, label=label, title=label, size=size, group=measures["community"][node])
    for a, b, weight in shown.edges(data="weight"):
        page.add_edge(a, b, value=weight)
    path.write_text(page.generate_html(), encoding="utf-8")


# Complete build


def build(paths: list[Path], config: Path | None, out: Path, model: str | None, vocabulary: Path) -> dict:
    seconds: dict[str, float] = {}

    @contextmanager
    def timed(stage: str) -> Iterator[None]:
        begun = time.perf_counter()
        yield
        seconds[stage] = round(seconds.get(stage, 0) + time.perf_counter() - begun, 2)

    out.mkdir(parents=True, exist_ok=True)
    base = tomllib.loads(config.read_text())["base"] if config else "https://example.org/kg/"
    with timed("parse"):
        papers = read(paths, config)
    with timed("extract"):
        nlp, concepts = load_pipeline(model, vocabulary)
        mentions = find_mentions(nlp, papers)
    with timed("describe"):
        dataset = describe(papers, mentions, concepts, base)
    with timed("query"):
        networks = {
            "coauthors": network(dataset, DCTERMS.creator, (FOAF.name,)),
            "concepts": network(dataset, KG.mentionsConcept, (SKOS.prefLabel,)),
        }
    with timed("measure"):
        measures = {name: measure(graph) for name, graph in networks.items()}
    with timed("describe"):
        for found in measures.values():
            describe_measures(dataset, found, base)
    with timed("serialise"):
        dataset.serialize(out / "graph.ttl", format="turtle")
        dataset.serialize(out / "graph.nq", format="nquads")
    with timed("export"):
        for name, graph in networks.items():
            write_network(graph, measures[name], out / name)
    with timed("draw"):
        for name, graph in networks.items():
            draw(graph, measures[name], out / f"{name}.html")
    sizes = {name: [graph.number_of_nodes(), graph.number_of_edges()] for name, graph in networks.items()}
    return {
        "seconds": seconds | {"total": round(sum(seconds.values()), 2)},
        "records": Counter(paper.listing for paper in papers),
        "mentions": sum(map(len, mentions)),
        "quads": len(dataset),
        "networks": sizes,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("listings", nargs="+", type=Path, help="listings, or a folder of them")
    parser.add_argument("--config", type=Path, help="settings (kg.toml)")
    parser.add_argument("--out", type=Path, default=Path("output-straightforward"))
    parser.add_argument("--model", help="a trained spaCy pipeline (default: a blank one)")
    parser.add_argument("--vocabulary", type=Path, default=VOCABULARY, help="methods and datasets as SKOS")
    given = parser.parse_args()
    folders = (path.iterdir() if path.is_dir() else [path] for path in given.listings)
    paths = [p for folder in folders for p in folder if p.suffix in (".txt", ".md") and p.name != "README.md"]
    print(json.dumps(build(paths, given.config, given.out, given.model, given.vocabulary)))


if __name__ == "__main__":
    main()
