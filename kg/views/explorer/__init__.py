"""Explorer: an interactive page with both graphs and the papers behind them."""

from __future__ import annotations

from kg.views.explorer.page import write_explorer

__all__ = ["write_explorer"]
