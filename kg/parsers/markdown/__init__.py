"""Markdown pages of papers: tables, lists, numbered and bold titles, headings."""

from kg.parsers.markdown.form import MARKDOWN

__all__ = ["MARKDOWN"]
