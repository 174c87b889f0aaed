"""Use of the report in a browser: sorting, copying, and the queries behind numbers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.model.report import (
    BarChart,
    BulletList,
    ConceptUsage,
    Figure,
    InlineLink,
    InlineName,
    IntervalChart,
    LineCharts,
    ListItem,
    NumberSource,
    Paragraph,
    Quote,
    Reference,
    Report,
    ReportColumn,
    ReportQuery,
    ReportRow,
    ReportSection,
    Table,
    ValueFormat,
    Verbatim,
)
from kg.views import write_page_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WORKS = NumberSource("works_of_author", (("author", "author"),))
RANK = NumberSource("central_authors", (), "page_rank", (("person", "author"),))
AUTHORS = Table(
    "authors",
    "Authors",
    (
        ReportColumn("Author", key="author"),
        ReportColumn("Papers", ValueFormat.COUNT, WORKS, bar=True),
        ReportColumn("PageRank", ValueFormat.NUMBER, RANK),
    ),
    (
        ReportRow(("Zoë Quinn", 9, 0.002), (("author", "person/zoe's"),)),
        ReportRow(("An Li", 1_016, 0.0005), (("author", "person/an"),)),
        ReportRow(("=HYPERLINK(1)", 30, 0.00104), (("author", "person/bo"),)),
    ),
)
MANY = Table(
    "many",
    "Many papers",
    (ReportColumn("Paper", key="work"), ReportColumn("Authors", ValueFormat.COUNT)),
    tuple(ReportRow((f"Paper {n}", 20 - n), (("work", f"work/{n}"),)) for n in range(20)),
)
OF_AN = (
    ListItem("Gates at work", Reference("work", "work/gates"), "ICLR 2022"),
    ListItem("Gates", Reference("work", "work/1"), "ICLR 2021"),
)
QUOTE = Quote("Gates at work", "ICLR 2022", "A ", "CNN", " with GateNet layers is tested.")
REPORT = Report(
    title="Two listings",
    lead=("What was read.",),
    key_figures=(("papers", Figure(1_015, NumberSource("works"))),),
    sections=(
        ReportSection(
            "read",
            "What was read",
            (
                Paragraph(
                    (
                        "Of ",
                        InlineName("ICLR"),
                        ", ",
                        Figure(502, NumberSource("venues", (), "works")),
                        ". ",
                        InlineLink("Authors", "#authors"),
                    )
                ),
                BulletList(
                    (Figure(3, NumberSource("works")), " papers without a venue"), ("One title",), 2, is_warning=True
                ),
                Verbatim("two.md, lines 7–8: no title", "kept\n  as it is"),
                BarChart("Papers by year", (("2019", 502), ("2021", 251))),
                LineCharts("Share", (2019, 2020, 2021), (20, 0, 30), (("GAN", (1, 0, 3)),)),
                IntervalChart("Ratio", ("less", "more"), (("GAN", 2.0, 1.0, 4.0), ("VAE", 0.5, 0.25, 1.0))),
            ),
        ),
        ReportSection("authors", "Authors", (AUTHORS,)),
        ReportSection("papers", "Papers", (MANY,)),
        ReportSection(
            "roles",
            "Roles",
            (ConceptUsage("CNN", "method", (("Used by", Figure(2, NumberSource("works")), (QUOTE,)),)),),
        ),
    ),
    lists={WORKS.answer((("author", "person/an"),)): OF_AN},
    pages={"work/gates": "https://example.org/gates", "work/1": "javascript:alert(1)"},
    queries=tuple(
        ReportQuery(name, f"What of {name}?", name, parameters, f"SELECT * # {name}")
        for name, parameters in (
            ("central_authors", ()),
            ("venues", ()),
            ("works", ()),
            ("works_of_author", ("author",)),
        )
    ),
)


@pytest.fixture(params=[(1280, "light"), (390, "dark")], ids=["desk by day", "phone by night"])
def report(request: pytest.FixtureRequest, chromium: Browser, tmp_path: Path) -> Iterator[Page]:
    """Open the report in the size of a desktop computer and of a phone."""
    width, scheme = request.param
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    write_page_of(tmp_path / "report.html", REPORT)
    page.goto((tmp_path / "report.html").as_uri())
    yield page
    context.close()


def column(page: Page, place: int) -> list[str]:
    return [text.strip() for text in page.locator(f"#authors tbody tr > :nth-child({place})").all_inner_texts()]


def test_a_table_is_sorted_by_a_click_and_by_the_keyboard(report: Page) -> None:
    report.get_by_role("button", name="Papers", exact=True).click()
    assert column(report, 2) == ["1,016", "30", "9"]
    assert report.locator("#authors th[aria-sort]").get_attribute("aria-sort") == "descending"
    report.keyboard.press("Enter")
    assert column(report, 2) == ["9", "30", "1,016"]
    report.get_by_role("button", name="PageRank").press("Space")
    assert column(report, 4) == ["0.002", "0.00104", "0.0005"]
    report.get_by_role("button", name="Author", exact=True).press("Enter")
    assert column(report, 1)[1:] == ["An Li", "Zoë Quinn"]
    report.locator("#status", has_text="Sorted by Author, ascending").wait_for(state="attached")


def test_a_table_is_copied_as_it_stands_and_no_cell_is_a_formula(report: Page) -> None:
    report.get_by_role("button", name="Papers", exact=True).click()
    report.get_by_role("button", name="Copy table Authors").click()
    report.get_by_text("Copied").first.wait_for()
    assert report.evaluate("navigator.clipboard.readText()").splitlines() == [
        "Author\tPapers\tPageRank",
        "An Li\t1,016\t0.0005",
        "'=HYPERLINK(1)\t30\t0.00104",
        "Zoë Quinn\t9\t0.002",
    ]


def test_a_number_opens_the_query_that_gives_it(report: Page) -> None:
    report.locator("#authors").get_by_role("link", name="9", exact=True).focus()
    report.keyboard.press("Enter")
    dialog = report.get_by_role("dialog")
    assert dialog.locator("h2").inner_text() == "Zoë Quinn: What of works_of_author?"
    assert dialog.locator("#source-command").inner_text() == (
        """kg query works_of_author --param 'author=person/zoe'"'"'s'"""
    )
    assert dialog.locator("#source-answer").inner_text() == "9 is the number of rows of the query result."
    report.get_by_role("button", name="Copy command").click()
    report.get_by_text("Copied").first.wait_for()
    assert report.evaluate("navigator.clipboard.readText()").startswith("kg query works_of_author")
    report.keyboard.press("Escape")
    assert not dialog.is_visible()


def test_a_number_shows_its_first_papers_in_place_and_then_its_query(report: Page) -> None:
    number = report.locator("#authors").get_by_role("button", name="1,016", exact=True)
    number.press("Enter")
    items = report.locator("#authors tr.first li")
    assert [text.strip() for text in items.all_inner_texts()] == [
        "Gates at work ICLR 2022",
        "Gates ICLR 2021",
        "and 1,014 more",
    ]
    links = items.locator("a").evaluate_all("found => found.map(each => each.getAttribute('href'))")
    assert links == ["https://example.org/gates"]
    report.get_by_role("button", name="Query of this number").click()
    assert report.locator("#source-command").inner_text() == "kg query works_of_author --param author=person/an"
    report.keyboard.press("Escape")
    report.get_by_role("button", name="PageRank").click()
    assert items.count() == 0 and len(column(report, 1)) == 3
    number.press("Enter")
    report.get_by_role("button", name="Close", exact=True).click()
    assert items.count() == 0 and number.get_attribute("aria-expanded") == "false"


def test_a_name_leads_to_its_place_in_the_explorer(report: Page) -> None:
    links = report.locator("#authors a.name").evaluate_all("found => found.map(each => each.getAttribute('href'))")
    assert links[1] == "explorer.html#view=authors&node=person%2Fan"


def test_a_long_table_shows_its_first_rows_and_all_of_them_on_demand(report: Page) -> None:
    rows = report.locator("#papers tbody tr")
    shown = "found => found.filter(each => each.offsetParent !== null).map(each => each.cells[0].textContent)"
    assert rows.evaluate_all(shown) == [f"Paper {n}" for n in range(5)]
    report.locator("#papers").get_by_role("button", name="Authors").click()
    report.locator("#papers").get_by_role("button", name="Authors").click()
    assert rows.evaluate_all(shown) == [f"Paper {n}" for n in range(19, 14, -1)]
    report.get_by_role("button", name="All 20 rows").press("Enter")
    assert len(rows.evaluate_all(shown)) == 20
    report.get_by_role("button", name="First 5 rows").press("Enter")
    assert len(rows.evaluate_all(shown)) == 5


def test_words_in_tables_stay_whole(report: Page) -> None:
    broken = """found => found.filter(cell => {
      const range = document.createRange();
      const text = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
      for (let node = text.nextNode(); node; node = text.nextNode())
        for (const word of node.data.matchAll(/[^\\s-]+/g)) {
          range.setStart(node, word.index);
          range.setEnd(node, word.index + word[0].length);
          const lines = new Set([...range.getClientRects()].map(each => Math.round(each.top)));
          if (lines.size > 1) return true;
        }
      return false;
    }).map(cell => cell.textContent)"""
    assert report.locator("th, td").evaluate_all(broken) == []


def test_a_measure_says_in_which_row_it_stands_and_leads_to_its_sparql(report: Page) -> None:
    report.get_by_role("link", name="0.0005").click()
    said = report.locator("#source-answer").inner_text()
    assert said == "0.0005 is the sum of page_rank over the rows of the query result where person is person/an."
    report.get_by_role("link", name="Show SPARQL").click()
    assert report.locator("#query-central_authors .sparql").is_visible()
    assert report.locator("#query-central_authors .sparql").inner_text() == "SELECT * # central_authors"


def test_a_number_within_a_sentence_has_its_query_too(report: Page) -> None:
    report.locator("#read").get_by_role("link", name="502").click()
    assert report.locator("#source-command").inner_text() == "kg query venues"


def test_a_sentence_is_read_with_its_words_marked(report: Page) -> None:
    assert not report.locator("blockquote").is_visible()
    report.locator("summary", has_text="CNN").click()
    assert report.locator("blockquote").inner_text() == "A CNN with GateNet layers is tested."
    assert report.locator("blockquote mark").inner_text() == "CNN"
    assert "Gates at work ICLR 2022" in report.locator("#roles").inner_text()


def test_pictures_can_be_read_aloud(report: Page) -> None:
    plot = report.get_by_role("img", name="Papers by year")
    assert plot.locator("desc").text_content() == "2019: 502; 2021: 251"
    heights = plot.locator("rect").evaluate_all("found => found.map(each => Number(each.getAttribute('height')))")
    assert heights == [140, 70]
    assert report.get_by_role("img", name="GAN: 2019 1 of 20, 5.0 %; 2021 3 of 30, 10.0 %").count() == 1
    assert report.get_by_role("img", name="Ratio. GAN: 2, from 1 to 4; VAE: 0.5, from 0.25 to 1").count() == 1


def test_the_report_fits_its_screen_and_its_contents_lead_somewhere(report: Page) -> None:
    assert report.evaluate("document.documentElement.scrollWidth <= innerWidth")
    targets = report.eval_on_selector_all("nav a", "found => found.map(each => each.getAttribute('href'))")
    assert targets == ["#read", "#authors", "#papers", "#roles", "#queries"]
    links = report.eval_on_selector_all("a.q", "found => found.map(each => each.getAttribute('href'))")
    assert all(report.locator(target).count() == 1 for target in {*targets, *links})


def test_what_was_not_understood_is_shown_as_it_stands(report: Page) -> None:
    assert report.locator(".rejected pre").inner_text() == "kept\n  as it is"
    assert "and 2 more" in report.locator(".warning").inner_text()


def test_an_empty_report_is_a_page(page: Page, tmp_path: Path) -> None:
    write_page_of(tmp_path / "report.html", Report("Nothing", (), (), ()))
    page.goto((tmp_path / "report.html").as_uri())
    assert page.locator("h1").inner_text() == "Nothing"


def test_without_a_script_a_number_still_leads_to_its_query(chromium: Browser, tmp_path: Path) -> None:
    write_page_of(tmp_path / "report.html", REPORT)
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((tmp_path / "report.html").as_uri())
    assert page.locator("#authors button").count() == 0
    page.locator("#authors").get_by_role("link", name="30").click()
    assert page.url.endswith("#query-works_of_author")
    context.close()
