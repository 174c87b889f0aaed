"""Accuracy of related papers on triples of titles: a paper, a related one, and an unrelated one.

`python -m benchmarks.related OUT` prints the share of triples of related_papers.tsv in which the related paper has the
higher score (ties count one half), for the query related_works and for `kg ask related`, and the triples that are
wrong. OUT is a build of the seeds and lists. The triples were made by hand from titles, before scores were seen; the
weights were then chosen among few variants with these triples in view.
"""

from __future__ import annotations

import sys
from pathlib import Path

import kg
from kg.graph.answers.papers import similar_papers
from kg.model.text import without_accents
from kg.store.lookup import look_up

TRIPLES = Path(__file__).parent / "related_papers.tsv"
Triple = tuple[str, str, str]
Scores = dict[str, float]


def triples() -> list[Triple]:
    """Return the triples of titles."""
    lines = TRIPLES.read_text(encoding="utf-8").splitlines()
    return [(paper, related, unrelated) for paper, related, unrelated in (line.split("\t") for line in lines)]


def queried(graph: kg.Graph, paper: str) -> Scores:
    """Return the scores of the query related_works for the papers that share something with a paper, by title."""
    return {_key(str(row[1])): float(row[3]) for row in graph.query("related_works", work=paper)}


def similar(graph: kg.Graph, paper: str) -> Scores:
    """Return the similarity of all papers to a paper, as `kg ask related` ranks them, by title."""
    work, papers = look_up(graph.store, "work", paper).value, graph.facts.papers
    return {_key(papers[other].title): score for other, score in similar_papers(graph.facts, work)}


def accuracy(found: dict[str, Scores]) -> float:
    """Return the share of triples in which the related paper has the higher value; a tie counts one half."""
    points = 0.0
    for paper, related, unrelated in triples():
        one, other = (found[paper].get(_key(title), 0.0) for title in (related, unrelated))
        points += 1.0 if one > other else 0.5 if one == other else 0.0
    return points / len(triples())


def _key(title: str) -> str:
    return without_accents(title).casefold()


def main() -> None:
    """Print the accuracy of the query and of `kg ask related`, and the triples that the latter ranks wrongly."""
    papers = {triple[0] for triple in triples()}
    with kg.open(sys.argv[1]) as graph:
        query = {paper: queried(graph, paper) for paper in papers}
        found = {paper: similar(graph, paper) for paper in papers}
    print(f"triples {len(triples())}")
    print(f"query related_works {accuracy(query):.3f}")
    print(f"kg ask related {accuracy(found):.3f}")
    for paper, related, unrelated in triples():
        one, other = (found[paper].get(_key(title), 0.0) for title in (related, unrelated))
        if one <= other:
            print(f"{one:.4f} {other:.4f} {paper} | {related} | {unrelated}")


if __name__ == "__main__":
    main()
