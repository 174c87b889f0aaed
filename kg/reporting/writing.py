"""Writing of the files of a report, and of the report on a part of a finished build."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from urllib.parse import quote

from kg.model.errors import OutputError
from kg.model.report import Report
from kg.output import STORE, read_title
from kg.reporting.facts import Facts, graphs_of
from kg.reporting.listings import read_rejected_lines, read_summaries
from kg.reporting.sections import report
from kg.store import open_store
from kg.store.parts import Answers, Part, part_of
from kg.views import write_markdown, write_page_of, write_sheets

_WRITTEN_SUFFIXES = {".csv", ".rq"}


def write_report(content: Report, page: Path, output_url: str | None) -> None:
    """Write a report as an HTML page, a Markdown file and a folder of tables with the same name next to each other.

    Parameters
    ----------
    content
        Content of the report.
    page
        Path of the page.
    output_url
        Relative URL of the output folder as seen from the page, with "/" at its end; "" if the page is in it, None if
        no relative URL exists.

    Raises
    ------
    OutputError
        If the folder of tables contains files that paperkg did not write.
    """
    folder = page.with_suffix("")
    _clear(folder)
    write_page_of(page, content, output_url)
    write_markdown(page.with_suffix(".md"), content)
    write_sheets(folder, content)


def report_part(out: Path, page: Path | None, venue: str | None, year: int | None, listing: str | None) -> Path:
    """Write the report on a part of the build in `out`, and return the path of its page.

    Parameters
    ----------
    out
        Output folder of the build.
    page
        Path of the page; by default `report-VENUE-YEAR-LISTING.html` in the current folder.
    venue, year, listing
        Venue, year and listing of the papers of the report; each is optional.

    Raises
    ------
    QueryError
        If a name is unknown or no paper matches; the message suggests similar names.
    OutputError
        If the build cannot be read or the page cannot be written.
    """
    store = open_store(out / STORE)
    part = part_of(store, venue, year, listing)
    answers = Answers(store, part)
    page = page or Path(f"report{_slug(part)}.html")
    if page.suffix != ".html":
        raise OutputError("the name of a report must end in .html; choose another --page", file=page)
    files = {row[1] for row in answers.rows("sources")}
    facts = Facts(answers, graphs_of(answers), read_summaries(out, files), read_rejected_lines(out, files))
    try:
        write_report(report(facts, read_title(out), page.stem), page, _output_url(out, page))
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror}; choose another --page", file=page) from None
    return page


def _slug(part: Part | None) -> str:
    kept = "".join(c if c.isalnum() else "-" for c in part.label.casefold()) if part else ""
    return f"-{'-'.join(filter(None, kept.split('-')))}"[:80].rstrip("-")


def _output_url(out: Path, page: Path) -> str | None:
    try:
        relative = os.path.relpath(out.resolve(), page.resolve().parent)
    except ValueError:  # on Windows, for paths on different drives
        return None
    return "" if relative == "." else f"{quote(Path(relative).as_posix())}/"


def _clear(folder: Path) -> None:
    """Remove the tables of an earlier report. Raises OutputError if the folder contains any other file."""
    if not folder.exists():
        return
    found = [path for path in folder.rglob("*") if not path.is_dir()] if folder.is_dir() else [folder]
    if any(path.suffix not in _WRITTEN_SUFFIXES or path.is_symlink() for path in found):
        raise OutputError("contains files that paperkg did not write; choose another --page", file=folder)
    shutil.rmtree(folder)
