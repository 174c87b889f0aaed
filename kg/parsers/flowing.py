"""Text that was wrapped into lines, as one line or as paragraphs."""

from __future__ import annotations

import re

_BREAK = re.compile(r"\n[ \t\r]*\n\s*")


def one_line(text: str) -> str:
    """Return a text with its blanks and line breaks collapsed."""
    return " ".join(text.split())


def in_paragraphs(text: str) -> str | None:
    """Return a text whose lines are joined, but for blank lines between paragraphs; None where there is no text."""
    parts = map(one_line, _BREAK.split(text)) if "\n" in text else (one_line(text),)
    return "\n\n".join(part for part in parts if part) or None
