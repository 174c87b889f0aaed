"""The names of networks and views are those of the functions that compute them."""

from __future__ import annotations

from kg.graph import view
from kg.graph.choices import EXPORTS, NETWORK_NAMES, VIEWS
from kg.graph.networks import NETWORKS


def test_the_names_of_networks_are_those_that_can_be_computed() -> None:
    assert tuple(NETWORKS) == NETWORK_NAMES
    assert set(NETWORK_NAMES) <= set(EXPORTS)


def test_the_kinds_of_views_are_those_that_can_be_drawn() -> None:
    assert (*view._PAGES, "query") == VIEWS
