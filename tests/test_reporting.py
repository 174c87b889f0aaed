"""What the report says of change and difference: only what the works bear out."""

from __future__ import annotations

from kg.analysis import coauthor_graph, concept_graph, measures
from kg.model.analysis import MeasuredGraph
from kg.model.report import ReportValues
from kg.reporting import report_values
from kg.store import new_store
from tests.tiny import resolution, tiny_quads


def told() -> ReportValues:
    people = [("a", "Ana", 3), ("b", "Bo", 2), *((f"x{n}", f"X {n}", 1) for n in range(6))]
    ties = [("a", "b", 1), *(("a", f"x{n}", 1) for n in range(6)), ("x0", "x1", 1)]
    graphs = {"coauthors": coauthor_graph(people, ties), "concepts": concept_graph([("c", "CNN", "method", 2)], [])}
    measured = {name: MeasuredGraph(graph, measures(graph, name)) for name, graph in graphs.items()}
    return report_values([], resolution(), measured, (), new_store(None, tiny_quads()))


def test_brokers_have_five_co_authors_or_more() -> None:
    assert [(broker.label, broker.degree) for broker in told().brokers] == [("Ana", 7)]


def test_four_works_tell_of_no_trend_no_difference_and_no_acceptance() -> None:
    values = told()
    assert (values.rising, values.fading, values.contrasts, values.acceptance) == ((), (), (), ())
    assert values.compared == ("ICLR (2)", "Workshop on Everything (1)")
