"""Pages about methods, datasets, authors, papers, venues and editions have the expected content."""

from __future__ import annotations

import dataclasses
import re
from html import unescape
from pathlib import Path
from typing import cast
from urllib.parse import quote

import httpx
import pytest

from kg.server.pool import Reply, WorkerPool
from kg.server.pool_rows import UnavailableError, rows_from
from tests.field import BASE, PAPERS, field_store
from tests.server.conftest import SHORT, serving_folder
from tests.tiny import BERT, CNN
from tests.waiting import run_async

HTML = {"Accept": "text/html"}


def section(text: str, title: str) -> str:
    """Return the section of a page with this heading."""
    found = re.search(rf"<h2[^>]*>{re.escape(title)}.*?</section>", text, re.DOTALL)
    assert found, f"no section {title}"
    return found[0]


def rows(text: str, title: str) -> list[list[str]]:
    """Return the texts of the cells of the table with this heading."""
    body = section(text, title).partition("<tbody>")[2]
    return [
        [unescape(re.sub(r"<[^>]+>", "", cell)) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)]
        for row in re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    ]


def test_a_topic_has_its_definition_papers_authors_and_neighbours(client: httpx.Client) -> None:
    text = client.get("/method/gatenet", headers=HTML).text
    definition = text.partition("<blockquote>")[2].partition("</figure>")[0]
    assert "<mark>GateNet</mark>, our new gating scheme, beats a CNN" in definition
    assert "Proposed in" in definition and f'href="/{BERT}"' in definition and "Ana Núñez" in definition
    sentence = "GateNet, our new gating scheme, beats a CNN and a 3D CNN on GLUE by a little."
    assert rows(text, "Papers that propose it") == [["Gates for x² BERT", "2021", "Ana Núñez, Bo Li", sentence]]
    assert [row[0] for row in rows(text, "Papers that use it")] == ["Gates at work"]
    assert [row[0] for row in rows(text, "Papers that compare with it")] == ["GLUE+: A larger set"]
    assert ["Chloé Roux", "2", "2022"] in rows(text, "Authors who work on it")
    assert rows(text, "Methods named together with it")[0] == ["convolutional neural network", "3"]
    assert ["GLUE+", "2"] in rows(text, "Datasets named together with it")


def test_a_topic_that_no_paper_proposes_shows_an_example_of_its_use(client: httpx.Client) -> None:
    text = client.get("/thing", params={"iri": CNN}, headers=HTML).text
    assert "Example of its use in" in text and "Proposed in" not in text and "Papers that propose it" not in text
    assert "3D convolutional neural network" in text.partition("<dt>Narrower</dt>")[2].partition("</div>")[0]


def test_the_chart_of_a_topic_has_shares_and_counts(client: httpx.Client) -> None:
    text = client.get("/method/gatenet", headers=HTML).text
    assert "2021: 1" in text and "2022: 1" in text and "<svg" in text


def test_an_author_has_topics_by_year_papers_with_roles_and_a_community(client: httpx.Client) -> None:
    text = client.get("/person/ana-01", headers=HTML).text
    assert ["GateNet", "2", "1"] in rows(text, "Topics by year")
    papers = {row[0]: row[1:] for row in rows(text, "Papers")}
    assert papers["Gates for x² BERT"][:3] == ["2021", "1 of 2", "GateNet"]
    assert papers["GLUE+: A larger set"][2] == "GLUE+"
    assert rows(text, "Co-authors") == [["Bo Li", "2"], ["Chloé Roux", "1"]]
    assert rows(text, "Community") == [["Chloé Roux", "2"]]


def test_a_paper_has_the_sentence_of_each_role_and_the_lines_it_was_read_from(client: httpx.Client) -> None:
    text = client.get(f"/{BERT}", headers=HTML).text
    concepts = {row[0]: row[1:] for row in rows(text, "Methods and datasets")}
    assert concepts["GateNet"][:2] == ["method", "proposes"] and "our new gating scheme" in concepts["GateNet"][2]
    assert rows(text, "Sources") == [["first list.txt", "1–4", "Gates for $x^2$ BERT"]]


def test_a_venue_has_editions_with_topics_and_an_edition_only_its_own_papers(client: httpx.Client) -> None:
    venue = client.get("/venue/iclr", headers=HTML).text
    assert [row[:2] for row in rows(venue, "Editions")] == [["ICLR 2022", "1"], ["ICLR 2021", "1"]]
    edition = client.get("/venue/iclr/2021", headers=HTML).text
    assert [row[0] for row in rows(edition, "Papers")] == ["Gates for x² BERT"]
    assert ["GateNet", "1", "100 %"] in rows(edition, "Topics of 2021")


@pytest.mark.parametrize(
    "name", ["report.html", "explorer.html", "report/none.csv", "report/../app.py", "store/CURRENT"]
)
def test_files_that_the_build_did_not_write_are_not_served(client: httpx.Client, name: str) -> None:
    answer = client.get(f"/{name}", headers=HTML)
    assert answer.status_code == 404 and "content-security-policy" in answer.headers


def test_a_page_whose_query_exceeds_a_limit_has_the_status_of_the_limit() -> None:
    class BusyPool:
        async def run(self, request: dict[str, object]) -> Reply:
            return Reply(503, "the server is busy")

    with pytest.raises(UnavailableError, match="works_of_author: the server is busy") as error:
        run_async(rows_from(cast(WorkerPool, BusyPool()), "works_of_author", {"author": "Ana Núñez"}))
    assert error.value.status == 503


def test_a_page_is_refused_rather_than_computed_from_a_part_of_the_rows() -> None:
    class SmallPool:
        async def run(self, request: dict[str, object]) -> Reply:
            return Reply(200, body=b"", count=1, truncated=True)

    with pytest.raises(UnavailableError, match="too large for a page") as error:
        run_async(rows_from(cast(WorkerPool, SmallPool()), "works_of_author", {"author": "Ana Núñez"}))
    assert error.value.status == 507


def test_the_numbers_of_a_page_do_not_depend_on_the_limit_of_rows(tmp_path: Path) -> None:
    field_store(tmp_path / "store", PAPERS)
    with (
        serving_folder(tmp_path, dataclasses.replace(SHORT, rows=2)) as where,
        httpx.Client(base_url=where, timeout=60, headers=HTML) as client,
    ):
        found = client.get("/sparql", params={"query": "SELECT ?w WHERE { ?w a kg:Work }"}, headers={"Accept": "*/*"})
        assert len(found.json()["results"]["bindings"]) == 2
        page = client.get(f"/thing?iri={quote(f'{BASE}venue/iclr', safe='')}").text
    papers = sum(paper.venue == "ICLR" for paper in PAPERS)
    assert papers > 2 and re.search(rf"<dt>Papers</dt><dd>{papers}</dd>", page)


def test_the_address_of_all_rows_runs_the_query(client: httpx.Client) -> None:
    address = f"/query?name=roles_of_concept&concept={quote(CNN, safe='')}"
    assert "Gates at work" in client.get(address, headers=HTML).text
