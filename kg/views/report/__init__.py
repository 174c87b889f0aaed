"""Rendering of a report as an HTML page, as Markdown and as CSV tables."""

from __future__ import annotations

from kg.views.report.markdown import write_markdown
from kg.views.report.page import write_page_of
from kg.views.report.sheets import write_sheets

__all__ = ["write_markdown", "write_page_of", "write_sheets"]
