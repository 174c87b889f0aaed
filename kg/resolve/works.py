"""Records → groups that are one work.

Two records are one work when their titles and their people agree, and where people are missing on one side, when a
telling title or the abstract does. Records of one title by people of whom none is shared stay apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from kg.model.identity import Judgement, Verdict
from kg.model.record import PaperRecord
from kg.resolve.clusters import Clusters
from kg.resolve.decisions import Ruling
from kg.resolve.names import name_key, read_name, relate
from kg.resolve.titles import Likeness, Title, read_title, relate_titles

# Shares of the words of two abstracts in common: the same text, a version of it, and below another text.
SAME_ABSTRACT, VERSION, OTHER_ABSTRACT = 0.8, 0.5, 0.25
CROWD = 50  # records that share a rare word or a beginning; more say that it is not rare
_BEGINNING = 16
_BY_TITLE = {
    Likeness.EXACT: 0.8,
    Likeness.NEAR: 0.6,
    Likeness.CUT: 0.5,
    Likeness.EDITED: 0.25,
    Likeness.OTHER: 0.1,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A record as its identity is seen."""

    record: PaperRecord
    title: Title
    people: frozenset[str]

    @property
    def abstract(self) -> frozenset[str]:
        """The words of the abstract: made when asked for, as few records are ever compared."""
        return _words(self.record.abstract or "")


@lru_cache(maxsize=1024)
def _words(abstract: str) -> frozenset[str]:
    return frozenset(abstract.lower().split())


@dataclass(frozen=True, slots=True)
class Grouping:
    """The records of each work, by number, and the judgements on pairs of records (by their ids)."""

    groups: tuple[tuple[int, ...], ...]
    judgements: tuple[Judgement, ...]


def enter(record: PaperRecord) -> Entry:
    """The record in normal form."""
    people = frozenset(name_key(author.name) for author in record.authors)
    return Entry(record, read_title(record.title), people)


def group_records(records: Sequence[PaperRecord], rulings: Sequence[Ruling] = ()) -> Grouping:
    """The groups of the records, which are in order of their ids."""
    entries = [enter(record) for record in records]
    pairs = [(a, b) for a, b in _candidates(entries) if _may_match(entries[a], entries[b])]
    judged = {(a, b): compare(entries[a], entries[b]) for a, b in pairs}
    sets, people = Clusters(len(records)), [set(entry.people) for entry in entries]
    barred = _obey(sets, people, rulings)
    kept: list[Judgement] = []
    for pair, found in sorted(judged.items(), key=lambda item: (-item[1].score, item[0])):
        if found.verdict is Verdict.SAME and not _join(sets, people, barred, pair):
            found = _bar(found)
        if found.verdict is not Verdict.DIFFERENT or found.score >= 0.25:
            kept.append(found)
    return Grouping(tuple(tuple(group) for group in sets.groups()), (*_ruled(records, rulings), *kept))


def _may_match(left: Entry, right: Entry) -> bool:
    """Whether titles relate or people are shared: most pairs that a block brings together have neither."""
    return not left.people.isdisjoint(right.people) or relate_titles(left.title, right.title) is not None


def compare(left: Entry, right: Entry) -> Judgement:
    """Whether two records are of one work, with reasons."""
    likeness, share = relate_titles(left.title, right.title) or (Likeness.OTHER, 0.0)
    people, people_word = _compare_people(left, right)
    abstract, abstract_word = _compare_abstracts(left, right)
    score = _score(likeness, share, people, abstract, left.title.is_telling and right.title.is_telling)
    verdict = Verdict.SAME if score > 0.5 else Verdict.UNSURE if score >= 0.35 else Verdict.DIFFERENT
    reasons = (f"{likeness} ({share:.2f})", people_word, abstract_word)
    ids = left.record.id, right.record.id
    return Judgement("work", *ids, left.record.title, right.record.title, verdict, score, reasons)


def _score(likeness: Likeness, share: float, people: float | None, abstract: float | None, telling: bool) -> float:
    """From 0 to 1: by the title, moved by the people (None: not known) and the abstract (None: missing on one side)."""
    score = _BY_TITLE[likeness]
    if people is None:
        score -= 0.0 if telling else 0.2
        score -= 0.0 if likeness is Likeness.EXACT else 0.15
    elif people == 0.0:
        score -= 0.6
    else:
        score += 0.2 * people
    if abstract is not None:
        score += _weigh_abstract(abstract)
    return min(max(score, 0.0), 1.0)


def _weigh_abstract(share: float) -> float:
    if share >= VERSION:
        return 0.45 if share >= SAME_ABSTRACT else 0.15
    return -0.25 if share < OTHER_ABSTRACT else 0.0


def _compare_people(left: Entry, right: Entry) -> tuple[float | None, str]:
    """The share of the shorter author list that is on the other, None where one is missing."""
    if not left.people or not right.people:
        return None, "authors are missing on one side"
    fewer, more = sorted((left.people, right.people), key=lambda p: (len(p), sorted(p)))
    shared = sum(_has_relative(name, more) for name in fewer)
    return shared / len(fewer), f"{shared} of {len(fewer)} authors are shared"


def _has_relative(name: str, others: Set[str]) -> bool:
    return name in others or any(relate(read_name(name), read_name(other)) for other in others)


def _compare_abstracts(left: Entry, right: Entry) -> tuple[float | None, str]:
    here, there = left.abstract, right.abstract
    if len(here) < 20 or len(there) < 20:
        return None, "an abstract is missing"
    share = len(here & there) / len(here | there)
    return share, f"abstracts share {share:.0%} of their words"


def _candidates(entries: Sequence[Entry]) -> list[tuple[int, int]]:
    """Pairs that share a title, its part before the subtitle, its beginning, or its rarest words."""
    spread = Counter(word for entry in entries for word in set(entry.title.words))
    blocks: dict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        for key in _keys(entry.title, spread):
            blocks[key].append(number)
    found: set[tuple[int, int]] = set()
    for key, members in blocks.items():
        if len(members) <= CROWD or key.startswith("title "):
            found.update(combinations(members, 2))
    return sorted(found)


def _keys(title: Title, spread: Counter[str]) -> set[str]:
    rare = sorted(set(title.words), key=lambda word: (spread[word], word))[:3]
    pairs = {f"words {' '.join(sorted(pair))}" for pair in combinations(rare, 2)}
    return {f"title {title.key}", f"main {title.main}", f"start {title.key[:_BEGINNING]}", *pairs}


def _join(sets: Clusters, people: list[set[str]], barred: set[tuple[int, int]], pair: tuple[int, int]) -> bool:
    """Make one work of two, unless the user says no or their people are strangers (one may have no authors)."""
    left, right = sorted((sets.find(pair[0]), sets.find(pair[1])))
    if left == right:
        return True
    here, there = people[left], people[right]
    strangers = here and there and not any(_has_relative(name, there) for name in here)
    if strangers or any({sets.find(a), sets.find(b)} == {left, right} for a, b in barred):
        return False
    sets.merge(left, right)
    people[left] = here | there
    return True


def _obey(sets: Clusters, people: list[set[str]], rulings: Iterable[Ruling]) -> set[tuple[int, int]]:
    """Merge what the user holds for one work; the pairs that the user tells apart."""
    barred: set[tuple[int, int]] = set()
    for ruling in rulings:
        if ruling.decision.verdict is Verdict.DIFFERENT:
            barred.update((a, b) for a in ruling.left for b in ruling.right)
        elif ruling.left and ruling.right:
            for other in (*ruling.left[1:], *ruling.right):
                left, right = sorted((sets.find(ruling.left[0]), sets.find(other)))
                sets.merge(left, right)
                people[left] = people[left] | people[right]
    return barred


def _bar(found: Judgement) -> Judgement:
    reasons = ("kept apart: by other people than its work, or by a decision", *found.reasons)
    ids = found.left, found.right
    return Judgement("work", *ids, found.left_name, found.right_name, Verdict.DIFFERENT, 0.0, reasons)


def _ruled(records: Sequence[PaperRecord], rulings: Iterable[Ruling]) -> Iterable[Judgement]:
    for ruling in rulings:
        if ruling.left and ruling.right:
            left, right = records[ruling.left[0]], records[ruling.right[0]]
            verdict = ruling.decision.verdict
            reasons = (f"decided in {ruling.decision.source}",)
            score = float(verdict is Verdict.SAME)
            yield Judgement("work", left.id, right.id, left.title, right.title, verdict, score, reasons)
