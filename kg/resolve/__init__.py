"""Records → works, persons and venues, with the evidence for every identity."""

from __future__ import annotations

from kg.resolve.comparing import Found, Part
from kg.resolve.decisions import Decision, parse_decisions, read_decisions
from kg.resolve.evaluation import Scores, evaluate
from kg.resolve.ledger import HEADER, explain, identity_rows
from kg.resolve.overview import namesakes
from kg.resolve.parts import Finder, Spread
from kg.resolve.resolution import ResolveOptions, resolve

__all__ = [
    "HEADER",
    "Decision",
    "Finder",
    "Found",
    "Part",
    "ResolveOptions",
    "Scores",
    "Spread",
    "evaluate",
    "explain",
    "identity_rows",
    "namesakes",
    "parse_decisions",
    "read_decisions",
    "resolve",
]
