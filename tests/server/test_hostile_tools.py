"""Hostile text in the graph and in the values of every tool for assistants is data, bounded and printable."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pytest

import kg
from kg.graph.answers.catalogue import QUESTIONS
from kg.server.assistant import TOOLS, AssistantTools
from kg.server.assistant_answers import MOST_CHARACTERS
from kg.server.pool import Reply, WorkerPool
from kg.server.settings import ServerSettings
from kg.server.worker import respond
from kg.store import new_store
from tests.cli.test_hostile_answers import METHOD, PAPER, STORED, VALUES
from tests.field import field_store, person
from tests.server.hostile import ESCAPES, STRINGS, hostile_quad
from tests.waiting import run_async

pytest.importorskip("mcp", reason="the SDK of the protocol is not installed: pip install 'paperkg[mcp]'")
from mcp.server.mcpserver.exceptions import ToolError

Result = dict[str, Any]
ALL = (*STRINGS, *ESCAPES)
SELECT = "SELECT ?p ?o WHERE { ?s ?p ?o } LIMIT 50"


@dataclass(frozen=True, slots=True)
class ThisProcess:
    """Pool without processes: queries run in this one, with the code of a worker process."""

    graph: kg.Graph
    settings: ServerSettings

    async def run(self, request: Result) -> Reply:
        """Return the reply of a worker process to a request."""
        limits = {"seconds": 10_000, "rows": self.settings.rows}
        head, body = respond(self.graph.store, request | limits)
        return Reply(**head, body=body)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AssistantTools]:
    """Tools on a graph in which each text begins with all hostile strings."""
    out: Path = tmp_path_factory.mktemp("hostile")
    quads = field_store().quads_for_pattern(None, None, None, None)
    new_store(out / "store", tuple(hostile_quad(quad, STORED) for quad in quads)).flush()
    with kg.open(out) as graph:
        yield _tools(graph)


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AssistantTools]:
    out: Path = tmp_path_factory.mktemp("plain")
    field_store(out / "store")
    with kg.open(out) as graph:
        yield _tools(graph)


def _tools(graph: kg.Graph) -> AssistantTools:
    return AssistantTools(graph, cast(WorkerPool, ThisProcess(graph, ServerSettings())))


def texts(value: object) -> Iterator[str]:
    """Yield all texts in a result, the keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from (key, *texts(each))
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from texts(each)


def check(result: Result) -> None:
    assert len(json.dumps(result)) < 4 * MOST_CHARACTERS
    assert [text for text in texts(result) if not text.isprintable()] == []


CALLS: tuple[tuple[str, Result], ...] = (
    ("search", {"words": "gate"}),
    ("paper", {"title": PAPER}),
    ("author", {"name": person("Ada Abel")}),
    ("concept", {"name": METHOD}),
    ("evidence", {"concept": METHOD}),
    *(("ask", {"question": name, "parameters": values}) for name, values in VALUES.items()),
    ("reviewers", {"title": PAPER, "years": 0}),
    ("list_questions", {}),
    ("query", {"name": "works"}),
    ("sparql", {"query": SELECT}),
)


def test_every_tool_is_called() -> None:
    assert {name for name, _ in CALLS} == set(TOOLS)
    assert {given["question"] for name, given in CALLS if name == "ask"} == set(QUESTIONS)


def test_the_text_of_a_graph_is_data_in_the_result_of_every_tool(hostile: AssistantTools) -> None:
    async def use() -> None:
        for name, given in CALLS:
            result = await getattr(hostile, name)(**given)
            check(result)
            assert result.get("rows", True) or given.get("question") in (
                "trends",
                "sources",
                "differences",
                "groups",
                "related",
            ), (
                name,
                given,
            )
        paper = await hostile.paper(PAPER)
        assert STRINGS[0] in paper["title"], "it is data, as written"

    run_async(use())


def test_hostile_values_are_answered_or_refused_in_one_printable_line(tools: AssistantTools) -> None:
    async def call(name: str, /, **given: Any) -> None:
        try:
            check(await getattr(tools, name)(**given))
        except ToolError as error:
            assert str(error).isprintable() and "Traceback" not in str(error)

    async def use() -> None:
        for text in ALL:
            await call("search", words=text)
            await call("search", words="gate", kind=text)
            await call("paper", title=text)
            await call("author", name=text)
            await call("concept", name=text)
            await call("evidence", concept=text, role=text, venue=text)
            await call("ask", question=text)
            await call("ask", question="people", parameters={"concept": METHOD, "venue": text})
            await call("ask", question="people", parameters={text: "x"})
            await call("reviewers", title=text, abstract=f"gate pruning {text}", authors=[text], conflicts=[text])
            await call("query", name=text)
            await call("query", name="works_about", parameters={"word": text})
            await call("query", name="works_about", parameters={text: "x"})
            await call("sparql", query=text)

    run_async(use())
