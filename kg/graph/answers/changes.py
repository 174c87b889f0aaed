"""Methods and datasets that rise or decline, and those that are new in a year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kg.analysis import is_comparable
from kg.graph.answers.earlier_texts import named_earlier
from kg.graph.answers.question import (
    Answer,
    Values,
    cited,
    counted,
    first_sentence,
    listed,
    newest,
    node,
    remarks,
    select,
    sentence_of,
)
from kg.model.errors import QueryError
from kg.model.trend import Trend
from kg.reporting import Facts
from kg.reporting.proposals import Adoption, adoptions
from kg.reporting.trends import ALPHA, changes

TRENDS = (
    "concept", "label", "direction", "papers", "odds_ratio_per_year", "ci_low", "ci_high", "adjusted_p",
    "papers_by_year", "papers_by_venue", "work", "title",
)  # fmt: skip
NEW = (
    "concept", "label", "kind", "papers", "taken_up", "taken_up_by", "work", "title", "authors", "defined",
    "sentence",
)  # fmt: skip
_LEAST_PAPERS = 20
_MOST_NEW = 100
_MOSTLY = 0.9
"""Share of the papers of a concept from which it is named almost only in one year."""
_CHANCE = 0.05


def rising_and_declining(facts: Facts, _: Values) -> Answer:
    """Return the methods and datasets whose share of papers rises or declines significantly, with a paper.

    It is the newest paper for those that rise, and the oldest for those that decline. For each year of 20 papers or
    more, the column `papers_by_year` has the number of papers that name the method or dataset and the number of all
    papers; `papers_by_venue` has those of each venue and year in which it is named.
    """
    found = changes(facts)
    rows = [(trend, "rising") for trend in found.rising] + [(trend, "declining") for trend in found.declining]
    within = "within venues that have papers of several years"
    note = (
        within
        if found.is_separable
        else "each venue has papers of one year only, so a trend may be a difference between venues"
    )
    note = f"adjusted p below {ALPHA}, {note}" + _recent_note(facts, {trend.concept for trend, _ in rows})
    return Answer((_trend_row(facts, trend, direction) for trend, direction in rows), note)


def _recent_note(facts: Facts, shown: set[str]) -> str:
    """Return a remark on frequent concepts without a row whose papers are almost all of the last year."""
    last = max(facts.years, default=0)
    found = []
    for concept in sorted(facts.works_of.keys() - shown, key=lambda each: (-len(facts.works_of[each]), each)):
        works = facts.works_of[concept]
        recent = sum(facts.papers[work].year == last for work in works)
        if len(works) >= _LEAST_PAPERS and recent >= _MOSTLY * len(works):
            found.append(f"{facts.labels[concept]} ({recent:,} of {len(works):,} papers)")
    if not found or len(facts.years) < 2:
        return ""
    return f"; almost only in {last}, with too few papers of other years of a venue for a trend: {listed(found, 3)}"


def _trend_row(facts: Facts, trend: Trend, direction: str) -> tuple[object, ...]:
    works = facts.works_of[trend.concept]
    ordered = newest(facts, works)
    work = ordered[0] if direction == "rising" else ordered[-1]
    counts = Counter(facts.papers[each].year for each in works)
    enough = [year for year in sorted(facts.years) if facts.years[year] >= _LEAST_PAPERS]
    years = ", ".join(f"{year}: {counts[year]:,} of {facts.years[year]:,}" for year in enough)
    measured = (round(each, 4) for each in (trend.odds, trend.low, trend.high))
    cells = Counter((facts.papers[each].venue, facts.papers[each].year) for each in works if facts.papers[each].year)
    venues = ", ".join(f"{' '.join(map(str, filter(None, cell)))}: {count:,}" for cell, count in sorted(cells.items()))
    paper = node(work), facts.papers[work].title
    return (
        node(trend.concept),
        facts.labels[trend.concept],
        direction,
        len(works),
        *measured,
        trend.adjusted,
        years,
        venues,
        *paper,
    )


def new_in_year(facts: Facts, values: Values) -> Answer:
    """Return the methods and datasets that papers of a year propose, and those that no earlier paper names.

    The title or abstract of a paper of the year defines the name of the former. The latter are included only if the
    papers of the year before are enough to know them: their number is comparable, and a name as frequent in that year
    would be in none of them with a probability below 5 %. Left out are names in the text of an earlier paper. Those
    that most other papers take up are first, then those that begin the title of the paper.
    """
    year = int(str(values["year"])) or max(facts.years, default=0)
    if facts.years and year not in facts.years:
        years = ", ".join(map(str, sorted(facts.years)))
        raise QueryError(f"the graph has no papers of {year}; it has papers of {years}")
    known = adoptions(facts)
    before, now = facts.years[year - 1], facts.years[year]
    is_known = is_comparable(now, before)
    first = [concept for concept, works in facts.works_of.items() if _first_year(facts, works) == year]
    first = [each for each in first if each in known or (is_known and _is_absent(facts, each, now, before))]
    works = {each: [known[each].proposer] if each in known else _of_year(facts, each, year) for each in first}
    selected = [concept for concept in first if select(facts, works[concept], values)]
    old = named_earlier(facts, selected, year)
    order = sorted(set(selected) - old, key=lambda concept: _rank(facts, concept, known.get(concept)))
    defined = sum(each in known for each in order)
    note = _new_note(facts, year, (defined, len(order) - defined), is_known)
    note += f"; the first {_MOST_NEW} are shown" if len(order) > _MOST_NEW else ""
    return Answer((_new_row(facts, concept, year, known.get(concept)) for concept in order[:_MOST_NEW]), note)


def _is_absent(facts: Facts, concept: str, now: int, before: int) -> bool:
    """Return whether a concept would be absent from `before` papers by chance with a probability below 5 %."""
    return (now / (now + before)) ** len(facts.works_of[concept]) < _CHANCE


def _new_note(facts: Facts, year: int, counts: tuple[int, int], is_known: bool) -> str:
    (defined, others), before = counts, facts.years[year - 1]
    papers = f"{counted(before, 'loaded paper')} of {year - 1}"
    if is_known:
        left = f"{others:,} more are in none of the {papers} and of no earlier year"
    else:
        left = (
            f"names that no paper defines are left out, because the {papers} are too few to know them, or those of "
            f"{year} too few to compare"
        )
    return remarks(
        f"{defined:,} methods and datasets are proposed by a loaded paper of {year}, which defines the name",
        left,
        "" if year < max(facts.years, default=0) else "no later papers are loaded, so that most are not taken up yet",
        "ranked by the other papers that take it up, then names that begin a title",
    )


def _rank(facts: Facts, concept: str, adoption: Adoption | None) -> tuple[int, bool, bool, int, str, str]:
    taken = len(adoption.adopters) if adoption else 0
    label = facts.labels[concept]
    is_titled = adoption is not None and facts.papers[adoption.proposer].title.lower().startswith(label.lower())
    return -taken, adoption is None, not is_titled, -len(facts.works_of[concept]), label, concept


def _new_row(facts: Facts, concept: str, year: int, adoption: Adoption | None) -> tuple[object, ...]:
    work = adoption.proposer if adoption else newest(facts, _of_year(facts, concept, year))[0]
    roles = {found: role for role, found in facts.used_in[work]}
    names = [name for _, name in facts.authors.get(work, ())]
    adopters = [adopter for adopter, _ in adoption.adopters] if adoption else []
    taken = len(adopters) if adoption and (adopters or year < max(facts.years)) else None
    by = listed([cited(facts, each) for each in adopters], 3)
    sentence = sentence_of(facts, work, concept, roles[concept]) or first_sentence(facts, work, concept)
    paper = node(work), facts.papers[work].title, listed(names, 3), "yes" if adoption else "no"
    papers = len(facts.works_of[concept])
    return node(concept), facts.labels[concept], facts.kinds[concept], papers, taken, by, *paper, sentence


def _of_year(facts: Facts, concept: str, year: int) -> Iterator[str]:
    return (work for work in facts.works_of[concept] if facts.papers[work].year == year)


def _first_year(facts: Facts, works: list[str]) -> int:
    """Return the earliest year of these papers, or 0 if one of them has no year, because it may be the earliest."""
    return min(facts.papers[work].year or 0 for work in works)
