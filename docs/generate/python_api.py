"""Reference of the Python API: one directive of mkdocstrings for every public name of `kg`."""

from __future__ import annotations

import importlib

import kg


def fragment() -> str:
    """Return a directive for every name of `kg.__all__` that is documented in the module that defines it."""
    return "\n".join(f"::: {home(name)}\n    options:\n      heading: kg.{name}\n" for name in names())


def names() -> list[str]:
    """Return the public functions and classes of `kg`, functions first."""
    return sorted((name for name in kg.__all__ if callable(getattr(kg, name))), key=lambda n: (n[0].isupper(), n))


def home(name: str) -> str:
    """Return the full name of a public object in the module that defines it."""
    found = getattr(kg, name)
    module = importlib.import_module(found.__module__)
    return f"{module.__name__}.{found.__qualname__}"
