"""Grouping of the records that describe one work."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations

from kg.model.identity import Judgement, Verdict
from kg.model.work import Edition
from kg.resolve.decisions import ResolvedDecision
from kg.resolve.disjoint_sets import DisjointSets
from kg.resolve.merged_fields import RankedRecord
from kg.resolve.title_words import plain_word
from kg.resolve.titles import Title, TitleRelation, relate_titles
from kg.resolve.work_comparison import (
    Status,
    WorkRecord,
    compare_records,
    exclude_each_other,
    has_relative,
    read_record,
)

MAX_BLOCK = 50  # maximum number of records in a block that is compared in full
REACH = 8  # number of next records, by authors, that a record of a larger block of one title is compared with
PREFIX = 16  # number of letters of a title that form a blocking key
LISTED = 0.25  # minimum score of a pair of different works in the ledger
EXCLUDED = "not merged, because other records of these papers, or a decision, contradict it"


@dataclass(frozen=True, slots=True)
class WorkGroups:
    """Indices of the records of each work, and the judgements on pairs of records."""

    groups: tuple[tuple[int, ...], ...]
    judgements: tuple[Judgement, ...]


class _GroupBuilder:
    """Groups of records under construction: disjoint sets, with the records and author names of each set."""

    def __init__(self, records: Sequence[WorkRecord]) -> None:
        self.sets = DisjointSets(len(records))
        self._records = [{_exclusion_key(record): record} for record in records]
        self._authors = [set(record.authors) for record in records]
        self._forbidden: set[tuple[int, int]] = set()

    def apply(self, decisions: Iterable[ResolvedDecision]) -> None:
        """Merge records that the user decided to be one work, and forbid merges of those decided to be different."""
        for each in decisions:
            if not each.is_same:
                self._forbidden.update((a, b) for a in each.left for b in each.right)
            elif each.is_effective:
                for other in (*each.left[1:], *each.right):
                    self._merge(each.left[0], other)

    def join(self, left: int, right: int) -> bool:
        """Merge the groups of two records; return False if the groups exclude each other."""
        one, other = self.sets.find(left), self.sets.find(right)
        if one == other:
            return True
        if self._are_forbidden(one, other) or self._have_no_common_author(one, other):
            return False
        if any(exclude_each_other(a, b) for a in self._records[one].values() for b in self._records[other].values()):
            return False
        self._merge(one, other)
        return True

    def _are_forbidden(self, one: int, other: int) -> bool:
        return any({self.sets.find(a), self.sets.find(b)} == {one, other} for a, b in self._forbidden)

    def _have_no_common_author(self, one: int, other: int) -> bool:
        here, there = self._authors[one], self._authors[other]
        return bool(here and there) and not any(has_relative(name, there) for name in here)

    def _merge(self, left: int, right: int) -> None:
        one, other = sorted((self.sets.find(left), self.sets.find(right)))
        if one != other:
            self.sets.merge(one, other)
            self._records[one] |= self._records[other]
            self._authors[one] |= self._authors[other]


def _exclusion_key(record: WorkRecord) -> tuple[Title, Status, Edition | None]:
    """Return the values of a record that `exclude_each_other` compares.

    A group keeps one of several records with the same values.
    """
    return record.title, record.status, record.ranked.edition


def group_records(ranked: Sequence[RankedRecord], decisions: Sequence[ResolvedDecision] = ()) -> WorkGroups:
    """Group records into works; the records must be sorted by id."""
    records = [read_record(each) for each in ranked]
    judged = {(a, b): compare_records(records[a], records[b]) for a, b in _candidates(records)}
    builder = _GroupBuilder(records)
    builder.apply(decisions)
    kept: list[Judgement] = []
    for pair, found in sorted(judged.items(), key=lambda item: (-item[1].score, item[0])):
        if found.verdict is Verdict.SAME and not builder.join(*pair):
            kept.append(_exclude(found))
        elif found.verdict is not Verdict.DIFFERENT or found.score >= LISTED:
            kept.append(found)
    groups = tuple(tuple(group) for group in builder.sets.groups())
    return WorkGroups(groups, (*_decided(ranked, decisions), *kept))


def _candidates(records: Sequence[WorkRecord]) -> list[tuple[int, int]]:
    """Return the pairs of records to compare: in a common block, with a common author or with similar titles."""
    spread = Counter(word for record in records for word in _plain_words(record.title))
    blocks: dict[str, list[int]] = defaultdict(list)
    for number, record in enumerate(records):
        for key in _keys(record, spread):
            blocks[key].append(number)
    found: set[tuple[int, int]] = set()
    for key, members in blocks.items():
        if len(members) <= MAX_BLOCK:
            found.update(combinations(members, 2))
        elif key.startswith(("title ", "id ")):
            found.update(_near(records, members))
    return sorted((a, b) for a, b in found if _may_match(records[a], records[b]))


def _near(records: Sequence[WorkRecord], members: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield pairs of neighbours in a large block, such as papers with the title "Editorial".

    The records are sorted by authors and then by edition. Each record is paired with the `REACH` records after it, so
    that the number of pairs is proportional to the size of the block.
    """
    ordered = sorted(members, key=lambda number: (sorted(records[number].authors), _edition(records[number]), number))
    for place, number in enumerate(ordered):
        yield from ((min(number, other), max(number, other)) for other in ordered[place + 1 : place + 1 + REACH])


def _edition(record: WorkRecord) -> tuple[str, int]:
    edition = record.ranked.edition
    return (edition.series, edition.year or 0) if edition else ("", 0)


def _may_match(left: WorkRecord, right: WorkRecord) -> bool:
    if not left.authors.isdisjoint(right.authors):
        return True
    return relate_titles(left.title, right.title) not in (TitleRelation.OTHER, TitleRelation.OPPOSED)


def _keys(record: WorkRecord, spread: Counter[str]) -> set[str]:
    title = record.title
    shared = (word for word in _plain_words(title) if spread[word] > 1)
    rare = sorted(shared, key=lambda word: (spread[word], word))[:3]
    pairs = (f"words {' '.join(sorted(pair))}" for pair in combinations(rare, 2))
    ids = (f"id {each.scheme} {each.value}" for each in record.record.identifiers)
    parts = (f"part {part}" for part in {title.key, title.main, title.subtitle} if part)
    return {f"title {title.key}", f"start {title.key[:PREFIX]}", *chain(parts, pairs, ids)}


def _plain_words(title: Title) -> set[str]:
    return {plain_word(word) for word in title.words}


def _exclude(found: Judgement) -> Judgement:
    names = found.left_name, found.right_name
    return Judgement("work", found.left, found.right, *names, Verdict.DIFFERENT, 0.0, (EXCLUDED, *found.reasons))


def _decided(ranked: Sequence[RankedRecord], decisions: Iterable[ResolvedDecision]) -> Iterator[Judgement]:
    for each in decisions:
        if each.is_effective:
            left, right = ranked[each.left[0]].record, ranked[each.right[0]].record
            reasons = (f"decided in {each.decision.source}",)
            names = left.title, right.title
            yield Judgement("work", left.id, right.id, *names, each.decision.verdict, float(each.is_same), reasons)
