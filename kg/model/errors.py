"""The errors a user can mend."""

from __future__ import annotations


class KgError(Exception):
    """Nothing was done, and the user can mend it: one line that names the file, the line and the remedy (exit 2)."""


class ListingError(KgError):
    """A listing cannot be read."""


class SettingsError(KgError):
    """A configuration cannot be read or makes no sense."""


class OutputError(KgError):
    """The output folder cannot be written, or is not ours."""


class QueryError(KgError):
    """A query is unknown, malformed, or lacks a parameter."""


class EngineError(KgError):
    """The processes or the cluster that do the work were lost, or cannot be reached."""
