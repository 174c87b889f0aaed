"""Table of the files that a build writes, generated from the names and descriptions in `kg.output`."""

from __future__ import annotations

from kg.output import ARTEFACTS, REPORT_FOLDER, STORE

FOLDERS = {STORE, REPORT_FOLDER}


def fragment() -> str:
    """Return a table of all files and folders of the output with their contents."""
    rows = (f"| `{name}{'/' * (name in FOLDERS)}` | {contents} |" for name, contents in ARTEFACTS.items())
    return "\n".join(["| file | contents |", "|---|---|", *rows, ""])
