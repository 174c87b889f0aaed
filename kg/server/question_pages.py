"""Pages of questions: the list of all questions with examples, and a form with the answer for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from kg.graph.answers.catalogue import QUESTIONS
from kg.graph.answers.question import Question
from kg.server.answer_table import arrange
from kg.server.negotiation import SHORT_NAMES
from kg.server.page_elements import PageLink
from kg.server.protocol import RefusedError, parameters_of, plain, respond
from kg.server.query_form import FormField, fields_of, result_of, size_of
from kg.server.rendering import failure, page
from kg.server.result_table import ResultTable
from kg.store import RESULTS

_JSON = "application/sparql-results+json"
_MOST_ROWS = 300
"""Number of rows on a page; each row has sentences, which take time to find."""
_FILES = (("CSV", "csv"), ("JSON", "json"))
_ABOUT = {
    "work": (("related", "work"), ("reviewers", "title"), ("sources", "work")),
    "person": (("collaborators", "author"), ("paths", "start")),
    "method": (("people", "concept"), ("datasets", "concept"), ("comparisons", "method"), ("tests", "method")),
    "dataset": (("people", "concept"), ("tests", "dataset")),
    "venue": (("programme", "venue"), ("groups", "venue"), ("new", "venue")),
}
"""Questions about each kind of resource, with the parameter whose value is the resource."""
SHORT_TITLES = {
    "people": "Who works on it",
    "datasets": "Datasets by year",
    "reviewers": "Possible reviewers",
    "comparisons": "Papers that compare with it",
    "collaborators": "Possible collaborators",
    "groups": "Groups without a joint paper",
    "new": "New methods and datasets",
    "tests": "Papers that evaluate it on a dataset",
    "paths": "Path to another author",
    "related": "Related papers",
    "sources": "Lines of listings",
    "programme": "Programme and last year's",
}


@dataclass(frozen=True, slots=True)
class QuestionItem:
    """Question with the address of its page, and an example; None if it has no parameters or the graph no example."""

    question: Question
    address: str
    example: PageLink | None


async def questions(request: Request) -> Response:
    """Return the page with all questions and an example of each."""
    state = request.app.state
    state.questions.start()
    items = [_item(each, state.examples.get(each.name)) for each in QUESTIONS.values()]
    return await to_thread.run_sync(lambda: page(request, "questions.html", items=items))


async def ask(request: Request) -> Response:
    """Return the page of a question: its form and, if all required parameters have values, its answer."""
    question = QUESTIONS.get(request.path_params["name"])
    if question is None:
        return failure(request, 404, "there is no question with this name")
    state = request.app.state
    most = state.pool.settings.query_bytes
    try:
        given = dict(await parameters_of(request, most))
    except RefusedError as refused:
        return plain(refused.status, refused.reason)
    if size_of(given) > most:
        return failure(request, 413, f"the parameters exceed the limit of {most} bytes")
    values = {each.name: text for each in question.parameters if (text := given.get(each.name, "").strip())}
    fields = fields_of(question.parameters, values)
    if any(each.is_required and not each.value for each in fields):
        return await to_thread.run_sync(lambda: _page(request, question, fields, {}))
    accepted = _accepted(given.get("format", ""))
    asked: dict[str, Any] = {"question": question.name, "params": values, "accepted": [accepted]}
    if accepted != _JSON or "format" in given:
        return respond(await state.questions.run(asked))
    reply = await state.questions.run(asked | {"rows": _MOST_ROWS})
    return await to_thread.run_sync(lambda: _page(request, question, fields, values, reply))


def questions_about(kind: str, value: str) -> tuple[PageLink, ...]:
    """Return links to the questions about a resource of this kind; `value` is its name or IRI."""
    return tuple(
        PageLink(SHORT_TITLES[name], _address(name, {parameter: value})) for name, parameter in _ABOUT.get(kind, ())
    )


def _page(
    request: Request, question: Question, fields: tuple[FormField, ...], values: Mapping[str, str], reply: Any = None
) -> Response:
    state = request.app.state
    example = _item(question, state.examples.get(question.name)).example
    given: dict[str, Any] = {"question": question, "fields": fields, "example": example, "result": None}
    given |= {"is_posted": any(each.is_long for each in fields), "downloads": (), "is_sent_again": False}
    if reply is None:
        return page(request, "ask.html", **given)
    result = result_of(reply, ResultTable(state.store, state.addresses, state.unique_names))
    if reply.truncated:
        result = replace(result, notice=f"These are the first {reply.count:,} rows; the files below have more.")
    given["result"] = arrange(result)
    if request.method == "GET":
        given["downloads"] = [(title, _address(question.name, {**values, "format": form})) for title, form in _FILES]
        given["is_sent_again"] = reply.retry_seconds > 0
    shown = page(request, "ask.html", reply.status, **given)
    if given["is_sent_again"]:
        shown.headers["Refresh"] = str(reply.retry_seconds)
    return shown


def _item(question: Question, example: Mapping[str, str] | None) -> QuestionItem:
    address = _address(question.name, {})
    if not example:
        return QuestionItem(question, address, None)
    return QuestionItem(question, address, PageLink(" and ".join(example.values()), _address(question.name, example)))


def _address(name: str, values: Mapping[str, str]) -> str:
    return f"/ask/{name}?{urlencode(values)}" if values else f"/ask/{name}"


def _accepted(form: str) -> str:
    media_type = SHORT_NAMES.get(form, _JSON)
    return media_type if media_type in RESULTS else _JSON
