"""The report of a build as a page."""

from __future__ import annotations

from pathlib import Path

from kg.model.report import ReportValues
from kg.views.pages import asset, environment, policy, write_page

_STYLES = ("page.css", "report.css")


def write_report(path: Path, values: ReportValues) -> None:
    """Write the report: one file without a script, that opens from disk without a network."""
    template = environment().get_template("report.html")
    write_page(path, template.render(values=values, policy=policy((), map(asset, _STYLES))))
