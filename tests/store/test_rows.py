"""Results of queries: read once from the store, iterated as often as needed."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple

from kg.model.errors import MissingDependencyError, QueryError
from kg.store import Rows, Triples
from kg.store.buffer import Buffer

WORK = NamedNode("https://example.org/kg/work/gates")
TITLE = NamedNode("http://purl.org/dc/terms/title")


def rows(count: int = 3) -> Rows:
    return Rows(("work", "n"), ((WORK, Literal(n)) for n in range(count)))


def test_rows_are_a_sequence_that_can_be_iterated_again() -> None:
    found = rows()
    assert list(found) == list(found) == [(WORK.value, 0), (WORK.value, 1), (WORK.value, 2)]
    assert (len(found), found[0], found[-1][1]) == (3, (WORK.value, 0), 2)
    assert isinstance(found[1:], Rows) and list(found[1:]) == [(WORK.value, 1), (WORK.value, 2)]
    assert (WORK.value, 2) in found and repr(found) == "<Rows: 3 × (work, n)>"
    with pytest.raises(IndexError):
        found[3]
    first, second = iter(found), iter(found)
    assert next(first) == next(second)


def test_rows_are_read_when_they_are_needed() -> None:
    read: list[int] = []

    def numbers() -> Iterator[int]:
        for n in range(1_000_000):
            read.append(n)
            yield n

    buffer = Buffer(numbers())
    assert next(iter(buffer)) == 0 and len(read) == 1


def test_drained_rows_cannot_be_mistaken_for_an_empty_result() -> None:
    found = rows()
    assert len(list(found.drain())) == 3
    with pytest.raises(RuntimeError, match="without being stored"):
        list(found)
    whole = rows()
    assert len(whole) == 3 and len(list(whole.drain())) == 3 and len(list(whole)) == 3


def test_a_failure_is_raised_each_time_and_never_a_short_result() -> None:
    def failing() -> Iterator[int]:
        yield 1
        raise QueryError("the query failed")

    buffer = Buffer(failing())
    for _ in range(2):
        with pytest.raises(QueryError, match="the query failed"):
            list(buffer)
    with pytest.raises(QueryError):
        len(buffer)


@given(st.lists(st.integers()), st.lists(st.integers(0, 9), max_size=5))
def test_a_buffer_equals_the_list_of_its_items_however_it_is_read(items: list[int], places: list[int]) -> None:
    buffer = Buffer(iter(items))
    for place in places:
        assert list(zip(buffer, range(place), strict=False)) == list(zip(items, range(place), strict=False))
    assert list(buffer) == items and len(buffer) == len(items)


def test_triples_have_columns_length_and_values() -> None:
    found = Triples(iter([Triple(WORK, TITLE, Literal(str(n))) for n in range(3)]))
    assert found.columns == ("subject", "predicate", "object")
    assert list(found) == list(found) and len(found) == 3
    assert found[1] == (WORK.value, TITLE.value, "1")
    assert isinstance(found[:2], Triples) and len(found[:2]) == 2 and repr(found) == "<Triples: 3>"


@pytest.mark.parametrize("found", [rows(120), Triples(Triple(WORK, TITLE, Literal(str(n))) for n in range(120))])
def test_a_notebook_shows_the_first_rows_and_the_number_of_all(found: Rows | Triples) -> None:
    html = found._repr_html_()
    assert html.count("<tr>") == 51 and "showing 50 of 120 rows" in html
    assert f'<a href="{WORK.value}">' in html


def test_html_of_text_is_escaped() -> None:
    html = Rows(
        ("<b>",), [(Literal("<script>alert(1)</script>"),), (Literal('https://x.example/"onload="'),)]
    )._repr_html_()
    assert "<script>" not in html and "<b>" not in html and '"onload' not in html


def test_rows_and_triples_become_data_frames() -> None:
    pytest.importorskip("pandas")
    assert rows().to_pandas().to_dict("list") == {"work": [WORK.value] * 3, "n": [0, 1, 2]}
    frame = Triples([Triple(WORK, TITLE, Literal("Gates"))]).to_pandas()
    assert frame.iloc[0].to_dict() == {"subject": WORK.value, "predicate": TITLE.value, "object": "Gates"}


def test_without_pandas_the_error_names_the_installation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingDependencyError, match=r"paperkg\[pandas\]") as caught:
        rows().to_pandas()
    assert isinstance(caught.value, ImportError)
