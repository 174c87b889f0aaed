"""The graph of a build in a browser and as a SPARQL endpoint, for reading."""

from __future__ import annotations

from kg.server.app import make_app
from kg.server.running import serve
from kg.server.settings import ServerSettings, read_server_settings

__all__ = ["ServerSettings", "make_app", "read_server_settings", "serve"]
