"""Reference of the Python API: one mkdocstrings directive for every public name of `kg`."""

from __future__ import annotations

import kg


def fragment() -> str:
    """Return a directive for every public name; its heading is the name that users import."""
    return "\n".join(_directive(name) for name in names())


def names() -> list[str]:
    """Return the public names of `kg`: functions, then classes, then errors."""
    return sorted((name for name in kg.__all__ if callable(getattr(kg, name))), key=_rank)


def home(name: str) -> str:
    """Return the full name of a public object in the module that defines it."""
    found = getattr(kg, name)
    return f"{found.__module__}.{found.__qualname__}"


def _directive(name: str) -> str:
    return f"::: {home(name)}\n    options:\n      heading: kg.{name}\n      toc_label: kg.{name}\n"


def _rank(name: str) -> tuple[int, str]:
    found = getattr(kg, name)
    is_class = isinstance(found, type)
    return (is_class + (is_class and issubclass(found, Exception)), name)
