"""Errors that a user can resolve."""

from __future__ import annotations

from os import PathLike, fspath
from pathlib import Path

_MOST_CHARACTERS = 1_000
"""Length at which a message is cut; it may quote a file."""


class KgError(Exception):
    """Base class of the errors that a user can resolve; the command line exits with code 2.

    The text of an error is one line: the file, the line number where it is known, the problem and the remedy.

    Parameters
    ----------
    message : str
        The problem and the remedy.
    file : str or os.PathLike, optional
        The file or folder with the problem. Its path comes before the message.
    line : int, optional
        The 1-based number of the line with the problem.

    Attributes
    ----------
    file : pathlib.Path or None
        The file or folder with the problem.
    line : int or None
        The 1-based number of the line with the problem.

    Examples
    --------
    >>> error = ListingError("UTF-16 text; save it as UTF-8", file="papers.txt", line=1)
    >>> str(error)
    'papers.txt: line 1: UTF-16 text; save it as UTF-8'
    >>> error.file.name, error.line
    ('papers.txt', 1)
    """

    def __init__(self, message: str, *, file: str | PathLike[str] | None = None, line: int | None = None) -> None:
        super().__init__(message if len(message) <= _MOST_CHARACTERS else message[: _MOST_CHARACTERS - 1] + "…")
        self.file = None if file is None else Path(fspath(file))
        self.line = line

    def __str__(self) -> str:
        place = "" if self.line is None else f"line {self.line}: "
        return f"{'' if self.file is None else f'{self.file}: '}{place}{self.args[0]}"


class UsageError(KgError, ValueError):
    """An invalid argument or option, or an invalid combination of options."""


class MissingDependencyError(KgError, ImportError):
    """A required optional library that is not installed."""


class ListingError(KgError):
    """A listing that cannot be read."""


class SettingsError(KgError):
    """A configuration file that cannot be read or is invalid."""


class OutputError(KgError):
    """An output folder that cannot be read or written, or that contains files of another program."""


class QueryError(KgError):
    """A query that is unknown, malformed or incomplete, or a name that is not in the graph."""


class EngineError(KgError):
    """Worker processes that were killed, or a cluster that is lost or cannot be reached."""
