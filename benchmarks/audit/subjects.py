"""Statements on methods and datasets: their papers, roles, sentences, proposals and communities, and related papers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import islice

from benchmarks.audit.statement import Audited, Statement
from kg.graph.answers.asking import answer_question
from kg.graph.answers.papers import supported_papers
from kg.model.report import ConceptUsage, Figure
from kg.reporting.central import author_communities, concept_communities
from kg.reporting.roles import by_role, works_about

_VERBS = {
    "proposes": "proposes",
    "introduces": "introduces",
    "uses": "uses",
    "compares": "compares with",
    "evaluates": "evaluates on",
    "mentions": "mentions",
}


def central(audited: Audited) -> Iterator[Statement]:
    """Yield a statement for each row of the tables of central methods and datasets."""
    for name in ("central_methods", "central_datasets"):
        table = audited.table(name)
        for row in table.rows if table else ():
            label, works, others, strength, *_ = row.cells
            yield Statement(
                f"{works} papers name {label}; it is linked to {others} others, with a weighted degree of {strength}.",
                lambda concept=dict(row.keys)["concept"]: (*again(audited, concept), *examples(audited, concept)),
            )


def counted(audited: Audited) -> Iterator[Statement]:
    """Yield a statement for each paper that the tables of roles count."""
    for kind in ("methods", "datasets"):
        table = audited.table(f"roles_{kind}")
        for row in table.rows if table else ():
            concept = dict(row.keys)["concept"]
            for role, works in sorted(by_role(audited.facts)[concept].items()):
                for work in works:
                    yield Statement(
                        f"“{audited.facts.papers[work].title}” {_VERBS[role]} {row.cells[0]}.",
                        lambda work=work, concept=concept: audited.sentences(work, concept),
                    )


def sentences(audited: Audited) -> Iterator[Statement]:
    """Yield a statement for each sentence that the report shows for a role."""
    blocks = (*audited.blocks("roles"), *audited.blocks("proposals"))
    for usage in (block for block in blocks if isinstance(block, ConceptUsage)):
        for role, _, quotes in usage.roles:
            for quote in quotes:
                yield Statement(
                    f"{usage.concept}, {role.lower()}: “{quote.title}” ({quote.where}).",
                    lambda quote=quote: (f"  {quote.before}**{quote.named}**{quote.after}",),
                )


def datasets(audited: Audited) -> Iterator[Statement]:
    """Yield a statement for each number of papers about a method that evaluate on a dataset."""
    facts, iri_of = audited.facts, {label: iri for iri, label in audited.facts.labels.items()}
    for usage in (block for block in audited.blocks("roles") if isinstance(block, ConceptUsage) and block.details):
        method = iri_of[usage.concept]
        for figure in (word for word in usage.details if isinstance(word, Figure)):
            dataset = dict(figure.keys)["dataset"]
            works = [w for w in works_about(by_role(facts)[method]) if dataset in facts.evaluated.get(w, ())]
            yield Statement(
                f"Papers that propose or use {usage.concept} and evaluate on {facts.labels[dataset]}: {figure.value}.",
                lambda works=works, pair=(method, dataset): (
                    f"  counted again: {len(works)}",
                    *(line for work in works[:3] for line in both(audited, work, pair)),
                ),
            )


def proposals(audited: Audited) -> Iterator[Statement]:
    """Yield a statement for each method or dataset that a paper is said to propose or introduce."""
    answers = audited.facts.answers
    for concept, label, work, *_ in (*answers.rows("proposed_methods"), *answers.rows("new_datasets")):
        yield Statement(
            f"“{audited.facts.papers[work].title}” proposes {label}.",
            lambda concept=concept, work=work: (
                *audited.sentences(work, concept),
                f"  other papers that name it: {len(audited.facts.works_of[concept]) - 1}",
            ),
        )


def adoptions(audited: Audited) -> Iterator[Statement]:
    """Yield a statement for each paper that is said to take up what another paper proposes."""
    for concept, label, proposer, role, work, *_ in audited.facts.answers.rows("adoptions"):
        yield Statement(
            f"“{audited.facts.papers[work].title}” {_VERBS[role]} {label}, proposed by "
            f"“{audited.facts.papers[proposer].title}”.",
            lambda concept=concept, work=work, proposer=proposer: (
                f"  proposer: {audited.paper(proposer)}",
                *audited.sentences(proposer, concept, 2),
                f"  taken up in: {audited.paper(work)}",
                *audited.sentences(work, concept),
            ),
        )


def related(audited: Audited) -> Iterator[Statement]:
    """Yield a statement for each paper with related papers: the one that is listed first."""
    for work in sorted(audited.facts.used_in):
        if next(supported_papers(audited.facts, work), None):
            title = audited.facts.papers[work].title
            yield Statement(
                f"The papers most related to “{title}” come first in its list.", lambda work=work: near(audited, work)
            )


def communities(audited: Audited) -> Iterator[Statement]:
    """Yield a statement for each method or dataset in the name of a community."""
    facts = audited.facts
    for graph, found in (("coauthors", author_communities(facts)), ("concepts", concept_communities(facts))):
        works = papers_of_communities(audited, graph)
        for each in found:
            for name in filter(None, each.name.split(", ")):
                yield Statement(
                    f"{name} is distinctive of the papers of community {each.number} of {graph} ({each.size} members).",
                    lambda name=name, number=each.number, works=works: contrast(audited, name, number, works),
                )


def bridges(audited: Audited) -> Iterator[Statement]:
    """Yield a statement for each row of the tables of bridges between communities."""
    for name, graph in (("bridges_person", "coauthors"), ("bridges_concept", "concepts")):
        table, network = audited.table(name), audited.facts.graphs[graph]
        place = {each.node: int(each.value) for each in network.measures if each.name == "community"}
        for row in table.rows if table else ():
            pair = {int(str(cell).split(":")[0]) for cell in row.cells[:2]}
            links = [(a, b, w) for a, b, w in network.graph.edges(data="weight") if {place[a], place[b]} == pair]
            top = max(links, key=lambda link: link[2], default=None)
            strength = [sum(d for n, d in network.graph.degree(weight="weight") if place[n] == c) for c in pair]
            total = sum(w for _, _, w in links)
            expected = strength[0] * strength[1] / (2 * network.graph.size("weight"))
            labels = network.graph.nodes(data="label")
            yield Statement(
                f"{graph}: between “{row.cells[0]}” and “{row.cells[1]}” there are {row.cells[2]} links of weight "
                f"{row.cells[3]}, {float(row.cells[4] or 0):.3g} times the expected; the strongest: {row.cells[5]}.",
                lambda links=links, total=total, expected=expected, top=top, labels=labels: (
                    f"  counted again: {len(links)} links, weight {total}, ratio {total / expected:.4g}",
                    f"  a heaviest link: {top and (labels[top[0]], labels[top[1]], top[2])}",
                ),
            )


def again(audited: Audited, concept: str) -> Iterator[str]:
    """Yield the numbers of papers and neighbours of a concept, counted from the concepts of all papers."""
    joint: Counter[str] = Counter()
    works = [work for work, used in audited.facts.used_in.items() if concept in {each for _, each in used}]
    for work in works:
        joint.update({each for _, each in audited.facts.used_in[work]} - {concept})
    yield f"  counted again: {len(works)} papers, {len(joint)} neighbours, {sum(joint.values())} weighted degree"


def examples(audited: Audited, concept: str, most: int = 4) -> Iterator[str]:
    """Yield a sentence of some papers that name a concept, spread over all of them."""
    works = audited.facts.works_of[concept]
    for work in works[:: max(len(works) // most, 1)][:most]:
        yield from audited.sentences(work, concept, 1)


def both(audited: Audited, work: str, concepts: tuple[str, str]) -> Iterator[str]:
    """Yield a paper with a sentence about each of two concepts."""
    yield f"  {audited.paper(work)}"
    for concept in concepts:
        yield from (f"  {line}" for line in audited.sentences(work, concept, 1))


def near(audited: Audited, work: str, most: int = 4) -> Iterator[str]:
    """Yield the subjects of a paper, and the papers that are listed as related, with what they share."""
    facts = audited.facts
    own = {concept for _, concept in facts.used_in[work]}
    yield f"  subjects: {', '.join(sorted(facts.labels[concept] for concept in own))}"
    for _, title, _, score, words, shared, _ in islice(answer_question(facts, "related", [work]), most):
        yield f"  {score} {title} — shares {', '.join(filter(None, map(str, (words, shared))))}"


def papers_of_communities(audited: Audited, graph: str) -> dict[int, list[str]]:
    """Return the papers of each community: those with most of their nodes in it."""
    place = {each.node: int(each.value) for each in audited.facts.graphs[graph].measures if each.name == "community"}
    found = defaultdict(list)
    for work, used in audited.facts.used_in.items():
        nodes = [n for n, _ in audited.facts.authors.get(work, ())] if graph == "coauthors" else {c for _, c in used}
        counts = Counter(place[node] for node in nodes if node in place)
        if counts:
            found[min(counts, key=lambda number: (-counts[number], number))].append(work)
    return found


def contrast(audited: Audited, name: str, number: int, works: dict[int, list[str]]) -> Iterator[str]:
    """Yield how many papers of a community and of the others name a concept, and papers of the community that do."""
    facts = audited.facts
    named = {work for concept, label in facts.labels.items() if label == name for work in facts.works_of[concept]}
    inside, everything = set(works[number]), {work for found in works.values() for work in found}
    here, there = len(named & inside), len((named & everything) - inside)
    outside = len(everything - inside)
    yield f"  {here} of {len(inside)} papers of the community ({here / len(inside):.1%})"
    yield f"  {there} of {outside} other papers ({there / max(outside, 1):.1%})"
    yield from (f"  {audited.paper(work)[:150]}" for work in sorted(named & inside)[:3])
