"""The programme of a venue, next to that of its previous year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from kg.analysis import compare_groups, is_comparable
from kg.graph.answers.question import Answer, Values, listed, newest, node, remarks
from kg.model.errors import QueryError
from kg.model.trend import Contrast
from kg.reporting import Facts
from kg.reporting.trends import ALPHA

PROGRAMME = (
    "part", "item", "papers", "share", "known", "last_papers", "last_share", "last_known", "change", "adjusted_p",
    "work", "title",
)  # fmt: skip
_MOST_TOPICS = 40
_LEAST_TOPIC = 2
_REFUSED = {"reject": "rejected", "withdrawn": "withdrawn"}
_ORDER = "the topics with most papers are first"
Cells = tuple[object, ...]


def programme(facts: Facts, values: Values) -> Answer:
    """Return counts, decisions and topics of one year of a venue, beside those of the year before in the graph.

    The year before is left out if it has so few papers that the 95 % confidence interval of a difference of shares
    near 10 % would be wider than 10 percentage points on each side.
    """
    venue = str(values["venue"])
    by_year = _papers_by_year(facts, venue)
    years = sorted(by_year)
    year = int(str(values["year"])) or (years[-1] if years else 0)
    if year not in by_year:
        raise QueryError(f"no papers of {venue} in {year}; years with papers: {', '.join(map(str, years)) or 'none'}")
    now = by_year[year]
    last = max((each for each in years if each < year), default=None)
    before = by_year[last] if last is not None else []
    compared = before if is_comparable(len(now), len(before)) else []
    name = f"{venue} {year}"
    note = remarks(
        _compared(venue, year, last, (now, before)), _refused(facts, venue, year), *_unknown(facts, name, now), _ORDER
    )
    rows = (*_counts(facts, now, compared), *_decisions(facts, now, compared), *_topics(facts, now, compared))
    return Answer(rows, note)


def _compared(venue: str, year: int, last: int | None, papers: tuple[list[str], list[str]]) -> str:
    if last is None:
        return f"{venue} {year}; the graph has no earlier year of the venue"
    now, before = map(len, papers)
    if is_comparable(now, before):
        return f"{venue} {year} compared with {venue} {last}"
    few = f"{now:,} and {before:,} papers are too few for a comparison"
    return f"{venue} {year}, not compared with {venue} {last}: {few}"


def _refused(facts: Facts, venue: str, year: int) -> str:
    """Return a remark on rejected and withdrawn papers, which are not of the programme."""
    papers = (paper for paper in facts.papers.values() if (paper.venue, paper.year) == (venue, year))
    found = Counter(paper.decision for paper in papers)
    counts = [f"{found[each]:,} {word}" for each, word in _REFUSED.items() if found[each]]
    noun = "paper" if sum(found[each] for each in _REFUSED) == 1 else "papers"
    return f"without {' and '.join(counts)} {noun}" if counts else ""


def _unknown(facts: Facts, name: str, works: list[str]) -> Iterator[str]:
    """Return a remark for each kind of fact that is known for some papers only."""
    kinds = ("authors", _with_authors), ("decisions", _decided), ("abstracts, and so topics,", _described)
    for kind, select_known in kinds:
        known = len(select_known(facts, works))
        if known < len(works):
            yield f"{kind} are known for {f'{known:,} of ' if known else 'none of '}{len(works):,} papers of {name}"


def _papers_by_year(facts: Facts, venue: str) -> dict[int, list[str]]:
    """Return the papers of a venue by year, without rejected and withdrawn ones."""
    found: dict[int, list[str]] = {}
    for work, paper in facts.papers.items():
        if paper.venue == venue and paper.year and paper.decision not in _REFUSED:
            found.setdefault(paper.year, []).append(work)
    return found


def _counts(facts: Facts, now: list[str], before: list[str]) -> Iterator[Cells]:
    known, last_known = (_with_authors(facts, works) for works in (now, before))
    people, earlier = _people(facts, known), _people(facts, last_known)
    yield _plain("papers", "all", (len(now), None, None), (len(before) or None, None, None))
    authors = (len(people) or None, None, len(known)), (len(earlier) or None, None, len(last_known) if before else None)
    yield _plain("authors", "all", *authors)
    if len(known) == len(now) and before and len(last_known) == len(before):
        both = len(people & earlier)
        shares = (both, both / len(people), len(known)), (both, both / len(earlier), len(last_known))
        yield _plain("authors", "of both years", *shares)


def _decisions(facts: Facts, now: list[str], before: list[str]) -> Iterator[Cells]:
    counts, earlier = (Counter(_decision(facts, work) for work in works) for works in (now, before))
    known, last_known = len(_decided(facts, now)), len(_decided(facts, before))
    for kind in sorted((counts | earlier).keys() - {""}, key=lambda each: (-counts[each], each)):
        yield _plain("decision", kind, _part(counts[kind], known, now), _part(earlier[kind], last_known, before))


def _part(count: int, known: int, works: list[str]) -> tuple[int | None, float | None, int | None]:
    """Return a count with its share, which is unknown if not all papers have a decision, as is a count of 0."""
    if not works:
        return None, None, None
    is_complete = known == len(works)
    return count if count or is_complete else None, count / known if is_complete else None, known


def _topics(facts: Facts, now: list[str], before: list[str]) -> Iterator[Cells]:
    """Yield the topics of the papers with an abstract; a share is known only among these."""
    described, earlier = (_described(facts, works) for works in (now, before))
    theirs, known, works_of = set(now), len(described), _works_by_label(facts)
    if known and is_comparable(known, len(earlier)):
        found = compare_groups(described, earlier, {}, works_of, _LEAST_TOPIC).rows
        for row in sorted(found, key=lambda row: (-(row.left + row.right), row.concept))[:_MOST_TOPICS]:
            yield _topic(facts, row, [work for work in works_of[row.concept] if work in theirs])
        return
    works_of = {label: [work for work in works if work in theirs] for label, works in works_of.items()}
    for label in sorted(works_of, key=lambda label: (-len(works_of[label]), label))[:_MOST_TOPICS]:
        count = len(works_of[label])
        if known and count >= _LEAST_TOPIC:
            shares = count, round(count / known, 4), known, None, None, None, None, None
            yield "topic", label, *shares, *_paper(facts, works_of[label])


def _works_by_label(facts: Facts) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for concept, works in facts.works_of.items():
        found.setdefault(facts.labels[concept], []).extend(works)
    return found


def _topic(facts: Facts, row: Contrast, works: list[str]) -> Cells:
    change = "no clear change" if row.adjusted >= ALPHA else "more" if row.ratio > 1 else "fewer"
    totals = row.left_total, row.right_total
    shares = row.left, round(row.left_share, 4), totals[0], row.right, round(row.right_share, 4), totals[1]
    return "topic", row.concept, *shares, change, round(row.adjusted, 6), *_paper(facts, works)


def _paper(facts: Facts, works: list[str]) -> tuple[object, object]:
    if not works:
        return None, None
    work = newest(facts, works)[0]
    return node(work), facts.papers[work].title


def _plain(
    part: str, item: str, now: tuple[int | None, float | None, int | None],
    last: tuple[int | None, float | None, int | None],
) -> Cells:  # fmt: skip
    cells = [None if each is None else round(each, 4) for each in (*now, *last)]
    return part, item, *cells, None, None, None, None


def _decision(facts: Facts, work: str) -> str:
    paper = facts.papers[work]
    return listed([each for each in (paper.decision, paper.presentation) if each])


def _decided(facts: Facts, works: Iterable[str]) -> list[str]:
    return [work for work in works if facts.papers[work].decision]


def _described(facts: Facts, works: Iterable[str]) -> list[str]:
    return [work for work in works if facts.papers[work].abstract]


def _with_authors(facts: Facts, works: Iterable[str]) -> list[str]:
    return [work for work in works if facts.authors.get(work)]


def _people(facts: Facts, works: Iterable[str]) -> set[str]:
    return {person for work in works for person, _ in facts.authors.get(work, ())}
