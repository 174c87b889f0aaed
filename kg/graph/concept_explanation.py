"""Forms of a method or dataset: where each was found, and why it belongs to the concept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, zip_longest
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Store

from kg.extract.vocabulary import load_vocabulary
from kg.graph.concept_reasons import ReasonContext
from kg.graph.passages import find_passage
from kg.model.errors import QueryError
from kg.model.mention import Kind
from kg.reporting.sentences import sentence_around
from kg.store import run
from kg.store.lookup import expand, look_up

if TYPE_CHECKING:
    from kg.graph.graph import Graph

Mentions = Sequence["MentionRow"]

_MAX_ABSTRACTS = 100
"""Maximum number of abstracts of a form that are searched for the definition of an abbreviation."""
_MAX_NAMED = 5


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A mention of a form.

    Attributes
    ----------
    title : str
        The title of the paper.
    place : str
        The listing and the lines of the paper in it, such as "papers.txt:12-18".
    sentence : tuple of str
        The sentence in three pieces: before the form, the form, after it.
    """

    title: str
    place: str
    sentence: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class FormExplanation:
    """A form in which abstracts name a concept.

    Attributes
    ----------
    form : str
        The text as written.
    mentions, papers : int
        Number of mentions and of papers.
    reasons : tuple of str
        The reasons why the form belongs to the concept.
    occurrences : tuple of Occurrence
        Some of the mentions, of different papers where possible.
    """

    form: str
    mentions: int
    papers: int
    reasons: tuple[str, ...]
    occurrences: tuple[Occurrence, ...]


@dataclass(frozen=True, slots=True)
class ConceptExplanation:
    """A method or dataset with its forms.

    Attributes
    ----------
    iri, label, kind : str
        The identifier, the name, and "method" or "dataset".
    in_vocabulary : bool
        Whether the vocabulary has the concept.
    decisions : tuple of str
        The lines of a thesaurus that changed the concept.
    broader : tuple of str
        Names of broader concepts.
    forms : tuple of FormExplanation
        The forms, the most frequent first.
    unused : tuple of str
        Names of the concept that no abstract has.
    """

    iri: str
    label: str
    kind: str
    in_vocabulary: bool
    decisions: tuple[str, ...]
    broader: tuple[str, ...]
    forms: tuple[FormExplanation, ...]
    unused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A mention of the concept in a paper: offsets into the abstract."""

    work: str
    start: int
    end: int


def explain_concept(graph: Graph, name: str, occurrences: int = 3) -> ConceptExplanation:
    """Explain the forms of a method or dataset: why each belongs to it, and where it was found.

    Parameters
    ----------
    graph : Graph
        The graph of a build.
    name : str
        A name, a form that abstracts have, or an IRI.
    occurrences : int, default 3
        Maximum number of mentions of each form that the result shows.

    Returns
    -------
    ConceptExplanation

    Raises
    ------
    QueryError
        If no method or dataset has the name or form, or several have.

    Examples
    --------
    >>> import kg
    >>> with kg.open("output") as graph:
    ...     found = kg.explain_concept(graph, "Adam")
    >>> found.kind, found.forms[0].reasons
    ('method', ('vocabulary: preferred label',))
    """
    store = graph.store
    concept = find_concept(store, name)
    kind = Kind.METHOD if expand("kg:Method") in _nodes(store, concept, "rdf:type") else Kind.DATASET
    label, decisions = _texts(store, concept, "skos:prefLabel")[0], _texts(store, concept, "skos:changeNote")
    context = ReasonContext(label, kind, load_vocabulary().entries.get(concept.value), decisions)
    forms = _forms(store, concept)
    names = {*_texts(store, concept, "skos:altLabel"), *_texts(store, concept, "kg:abbreviation"), label}
    broader = (_texts(store, above, "skos:prefLabel") for above in _nodes(store, concept, "skos:broader"))
    return ConceptExplanation(
        iri=concept.value,
        label=label,
        kind=str(kind),
        in_vocabulary=expand("kg:FoundConcepts") not in _nodes(store, concept, "skos:inScheme"),
        decisions=tuple(decisions),
        broader=tuple(sorted(chain.from_iterable(broader))),
        forms=tuple(_explained(store, context, form, forms[form], occurrences) for form in forms),
        unused=tuple(sorted(names - forms.keys())),
    )


def find_concept(store: Store, name: str) -> NamedNode:
    """Return the concept with this name or IRI, or else the one that abstracts name in this form.

    Raises QueryError if there is none or if there are several.
    """
    try:
        return look_up(store, "concept", name)
    except QueryError:
        mentions = store.quads_for_pattern(None, expand("kg:exact"), Literal(name), None)
        bodies = (store.quads_for_pattern(quad.subject, expand("oa:hasBody"), None, None) for quad in mentions)
        found = sorted({str(getattr(quad.object, "value", "")) for quad in chain.from_iterable(bodies)})
        if not found:
            raise
    if len(found) > 1:
        shown = ", ".join(found[:_MAX_NAMED])
        raise QueryError(f"{name!r} is a form of {len(found)} methods and datasets; give the IRI of one: {shown}")
    return NamedNode(found[0])


def _forms(store: Store, concept: NamedNode) -> dict[str, list[MentionRow]]:
    """Return the mentions of a concept by form, the most frequent form first."""
    found: dict[str, list[MentionRow]] = defaultdict(list)
    for work, _, start, end, exact, _ in run(store, "mentions_of_concept", {"concept": concept.value}).drain():
        found[str(exact)].append(MentionRow(str(work), int(str(start)), int(str(end))))
    return {form: found[form] for form in sorted(found, key=lambda form: (-len(found[form]), form))}


def _explained(
    store: Store, context: ReasonContext, form: str, mentions: Mentions, occurrences: int
) -> FormExplanation:
    papers: dict[str, list[MentionRow]] = defaultdict(list)
    for mention in mentions:
        papers[mention.work].append(mention)
    passages = (find_passage(store, work) for work in islice(papers, _MAX_ABSTRACTS))
    return FormExplanation(
        form=form,
        mentions=len(mentions),
        papers=len(papers),
        reasons=context.reasons(form, passages),
        occurrences=tuple(_occurrences(store, islice(_spread(papers.values()), min(occurrences, len(mentions))))),
    )


def _spread(papers: Iterable[Mentions]) -> Iterator[MentionRow]:
    """Yield the first mention of each paper, then the second of each, and so on."""
    for rank in zip_longest(*papers):
        yield from (mention for mention in rank if mention)


def _occurrences(store: Store, mentions: Iterable[MentionRow]) -> Iterator[Occurrence]:
    for each in mentions:
        passage = find_passage(store, each.work)
        yield Occurrence(passage.title, passage.place, sentence_around(passage.abstract, each.start, each.end))


def _nodes(store: Store, subject: NamedNode, name: str) -> list[NamedNode]:
    quads = store.quads_for_pattern(subject, expand(name), None, None)
    return [quad.object for quad in quads if isinstance(quad.object, NamedNode)]


def _texts(store: Store, subject: NamedNode, name: str) -> list[str]:
    quads = store.quads_for_pattern(subject, expand(name), None, None)
    return sorted(quad.object.value for quad in quads if isinstance(quad.object, Literal))
