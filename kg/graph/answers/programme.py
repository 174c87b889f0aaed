"""The programme of a venue next to that of its previous year, and the differences of two sets of papers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from kg.graph.answers.question import Answer, Values, listed, newest, node
from kg.graph.compare import compare
from kg.model.errors import QueryError
from kg.model.trend import Contrast
from kg.reporting import Facts

PROGRAMME = ("part", "item", "papers", "share", "last_papers", "last_share", "change", "adjusted_p", "work", "title")
DIFFERENCES = (
    "label", "verdict", "left", "left_share", "right", "right_share", "odds_ratio", "ci_low", "ci_high",
    "adjusted_p", "work", "title",
)  # fmt: skip
_MOST_TOPICS = 40
_LEAST_TOPIC = 2
_LEAST_PAPERS = 5
_UNCLEAR = "no clear difference"


def programme(facts: Facts, values: Values) -> Answer:
    """Return counts, decisions and topics of one year of a venue, beside those of the year before in the graph."""
    venue = str(values["venue"])
    by_year = _papers_by_year(facts, venue)
    years = sorted(by_year)
    year = int(str(values["year"])) or (years[-1] if years else 0)
    if year not in by_year:
        raise QueryError(f"no papers of {venue} in {year}; years with papers: {', '.join(map(str, years)) or 'none'}")
    earlier = [each for each in years if each < year]
    last = earlier[-1] if earlier else None
    now, before = by_year[year], by_year[last] if last is not None else []
    note = (
        f"{venue} {year} compared with {venue} {last}"
        if last
        else f"{venue} {year}; the graph has no earlier year of the venue"
    )
    rows = (*_counts(facts, now, before), *_decisions(facts, now, before), *_topics(facts, venue, year, last, now))
    return Answer(rows, note)


def differences(facts: Facts, values: Values) -> Answer:
    """Return the methods and datasets of two sets of papers, compared within years or venues, each with a paper.

    The most certain differences come first. The paper is the newest one that names the method or dataset.
    """
    store = facts.answers.store
    left, right = str(values["left"]), str(values["right"])
    found = [row for row in compare(store, left, right) if row.left + row.right >= _LEAST_PAPERS]
    works_of = _works_by_label(facts)
    order = sorted(found, key=lambda row: (row.adjusted, row.p, row.concept))
    clear = sum(row.verdict != _UNCLEAR for row in found)
    note = f"{clear:,} of {len(found):,} methods and datasets in at least {_LEAST_PAPERS} papers differ significantly"
    return Answer([_difference(facts, row, works_of) for row in order], note)


def _difference(facts: Facts, row: Contrast, works_of: Mapping[str, list[str]]) -> tuple[object, ...]:
    work = newest(facts, works_of[row.concept])[0]
    shares = (row.left, round(row.left_share, 4), row.right, round(row.right_share, 4))
    measured = (round(row.ratio, 4), round(row.low, 4), round(row.high, 4), round(row.adjusted, 6))
    return row.concept, row.verdict, *shares, *measured, node(work), facts.papers[work].title


def _papers_by_year(facts: Facts, venue: str) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for work, paper in facts.papers.items():
        if paper.venue == venue and paper.year:
            found.setdefault(paper.year, []).append(work)
    return found


def _counts(facts: Facts, now: list[str], before: list[str]) -> Iterator[tuple[object, ...]]:
    people, earlier = _people(facts, now), _people(facts, before)
    yield _plain("papers", "all", len(now), None, len(before), None)
    yield _plain("authors", "all", len(people), None, len(earlier), None)
    both = len(people & earlier)
    if before:
        yield _plain("authors", "of both years", both, both / max(len(people), 1), both, both / max(len(earlier), 1))


def _decisions(facts: Facts, now: list[str], before: list[str]) -> Iterator[tuple[object, ...]]:
    counts, earlier = (Counter(_decision(facts, work) for work in works) for works in (now, before))
    for kind in sorted((counts | earlier).keys() - {""}, key=lambda each: (-counts[each], each)):
        shares = counts[kind] / len(now), earlier[kind] / max(len(before), 1)
        yield _plain("decision", kind, counts[kind], shares[0], earlier[kind], shares[1])


def _topics(facts: Facts, venue: str, year: int, last: int | None, now: list[str]) -> Iterator[tuple[object, ...]]:
    theirs = set(now)
    works_of = {label: [work for work in works if work in theirs] for label, works in _works_by_label(facts).items()}
    if last is None:
        order = sorted(works_of, key=lambda label: (-len(works_of[label]), label))
        for label in order[:_MOST_TOPICS]:
            if len(works_of[label]) >= _LEAST_TOPIC:
                share = len(works_of[label]) / len(now)
                yield (
                    "topic",
                    label,
                    len(works_of[label]),
                    round(share, 4),
                    None,
                    None,
                    None,
                    None,
                    *_paper(facts, works_of[label]),
                )
        return
    found = compare(facts.answers.store, f"{venue} {year}", f"{venue} {last}")
    for row in sorted(found, key=lambda row: (-(row.left + row.right), row.concept))[:_MOST_TOPICS]:
        yield _topic(facts, row, works_of[row.concept])


def _topic(facts: Facts, row: Contrast, works: list[str]) -> tuple[object, ...]:
    change = "no clear change" if row.verdict == _UNCLEAR else "more" if row.ratio > 1 else "fewer"
    shares = row.left, round(row.left_share, 4), row.right, round(row.right_share, 4)
    return "topic", row.concept, *shares, change, round(row.adjusted, 6), *_paper(facts, works)


def _paper(facts: Facts, works: list[str]) -> tuple[object, object]:
    if not works:
        return None, None
    work = newest(facts, works)[0]
    return node(work), facts.papers[work].title


def _plain(
    part: str, item: str, now: int, share: float | None, before: int, earlier: float | None
) -> tuple[object, ...]:
    rounded = [None if each is None else round(each, 4) for each in (share, earlier)]
    return part, item, now, rounded[0], before, rounded[1], None, None, None, None


def _decision(facts: Facts, work: str) -> str:
    paper = facts.papers[work]
    return listed([each for each in (paper.decision, paper.presentation) if each])


def _people(facts: Facts, works: Iterable[str]) -> set[str]:
    return {person for work in works for person, _ in facts.authors.get(work, ())}


def _works_by_label(facts: Facts) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for concept, works in facts.works_of.items():
        found.setdefault(facts.labels[concept], []).extend(works)
    return found
