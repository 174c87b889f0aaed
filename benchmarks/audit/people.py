"""Statements on authors: their papers and co-authors, their place in the network, and their identity."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

import networkx as nx

from benchmarks.audit.statement import Audited, Statement


def central(audited: Audited) -> Iterator[Statement]:
    """Yield a statement for each row of the table of central authors."""
    table = audited.table("central_authors")
    for row in table.rows if table else ():
        name, works, others, strength, *_ = row.cells
        yield Statement(
            f"{name} has {works} papers and {others} co-authors, with a weighted degree of {strength}.",
            lambda person=dict(row.keys)["author"]: (*again(audited, person), *papers(audited, person)),
        )


def collaborations(audited: Audited) -> Iterator[Statement]:
    """Yield a statement for each row of the table of collaborations."""
    table = audited.table("collaborations")
    for row in table.rows if table else ():
        ends = tuple(iri for key, iri in row.keys if key.startswith("author"))
        yield Statement(
            f"{row.cells[0]} and {row.cells[1]} have {row.cells[2]} joint papers.",
            lambda ends=ends: (
                f"  {audited.paper(work)}"
                for work, authors in audited.facts.authors.items()
                if set(ends) <= {person for person, _ in authors}
            ),
        )


def brokers(audited: Audited) -> Iterator[Statement]:
    """Yield a statement for each row of the table of brokers, with the values of networkx."""
    table, graph = audited.table("brokers"), audited.facts.graphs["coauthors"].graph
    place = {each.node: each.value for each in audited.facts.graphs["coauthors"].measures if each.name == "community"}
    for row in table.rows if table else ():
        person = next(iri for key, iri in row.keys if key == "author")

        def evidence(person: str = person) -> Iterator[str]:
            yield f"  communities of the author and the co-authors: {len({place[n] for n in (person, *graph[person])})}"
            yield f"  networkx: effective size {nx.effective_size(graph, [person])[person]:.4g}"
            yield f"  networkx: constraint {nx.constraint(graph, [person], weight='weight')[person]:.4g}"
            yield f"  degree {graph.degree(person)}, papers {len(audited.rows('works_of_author', author=person))}"

        name, works, degree, reached, size, low = row.cells
        yield Statement(
            f"{name} ({works} papers, {degree} co-authors) connects {reached} communities; effective size "
            f"{float(size or 0):.4g}, constraint {float(low or 0):.4g}.",
            evidence,
        )


def undecided(audited: Audited) -> Iterator[Statement]:
    """Yield a statement for each pair that was not merged although it may be the same."""
    table = audited.table("unsure_pairs")
    for row in table.rows if table else ():
        kind, one, other, score, reasons = row.cells
        ends = [iri for key, iri in row.keys if key in ("left", "right")]
        yield Statement(
            f"The {kind}s “{one}” and “{other}” may be the same (score {float(score or 0):.3g}: {reasons}).",
            lambda ends=ends: (line for end in ends for line in (f"  {end}", *papers(audited, end))),
        )


def namesakes(audited: Audited) -> Iterator[Statement]:
    """Yield a statement for each name that several authors share."""
    table, bearers = audited.table("namesakes"), defaultdict(list)
    for person, label in audited.facts.graphs["coauthors"].graph.nodes(data="label"):
        bearers[label].append(person)
    for row in table.rows if table else ():
        yield Statement(
            f"{row.cells[1]} author entries have the name {row.cells[0]}; they may or may not be the same author; "
            f"papers of each: {row.cells[2]}.",
            lambda name=row.cells[0]: (
                line for person in bearers[name] for line in (f"  {person}", *papers(audited, person, 3))
            ),
        )


def spellings(audited: Audited) -> Iterator[Statement]:
    """Yield a statement for each author with spelling variants."""
    table = audited.table("spellings")
    for row in table.rows if table else ():
        yield Statement(
            f"{row.cells[0]} ({row.cells[1]} papers) is also written {row.cells[2]}.",
            lambda person=dict(row.keys)["author"]: written(audited, person),
        )


def again(audited: Audited, person: str) -> Iterator[str]:
    """Yield the numbers of papers and co-authors of an author, counted from the lists of authors of all papers."""
    joint: Counter[str] = Counter()
    works = [work for work, authors in audited.facts.authors.items() if person in {who for who, _ in authors}]
    for work in works:
        joint.update({other for other, _ in audited.facts.authors[work]} - {person})
    yield f"  counted again: {len(works)} papers, {len(joint)} co-authors, {sum(joint.values())} weighted degree"


def papers(audited: Audited, iri: str, most: int = 8) -> Iterator[str]:
    """Yield the papers of an author, or the paper itself."""
    if iri in audited.facts.papers:
        yield f"    {audited.paper(iri)}"
        return
    for work, *_ in audited.rows("works_of_author", author=iri)[:most]:
        yield f"    {audited.paper(str(work))}"


def written(audited: Audited, person: str) -> Iterator[str]:
    """Yield the papers of an author with the name as each of them writes it."""
    for work, _, who, _, name in audited.facts.answers.rows("authorships"):
        if who == person:
            yield f"  {name}: {audited.paper(work)}"
