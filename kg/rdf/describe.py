"""The shape in which statements are made: one subject, then its properties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

Statement = tuple[NamedNode, NamedNode | Literal | None]


def about(subject: NamedNode, statements: Iterable[Statement], graph: NamedNode) -> Iterator[Quad]:
    """The statements about one subject; those without a value are left out."""
    return (Quad(subject, predicate, value, graph) for predicate, value in statements if value is not None)
