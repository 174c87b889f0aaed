"""A knowledge graph of papers, people, venues, methods and datasets from the paper listings you have.

`read` gives the records of listings, `build` writes graph, views and reports into a folder.
"""

from kg.model.errors import KgError
from kg.pipeline import build, read
from kg.settings import Settings, read_settings

__all__ = ["KgError", "Settings", "build", "read", "read_settings"]
