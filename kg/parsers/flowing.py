"""Joining of wrapped text to one line or to paragraphs."""

from __future__ import annotations

import re

_BREAK = re.compile(r"\n[ \t\r]*\n\s*")


def one_line(text: str) -> str:
    """Return a text on one line, with each run of white space replaced by one space."""
    return " ".join(text.split())


def in_paragraphs(text: str) -> str | None:
    """Return a text with one line per paragraph and blank lines between paragraphs; None for an empty text."""
    parts = map(one_line, _BREAK.split(text)) if "\n" in text else (one_line(text),)
    return "\n\n".join(part for part in parts if part) or None
