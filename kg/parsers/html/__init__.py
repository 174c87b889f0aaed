"""Saved web pages of papers."""

from kg.parsers.html.form import HTML

__all__ = ["HTML"]
