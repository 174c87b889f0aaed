"""Result of the validation of a graph against its SHACL shapes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """Violation of a shape: IRI of the node, property and value where they matter, and the message of the shape."""

    node: str
    path: str
    value: str
    message: str


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """Conformance of a graph, with its violations in order."""

    conforms: bool
    violations: tuple[Violation, ...]
