"""Rendering of the explorer as one HTML file with all values and the program that displays them."""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup

from kg.model.exploration import Exploration
from kg.views.explorer.bundle import program
from kg.views.explorer.packing import packed_texts, packed_values
from kg.views.pages import asset, environment, policy, write_page

_STYLES = ("page.css", "explorer.css")


def write_explorer(exploration: Exploration, path: Path) -> None:
    """Write the explorer as an HTML page that loads nothing from the network and runs only its own script.

    The same values give the same bytes. Raises BundleError if the JavaScript bundle is missing or out of date.
    """
    script = program()
    template = environment().get_template("explorer.html")
    html = template.render(
        title=exploration.title,
        policy=policy((script,), map(asset, _STYLES)),
        program=Markup(script),  # noqa: S704 - our own program, built from locked libraries
        values=Markup(packed_values(exploration)),  # noqa: S704 - base64
        texts=Markup(packed_texts(exploration)),  # noqa: S704 - base64
    )
    write_page(path, html)
