"""Answers about a method or dataset: its authors, the datasets of its papers, comparisons, and tests on a dataset."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pyoxigraph import NamedNode

from kg.graph.answers.profiles import WORKING
from kg.graph.answers.question import (
    ROLE_ORDER,
    Answer,
    Values,
    counted,
    listed,
    narrower_remark,
    newest,
    node,
    remarks,
    roles_in_works,
    select,
    sentence_of,
)
from kg.model.text import fold_name
from kg.reporting import Facts
from kg.reporting.facts import once
from kg.reporting.sentences import bounds_around
from kg.store.lookup import expand

PEOPLE = ("person", "name", "papers", "first_year", "last_year", "with", "work", "title", "year", "role", "sentence")
DATASETS = ("year", "dataset", "label", "papers", "with_parts", "work", "title", "sentence")
COMPARISONS = ("work", "title", "year", "venue", "authors", "sentence", "source")
TESTS = ("work", "title", "year", "venue", "authors", "role", "sentence", "method_sentence", "one_sentence")
_BACKGROUND = "mentions"


def people_on_topic(facts: Facts, values: Values) -> Answer:
    """Return the authors of papers that propose, introduce, use or evaluate on a concept, most papers first."""
    concept = str(values["concept"])
    roles = roles_in_works(facts, concept)
    works = [work for work in select(facts, roles, values) if roles[work] in WORKING]
    works_of: dict[tuple[str, str], list[str]] = defaultdict(list)
    for work in works:
        for author in facts.authors.get(work, ()):
            works_of[author].append(work)

    def rank(author: tuple[str, str]) -> tuple[object, ...]:
        theirs = works_of[author]
        titled = sum(fold_name(facts.labels[concept]) in fold_name(facts.papers[work].title) for work in theirs)
        role = min(ROLE_ORDER.index(roles[work]) for work in theirs)
        return -len(theirs), -titled, role, -_last(facts, theirs), author[::-1]

    order = sorted(works_of, key=rank)
    left = sum(role not in WORKING for role in roles.values())
    words = "paper that only mentions it or compares" if left == 1 else "papers that only mention it or compare"
    note = remarks(
        f"{counted(len(order), 'author')} of {counted(len(works), 'paper')}",
        f"without {left:,} {words} with it" if left else "",
        narrower_remark(facts, concept),
    )
    return Answer((_person_row(facts, concept, roles, author, works_of[author]) for author in order), note)


def _person_row(
    facts: Facts, concept: str, roles: dict[str, str], author: tuple[str, str], works: Sequence[str]
) -> tuple[object, ...]:
    best = min(newest(facts, works), key=lambda work: ROLE_ORDER.index(roles[work]))
    years = [year for work in works if (year := facts.papers[work].year)]
    others = Counter(other for work in works for other in facts.authors[work] if other != author)
    names = [name for (_, name), _ in sorted(others.items(), key=lambda each: (-each[1], each[0][::-1]))]
    paper, role = facts.papers[best], roles[best]
    sentence = sentence_of(facts, best, concept, role)
    span = (min(years, default=None), max(years, default=None))
    return (
        node(author[0]),
        author[1],
        len(works),
        *span,
        listed(names),
        node(best),
        paper.title,
        paper.year,
        role,
        sentence,
    )


def datasets_of_topic(facts: Facts, values: Values) -> Answer:
    """Return the datasets that papers which propose or use a method evaluate on, by year, the latest first.

    `with_parts` is the number of papers that evaluate on the dataset or on a part of it.
    """
    concept = str(values["concept"])
    roles = roles_in_works(facts, concept)
    named = select(facts, roles, values)
    tested: dict[tuple[int, str], list[str]] = defaultdict(list)
    for work in (work for work in named if roles[work] in WORKING):
        for dataset in facts.evaluated.get(work, ()):
            if dataset != concept:
                tested[facts.papers[work].year or 0, dataset].append(work)
    whole = {key: _with_parts(facts, key, tested) for key in tested}
    order = sorted(tested, key=lambda key: (-key[0], -whole[key], -len(tested[key]), facts.labels[key[1]], key[1]))
    rows = [_dataset_row(facts, key, tested[key], whole[key]) for key in order]
    shown = len({work for found in tested.values() for work in found})
    return Answer(rows, remarks(_datasets_note(len(named), shown), narrower_remark(facts, concept)))


def _with_parts(facts: Facts, key: tuple[int, str], tested: Mapping[tuple[int, str], Sequence[str]]) -> int:
    year, whole = key
    parts = (each for each in tested if each == key or (each[0] == year and whole in _wholes(facts).get(each[1], ())))
    return len({work for each in parts for work in tested[each]})


@once
def _wholes(facts: Facts) -> dict[str, list[str]]:
    """Return the benchmarks of each part: broader datasets, and those whose name begins its name, before a blank."""
    names = {fold_name(label): iri for iri, label in facts.labels.items() if facts.kinds[iri] == "dataset"}
    found: dict[str, list[str]] = defaultdict(list)
    for name, iri in names.items():
        words = name.split()
        starts = (" ".join(words[:count]) for count in range(1, len(words)))
        found[iri] += [names[start] for start in starts if start in names]
    for quad in facts.answers.store.quads_for_pattern(None, expand("skos:broader"), None, None):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            found[quad.subject.value].append(quad.object.value)
    return found


def _datasets_note(named: int, shown: int) -> str:
    return (
        f"{shown:,} of {named:,} papers that name it state in the title or abstract that they propose or use it, "
        "and name a dataset that they evaluate on"
    )


def _dataset_row(facts: Facts, key: tuple[int, str], works: Sequence[str], with_parts: int) -> tuple[object, ...]:
    (year, dataset), work = key, newest(facts, works)[0]
    paper, sentence = facts.papers[work], sentence_of(facts, work, dataset, "evaluates")
    return year or None, node(dataset), facts.labels[dataset], len(works), with_parts, node(work), paper.title, sentence


def comparisons(facts: Facts, values: Values) -> Answer:
    """Return the papers with a sentence that compares with a method, the newest first.

    The note has the number of papers that name the method. Most of them do not compare with it; a comparison that only
    the full text states is unknown.
    """
    concept = str(values["method"])
    roles = roles_in_works(facts, concept)
    named = select(facts, roles, values)
    works = newest(facts, (work for work in named if roles[work] == "compares"))
    found = [(work, sentence) for work in works if (sentence := sentence_of(facts, work, concept, "compares"))]
    note = remarks(
        f"{len(found):,} of {counted(len(named), 'paper')} that name it have a sentence in the abstract that compares "
        "with it; comparisons in full texts are unknown",
        narrower_remark(facts, concept),
    )
    rows = [(*_paper_cells(facts, work), sentence, _lines_of(facts).get(work)) for work, sentence in found]
    return Answer(rows, note)


@once
def _lines_of(facts: Facts) -> dict[str, str]:
    """Return the listing and the lines that each paper was first read from."""
    found: dict[str, str] = {}
    for work, file, first, last in facts.answers.rows("sources"):
        found.setdefault(work, f"{file}, lines {first} to {last}")
    return found


def tests_on_dataset(facts: Facts, values: Values) -> Answer:
    """Return the papers that evaluate a method on a dataset, with the sentences that name the one and the other."""
    method, dataset = str(values["method"]), str(values["dataset"])
    roles = roles_in_works(facts, method)
    works = select(facts, (work for work in roles if dataset in facts.evaluated.get(work, ())), values)
    active = [work for work in newest(facts, works) if roles[work] != _BACKGROUND]
    left = len(works) - len(active)
    note = remarks(
        "only methods and datasets named in abstracts are known",
        f"{counted(left, 'more paper')} on the dataset only mention the method" if left else "",
        narrower_remark(facts, method),
    )
    return Answer(_test_rows(facts, method, dataset, roles, active), note)


def _test_rows(
    facts: Facts, method: str, dataset: str, roles: dict[str, str], works: Sequence[str]
) -> Iterator[tuple[object, ...]]:
    for work in sorted(works, key=lambda work: ROLE_ORDER.index(roles[work])):
        joint = _joint_sentence(facts, work, method, dataset)
        sentence = joint or sentence_of(facts, work, dataset, "evaluates")
        other = "" if joint else sentence_of(facts, work, method, roles[work])
        yield (*_paper_cells(facts, work), roles[work], sentence, other, "yes" if joint else "no")


def _joint_sentence(facts: Facts, work: str, one: str, other: str) -> str:
    """Return the first sentence of a paper that names both concepts; "" if there is none."""
    text = facts.papers[work].abstract
    found = ({bounds_around(text, *span[:2]) for span in facts.mentions(work, each)} for each in (one, other))
    start, end = min(set.intersection(*found), default=(0, 0))
    return " ".join(text[start:end].split())


def _paper_cells(facts: Facts, work: str) -> tuple[object, ...]:
    paper = facts.papers[work]
    names = [name for _, name in facts.authors.get(work, ())]
    return node(work), paper.title, paper.year, paper.venue or None, listed(names, 3)


def _last(facts: Facts, works: Sequence[str]) -> int:
    return max(facts.papers[work].year or 0 for work in works)
