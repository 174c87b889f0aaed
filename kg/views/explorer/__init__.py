"""The explorer: both graphs and the works behind them in one page."""

from __future__ import annotations

from kg.views.explorer.page import write_explorer

__all__ = ["write_explorer"]
