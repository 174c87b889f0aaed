"""Printing to standard output and standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import IO, TextIO, cast

from rich.console import Console
from rich.markup import escape

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


def show(markup: str) -> None:
    """Print a line with rich markup; text that is not markup must be escaped."""
    out.print(markup, soft_wrap=True)


def show_line(text: str) -> None:
    """Print a line of text without markup."""
    out.print(text, markup=False, soft_wrap=True)


def show_note(text: str) -> None:
    """Print a remark, preceded by "note", on standard error."""
    err.print(f"[yellow]note[/] {escape(printable(text))}", soft_wrap=True)


def show_remark(text: str) -> None:
    """Print a remark in yellow on standard error."""
    err.print(escape(printable(text)), style="yellow", soft_wrap=True)


def show_count(text: str) -> None:
    """Print a text about the number of results, dimmed, on standard error."""
    err.print(escape(text), style="dim", soft_wrap=True)


def show_error(message: str) -> None:
    """Print an error as one line on standard error."""
    err.print(f"[bold red]kg:[/] {escape(printable(' '.join(message.split())))}", soft_wrap=True)


@contextmanager
def paged() -> Iterator[None]:
    """Send output to a pager on an interactive terminal; the pager exits immediately if the text fits on the screen."""
    interactive = out.is_terminal and sys.stdin.isatty() and os.environ.get("TERM") != "dumb"
    if interactive:
        os.environ.setdefault("LESS", "-FRX")
    with out.pager(styles=True) if interactive else nullcontext():
        yield


@dataclass(frozen=True, slots=True)
class PrintableOutput:
    """Text stream to a terminal, which receives a space for each control character: listings are not trusted."""

    target: TextIO

    def write(self, text: str) -> int:
        """Write a text; line feeds remain."""
        return self.target.write("\n".join(map(printable, text.split("\n"))))


def text_output() -> IO[str]:
    """Return standard output for text in a file format: as it is, but without control characters on a terminal."""
    return cast(IO[str], PrintableOutput(sys.stdout)) if sys.stdout.isatty() else sys.stdout


def plural(count: int, noun: str) -> str:
    """Return a count with its noun.

    >>> plural(1, "row"), plural(89256, "row")
    ('1 row', '89,256 rows')
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def printable(text: str) -> str:
    r"""Return a text with a space for each control character: the text of a listing is not trusted.

    >>> printable("a\x1b[2Jb")
    'a [2Jb'
    """
    return text if text.isprintable() else "".join(c if c.isprintable() else " " for c in text)
