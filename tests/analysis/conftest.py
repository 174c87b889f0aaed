"""Fixtures: weighted graphs with several components, isolated nodes and equal weights."""

from __future__ import annotations

import itertools
import random

import networkx as nx
import pytest

from kg.analysis import coauthor_graph


def field(works: int, people: int, seed: int) -> nx.Graph:
    """Return a co-author network of papers with one to seven authors each, some of whom write often."""
    draw = random.Random(seed)
    wrote: dict[str, int] = {}
    shared: dict[tuple[str, str], int] = {}
    for _ in range(works):
        team = sorted({f"person/{int(people * draw.random() ** 1.7):05}" for _ in range(draw.randint(1, 7))})
        for person in team:
            wrote[person] = wrote.get(person, 0) + 1
        for pair in itertools.combinations(team, 2):
            shared[pair] = shared.get(pair, 0) + 1
    people_rows = ((person, f"Name of {person}", count) for person, count in wrote.items())
    return coauthor_graph(people_rows, ((*pair, count) for pair, count in shared.items()))


@pytest.fixture(scope="session")
def small() -> nx.Graph:
    """Return a network of about 150 authors in several components, some of them isolated."""
    return field(70, 220, seed=3)


@pytest.fixture(scope="session")
def large() -> nx.Graph:
    """Return a network of about 1,100 authors."""
    return field(530, 1_800, seed=4)
