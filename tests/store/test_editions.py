"""Values that name a venue and a year at once."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from kg.model.errors import QueryError
from kg.store import run
from kg.store.editions import venue_and_year
from tests.field import Paper, field_store

NAMES = ("ICLR", "Vision 2000")


@pytest.fixture(scope="module")
def store() -> Store:
    papers = [Paper(f"{venue} {year}", year, venue, ("Ada Abel",)) for venue in NAMES for year in (2021, 2022)]
    return field_store(papers=papers)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ICLR 2021", ("ICLR", 2021)),
        ("ICLR-2021", ("ICLR", 2021)),
        ("ICLR2021", ("ICLR", 2021)),
        (" ICLR, 2021 ", ("ICLR", 2021)),
        ("ICLR", ("ICLR", None)),
        ("Vision 2000", ("Vision 2000", None)),
        ("Vision 2000 2021", ("Vision 2000", 2021)),
        ("2021", ("2021", None)),
        ("ICLR 123456", ("ICLR 123456", None)),
    ],
)
def test_the_year_is_at_the_end(text: str, found: tuple[str, int | None], store: Store) -> None:
    assert venue_and_year(store, text) == found


def test_a_named_query_takes_the_year_with_the_venue(store: Store) -> None:
    (row,) = run(store, "works_of_venue", {"venue": "ICLR 2021"}).drain()
    assert row[1:] == ("ICLR 2021", 2021)
    assert len(list(run(store, "works_of_venue", {"venue": "Vision 2000"}).drain())) == 2
    with pytest.raises(QueryError, match="contains a year, and since is 2022; give one of them"):
        run(store, "works_of_venue", {"venue": "ICLR 2021", "since": 2022})
    with pytest.raises(QueryError, match="no parameter restricts the years; give the venue 'ICLR' alone"):
        run(store, "topics_of_venue", {"venue": "ICLR 2021"})
