"""Accuracy of the query related_works on triples of titles: a paper, a related one, and an unrelated one.

`python -m benchmarks.related OUT` prints the share of triples of related_papers.tsv in which the related paper has the
higher score (ties count one half), for the query, for the number of shared methods and datasets, and the triples that
are wrong. OUT is a build of the seeds and lists. The triples were made by hand from titles, before scores were seen;
the weights of the query were then chosen among few variants with these triples in view.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import kg
from kg.model.text import without_accents

TRIPLES = Path(__file__).parent / "related_papers.tsv"
Triple = tuple[str, str, str]
Scores = dict[str, tuple[int, float]]


def triples() -> list[Triple]:
    """Return the triples of titles."""
    lines = TRIPLES.read_text(encoding="utf-8").splitlines()
    return [(paper, related, unrelated) for paper, related, unrelated in (line.split("\t") for line in lines)]


def scores(graph: kg.Graph, paper: str) -> Scores:
    """Return the number of shared methods and datasets, and the score, of the papers related to a paper, by title."""
    rows = graph.query("related_works", work=paper)
    return {_key(str(row[1])): (int(row[2]), float(row[3])) for row in rows}


def accuracy(found: dict[str, Scores], value: Callable[[tuple[int, float]], float]) -> float:
    """Return the share of triples in which the related paper has the higher value; a tie counts one half."""
    points = 0.0
    for paper, related, unrelated in triples():
        one, other = (value(found[paper].get(_key(title), (0, 0.0))) for title in (related, unrelated))
        points += 1.0 if one > other else 0.5 if one == other else 0.0
    return points / len(triples())


def _key(title: str) -> str:
    return without_accents(title).casefold()


def main() -> None:
    """Print the accuracy of both scores and the wrong triples."""
    with kg.open(sys.argv[1]) as graph:
        found = {paper: scores(graph, paper) for paper in {triple[0] for triple in triples()}}
    print(f"triples {len(triples())}")
    print(f"shared methods and datasets {accuracy(found, lambda pair: pair[0]):.3f}")
    print(f"score of related_works {accuracy(found, lambda pair: pair[1]):.3f}")
    for paper, related, unrelated in triples():
        one, other = (found[paper].get(_key(title), (0, 0.0))[1] for title in (related, unrelated))
        if one <= other:
            print(f"{one:.4f} {other:.4f} {paper} | {related} | {unrelated}")


if __name__ == "__main__":
    main()
