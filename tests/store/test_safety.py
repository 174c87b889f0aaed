"""Queries are checked in linear time, nothing hides SERVICE from the check, and none crashes the engine."""

from __future__ import annotations

import subprocess
import sys
import time
from bisect import bisect_left
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Store

from kg.model.errors import QueryError
from kg.store import ask, new_store
from kg.store.query_tokens import tokens
from kg.store.safety import MOST_PARTS, reject_unsafe
from tests.tiny import tiny_quads
from tests.waiting import WAIT_LIMIT

CLOSED = "<http://127.0.0.1:9/>"
"""Address whose port the engine refuses before any connection, so that its error shows that a query has SERVICE."""


@pytest.fixture(scope="module")
def store() -> Store:
    return new_store(None, tiny_quads())


UNITS = [
    "1", ".", "-", "a", "'", '"', "'''", '"""', "\\'", "''a", "<", "<a", "<a'", "?", "_:", "a:", "@", "'a ", "<a\\",
    "a\\", " ", "#", "#\n", "SELECT ", "PREFIX a:<", "é", "VALUES ", "VALUES {",
]  # fmt: skip


@pytest.mark.parametrize("start", ["", "SELECT * {?s <x:> ", "'''", "'", '"', "<", "?", "x:"])
def test_a_query_is_checked_in_linear_time(start: str) -> None:
    slow = []
    for unit in UNITS:
        small, large = (start + unit * count for count in (1_000, 4_000))
        if all(_seconds(large) > 0.01 + 8 * _seconds(small) for _ in range(3)):
            slow.append(unit)
    assert not slow


def _seconds(text: str) -> float:
    begun = time.process_time()
    with suppress(QueryError):
        reject_unsafe.__wrapped__(text)  # without the cache, which would make the small query free
    return time.process_time() - begun


@given(st.text(st.sampled_from("ab1.:-_?$@<>'\"\\#%{}() \n\ré\u0301")))
def test_tokens_join_to_the_query(text: str) -> None:
    assert "".join(token for _, token in tokens(text)) == text


HIDDEN = [
    "PREFIX ex: <urn:x:> SELECT * WHERE { OPTIONAL { ?s ex:a\\#b ?o } . SERVICE CLOSED { ?a ?b ?c }\n}",
    "PREFIX ex: <urn:x:> SELECT * WHERE { OPTIONAL { ?s ex:a\\'b ?o } SERVICE CLOSED { ?a ?b ?c } FILTER(?a != '') }",
    "SELECT * WHERE { OPTIONAL { ?s ?p <http://x/\\u0041'b> } SERVICE CLOSED { ?a ?b ?c } FILTER(?a != '') }",
    "SELECT * WHERE { OPTIONAL { ?s ?p <http://x/\\u0041#b> } SERVICE CLOSED { ?a ?b ?c }\n}",
    "SELECT * WHERE { BIND(1<'x>' AS ?x) SERVICE CLOSED { ?a ?b ?c } BIND('a <\\'> ' AS ?y) }",
    "SELECT * WHERE { BIND(1<?b#c>'''\n AS ?x) SERVICE CLOSED { ?a ?b ?c } #'''\n}",
]


@pytest.mark.parametrize("query", HIDDEN)
def test_nothing_hides_service(store: Store, query: str) -> None:
    query = query.replace("CLOSED", CLOSED)
    with pytest.raises(OSError, match="port 9"):
        list(store.query(query))  # type: ignore[arg-type]
    with pytest.raises(QueryError, match="SERVICE"):
        ask(store, query)


PIECES = [
    "'", '"', "'''", "\\'", "<", ">", "#", "\n", "\r", " ", "?a", "<x'y>", "<x#y>", "ex:a", "ex:a\\", "@en", "1", "(",
    ")", "FILTER(", "BIND(", "AS ?z)", "||", "\\", "<http://x/#y>", "<\\u0041'>",
    f" SERVICE {CLOSED} {{?a ?b ?c}} ",
]  # fmt: skip


@settings(max_examples=300)
@given(before=st.lists(st.sampled_from(PIECES), max_size=8), after=st.lists(st.sampled_from(PIECES), max_size=8))
def test_no_combination_of_tokens_hides_service(before: list[str], after: list[str]) -> None:
    empty = Store()
    query = f"PREFIX ex: <urn:x:> SELECT * WHERE {{ {''.join(before)} SERVICE {CLOSED} {{?a ?b ?c}} {''.join(after)} }}"
    try:
        reject_unsafe(query)
    except QueryError:
        return
    try:
        list(empty.query(query))  # type: ignore[arg-type]
    except (SyntaxError, ValueError):
        return
    except OSError as error:
        raise AssertionError(f"the query reached another server: {query}") from error


LONG: dict[str, Callable[[int], str]] = {
    "objects": lambda n: "ASK { ?s ?p " + ", ".join(f"<u:{i}>" for i in range(n)) + " }",
    "triples": lambda n: "ASK { " + " . ".join(f"?s{i} ?p ?o" for i in range(n)) + " }",
    "items of a list": lambda n: "ASK { ?s ?p (" + "1 " * n + ") }",
    "empty items": lambda n: "ASK { ?s ?p (" + "() " * n + ") }",
    "predicates": lambda n: "ASK { ?s " + " ; ".join(f"<u:{i}> 1" for i in range(n)) + " }",
    "BINDs": lambda n: "ASK { " + " ".join(f"BIND(1 AS ?a{i})" for i in range(n)) + " }",
    "aliases": lambda n: "SELECT " + " ".join(f"(1 AS ?a{i})" for i in range(n)) + " {}",
    "aggregates": lambda n: "SELECT " + " ".join(f"(SUM(?s) AS ?a{i})" for i in range(n)) + " { ?s ?p ?o }",
    "VALUES": lambda n: "ASK { " + " ".join(f"VALUES ?a{i} {{ 1 }}" for i in range(n)) + " }",
    "resources of DESCRIBE": lambda n: "DESCRIBE " + " ".join(f"<u:{i}>" for i in range(n)),
    "sort keys": lambda n: "SELECT * { ?s ?p ?o } ORDER BY " + " ".join(f"STR(?a{i})" for i in range(n)),
    "sort keys without terms": lambda n: "SELECT * { ?s ?p ?o } ORDER BY " + "RAND() " * n,
    "group keys": lambda n: (
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY " + " ".join(f"(1 AS ?a{i})" for i in range(n))
    ),
    "conditions of HAVING": lambda n: "SELECT (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?s HAVING " + "(1) " * n,
    "annotations": lambda n: "ASK { ?s ?p ?o " + "{| ?q ?r |} " * n + " }",
    "quoted triples": lambda n: "ASK { " + "<< " * n + "?s ?p ?o" + " >> ?p ?o" * n + " }",
    "IN": lambda n: "ASK { FILTER(1 IN (" + ",".join("2" * n) + ")) }",
}


@pytest.mark.parametrize("name", LONG)
def test_a_long_query_is_rejected_before_the_engine_crashes(store: Store, name: str) -> None:
    for length in (MOST_PARTS + 1, 12_000):
        with pytest.raises(QueryError, match=r"names, keywords, literals|operators"):
            ask(store, LONG[name](length))


@pytest.mark.parametrize("name", LONG)
def test_the_longest_accepted_query_does_not_crash_a_thread(name: str) -> None:
    """Queries of twice the accepted length are parsed in a thread of another process; joins need not be planned."""
    longest = bisect_left(range(1, MOST_PARTS), True, key=lambda n: not _accepted(LONG[name](n)))
    assert _accepted(LONG[name](longest)) and not _accepted(LONG[name](longest + 1))
    planned = name in (
        "VALUES",
        "objects",
        "triples",
        "items of a list",
        "empty items",
        "predicates",
        "annotations",
        "quoted triples",
    )
    text = LONG[name](2 * longest) + (" junk" if planned else "")  # a syntax error after all has been parsed
    done = subprocess.run(
        [sys.executable, "-c", IN_THREAD], input=text, capture_output=True, text=True, timeout=WAIT_LIMIT
    )
    assert done.returncode == 0, done.stderr


IN_THREAD = """
import sys, threading
from pyoxigraph import Store
def run():
    try:
        print(Store().query(text))
    except SyntaxError as error:
        print(error)
text = sys.stdin.read()
thread = threading.Thread(target=run)
thread.start()
thread.join()
"""


def _accepted(query: str) -> bool:
    try:
        reject_unsafe(query)
    except QueryError:
        return False
    return True


def test_rows_of_values_are_not_counted(store: Store) -> None:
    rows = " ".join(f"(<u:{i}> '{{')" for i in range(5_000))
    ask(store, f"SELECT * WHERE {{ VALUES (?x ?y) {{ {rows} }} ?x ?p ?o }}")
    ask(store, f"SELECT * WHERE {{ ?x ?p ?o }} VALUES (?x ?y) {{ {rows} }}")
    with pytest.raises(QueryError, match="names, keywords"):
        ask(store, f"SELECT * WHERE {{ VALUES (?x ?y) {{ {rows} }} {'?x ?p ?o . ' * MOST_PARTS} }}")


def test_a_literal_without_an_end_is_an_error_with_its_position(store: Store) -> None:
    with pytest.raises(QueryError, match="line 2, column 9: the literal"):
        ask(store, "SELECT *\n{ ?s ?p 'a }")
