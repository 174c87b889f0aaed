"""Explorer: an interactive page with both networks and their papers."""

from __future__ import annotations

from kg.views.explorer.page import write_explorer

__all__ = ["write_explorer"]
