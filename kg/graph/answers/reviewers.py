"""Reviewers of a paper as the answer to a question."""

from __future__ import annotations

from kg.graph.answers.question import Answer, Values
from kg.graph.reviewers.reviewing import ReviewRules, answer_reviewers
from kg.graph.reviewers.submission import find_submission
from kg.model.errors import QueryError
from kg.reporting import Facts

_MOST_REVIEWERS = 50
_MOST_YEARS = 100
_MOST_NAMES = 200


def reviewers(facts: Facts, values: Values) -> Answer:
    """Return the authors with related papers, without the authors of the paper, their co-authors and conflicts."""
    number, years = _within(values, "number", 1, _MOST_REVIEWERS), _within(values, "years", 0, _MOST_YEARS)
    rules = ReviewRules(limit=number, years=years, conflicts=_names(values, "conflicts"))
    title, abstract = str(values["title"]), str(values["abstract"])
    return answer_reviewers(facts, find_submission(facts, title, abstract, _names(values, "authors")), rules)


def _names(values: Values, name: str) -> tuple[str, ...]:
    """Return the names in a text, which semicolons or line breaks separate."""
    names = [each.strip() for each in str(values[name]).replace("\n", ";").split(";")]
    return tuple(filter(None, names))[:_MOST_NAMES]


def _within(values: Values, name: str, least: int, most: int) -> int:
    given = int(str(values[name]))
    if not least <= given <= most:
        raise QueryError(f"{name} must be from {least} to {most}, not {given}")
    return given
