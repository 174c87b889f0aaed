# ruff: noqa: E501
"""Markdown pages: each form of a paper, what is no paper, and what stands around a title."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model.errors import ListingError
from kg.model.listing import Fate
from kg.model.record import Decision, PaperRecord, Presentation
from tests.parsers.pages import MARKDOWN
from tests.parsers.reading import accounts_for_all, read

relaxed = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def names(record: PaperRecord) -> list[str]:
    return [author.name for author in record.authors]


def test_every_form_on_one_page(tmp_path: Path) -> None:
    parsed = read(tmp_path, MARKDOWN)
    assert parsed.listing.format == "markdown"
    found = [(r.title, names(r), r.venue, r.year, r.url) for r in parsed.records]
    assert found == [
        ("Hedges | and gates", ["Ilse Marten"], None, 2024, "https://openreview.net/forum?id=aaa111"),
        ("Why barns lean", ["Chidi Okoro", "Lena Brandt"], None, 2023, "http://arxiv.org/abs/2312.99991"),
        ("Measuring dew with cheap cameras", ["Otto Quill", "Mio Sato"], "ICML", 2022, "https://moor.example/2"),
        ("A moor of its own", [], "ICCV", 2021, "https://arxiv.org/abs/2101.99992"),
        ("A [bracketed] word", [], None, None, "https://arxiv.org/abs/2101.99993"),
        ("Wind in the gates", ["I. Marten", "C. Okoro"], "ICLR", 2020, "https://moor.example/3.pdf"),
        ("Kites over water", ["Ilse Marten", "Tobin Vance"], "NeurIPS", 2023, "http://arxiv.org/abs/2305.99991"),
        ("Rain on slates", ["Ilse Marten", "Tobin Vance"], None, 2026, "https://arxiv.org/abs/2608.99991"),
    ]
    assert [r.presentation for r in parsed.records][0::6] == [Presentation.ORAL, Presentation.SPOTLIGHT]
    assert parsed.records[1].decision is Decision.REJECT
    assert parsed.records[-1].abstract == "We listen to rain."
    assert parsed.ledger.count(Fate.REJECTED) == 0
    accounts_for_all(parsed, MARKDOWN.removesuffix("\n").split("\n"))


NO_PAPERS = [
    "# A tool\n\n- [Quick start](#quick-start)\n- [Options](docs/options.md)\n\nWe thank Ilse Marten and Tobin Vance.\n",
    "# Words\n\n| Title | 2022 | 2023 |\n|---|---|---|\n| graph | 1 | 2 |\n| data | 3 | 4 |\n",
    "# Code\n\n```\n- [On sheep](https://arxiv.org/abs/2101.99991)\n```\n",
    "<!--\n- [On sheep](https://arxiv.org/abs/2101.99991)\n-->\n# Nothing\n",
    "# Lists\n\n- [Awesome list of many things](https://github.com/moor/awesome)\n- [A talk on many things](https://youtu.be/1)\n",
    "# A tool\n\n## Authors\n\nIlse Marten, Tobin Vance\n\n## Who we thank most\n\nMio Sato, Lena Brandt\n",
    "**Note**\n\nSome words about the data.\n\n**25.78% = 2360 / 9155**\n",
]


@pytest.mark.parametrize("text", NO_PAPERS, ids=[text[:12] for text in NO_PAPERS])
def test_pages_without_papers_are_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(ListingError):
        read(tmp_path, text)


ROWS = [
    ("- **Sheep at night** (2015), I. Marten et al., [[pdf]](https://moor.example/1.pdf)", ["I. Marten"], None, 2015),
    ("- Sheep at night, ICLR 2021. [[paper]](https://moor.example/1)", [], "ICLR", 2021),
    ("- Sheep at night. Ilse Marten, Tobin Vance. ICLR 2021. [paper](https://moor.example/1)", ["Ilse Marten", "Tobin Vance"], "ICLR", 2021),
    ('- "Sheep at night", Ilse Marten, Tobin Vance, CVPR\'21 [pdf](https://moor.example/1)', ["Ilse Marten", "Tobin Vance"], "CVPR", 2021),
    ("- Ilse Marten, Tobin Vance. **Sheep at night**. *ICML 2019*. [link](https://moor.example/1)", ["Ilse Marten", "Tobin Vance"], "ICML", 2019),
    ("- [Sheep at night](https://moor.example/1.pdf) - Ilse Marten, Tobin Vance (ACL 2020)", ["Ilse Marten", "Tobin Vance"], "ACL", 2020),
    ("- **[NIPS 2017]** [Sheep at night](https://papers.nips.cc/paper/1)", [], "NIPS", 2017),
    ("- `ICLR 2021` [Sheep at night](https://arxiv.org/abs/2101.99991) :star:[code](https://github.com/m/s)", [], "ICLR", 2021),
    ("- 2021-ICLR-Sheep at night [[paper](https://moor.example/1)]", [], "ICLR", 2021),
    ("1. Sheep at night\n   - Authors: Ilse Marten, Tobin Vance\n   - Year: 2020", ["Ilse Marten", "Tobin Vance"], None, 2020),
    ("## Sheep at night\n\nIlse Marten, Tobin Vance\n\nWe count.", ["Ilse Marten", "Tobin Vance"], None, None),
    ("- [2023/05] **Sheep at night** [[paper]](https://arxiv.org/abs/2305.99993)", [], None, 2023),
    ("- ~~[Sheep at night](https://arxiv.org/abs/2305.99993)~~", [], None, None),
    ("**[Sheep at night](https://arxiv.org/abs/2305.99993)**, *IEEE Transactions on Hedges*, 2022", [], "IEEE Transactions on Hedges", 2022),
]  # fmt: skip


@pytest.mark.parametrize(("row", "expected", "venue", "year"), ROWS, ids=[row[:40] for row, *_ in ROWS])
def test_a_row_gives_title_and_imprint(
    row: str, expected: list[str], venue: str | None, year: int | None, tmp_path: Path
) -> None:
    [record] = read(tmp_path, f"# Papers\n\n{row}\n").records
    assert (record.title, names(record), record.venue, record.year) == ("Sheep at night", expected, venue, year)


def test_a_linked_title_to_another_site_counts_where_most_of_its_form_are_papers(tmp_path: Path) -> None:
    many = "".join(f"- [Sheep at night {n}](https://arxiv.org/abs/2305.9999{n})\n" for n in range(5))
    parsed = read(tmp_path, many + "- [Goats in the morning hours](https://moor.example/goats)\n")
    assert [r.title for r in parsed.records][-1] == "Goats in the morning hours"
    parsed = read(tmp_path, many + "- [Goats in the morning hours](https://github.com/moor/goats)\n")
    assert len(parsed.records) == 5 and parsed.ledger.count(Fate.REJECTED) == 1


def test_numbered_headings_are_papers_where_several_have_authors(tmp_path: Path) -> None:
    heads = [
        f"### #{number}: On {word} and Hedges\n" for number, word in enumerate("Sheep Goats Gates Moors Owls".split())
    ]
    told = [
        f"{head}_Ada Sample,  Wei Quill_\n\nWe count.\n\n" if number % 2 == 0 else f"{head}\n"
        for number, head in enumerate(heads)
    ]
    records = read(tmp_path, "".join(told)).records
    assert [(r.title, len(r.authors)) for r in records] == [
        ("On Sheep and Hedges", 2),
        ("On Goats and Hedges", 0),
        ("On Gates and Hedges", 2),
        ("On Moors and Hedges", 0),
        ("On Owls and Hedges", 2),
    ]
    assert len(read(tmp_path, told[0] + told[1] + told[3]).records) == 1


def test_a_row_that_is_cut_before_its_title_is_rejected(tmp_path: Path) -> None:
    parsed = read(tmp_path, "| Rank | Title | Authors |\n|---|---|---|\n| 1 | On sheep | A. Sample |\n| 2 |\n")
    assert [record.title for record in parsed.records] == ["On sheep"] and parsed.ledger.count(Fate.REJECTED) == 1


def test_mathematics_and_escapes_in_titles(tmp_path: Path) -> None:
    text = "- [On $L_1$ and $a * b$ of \\*stars\\* &amp; `code`](https://arxiv.org/abs/2305.99993)\n"
    assert read(tmp_path, text).records[0].title == "On $L_1$ and $a * b$ of *stars* & code"


_TITLES = st.lists(st.text("abcdefgäß京0123456789", min_size=1, max_size=8), min_size=3, max_size=8).map(" ".join)
_NAMES = st.lists(
    st.tuples(st.sampled_from(["Ada", "Émile", "Wei"]), st.sampled_from(["Sample", "Quill", "Okoro"])).map(" ".join),
    min_size=2,
    max_size=4,
    unique=True,
)
_FORMS = [
    "- [{title}](https://arxiv.org/abs/{number})\n  *{names}*\n",
    "1. **{title}x.** ICML 2021. [paper](https://moor.example/{number})\n\n    *{names}.*\n",
    "### [{title}](https://openreview.net/forum?id={number})\n*{names}*\n\nWe count.\n",
    "**{title}x**<br>\n*{names}*<br>\nICML 2021. [[PDF](https://arxiv.org/abs/{number})]\n",
]


@pytest.mark.parametrize("form", _FORMS)
@relaxed
@given(papers=st.lists(st.tuples(_TITLES, _NAMES), min_size=1, max_size=6))
def test_what_is_written_is_read_back(form: str, papers: list[tuple[str, list[str]]], tmp_path: Path) -> None:
    given_papers = [(f"Title {title}", authors) for title, authors in papers]
    parts = [form.format(title=t, names=", ".join(a), number=f"2305.{n:05d}") for n, (t, a) in enumerate(given_papers)]
    text = "# A page\n\n" + "\n".join(parts)
    parsed = read(tmp_path, text)
    assert [r.title for r in parsed.records] == [f"{t}x" if "{title}x" in form else t for t, _ in given_papers]
    assert [names(r) for r in parsed.records] == [authors for _, authors in given_papers]
    accounts_for_all(parsed, text.removesuffix("\n").split("\n"))
