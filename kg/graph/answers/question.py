"""Questions about a graph that one query cannot answer: their parameters, and the selection of papers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.model.mention import Role
from kg.reporting import Facts
from kg.reporting.facts import PaperFacts
from kg.reporting.role_sentences import best_sentences
from kg.reporting.sentences import sentence_around
from kg.store import Parameter, Rows
from kg.store.lookup import expand

Values = Mapping[str, object]
"""Values of parameters: an IRI for a resource, None for a resource that is not given, an integer, or a text."""

FIRST, LAST = 0, 9999
VENUE = Parameter("venue", "venue", "all", "only papers of this venue")
SINCE = Parameter("since", "integer", str(FIRST), "first year of the papers")
UNTIL = Parameter("until", "integer", str(LAST), "last year of the papers")
SELECTION = (VENUE, SINCE, UNTIL)
"""Parameters of questions about a selection of papers."""

ROLE_ORDER = ("proposes", "introduces", "uses", "evaluates", "compares", "mentions")
"""Roles of methods and datasets, the most active first."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its name, wording, parameters and columns, and the function that answers it.

    The function returns the cells of the rows. Columns of IRIs are before the columns of their names.
    """

    name: str
    title: str
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    answer: Callable[[Facts, Values], Answer]


@dataclass(frozen=True, slots=True)
class Answer:
    """Cells of the rows of an answer, and a remark about them."""

    rows: Iterable[Sequence[object]]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Selection:
    """Papers of a venue in a span of years; the venue "" stands for all venues."""

    venue: str
    since: int
    until: int

    def includes(self, paper: PaperFacts) -> bool:
        """Return whether a paper belongs to the selection; a paper without a year is in it only if all years are."""
        if self.venue and paper.venue != self.venue:
            return False
        if (self.since, self.until) == (FIRST, LAST):
            return True
        return paper.year is not None and self.since <= paper.year <= self.until


def select(facts: Facts, works: Iterable[str], values: Values) -> list[str]:
    """Return those of the works that belong to the venue and the years given by the parameters."""
    selection = Selection(str(values.get("venue") or ""), _number(values, "since"), _number(values, "until"))
    return [work for work in works if selection.includes(facts.papers[work])]


def rows_of_cells(columns: tuple[str, ...], answer: Answer) -> Rows:
    """Return an answer as rows of RDF terms."""
    return Rows(columns, (tuple(map(_term, row)) for row in answer.rows), answer.note)


def roles_in_works(facts: Facts, concept: str) -> dict[str, str]:
    """Return the most active role of a concept in each work that names it."""
    found: dict[str, str] = {}
    for use in facts.uses:
        if use.concept == concept:
            found[use.work] = min(use.role, found.get(use.work, use.role), key=ROLE_ORDER.index)
    return found


def narrower_remark(facts: Facts, concept: str) -> str:
    """Return a remark on the papers that name only narrower methods or datasets; "" if there are none."""
    narrower = _narrower(facts, concept)
    named = set(facts.works_of.get(concept, ()))
    only = {each: len(set(facts.works_of.get(each, ())) - named) for each in narrower}
    papers = {work for each in narrower for work in facts.works_of.get(each, ())} - named
    if not papers:
        return ""
    most = sorted((each for each in only if only[each]), key=lambda each: (-only[each], facts.labels[each]))
    examples = listed([f"{facts.labels[each]}: {only[each]:,}" for each in most], 3)
    return f"not included: {counted(len(papers), 'paper')} naming only narrower ones ({examples})"


def _narrower(facts: Facts, concept: str) -> set[str]:
    """Return the concepts narrower than a concept, at any distance, that a paper names."""
    store, broader = facts.answers.store, expand("skos:broader")
    found, new = set[str](), {concept}
    while new:
        quads = (quad for each in new for quad in store.quads_for_pattern(None, broader, node(each), None))
        new = {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)} - found - {concept}
        found |= new
    return {each for each in found if each in facts.labels}


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "paper"), counted(1200, "paper")
    ('1 paper', '1,200 papers')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def remarks(*each: str) -> str:
    """Return remarks as one text, without empty ones."""
    return "; ".join(filter(None, each))


def sentence_of(facts: Facts, work: str, concept: str, role: str) -> str:
    """Return the sentence of a paper that shows the role of a concept best; "" if there is none."""
    for found in best_sentences(facts, concept, Role(role), [work], 1):
        return f"{found.before}{found.named}{found.after}"
    return ""


def first_sentence(facts: Facts, work: str, concept: str) -> str:
    """Return the first sentence of an abstract that names a concept; "" if there is none."""
    for start, end, _, _ in sorted(facts.mentions(work, concept)):
        return "".join(sentence_around(facts.papers[work].abstract, start, end))
    return ""


def node(iri: str) -> NamedNode:
    """Return an IRI as a cell."""
    return NamedNode(iri)


def listed(names: Sequence[str], most: int = 5) -> str:
    """Return names as one text, at most `most` of them.

    >>> listed(["Ada", "Bo", "Cy"], 2)
    'Ada, Bo and 1 more'
    """
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def newest(facts: Facts, works: Iterable[str]) -> list[str]:
    """Return works in descending order of year, then by title."""
    return sorted(works, key=lambda work: (-(facts.papers[work].year or 0), facts.papers[work].title, work))


def cited(facts: Facts, work: str) -> str:
    """Return the title of a paper with its year."""
    paper = facts.papers[work]
    return f"{paper.title} ({paper.year})" if paper.year else paper.title


def known_papers(facts: Facts) -> str:
    """Return a remark that authors may have joint papers that are not in the graph."""
    venues = listed(sorted({paper.venue for paper in facts.papers.values() if paper.venue}), 3)
    years = sorted(facts.years)
    span = f", {years[0]}–{years[-1]}" if years else ""
    of = f" ({venues}{span})" if venues else ""
    return (
        f"candidates, not findings: only the {len(facts.papers):,} papers of the graph{of} are known, and authors may "
        "have joint papers elsewhere"
    )


def _number(values: Values, name: str) -> int:
    return int(str(values.get(name) or (FIRST if name == "since" else LAST)))


def _term(cell: object) -> NamedNode | Literal | None:
    if cell is None or isinstance(cell, NamedNode):
        return cell
    return Literal(cell if isinstance(cell, (int, float)) else str(cell))
