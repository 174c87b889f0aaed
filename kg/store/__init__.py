"""The graph in a store: loaded, asked, validated."""

from kg.store.asking import ask, run
from kg.store.formats import write_csv, write_json, write_triples
from kg.store.loading import new_store, open_store
from kg.store.named import NamedQuery, Parameter, find_query, named_queries, read_query
from kg.store.rows import Rows, Triples
from kg.store.summary import base_of, summarise
from kg.store.validation import Report, Violation, validate

__all__ = [
    "NamedQuery",
    "Parameter",
    "Report",
    "Rows",
    "Triples",
    "Violation",
    "ask",
    "base_of",
    "find_query",
    "named_queries",
    "new_store",
    "open_store",
    "read_query",
    "run",
    "summarise",
    "validate",
    "write_csv",
    "write_json",
    "write_triples",
]
