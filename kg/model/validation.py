"""Result of the validation of a graph against its SHACL shapes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """Violation of a shape: the IRI of the node, the property and the value ("" if not applicable), and the message."""

    node: str
    path: str
    value: str
    message: str


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """Result of a validation: the sorted violations; `conforms` is True if there are none."""

    conforms: bool
    violations: tuple[Violation, ...]
