"""Papers that propose a method or introduce a dataset, and papers that use it, compare with it or evaluate on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from kg.extract.own_names import begins_title, expansions, forms_in, heads_title, is_coined, is_defined
from kg.extract.same_names import NamingPaper, is_related, means_same, uncommon_concepts
from kg.extract.vocabulary import load_vocabulary
from kg.extract.wording import normal_form
from kg.model.mention import Concept, ConceptLink, Extraction, Mention, Proposal, Role
from kg.model.work import Work

_OWN = {Role.PROPOSES: Role.USES, Role.INTRODUCES: Role.EVALUATES}
"""Roles of a paper that proposes a concept, each with its replacement for a paper that does not define the name."""
_TAKEN_UP = frozenset({Role.USES, Role.COMPARES, Role.EVALUATES})

Named = TypeVar("Named", Mention, ConceptLink)
Uncommon = Mapping[str, set[str]]


@dataclass(frozen=True, slots=True)
class NamedConcept:
    """A concept, all papers that name it, and the papers among them that define its name, the oldest first."""

    concept: Concept
    papers: tuple[NamingPaper, ...]
    definers: tuple[NamingPaper, ...]


def settle_proposals(extraction: Extraction, works: Sequence[Work]) -> Extraction:
    """Return the extraction with its proposals, and without roles of proposers that the papers do not support.

    A paper proposes a concept if its title or abstract defines the name: the name heads the title, or the abstract
    introduces it as its own ("we propose X", "a method called X", "our model X"). A concept of the vocabulary, or one
    that is not written as a proper name, needs both. No older paper may use the name for the same concept. If several
    papers of the first year define the name, none of them counts.

    Papers that take a concept up use it, compare with it or evaluate on it, write its name as the proposer does, and
    define neither the name themselves nor another long form for it. A short word counts as the same name only with
    the same long form, or in a paper that shares an author or an uncommon method or dataset with the proposer.

    If several papers name a concept, the role of one that does not define the name is "uses" or "evaluates".

    Parameters
    ----------
    extraction
        Mentions, concepts and links.
    works
        All works.

    Returns
    -------
    Extraction
    """
    uncommon = uncommon_concepts(extraction, len(works))
    named = list(_named_concepts(extraction, {work.id: work for work in works}))
    proposals = (proposal for each in named if (proposal := _proposal(each, uncommon)))
    unsupported = {
        (each.concept.id, paper.work.id)
        for each in named
        if len(each.papers) > 1
        for paper in each.papers
        if paper.role in _OWN and paper not in each.definers
    }
    return replace(
        extraction,
        mentions=tuple(_without_own_role(mention, unsupported) for mention in extraction.mentions),
        links=tuple(_without_own_role(link, unsupported) for link in extraction.links),
        proposals=tuple(sorted(proposals, key=lambda proposal: proposal.concept)),
    )


def _without_own_role(item: Named, unsupported: Collection[tuple[str, str]]) -> Named:
    wrong = item.role in _OWN and (item.concept, item.work) in unsupported
    return replace(item, role=_OWN[item.role]) if wrong else item


def _named_concepts(extraction: Extraction, works: Mapping[str, Work]) -> Iterator[NamedConcept]:
    """Yield the concepts for which a paper has the role of a proposer."""
    concepts = {concept.id: concept for concept in extraction.concepts}
    roles = {(link.concept, link.work): link.role for link in extraction.links}
    own = {concept for (concept, _), role in roles.items() if role in _OWN}
    mentions: dict[str, dict[str, list[Mention]]] = defaultdict(lambda: defaultdict(list))
    for mention in extraction.mentions:
        if mention.concept in own and mention.work in works:
            mentions[mention.concept][mention.work].append(mention)
    for concept, by_work in mentions.items():
        papers = [_paper(works[work], found, roles[concept, work]) for work, found in by_work.items()]
        definers = [paper for paper in papers if defines(paper, concepts[concept])]
        definers.sort(key=lambda paper: (paper.work.year or 9999, paper.work.id))
        yield NamedConcept(concepts[concept], tuple(papers), tuple(definers))


def _paper(work: Work, mentions: Sequence[Mention], role: Role) -> NamingPaper:
    forms = forms_in(work.abstract or "", {mention.text for mention in mentions})
    return NamingPaper(work, tuple(mentions), role, frozenset(forms))


def _proposal(named: NamedConcept, uncommon: Uncommon) -> Proposal | None:
    """Return the proposal of the first paper that defines a name; None if an older paper names the same concept."""
    years = [paper.work.year for paper in named.definers]
    if not years or years[0] is None or years[0] in years[1:]:
        return None
    proposer = named.definers[0]
    others = [paper for paper in named.papers if paper not in named.definers and _same(named, paper, uncommon)]
    if any(paper.work.year and paper.work.year < years[0] for paper in others):
        return None
    adopters = (paper.work.id for paper in others if paper.work.year and paper.role in _TAKEN_UP)
    return Proposal(named.concept.id, proposer.work.id, tuple(sorted(adopters)))


def _same(named: NamedConcept, paper: NamingPaper, uncommon: Uncommon) -> bool:
    """Return whether a paper means the concept of the first definer; always True for a concept of the vocabulary."""
    related = partial(is_related, uncommon=uncommon, concept=named.concept.id)
    return named.concept.in_vocabulary or means_same(named.definers[0], paper, related)


def defines(paper: NamingPaper, concept: Concept) -> bool:
    """Return whether a paper has the role of a proposer, and its title or abstract defines the name of the concept."""
    if paper.role not in _OWN:
        return False
    own = _own_forms(paper, concept) if concept.in_vocabulary else paper.forms
    title = paper.work.title
    defined = [form for form, start, end in _places(paper, own) if is_defined(paper.text, start, end)]
    in_title, as_name = heads_title(title, own), any(map(is_coined, defined))
    if not concept.in_vocabulary and any(map(is_coined, own)):
        return in_title or as_name
    return bool(defined) and (in_title or (as_name and begins_title(title, own)))


def _own_forms(paper: NamingPaper, concept: Concept) -> frozenset[str]:
    """Return the forms in a paper that are names of a concept of the vocabulary, not only narrower terms."""
    entry = load_vocabulary().entries.get(concept.id)
    names = {concept.label, *(form for form in (entry.spellings() if entry else ()) if is_coined(form))}
    known = {normal_form(name) for name in names}
    own = {form for form in paper.forms if normal_form(form) in known} | {concept.label}
    for short, _, long in expansions(paper.text):
        if known & {normal_form(short), normal_form(long)}:
            own |= {short, long}
    return frozenset(own)


def _places(paper: NamingPaper, forms: Collection[str]) -> Iterator[tuple[str, int, int]]:
    """Yield text, start and end of each mention, and of each long form in front of a name in parentheses."""
    wanted = {normal_form(form) for form in forms}
    for mention in paper.mentions:
        if normal_form(mention.text) in wanted:
            yield mention.text, mention.start, mention.end
    for short, start, long in expansions(paper.text):
        if normal_form(short) in wanted:
            yield short, start, start + len(long)
