"""Regular expressions of the package, each with the methods by which it is used."""

from __future__ import annotations

import ast
import dataclasses
import functools
import importlib
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import kg

METHODS = ("match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer")
_IN_LOOPS = {("kg.resolve.author_ids", "_SCHEMES"): frozenset({"match"})}
"""Methods of expressions that a loop applies, under the name of another variable."""
_SEARCH = frozenset({"search"})
_FOLDER = Path(kg.__file__).parent


@dataclasses.dataclass(frozen=True, slots=True)
class Expression:
    """Regular expression, the place of its definition, and the methods by which it is applied to texts."""

    place: str
    pattern: re.Pattern[str]
    methods: frozenset[str]


@functools.cache
def expressions() -> list[Expression]:
    """Return each expression of the package: those in variables of modules, and those in calls of `re`."""
    found: dict[tuple[str, int], Expression] = {}
    used = _methods_by_name()
    for name in sorted(_modules()):
        module = importlib.import_module(name)
        for variable, value in vars(module).items():
            for pattern in _patterns(value, 4):
                methods = used.get((name, variable)) or used.get(("", variable)) or _IN_LOOPS.get((name, variable))
                found.setdefault(
                    (pattern.pattern, pattern.flags), Expression(f"{name}.{variable}", pattern, methods or _SEARCH)
                )
    for each in _of_calls():
        found.setdefault((each.pattern.pattern, each.pattern.flags), each)
    return list(found.values())


def _modules() -> Iterator[str]:
    for module in pkgutil.walk_packages([str(_FOLDER)], "kg."):
        if not module.name.endswith("__main__"):
            yield module.name


def _patterns(value: Any, depth: int) -> Iterator[re.Pattern[str]]:
    """Yield the expressions in a value: in containers, and in the fields of dataclasses."""
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif depth and isinstance(value, Mapping):
        for each in (*value.keys(), *value.values()):
            yield from _patterns(each, depth - 1)
    elif depth and isinstance(value, (list, tuple, set, frozenset)):
        for each in value:
            yield from _patterns(each, depth - 1)
    elif depth and dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from _patterns(getattr(value, field.name, None), depth - 1)


def _methods_by_name() -> dict[tuple[str, str], frozenset[str]]:
    """Return the methods that the package uses of a variable, by module and name, and by name in any module."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for module, node in _nodes():
        if isinstance(node, ast.Attribute) and node.attr in METHODS:
            value = node.value
            name = value.id if isinstance(value, ast.Name) else value.attr if isinstance(value, ast.Attribute) else ""
            found[module, name].add(node.attr)
            found["", name].add(node.attr)
    return {name: frozenset(methods) for name, methods in found.items()}


def _of_calls() -> Iterator[Expression]:
    """Yield the expressions that are constants in calls such as `re.sub("…", …)`."""
    for call in (node for _, node in _nodes() if isinstance(node, ast.Call)):
        function = call.func
        is_re = (
            isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and function.value.id == "re"
        )
        if is_re and function.attr in METHODS and isinstance(call.args[0], ast.Constant):  # type: ignore[union-attr]
            text = call.args[0].value
            flags = re.MULTILINE if "MULTILINE" in ast.dump(call) else re.NOFLAG
            yield Expression(f"re.{function.attr}({text!r})", re.compile(text, flags), frozenset({function.attr}))  # type: ignore[union-attr]


def _nodes() -> Iterator[tuple[str, ast.AST]]:
    """Yield each node of the syntax trees of the package with the name of its module."""
    for path in sorted(_FOLDER.rglob("*.py")):
        module = ".".join(path.relative_to(_FOLDER.parent).with_suffix("").parts).removesuffix(".__init__")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            yield module, node
