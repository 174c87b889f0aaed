"""Knowledge graph of papers, authors, venues, methods and datasets, built from paper listings.

`kg.read` returns the records of listings, `kg.build` writes a graph, its views and its reports into a folder, and
`kg.open` opens that folder as a `Graph` for queries, networks and exports.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False  # for tools; `typing` takes milliseconds to import, in which Ctrl + C would print a traceback

if TYPE_CHECKING:
    from kg.graph.answers.asking import ask
    from kg.graph.concept_explanation import explain_concept
    from kg.graph.graph import Graph
    from kg.graph.merge_candidates import merge_candidates
    from kg.graph.opening import open_graph as open
    from kg.graph.reviewers.reviewing import ReviewRules, assign_reviewers, suggest_reviewers
    from kg.model.errors import (
        EngineError,
        KgError,
        ListingError,
        MissingDependencyError,
        OutputError,
        QueryError,
        SettingsError,
        UsageError,
    )
    from kg.pipeline.build import build, read
    from kg.settings import Settings, read_settings
    from kg.store import Rows, Triples

    __version__: str

# OpenBLAS, which numpy uses, synchronises its threads by spinning: on matrices as small as ours several threads take up
# to 15 times as long as one, and a build has processes of its own. A value that is already set has precedence.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__all__ = [
    "EngineError",
    "Graph",
    "KgError",
    "ListingError",
    "MissingDependencyError",
    "OutputError",
    "QueryError",
    "ReviewRules",
    "Rows",
    "Settings",
    "SettingsError",
    "Triples",
    "UsageError",
    "__version__",
    "ask",
    "assign_reviewers",
    "build",
    "explain_concept",
    "merge_candidates",
    "open",
    "read",
    "read_settings",
    "suggest_reviewers",
]

_ERRORS = (
    "EngineError",
    "KgError",
    "ListingError",
    "MissingDependencyError",
    "OutputError",
    "QueryError",
    "SettingsError",
    "UsageError",
)
_HOMES = {name: f"kg.model.errors:{name}" for name in _ERRORS} | {
    "Graph": "kg.graph.graph:Graph",
    "Rows": "kg.store.rows:Rows",
    "Triples": "kg.store.rows:Triples",
    "ReviewRules": "kg.graph.reviewers.reviewing:ReviewRules",
    "ask": "kg.graph.answers.asking:ask",
    "assign_reviewers": "kg.graph.reviewers.reviewing:assign_reviewers",
    "build": "kg.pipeline.build:build",
    "explain_concept": "kg.graph.concept_explanation:explain_concept",
    "merge_candidates": "kg.graph.merge_candidates:merge_candidates",
    "open": "kg.graph.opening:open_graph",
    "read": "kg.pipeline.build:read",
    "read_settings": "kg.settings:read_settings",
    "Settings": "kg.settings:Settings",
    "suggest_reviewers": "kg.graph.reviewers.reviewing:suggest_reviewers",
}
"""Names that are imported on first use: the command line starts sooner, and worker processes need few libraries."""


def __getattr__(name: str) -> object:
    """Return a name of the public interface, and import its module on first use."""
    if name == "__version__":
        from importlib.metadata import version

        return version("paperkg")
    if name not in _HOMES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    from importlib import import_module

    module, _, attribute = _HOMES[name].partition(":")
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    """Return the names of the public interface."""
    return sorted({*globals(), *__all__})
