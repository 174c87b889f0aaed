"""Errors that a user can resolve: their text, their attributes, their other base classes."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from kg.model.errors import KgError, ListingError, MissingDependencyError, UsageError


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({}, "empty"),
        ({"file": "a.txt"}, "a.txt: empty"),
        ({"file": Path("a.txt"), "line": 3}, "a.txt: line 3: empty"),
        ({"line": 3}, "line 3: empty"),
    ],
)
def test_the_text_names_file_and_line(given: dict[str, object], text: str) -> None:
    error = ListingError("empty", **given)  # type: ignore[arg-type]
    assert str(error) == text
    assert error.file == (Path("a.txt") if "file" in given else None)
    assert error.line == given.get("line")


def test_an_error_of_a_worker_process_keeps_its_attributes() -> None:
    error = pickle.loads(pickle.dumps(ListingError("empty", file="a.txt", line=3)))
    assert (type(error), str(error), error.line) == (ListingError, "a.txt: line 3: empty", 3)


def test_errors_are_also_of_the_built_in_classes() -> None:
    assert issubclass(UsageError, KgError) and issubclass(UsageError, ValueError)
    assert issubclass(MissingDependencyError, KgError) and issubclass(MissingDependencyError, ImportError)
    assert str(MissingDependencyError("pandas is not installed", file="x")) == "x: pandas is not installed"


def test_a_long_message_is_cut() -> None:
    text = str(KgError("a" * 5_000, file="b"))
    assert len(text) < 1_100 and text.startswith("b: aaa") and text.endswith("…")
