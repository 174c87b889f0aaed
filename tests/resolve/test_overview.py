"""Who is who at a glance."""

from __future__ import annotations

from kg.model.identity import Resolution
from kg.model.report import Namesakes, Spellings
from kg.model.work import Authorship, Person, Work
from kg.resolve import namesakes, spellings

PEOPLE = (
    Person("person/a", "Wei Wang"),
    Person("person/b", "Wei Wáng"),
    Person("person/c", "Bo N. Other", ("B. Other", "Bo Other")),
    Person("person/d", "Ada Example"),
)


def work(number: int, *people: str) -> Work:
    names = tuple(Authorship(f"work/{number}", place, person, "x") for place, person in enumerate(people, start=1))
    return Work(f"work/{number}", "T", "T", names)


RESOLUTION = Resolution(
    works=(work(1, "person/b", "person/c"), work(2, "person/b"), work(3, "person/a", "person/d")),
    persons=PEOPLE,
    series=(),
    editions=(),
)


def test_a_name_that_was_split_is_shown_with_the_works_of_each_bearer() -> None:
    assert namesakes(RESOLUTION, 5) == (Namesakes("Wei Wáng", (2, 1)),)


def test_a_person_of_several_spellings_is_shown_with_them() -> None:
    assert spellings(RESOLUTION, 5) == (Spellings("Bo N. Other", 1, ("B. Other", "Bo Other")),)


def test_no_more_are_shown_than_asked_for() -> None:
    assert namesakes(RESOLUTION, 0) == spellings(RESOLUTION, 0) == ()
