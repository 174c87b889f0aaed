"""Rendering of a report as one HTML page that needs no network access."""

from __future__ import annotations

import json
from pathlib import Path

from markupsafe import Markup

from kg.model.report import ListItem, Report
from kg.views.colours import colour_class, community_style
from kg.views.pages import asset, environment, policy, write_page
from kg.views.report.curves import interval_positions, paths
from kg.views.report.places import Places, lists_of, resource, wrappable
from kg.views.report.wording import explanation, shown

_STYLES = ("page.css", "report.css")
_SCRIPT = "report.js"


def write_page_of(path: Path, report: Report, output_url: str | None = "") -> None:
    """Write the report as an HTML page.

    Parameters
    ----------
    path
        Path of the page.
    report
        Content of the report.
    output_url
        Relative URL of the output folder as seen from the page, with "/" at its end; "" if the page is in it, None if
        no relative URL exists.
    """
    made = environment()
    made.filters.update(shown=shown, explanation=explanation, kind=lambda block: type(block).__name__, pairs=_pairs)
    places, lists = Places(output_url, report.pages), lists_of(report)
    made.filters.update(place=places.of, resource=resource, wrappable=wrappable)
    made.globals.update(community_style=Markup(community_style()), colour_class=colour_class)  # noqa: S704 - our own
    made.globals.update(curve_paths=paths, interval_positions=interval_positions, zip=zip, list_of=lists.of)
    data = {"items": [_item(item, places) for item in lists.items], "lists": lists.lists}
    rules = policy([asset(_SCRIPT)], [*map(asset, _STYLES), community_style()])
    write_page(
        path, made.get_template("report.html").render(report=report, policy=rules, output_url=output_url, data=data)
    )


def _item(item: ListItem, places: Places) -> tuple[str, ...]:
    """Return an item of a list for the script of the page: name, note, address and IRI."""
    return item.name, item.note, places.of(item.reference), resource(item.reference)


def _pairs(pairs: tuple[tuple[str, str], ...]) -> str:
    """Return pairs as a JSON object, for a data attribute that the script of the page reads."""
    return json.dumps(dict(pairs), ensure_ascii=False)
