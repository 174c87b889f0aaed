"""Records → works, persons and venues, with the evidence for every identity."""

from __future__ import annotations

from kg.resolve.resolution import resolve

__all__ = ["resolve"]
