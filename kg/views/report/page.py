"""A report as one page that opens from disk without a network."""

from __future__ import annotations

import json
from pathlib import Path

from kg.model.report import Report
from kg.views.pages import asset, environment, policy, write_page
from kg.views.report.curves import paths, spread
from kg.views.report.wording import answer, shown

_STYLES = ("page.css", "report.css")
_SCRIPT = "report.js"


def write_page_of(path: Path, report: Report, beside: str | None = "") -> None:
    """Write the report; `beside` is the address of the folder of the build, with a "/" at its end.

    It is "" where the page is in that folder, None where the page can lead to nothing there.
    """
    made = environment()
    made.filters.update(shown=shown, answer=answer, form=lambda block: type(block).__name__, pairs=_pairs)
    made.globals.update(curve_paths=paths, spread=spread)
    rules = policy([asset(_SCRIPT)], map(asset, _STYLES))
    write_page(path, made.get_template("report.html").render(report=report, policy=rules, beside=beside))


def _pairs(pairs: tuple[tuple[str, str], ...]) -> str:
    """Pairs as JSON, which an attribute holds and the script of the page reads."""
    return json.dumps(dict(pairs), ensure_ascii=False)
