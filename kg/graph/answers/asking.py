"""Answering of a question: its name, the values of its parameters, and the result as rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kg.graph.answers.catalogue import QUESTIONS
from kg.graph.answers.paths import find_end
from kg.graph.answers.question import Question, rows_of_cells
from kg.graph.questions import bound_arguments
from kg.model.errors import QueryError
from kg.reporting import Facts
from kg.store import Parameter, Rows, with_years
from kg.store.lookup import find_resource, label_of
from kg.store.named import suggest

if TYPE_CHECKING:
    from kg.graph.graph import Graph

_END = "author or concept"
_TEXTS = ("text", "paragraph", "names")


def find_named_question(name: str) -> Question:
    """Return the question with this name. Raises QueryError, with similar names in the message, if there is none."""
    if name not in QUESTIONS:
        raise QueryError(f"no question is named {name!r}; `kg ask` shows all names{suggest(name, QUESTIONS)}")
    return QUESTIONS[name]


def ask(graph: Graph, question: str, /, *values: object, **params: object) -> Rows:
    """Answer one of the questions that `kg ask` lists, with the papers and sentences behind each row.

    Parameters
    ----------
    graph : Graph
        The graph of a build.
    question : str
        The name of the question: "people", "comparisons", "paths", …
    *values : object
        Values of the question's parameters in their order.
    **params : object
        Values of the question's parameters by name.

    Returns
    -------
    Rows
        The answer. The attribute `note` has a remark about it, if there is one.

    Raises
    ------
    QueryError
        If the question is unknown, or if a parameter is missing or its value is not in the graph.
    UsageError
        If there are more values than parameters.

    Examples
    --------
    >>> import kg
    >>> with kg.open("output") as graph:
    ...     found = kg.ask(graph, "paths", "Yoshua Bengio", "Ian Goodfellow")
    >>> found.columns[:4]
    ('path', 'step', 'from', 'from_name')
    """
    return answer_question(graph.facts, question, values, params)


def answer_question(
    facts: Facts, name: str, values: Sequence[object] = (), params: Mapping[str, object] | None = None
) -> Rows:
    """Return the answer to a question, with remarks about it as the note of the rows.

    `values` are the values of the first parameters in their order, `params` further values by name. Raises QueryError
    for an unknown question, and for a parameter that is missing, unknown or of the wrong type.
    """
    question = find_named_question(name)
    given = bound_arguments(question.name, question.parameters, values, params or {})
    known = [each.name for each in question.parameters]
    for unknown in sorted(given.keys() - set(known)):
        valid = f"its parameters are {', '.join(known)}" if known else "it has no parameters"
        raise QueryError(f"{question.name}: no parameter {unknown!r}; {valid}{suggest(unknown, known)}")
    given = with_years(facts.answers.store, question.name, question.parameters, given)
    found = {each.name: _value(facts, question, each, given.get(each.name)) for each in question.parameters}
    answer = question.answer(facts, {name: value for name, (value, _) in found.items()})
    rows = rows_of_cells(question.columns, answer)
    notes = [note for _, note in found.values() if note] + [answer.note] * bool(answer.note)
    return Rows(rows.columns, rows.terms.drain(), "; ".join(notes))


def _value(facts: Facts, question: Question, parameter: Parameter, given: object) -> tuple[object, str]:
    """Return the value of a parameter for the function that answers, and a note about it."""
    value = parameter.default if given is None else given
    if value is None:
        example = f"--param {parameter.name}=…"
        raise QueryError(f"{question.name}: the parameter {parameter.name!r} is missing; add {example}")
    if parameter.type == "integer":
        return _whole(question, parameter, value), ""
    if parameter.type in _TEXTS:
        return str(value), ""
    if parameter.type == _END:
        return find_end(facts, str(value)), ""
    if str(value) == parameter.default:
        return None, ""
    found = find_resource(facts.answers.store, parameter.type, str(value))
    is_venue = parameter.type == "venue"  # papers refer to venues by name
    return (label_of(facts.answers.store, found.node) if is_venue else found.node.value), found.note


def _whole(question: Question, parameter: Parameter, value: object) -> int:
    try:
        return int(str(value))
    except ValueError:
        raise QueryError(f"{question.name}: {parameter.name} must be a whole number, not {value!r}") from None
