"""Facts that answers to questions need, shared by the worker processes that answer them."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from pyoxigraph import Store

from kg.graph.answers.asking import answer_question
from kg.model.errors import KgError
from kg.reporting import Facts
from kg.store import Served, named_queries, open_store, serve_rows
from kg.store.parts import Answers

_GENERAL = ("trends", "groups", "new", "duplicates")
"""Questions without a required parameter; their answers need all facts that are computed once."""


def prepared_facts(store: Path) -> Facts:
    """Return the facts of the graph in this store, with the values that are computed once for all answers.

    A worker process cannot import modules or read files, so that all are loaded here.
    """
    named_queries()
    facts = Facts(Answers(open_store(store)), {})
    for name in _GENERAL:
        _ask(facts, name, {})
    for paper in list(facts.papers.values())[:1]:
        _ask(facts, "reviewers", {"title": paper.title, "abstract": paper.title})
    return facts_on(facts, Store())


def facts_on(facts: Facts, store: Store) -> Facts:
    """Return the facts with another connection to the same graph; values that are known are not computed again."""
    names = {each.name for each in fields(facts)}
    made = replace(facts, answers=replace(facts.answers, store=store))
    vars(made).update({name: value for name, value in vars(facts).items() if name not in names})
    return made


def serve_question(facts: Facts, request: dict[str, Any]) -> Served:
    """Return the answer to the question of a request, in the first accepted media type that is available."""
    answer = answer_question(facts, request["question"], (), request["params"])
    return serve_rows(answer, request["accepted"], request["rows"])


def _ask(facts: Facts, name: str, params: dict[str, str]) -> None:
    with suppress(KgError):
        _read(answer_question(facts, name, (), params))


def _read(rows: Iterable[object]) -> None:
    for _ in rows:
        pass
