"""Pages of questions: a list with examples, and a form with the answer and its evidence for each."""

from __future__ import annotations

import asyncio
import dataclasses
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import httpx
import pytest

from kg.graph.answers.catalogue import QUESTIONS
from kg.server import question_pages
from kg.server.addresses import Addresses
from kg.server.answer_table import arrange
from kg.server.page_elements import CellStack, Evidence, PageLink
from kg.server.pool import Reply
from kg.server.query_form import QueryResult, placeholder
from kg.server.question_pool import QuestionPool
from kg.store import Parameter
from tests.field import BASE, PAPERS, QUESTION_PARAMS, field_store, work
from tests.server.conftest import LONG, serving_folder
from tests.waiting import run_async

if TYPE_CHECKING:
    from playwright.sync_api import Page

HTML = {"Accept": "text/html"}
VALUES = {name: {key: str(value) for key, value in params.items()} for name, params in QUESTION_PARAMS.items()}
VALUES["datasets"]["since"] = "2020"


@pytest.fixture(scope="module")
def field(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder: Path = tmp_path_factory.mktemp("field")
    field_store(folder / "store", PAPERS)
    with serving_folder(folder, LONG) as where, httpx.Client(base_url=where, timeout=60, headers=HTML) as client:
        yield client


def test_the_list_has_all_questions_and_each_example_is_answered(field: httpx.Client) -> None:
    listed = field.get("/questions").text
    assert all(question.title in unescape(listed) and f"/ask/{name}" in listed for name, question in QUESTIONS.items())
    addresses = [each.split('"')[0] for each in listed.split('href="')[1:]]
    examples = [each for each in addresses if each.startswith("/ask/") and "?" in each]
    assert len(examples) >= 9
    for address in examples:
        page = field.get(unescape(address))
        assert page.status_code == 200 and "row" in page.text and 'role="alert"' not in page.text, address
    assert 'href="/questions"' in field.get("/").text


def test_a_page_loads_itself_again_while_the_answers_are_being_prepared(
    field: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def open_slowly(_: QuestionPool) -> None:
        await asyncio.sleep(60)

    async def reply(*_: object) -> Reply:
        return preparing

    monkeypatch.setattr(QuestionPool, "_open", open_slowly)
    pool = QuestionPool(Path("store"), dataclasses.replace(LONG, seconds=0.05))
    preparing = run_async(pool.run({"question": "trends"}))
    assert preparing.status == 503 and "being prepared" in preparing.message

    monkeypatch.setattr(QuestionPool, "run", reply)
    page = field.get("/ask/trends")
    assert page.status_code == 503 and int(page.headers["refresh"]) == preparing.retry_seconds
    assert "loads itself again" in page.text
    posted = field.post("/ask/reviewers", data={"title": "Gates"})
    assert posted.status_code == 503 and "refresh" not in posted.headers and "loads itself" not in posted.text


def test_a_page_has_the_first_rows_and_the_files_have_all(field: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(question_pages, "_MOST_ROWS", 2)
    page = field.get("/ask/people", params={"concept": "gate pruning"}).text
    assert "These are the first 2 rows" in page and len(re.findall("<tr>", page.partition("<tbody")[2])) == 2
    found = field.get("/ask/people", params={"concept": "gate pruning", "format": "csv"}).text
    assert len(found.splitlines()) > 3


def about(iri: str) -> str:
    """Return the address of the page about a resource; the graph does not state its base."""
    return f"/thing?iri={quote(iri, safe='')}"


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_is_answered_on_its_page(field: httpx.Client, name: str) -> None:
    page = field.get(f"/ask/{name}", params=VALUES[name])
    assert page.status_code == 200 and 'role="alert"' not in page.text
    assert "<h2>" in page.text
    rows = field.get(f"/ask/{name}", params={**VALUES[name], "format": "json"}).json()["results"]["bindings"]
    assert rows or name in ("trends", "sources", "differences")
    assert ("<tbody>" in page.text) == bool(rows)


def test_rows_end_with_a_paper_and_its_sentence(field: httpx.Client) -> None:
    page = field.get("/ask/people", params=VALUES["people"]).text
    assert "We propose gate pruning, which removes gates." in page
    assert f'<a href="{Addresses("").of(work("Gate pruning finds sparse networks"))}">' in page
    assert "without 1 paper that only mentions it or compares with it." in page
    assert "2019–2021" in page
    note = field.get("/ask/people", params={"concept": "tree search"}).text
    assert "without 1 paper that only mentions it or compares with it." in note


def test_reviewers_of_a_new_paper_are_found_by_a_posted_form_without_conflicts(field: httpx.Client) -> None:
    form = field.get("/ask/reviewers").text
    assert 'method="post"' in form and "<textarea" in form
    given = {
        "title": "Sparse gates",
        "abstract": "gate pruning of networks",
        "authors": "",
        "conflicts": "",
        "years": "",
    }
    everyone = field.post("/ask/reviewers", data=given).text
    assert "Bo Berg" in everyone and "gate pruning" in everyone
    fewer = field.post("/ask/reviewers", data=given | {"conflicts": "Bo Berg; Nobody"}).text
    assert "bdi>Bo Berg<" not in fewer and "No author of the graph is named Nobody" in fewer


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/ask/secrets", 404, "no question"),
        ("/ask/people?concept=nothing", 400, "no method or dataset is named"),
        ("/ask/new?year=soon", 400, "whole number"),
        ("/ask/reviewers?title=Gates&number=1000", 400, "from 1 to 50"),
        (f"/ask/reviewers?title={'x' * 6_000}", 413, "limit"),
    ],
)
def test_a_value_that_is_wrong_is_explained(field: httpx.Client, path: str, status: int, words: str) -> None:
    page = field.get(path)
    assert page.status_code == status and words in page.text


def test_fields_that_may_stay_empty_are_empty(field: httpx.Client) -> None:
    form = field.get("/ask/people").text
    assert 'value="all"' not in form and 'value="9999"' not in form and 'placeholder="any"' in form
    query = field.get("/query", params={"name": "evidence", "concept": "gate pruning", "since": "", "role": ""})
    assert 'value="9999"' not in query.text and "6 rows" in query.text
    assert [placeholder(Parameter("year", "integer", "0")), placeholder(Parameter("x", "text"))] == ["latest", ""]


def test_the_note_of_a_query_is_shown(field: httpx.Client) -> None:
    assert "remark" not in field.get("/query", params={"name": "evidence", "concept": "gate pruning"}).text


def test_pages_of_resources_link_to_questions_about_them(field: httpx.Client) -> None:
    page = field.get(about(work("Gate pruning for graphs"))).text
    assert "/ask/reviewers?title=Gate+pruning+for+graphs" in page
    assert "/ask/people?concept=gate+pruning" in field.get(about(f"{BASE}method/gate-pruning")).text


def test_evidence_is_merged_only_if_the_rows_are_not_papers() -> None:
    paper = PageLink("Gates", work("Gates").removeprefix(BASE))
    result = QueryResult(columns=("author", "title", "year", "sentence"), rows=(("Ada", paper, "2019", "We gate."),))
    assert arrange(result).rows == (("Ada", Evidence(paper, "2019", "", "We gate.")),)
    papers = QueryResult(columns=("title", "year"), rows=((paper, "2019"),))
    assert arrange(papers) == papers


def test_columns_that_belong_together_are_one() -> None:
    paper = PageLink("Gates", work("Gates").removeprefix(BASE))
    columns = (
        "finding", "overlap", "author", "group", "community", "papers", "title", "second title", "other person",
        "other group", "other community", "other papers", "other title", "other second title",
    )  # fmt: skip
    row = ("Both work on gates.", 1.5, "Ada", "Ada, Bo", "Ada", 2, paper, paper, "Cy", "Cy, Di", None, 2, paper, paper)
    arranged = arrange(QueryResult(columns=columns, rows=(row,)))
    assert arranged.columns == ("finding", "overlap", "one group", "other group")
    around = "Co-author community around Ada"
    assert arranged.rows[0][2:] == (CellStack(("Ada, Bo", around, paper, paper)), CellStack(("Cy, Di", paper, paper)))
    path = QueryResult(
        columns=("own title", "title", "through", "joint title", "link title"),
        rows=((paper, paper, "Bo", paper, paper),),
    )
    sides, chain = arrange(path).rows[0]
    assert sides == CellStack(("By the given author:", paper, "By the other author:", paper))
    assert chain == CellStack(("Bo", paper, paper))
    programme = QueryResult(columns=("item", "papers", "last papers", "change"), rows=(("gates", 2, 1, None),))
    assert arrange(programme).columns == ("item", "papers", "last papers")
    trend = QueryResult(columns=("label", "odds ratio per year", "ci low", "ci high"), rows=(("gates", 2.5, 1.2, 4.0),))
    assert arrange(trend).rows == (("gates", "2.5 (1.2–4.0)"),)


def test_a_question_is_asked_and_answered_in_a_browser(field: httpx.Client, page: Page) -> None:
    page.goto(f"{field.base_url}")
    page.get_by_role("link", name="Questions", exact=True).first.click()
    page.get_by_role("link", name=QUESTIONS["people"].title).click()
    page.get_by_label("concept name of the method or dataset").fill("gate pruning")
    page.get_by_role("button", name="Run").click()
    page.get_by_role("link", name="Gate pruning finds sparse networks").first.click()
    assert page.locator("h1").inner_text() == "Gate pruning finds sparse networks"
