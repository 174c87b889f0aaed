"""Reference of the named queries, generated from the headers of their files."""

from __future__ import annotations

from itertools import groupby

from kg.store.named import NamedQuery, Parameter, named_queries


def fragment() -> str:
    """Return a section for every theme, with the question, the parameters and the columns of each of its queries."""
    queries = sorted(named_queries().values(), key=lambda query: (query.theme, query.name))
    return "\n".join(
        "\n".join([f"## {theme.capitalize()}", "", *map(_section, group)])
        for theme, group in groupby(queries, key=lambda query: query.theme)
    )


def _section(query: NamedQuery) -> str:
    lines = [f"### {query.name}", "", f"{query.title}. {query.question}", ""]
    if query.parameters:
        lines += ["| parameter | type | default | meaning |", "|---|---|---|---|", *map(_row, query.parameters), ""]
    columns = ", ".join(f"`{column}`" for column in query.columns)
    return "\n".join([*lines, f"Columns: {columns}", ""])


def _row(parameter: Parameter) -> str:
    default = f"`{parameter.default}`" if parameter.default else ""
    return f"| `{parameter.name}` | {parameter.type} | {default} | {parameter.meaning} |"
