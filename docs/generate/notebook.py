"""Page of the tutorial notebook, generated from its cells."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

NOTEBOOK = Path(__file__).resolve().parent.parent / "tutorial" / "notebook.ipynb"


def fragment() -> str:
    """Return the cells of the notebook as Markdown: its text, and its code in fenced blocks."""
    fences = {"code": ("```python\n", "\n```"), "markdown": ("", "")}
    return "\n\n".join(source.join(fences[kind]) for kind, source in cells())


def cells() -> Iterator[tuple[str, str]]:
    """Yield the type and the source of every cell, in order."""
    for cell in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]:
        yield cell["cell_type"], "".join(cell["source"])
