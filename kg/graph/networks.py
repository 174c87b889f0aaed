"""Networks of a graph, computed from the results of named queries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from types import MappingProxyType

from pyoxigraph import Store

from kg.analysis import coauthor_graph, concept_graph, linked_graph
from kg.analysis.graphs import Graph, NodeRow, PersonRow
from kg.analysis.weighting import association_strength, bipartite_graph, fractional_weights, shared_neighbours
from kg.model.errors import UsageError
from kg.model.network_membership import NetworkName
from kg.model.numbers import round_float
from kg.store import rows_of

Groups = Mapping[str, list[str]]
_APPLIED = ("proposes", "uses")


@dataclass(frozen=True, slots=True)
class Network:
    """Definition of a network.

    It has a title, a noun for its nodes ("authors"), a noun for its edge weights ("joint papers"), and the function
    that computes it from a store.
    """

    title: str
    noun: str
    weight_noun: str
    gather: Callable[[Store], Graph]


def find_network(name: str) -> Network:
    """Return the network with this name, one of NETWORKS; raises UsageError for other names."""
    if name not in NETWORKS:
        raise UsageError(f"no network {name!r}; choose one of {', '.join(NETWORKS)}")
    return NETWORKS[name]


def _coauthors(store: Store) -> Graph:
    return coauthor_graph(_network_authors(store), rows_of(store, "coauthor_edges"))


def _coauthors_fractional(store: Store) -> Graph:
    left_out = _left_out(store, "coauthors")
    weights = fractional_weights(team for work, team in _teams(store).items() if work not in left_out)
    nodes = ((person, name, "person", works) for person, name, works in _network_authors(store))
    return linked_graph("coauthors-fractional", nodes, _weighted(weights))


def _cooccurrences(store: Store) -> Graph:
    return concept_graph(_network_concepts(store), rows_of(store, "concept_edges"))


def _cooccurrences_association(store: Store) -> Graph:
    weights = association_strength(_cooccurrences(store))
    return linked_graph("cooccurrences-association", _network_concepts(store), _weighted(weights))


def _authors_concepts(store: Store) -> Graph:
    people = [(person, name, "person", works) for person, name, works in rows_of(store, "authors")]
    teams, named = _teams(store), _named(store)
    rows = (pair for work in sorted(teams) for pair in product(teams[work], named.get(work, ())))
    return bipartite_graph("authors-concepts", people + rows_of(store, "concepts"), rows)


def _methods_datasets(store: Store) -> Graph:
    applied, tested = _named(store, _APPLIED), _named(store, ("evaluates",))
    rows = (pair for work in sorted(applied) for pair in product(applied[work], tested.get(work, ())))
    return bipartite_graph("methods-datasets", rows_of(store, "concepts"), rows)


def _venues_authors(store: Store) -> Graph:
    # The nodes are names of venues, which are unique in a graph.
    venue = {work: name for work, _, _, name, *_ in rows_of(store, "works") if name}
    works = Counter(venue.values())
    rows = ((venue[work], person) for work, team in _teams(store).items() if work in venue for person in team)
    nodes = ((name, name, "venue", works[name]) for name in works)
    return linked_graph("venues-authors", nodes, _weighted(shared_neighbours(rows)))


def _network_authors(store: Store) -> list[PersonRow]:
    """Return the rows of the authors of at least one paper in the co-author network."""
    left_out, rows = _left_out(store, "coauthors"), rows_of(store, "authors")
    if not left_out:
        return rows
    linked = {person for work, team in _teams(store).items() if work not in left_out for person in team}
    return [row for row in rows if row[0] in linked]


def _network_concepts(store: Store) -> list[NodeRow]:
    """Return the rows of the concepts of at least one paper in the network of concepts."""
    left_out, rows = _left_out(store, "concepts"), rows_of(store, "concepts")
    if not left_out:
        return rows
    linked = {concept for work, named in _named(store).items() if work not in left_out for concept in named}
    return [row for row in rows if row[0] in linked]


def _left_out(store: Store, name: NetworkName) -> set[str]:
    return {work for work, _, network, _ in rows_of(store, "papers_left_out") if network == name}


def _teams(store: Store) -> Groups:
    """Return the sorted authors of each paper."""
    return _grouped((work, person) for work, _, person, _, _ in rows_of(store, "authorships"))


def _named(store: Store, roles: Iterable[str] = ()) -> Groups:
    """Return the methods and datasets that each paper names in one of the given roles; in any role by default."""
    wanted = set(roles)
    links = rows_of(store, "links")
    return _grouped((work, concept) for concept, _, _, role, _, work in links if not wanted or role in wanted)


def _grouped(pairs: Iterable[tuple[str, str]]) -> Groups:
    groups: dict[str, list[str]] = defaultdict(list)
    for key, value in sorted(set(pairs)):
        groups[key].append(value)
    return groups


def _weighted(weights: Mapping[tuple[str, str], float]) -> Iterable[tuple[str, str, float]]:
    return ((*pair, round_float(weight)) for pair, weight in weights.items())


NETWORKS: Mapping[str, Network] = MappingProxyType(
    {
        "coauthors": Network("Co-authors", "authors", "joint papers", _coauthors),
        "coauthors-fractional": Network(
            "Co-authors, fractional counting",
            "authors",
            "joint papers, counted fractionally",
            _coauthors_fractional,
        ),
        "cooccurrences": Network(
            "Methods and datasets", "methods and datasets", "papers that name both", _cooccurrences
        ),
        "cooccurrences-association": Network(
            "Methods and datasets, association strength",
            "methods and datasets",
            "observed / expected co-occurrences",
            _cooccurrences_association,
        ),
        "authors-concepts": Network(
            "Authors with their methods and datasets",
            "authors, methods and datasets",
            "the author's papers that name the method or dataset",
            _authors_concepts,
        ),
        "methods-datasets": Network(
            "Methods and the datasets they are evaluated on",
            "methods and datasets",
            "papers that evaluate the method on the dataset",
            _methods_datasets,
        ),
        "venues-authors": Network("Venues with shared authors", "venues", "shared authors", _venues_authors),
    }
)
"""All networks by name."""
