"""Who is who at a glance."""

from __future__ import annotations

from kg.model.report import Namesakes
from kg.resolve import namesakes

PEOPLE = (("Wei Wang", 1), ("Wei Wáng", 2), ("Bo N. Other", 1), ("Ada Example", 1))


def test_a_name_that_was_split_is_shown_with_the_works_of_each_bearer() -> None:
    assert namesakes(PEOPLE, 5) == (Namesakes("Wei Wáng", (2, 1)),)


def test_no_more_are_shown_than_asked_for() -> None:
    assert namesakes(PEOPLE, 0) == ()
