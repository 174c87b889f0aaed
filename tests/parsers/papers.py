"""Random papers and how each format writes them, for the tests that read back what was written."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hypothesis import strategies as st


@dataclass(frozen=True)
class Paper:
    title: str
    names: tuple[str, ...]
    paragraphs: tuple[str, ...]
    url: str = "https://example.org/p"

    @property
    def abstract(self) -> str:
        return "\n\n".join(self.paragraphs)


NEWLINE = chr(10)
_LETTERS = st.characters(categories=["Lu", "Ll", "Lo"], exclude_characters="\u00aa\u00ba")
_WORD = st.text(st.one_of(_LETTERS, st.sampled_from("0123456789-'$^\\{}()_%&\"<>/")), min_size=1, max_size=9)
_START = st.sampled_from(["Learning", "A", "On", "Über", "Deep", "GAN-2:", "L2"])
TITLES = st.builds(lambda first, rest: " ".join([first, *rest]), _START, st.lists(_WORD, max_size=6))
_SMALL = st.characters(categories=["Ll"], exclude_characters="\u00aa\u00ba")
_PART = st.builds(
    lambda capital, rest, joint, second: capital + rest + joint + second,
    st.sampled_from("BÉŁØТΔ"),
    st.text(_SMALL, min_size=3, max_size=8),
    st.sampled_from(["", "", "-", "’", "'"]),
    st.text(_SMALL, min_size=2, max_size=4),
)
NAMES = st.builds(lambda first, last: f"{first} {last}", st.sampled_from(["Ada", "Émile", "J.", "Wei"]), _PART)
_SENTENCES = st.lists(_WORD, min_size=30, max_size=40).map(lambda words: f"We {' '.join(words)}.")
PAPERS = st.builds(
    Paper,
    title=TITLES,
    names=st.lists(NAMES, min_size=1, max_size=4).map(tuple),
    paragraphs=st.lists(_SENTENCES, min_size=1, max_size=3).map(tuple),
)
LISTS = st.lists(PAPERS, min_size=1, max_size=5)


def poster_session(papers: Sequence[Paper]) -> str:
    blocks = (f"{p.title}\n\n{' · '.join(p.names)}\n\n{p.abstract}" for p in papers)
    return "Session\n\nPoster Session 3\n\n\n" + "\n\n\n".join(blocks)


def dataset_viewer(papers: Sequence[Paper]) -> str:
    head = "conference\nstringclasses\n1 values\ntitle\nstringlengths\n2\n9\nabstract\nstringlengths\n2\n5k\n"
    rows = (f"ICLR.cc/2023/Conference\n{p.title}\n{NEWLINE.join(p.paragraphs)}\nReject\n" for p in papers)
    return head + "decision\nstringclasses\n2 values\n" + "".join(rows)


def papers_cool(papers: Sequence[Paper]) -> str:
    rows = (
        f"#{n} {p.title} [PDF1] [Copy] [Kimi] [REL]\n\nAuthors: {' ; '.join(p.names)}\n\n{p.abstract}\n"
        for n, p in enumerate(papers, start=1)
    )
    return f"ICLR.2021 - Poster\n\n| Total: {len(papers)}\n\n" + "\n".join(rows)


def labelled_markdown(papers: Sequence[Paper]) -> str:
    rows = (
        f"## [{n}] {p.title}\n\n**Authors**: *{', '.join(p.names)}*\n\n**Conference**: *iclr 2021*\n\n"
        f"**URL**: [{p.url}]({p.url})\n\n**Abstract**:\n\n{p.abstract}\n\n----\n\n"
        for n, p in enumerate(papers)
    )
    return "".join(rows) + "\n[Go to the next page](next.md)\n"


def accepted_markdown(papers: Sequence[Paper]) -> str:
    rows = (
        f"{f'[{p.title}](#)' if n % 2 and chr(92) not in p.title else p.title}\n\n- {', '.join(p.names)}\n"
        f"- abstract@[open-review\\(Oral\\)](#): {p.abstract}\n"
        for n, p in enumerate(papers)
    )
    return "\n".join(rows)


def json_lines(papers: Sequence[Paper]) -> str:
    rows = ({"title": p.title, "authors": p.names, "abstract": p.abstract, "url": p.url} for p in papers)
    return "".join(json.dumps(row) + "\n" for row in rows)


def csv_table(papers: Sequence[Paper]) -> str:
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(["title", "authors", "abstract", "url"])
    rows.writerows([p.title, "; ".join(p.names), p.abstract, p.url] for p in papers)
    return text.getvalue()


WRITERS: dict[str, Callable[[Sequence[Paper]], str]] = {
    "poster-session": poster_session,
    "dataset-viewer": dataset_viewer,
    "papers-cool": papers_cool,
    "labelled-markdown": labelled_markdown,
    "accepted-markdown": accepted_markdown,
    "json-lines": json_lines,
    "csv": csv_table,
}
