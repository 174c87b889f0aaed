"""Page about a resource of any other kind: the triples with this resource as subject or as object."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from pyoxigraph import NamedNode

from kg.server.page_elements import PageCell, PageTable, ResourcePage
from kg.server.resource_view import MAX_ROWS, ResourceView, with_rows
from kg.store import prefixes_of, shortener

_MAX_TRIPLES = 5 * MAX_ROWS


def triples_page(view: ResourceView) -> ResourcePage:
    """Return the content of the page about a resource."""
    shorten = shortener(prefixes_of(view.store))
    node = NamedNode(view.iri)
    outgoing = sorted({(q.predicate.value, _cell(view, q.object, shorten)) for q in _quads(view, node)}, key=str)
    incoming = sorted({(q.subject.value, q.predicate.value) for q in _quads(view, None, node)})
    rows = tuple((shorten(predicate), value) for predicate, value in outgoing)
    referring = tuple((view.link(subject, shorten(subject)), shorten(predicate)) for subject, predicate in incoming)
    tables = (
        PageTable("Properties", ("property", "value"), rows[:MAX_ROWS], len(rows)),
        PageTable("Referring resources", ("resource", "property"), referring[:MAX_ROWS], len(referring)),
    )
    return ResourcePage(view.iri, view.kind, view.name(), tables=with_rows([[table] for table in tables]))


def _quads(view: ResourceView, subject: NamedNode | None, target: NamedNode | None = None) -> Iterator[Any]:
    return islice(view.store.quads_for_pattern(subject, None, target, None), _MAX_TRIPLES)


def _cell(view: ResourceView, term: Any, shorten: Callable[[str], str]) -> PageCell:
    return view.link(term.value, shorten(term.value)) if isinstance(term, NamedNode) else str(term.value)
