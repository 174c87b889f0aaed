"""Results for assistants: plain values of bounded size, with the papers and the lines of listings they come from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from kg.graph.answers.question import ROLE_ORDER, roles_in_works, sentence_of
from kg.graph.graph import Graph
from kg.model.errors import QueryError
from kg.model.mention import Kind
from kg.reporting import Facts
from kg.store import Rows, Triples, run
from kg.store.lookup import expand, find_resource

MOST_ROWS = 100
MOST_TEXT = 2_000
"""Maximum length of a text in a result."""
MOST_CHARACTERS = 60_000
"""Maximum length of the rows of a result, and of its sources, as JSON."""
_MOST_SOURCES = 30
_MOST_SENTENCES = 10

Result = dict[str, Any]


def rows_result(graph: Graph, rows: Rows | Triples, limit: int = MOST_ROWS) -> Result:
    """Return rows with their columns, the remark about them, and the sources of the papers in them."""
    note = rows.note
    values = iter(rows.drain()) if isinstance(rows, Rows) else iter(rows)
    kept = list(islice(values, max(1, min(limit, MOST_ROWS))))
    more = next(values, None) is not None
    found = [dict(zip(rows.columns, map(clean, row), strict=True)) for row in kept]
    fitting = list(_fitting(found))
    result: Result = {"columns": list(rows.columns), "rows": fitting, "truncated": more or len(fitting) < len(found)}
    return result | {"note": clean(note), "sources": sources(graph.facts, _texts(fitting))}


def paper_result(graph: Graph, title: str) -> Result:
    """Return a paper with its authors, abstract, methods and datasets, and the lines it was read from."""
    facts = graph.facts
    found = find_resource(graph.store, "work", title)
    work = found.node.value
    paper = facts.papers[work]
    concepts = [
        {"iri": concept, "name": clean(facts.labels[concept]), "kind": facts.kinds[concept], "role": role}
        for role, concept in facts.used_in.get(work, ())
    ]
    return {
        "iri": work,
        "title": clean(paper.title),
        "year": paper.year,
        "venue": clean(paper.venue),
        "decision": paper.decision,
        "authors": [{"iri": person, "name": clean(name)} for person, name in facts.authors.get(work, ())[:MOST_ROWS]],
        "abstract": clean(paper.abstract, 3 * MOST_TEXT),
        "methods_and_datasets": concepts[:MOST_ROWS],
        "sources": sources(facts, [work]),
    }


def author_result(graph: Graph, name: str) -> Result:
    """Return an author with papers, co-authors, methods and datasets."""
    found = find_resource(graph.store, "person", name)
    parts = {
        "papers": "works_of_author",
        "coauthors": "coauthors_of_author",
        "methods": "methods_of_author",
        "datasets": "datasets_of_author",
    }
    tables = {key: _table(graph, query, {"author": found.node.value}) for key, query in parts.items()}
    papers = [str(row["work"]) for row in tables["papers"]]
    labels = graph.store.quads_for_pattern(found.node, expand("foaf:name"), None, None)
    names = sorted(str(getattr(quad.object, "value", "")) for quad in labels)
    return {"iri": found.node.value, "names": [clean(each) for each in names], **tables} | {
        "sources": sources(graph.facts, papers)
    }


def concept_result(graph: Graph, name: str) -> Result:
    """Return a method or dataset with its papers by role and year, and sentences that show each role."""
    facts = graph.facts
    found = find_resource(graph.store, "concept", name)
    concept = found.node.value
    if concept not in facts.labels:
        raise QueryError(f"no paper names {name!r}")
    roles = roles_in_works(facts, concept)
    years: dict[str, int] = {}
    for work in roles:
        year = str(facts.papers[work].year or "unknown")
        years[year] = years.get(year, 0) + 1
    sentences = list(_sentences(facts, concept, roles))
    return {
        "iri": concept,
        "name": clean(facts.labels[concept]),
        "kind": facts.kinds[concept],
        "papers_by_role": {role: sum(each == role for each in roles.values()) for role in _roles_of(facts, concept)},
        "papers_by_year": dict(sorted(years.items())),
        "sentences": sentences,
        "note": clean(found.note),
        "sources": sources(facts, [str(each["work"]) for each in sentences]),
    }


def sources(facts: Facts, works: Iterable[str]) -> list[Result]:
    """Return the title, listing and lines of the papers among these IRIs, at most 30."""
    known = list(dict.fromkeys(work for work in works if work in facts.papers))[:_MOST_SOURCES]
    return [each for work in known for each in _source(facts, work)]


def clean(value: object, most: int = MOST_TEXT) -> object:
    r"""Return a value without control characters and of bounded length; the text of listings is not trusted.

    >>> clean("a\x1b[2J\u202eb"), clean(3)
    ('a [2J b', 3)
    """
    if not isinstance(value, str):
        return value
    text = value if value.isprintable() else "".join(each if each.isprintable() else " " for each in value)
    return text if len(text) <= most else text[: most - 1] + "…"


def _table(graph: Graph, query: str, params: Mapping[str, object]) -> list[Result]:
    rows = run(graph.store, query, params)
    kept = islice(rows.drain(), MOST_ROWS)
    return list(_fitting([dict(zip(rows.columns, map(clean, row), strict=True)) for row in kept], MOST_CHARACTERS // 4))


def _fitting(rows: Iterable[Result], most: int = MOST_CHARACTERS) -> Iterator[Result]:
    """Yield rows until their JSON is longer than `most` characters."""
    left = most
    for row in rows:
        left -= len(json.dumps(row, default=str))
        if left < 0:
            return
        yield row


def _texts(rows: Sequence[Result]) -> Iterator[str]:
    return (value for row in rows for value in row.values() if isinstance(value, str))


def _source(facts: Facts, work: str) -> Iterator[Result]:
    for file, first, last, _ in islice(run(facts.answers.store, "sources_of_work", {"work": work}).drain(), 3):
        title = clean(facts.papers[work].title, 300)
        yield {"work": work, "title": title, "listing": clean(file, 300), "first_line": first, "last_line": last}


def _sentences(facts: Facts, concept: str, roles: Mapping[str, str]) -> Iterator[Result]:
    order = sorted(roles, key=lambda work: (ROLE_ORDER.index(roles[work]), -(facts.papers[work].year or 0), work))
    found = ((work, sentence_of(facts, work, concept, roles[work])) for work in order[: 3 * _MOST_SENTENCES])
    for work, sentence in islice(((work, text) for work, text in found if text), _MOST_SENTENCES):
        paper = facts.papers[work]
        yield {
            "work": work,
            "title": clean(paper.title),
            "year": paper.year,
            "role": roles[work],
            "sentence": clean(sentence),
        }


def _roles_of(facts: Facts, concept: str) -> tuple[str, ...]:
    methods = facts.kinds[concept] == Kind.METHOD
    return ("proposes", "uses", "compares", "mentions") if methods else ("introduces", "evaluates", "mentions")
