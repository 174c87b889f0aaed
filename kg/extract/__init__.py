"""Abstracts → mentions → concepts. The only place where spaCy is imported."""

from __future__ import annotations

from kg.extract.finding import find_mentions
from kg.extract.linking import link_concepts

__all__ = ["find_mentions", "link_concepts"]
