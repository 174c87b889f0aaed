"""Table of the listing formats with their examples, generated from `kg.parsers.FORMATS`."""

from __future__ import annotations

from kg.parsers import FORMATS, Format


def fragment() -> str:
    """Return a table of the formats, followed by a section with an example for each format."""
    rows = (f"| [`{each.name}`](#example-{each.name}) | {each.description} |" for each in FORMATS)
    head = ["| format | description |", "|---|---|", *rows, ""]
    return "\n".join([*head, "## Examples", "", *map(_example, FORMATS)])


def _example(form: Format) -> str:
    fence = "~" * 8
    anchor = f"{{ #example-{form.name} }}"
    return "\n".join([f"### Example: {form.name} {anchor}", "", f"{fence}text", form.example.rstrip("\n"), fence, ""])
