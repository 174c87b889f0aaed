"""Commands `kg concepts merge-candidates` and `kg concepts explain`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from kg.cli.console import out as stdout
from kg.cli.console import plural, printable, show, show_count, show_line
from kg.cli.options import DEFAULT_OUT, Out
from kg.graph.opening import open_graph

if TYPE_CHECKING:
    from kg.graph.concept_explanation import ConceptExplanation, FormExplanation, Occurrence

app = typer.Typer(
    no_args_is_help=True, help="Methods and datasets: likely duplicates, and why names in abstracts belong together."
)


@app.callback()
def _concepts() -> None:
    """Methods and datasets: likely duplicates, and why names in abstracts belong together."""


@app.command("merge-candidates")
def merge_candidates(
    out: Out = DEFAULT_OUT,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="Number of candidates; by default all.")] = None,
) -> None:
    """List methods and datasets that may be the same, in the format of a thesaurus.

    [bold]Example[/bold]

      kg concepts merge-candidates > concepts.tsv

    The candidates that concern most papers come first, with the evidence in the
    last column. Delete the lines that are wrong, add the path of the file to
    kg.toml (thesaurus = "concepts.tsv") and build again.
    """
    from kg.graph.merge_candidates import merge_candidates as find_candidates  # imported here to keep help quick
    from kg.graph.merge_candidates import write_candidates

    with open_graph(out) as graph:
        found = find_candidates(graph)
    stdout.file.writelines(write_candidates(found[:limit]))
    shown = len(found[:limit])
    cut = f"the first {shown:,} of {plural(len(found), 'candidate')}; --limit shows more"
    show_count(cut if shown < len(found) else plural(shown, "candidate"))


@app.command("explain")
def explain_concept(
    name: Annotated[str, typer.Argument(help="Name, form or IRI of a method or dataset.", show_default=False)],
    out: Out = DEFAULT_OUT,
    limit: Annotated[int, typer.Option("--limit", min=0, help="Number of sentences for each form.")] = 3,
) -> None:
    """Explain why forms (names in abstracts) belong to a method or dataset, and show where each was found.

    [bold]Examples[/bold]

      kg concepts explain "graph neural network"

      kg concepts explain GNN --limit 1
    """
    from kg.graph.concept_explanation import explain_concept as explain  # imported here to keep help quick

    with open_graph(out) as graph:
        _show_concept(explain(graph, name, limit))


def _show_concept(concept: ConceptExplanation) -> None:
    origin = "in the vocabulary" if concept.in_vocabulary else "found in abstracts"
    show(f"[bold]{escape(printable(concept.label))}[/]  {concept.kind}, {origin}")
    stdout.print(f"    {printable(concept.iri)}", style="dim", markup=False, soft_wrap=True)
    if concept.broader:
        show_line(f"    broader: {printable(', '.join(concept.broader))}")
    for decision in concept.decisions:
        show_line(f"    thesaurus: {printable(decision)}")
    for form in concept.forms:
        _show_form(form)
    if concept.unused:
        show_line(f"names without a mention: {printable(', '.join(concept.unused))}")


def _show_form(form: FormExplanation) -> None:
    counts = f"{plural(form.mentions, 'mention')} in {plural(form.papers, 'paper')}"
    show(f"[bold]{escape(printable(form.form))}[/]  {counts}")
    for reason in form.reasons:
        show_line(f"    {printable(reason)}")
    for each in form.occurrences:
        _show_occurrence(each)


def _show_occurrence(each: Occurrence) -> None:
    stdout.print(f"    {printable(each.place)}  {printable(each.title)}", style="dim", markup=False, soft_wrap=True)
    before, form, after = map(escape, map(printable, each.sentence))
    show(f"        {before}[bold]{form}[/]{after}")
