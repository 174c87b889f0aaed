"""A report as files, and the report of a part of a finished build."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from urllib.parse import quote

from kg.model.errors import OutputError
from kg.model.report import Report
from kg.output import STORE
from kg.reporting.facts import Facts, graphs_of
from kg.reporting.listings import read_again, rejected_again
from kg.reporting.sections import report
from kg.store import open_store
from kg.store.parts import Answers, Part, part_of
from kg.views import write_markdown, write_page_of, write_sheets

_OURS = {".csv", ".rq"}


def write_report(told: Report, page: Path, beside: str | None) -> None:
    """Write a report as `page`, its Markdown and the folder of its tables beside it, under the same name.

    `beside` is the address of the folder of the build, seen from the page.
    """
    folder = page.with_suffix("")
    _clear(folder)
    write_page_of(page, told, beside)
    write_markdown(page.with_suffix(".md"), told)
    write_sheets(folder, told)


def report_part(out: Path, page: Path | None, venue: str | None, year: int | None, listing: str | None) -> Path:
    """Write the report of a venue, a year, a listing, as far as given, of the build in `out`; the page written.

    Without a page it is `report-….html`, named after the part, in the current folder. Raises QueryError where a name is
    unknown, naming near ones, or no work is left, and OutputError where nothing can be read or written.
    """
    store = open_store(out / STORE)
    part = part_of(store, venue, year, listing)
    answers = Answers(store, part)
    page = page or Path(f"report{_slug(part)}.html")
    if page.suffix != ".html":
        raise OutputError("the page of a report ends in .html; choose another --page", file=page)
    files = {row[1] for row in answers.rows("sources")}
    facts = Facts(answers, graphs_of(answers), read_again(out, files), rejected_again(out, files))
    try:
        write_report(report(facts, page.stem), page, _beside(out, page))
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror}; choose another --page", file=page) from None
    return page


def _slug(part: Part | None) -> str:
    kept = "".join(c if c.isalnum() else "-" for c in part.label.casefold()) if part else ""
    return f"-{'-'.join(filter(None, kept.split('-')))}"[:80].rstrip("-")


def _beside(out: Path, page: Path) -> str | None:
    try:
        relative = os.path.relpath(out.resolve(), page.resolve().parent)
    except ValueError:  # on Windows there is no way from one drive to another
        return None
    return "" if relative == "." else f"{quote(Path(relative).as_posix())}/"


def _clear(folder: Path) -> None:
    """Remove the tables of an earlier report; raises OutputError where the folder holds anything else."""
    if not folder.exists():
        return
    held = [path for path in folder.rglob("*") if not path.is_dir()] if folder.is_dir() else [folder]
    if any(path.suffix not in _OURS or path.is_symlink() for path in held):
        raise OutputError("holds what no report wrote; choose another --page", file=folder)
    shutil.rmtree(folder)
