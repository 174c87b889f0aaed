"""Parsing of lists in the cells of a table, as Python, NumPy, JSON and R print them."""

from __future__ import annotations

import ast
import json
import re
from typing import Any

_STRING = re.compile(r"""'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)\"""", re.DOTALL)
_BETWEEN = re.compile(r"(?:[\s,;\[\](){}]|None|null|nan|NaN|array|list|c(?=\())*")
_OPENINGS = {"[": "]", "(": ")", "{": "}"}
_LONGEST = 2_000_000
_DEEPEST = 8
_NAN = re.compile(r"(?<![\w'\"])(?:nan|NaN)(?![\w'\"])")


def read_list(cell: str) -> list[Any] | None:
    """Return the items of the list in a cell, or None if the cell is not a list.

    >>> read_list("['Ada Example', 'Grace Sample']")
    ['Ada Example', 'Grace Sample']
    """
    cell = cell.strip()
    cell = cell[1:] if cell.startswith("c(") else cell
    if len(cell) < 2 or len(cell) > _LONGEST or _OPENINGS.get(cell[0]) != cell[-1]:
        return None
    if cell[1:-1].strip() == "":
        return []
    return _strings(cell) if "{" not in cell[1:] and ":" not in _STRING.sub("", cell) else _objects(cell)


def _strings(cell: str) -> list[Any] | None:
    """Return the quoted strings of a flat list, with or without commas between them (NumPy prints none)."""
    found = list(_STRING.finditer(cell))
    if not found or not _BETWEEN.fullmatch(_STRING.sub("", cell)):
        return None
    return [_unescaped(match) for match in found]


def _unescaped(match: re.Match[str]) -> str:
    inside = match[1] if match[1] is not None else match[2]
    if "\\" not in inside:
        return inside
    try:
        return str(json.loads(f'"{inside}"')) if match[2] is not None else str(ast.literal_eval(match[0]))
    except (ValueError, SyntaxError):
        return inside


def _objects(cell: str) -> list[Any] | None:
    """Return the items of a list with objects, or a list with the only object, in JSON or Python syntax."""
    plain = _STRING.sub("", cell)
    if _depth(plain) > _DEEPEST:
        return None
    for read in (json.loads, lambda text: ast.literal_eval(_NAN.sub("None", text))):
        try:
            value = read(cell)
        except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
            continue
        if isinstance(value, (list, tuple)):
            return list(value)
        return [value] if isinstance(value, dict) else None
    return None


def _depth(text: str) -> int:
    depth = deepest = 0
    for character in text:
        depth += (character in "[({") - (character in "])}")
        deepest = max(deepest, depth)
    return deepest
