from __future__ import annotations

import pytest

from kg.resolve.front_matter import is_front_matter


@pytest.mark.parametrize(
    "title",
    [
        "Preface",
        "Editorial",
        "Guest Editorial",
        "Workshops and tutorials",
        "ICRA Tutorials and Workshops 2010",
        "Author index",
        "IROS 2004 Author Index",
        "[Title page]",
        "Table of Contents",
        "Message from the Program Chairs",
        "Welcome message from the general chairs",
        "Preface to the Special Issue on Barn Robots",
        "Keynote speakers",
        "Organising Committee",
        "List of Reviewers",
        "Session 3",
        "Erratum",
    ],
)
def test_front_matter(title: str) -> None:
    assert is_front_matter(title)


@pytest.mark.parametrize(
    "title",
    [
        "An Index of Graphs",
        "Linear Program 2010 Revisited",
        "Session Types",
        "Learning from Keynotes",
        "Tutorial Dialogues",
    ],
)
def test_papers(title: str) -> None:
    assert not is_front_matter(title)
