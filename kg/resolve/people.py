"""Signatures → people: compare, link, apply what the user decided, and say why."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from kg.model.identity import Judgement, Verdict
from kg.model.work import Person
from kg.resolve.blocking import Pair, candidate_pairs, related_names
from kg.resolve.decisions import Ruling
from kg.resolve.evidence import Corpus, give_reasons, log_odds, measure, survey
from kg.resolve.folding import fold
from kg.resolve.linking import Clustering, Link, Rules, cluster
from kg.resolve.names import Relation
from kg.resolve.person_ids import PersonId, name_people
from kg.resolve.signatures import Paper, Signature, sign
from kg.resolve.source_ids import id_rules

UNSURE = 0.25  # a score from here to one half is unsure, below it is different
SHOWN = 3  # links told of each person to others, the most likely first


@dataclass(frozen=True, slots=True)
class Compared:
    """Papers with all that was compared: nothing here depends on decisions."""

    corpus: Corpus
    related: dict[tuple[str, str], Relation]
    pairs: list[Pair]
    rows: NDArray[np.float64]
    odds: NDArray[np.float64]
    known: Mapping[str, str]

    @property
    def signatures(self) -> Sequence[Signature]:
        """The signatures that were compared."""
        return self.corpus.signatures


@dataclass(frozen=True, slots=True)
class People:
    """Who is who: for each signature its person's id, the people sorted by id, and why."""

    of_signature: tuple[str, ...]
    persons: tuple[Person, ...]
    judgements: tuple[Judgement, ...]


def compare(papers: Sequence[Paper], known: Mapping[str, str] = MappingProxyType({})) -> Compared:
    """All comparisons of the names on the papers; `known` has people's ids of an earlier build, by authorship."""
    corpus = survey(papers, sign(papers))
    related = related_names(signature.key for signature in corpus.signatures)
    pairs = list(candidate_pairs(corpus.signatures, related, corpus.circles, corpus.census))
    rows = measure(corpus, pairs)
    return Compared(corpus, related, pairs, rows, log_odds(rows), known)


def link(compared: Compared, rulings: Sequence[Ruling] = ()) -> tuple[Clustering, list[PersonId]]:
    """The clusters of signatures and their ids."""
    rules = id_rules(compared.signatures, compared.pairs)
    related = dict(compared.related)
    for ruling in rulings:
        rules = _obey(rules, ruling)
        for left in ruling.left:
            for right in ruling.right:
                keys = sorted((compared.signatures[left].key, compared.signatures[right].key))
                related.setdefault((keys[0], keys[1]), Relation.NICKNAME)
    found = cluster(compared.signatures, zip(compared.pairs, compared.odds.tolist(), strict=True), related, rules)
    return found, name_people(compared.corpus.papers, compared.signatures, found.clusters, compared.known)


def _obey(rules: Rules, ruling: Ruling) -> Rules:
    if not ruling.left or not ruling.right:
        return rules
    pairs = [(left, right) for left in ruling.left for right in ruling.right]
    if ruling.decision.verdict is Verdict.DIFFERENT:
        same = tuple(pair for pair in rules.same if pair not in pairs and pair[::-1] not in pairs)
        return Rules(same, rules.different | frozenset(pairs))
    chain = [(ruling.left[0], other) for other in (*ruling.left[1:], *ruling.right)]
    return Rules((*rules.same, *chain), rules.different)


def tell_apart(compared: Compared, rulings: Sequence[Ruling] = ()) -> People:
    """The people of the papers, with the user's decisions obeyed."""
    found, ids = link(compared, rulings)
    replaced = _replaced(compared, found, ids) if rulings else {}
    of_signature = [""] * len(compared.signatures)
    persons: list[Person] = []
    for members, named in zip(found.clusters, ids, strict=True):
        for number in members:
            of_signature[number] = named.id
        persons.append(_person([compared.signatures[n] for n in members], named, replaced.get(named.id, set())))
    judgements = [*_ruled(compared, rulings, of_signature), *_judge(compared, found, of_signature, persons, rulings)]
    return People(tuple(of_signature), tuple(sorted(persons, key=lambda p: p.id)), tuple(judgements))


def _replaced(compared: Compared, found: Clustering, ids: list[PersonId]) -> dict[str, set[str]]:
    """Ids that people had before the decisions and nobody has now, by the person who holds the first signature."""
    before, ids_before = link(compared)
    holder = {number: named.id for members, named in zip(found.clusters, ids, strict=True) for number in members}
    kept = {named.id for named in ids}
    gone: dict[str, set[str]] = defaultdict(set)
    for members, named in zip(before.clusters, ids_before, strict=True):
        if named.id not in kept:
            gone[Counter(holder[n] for n in members).most_common(1)[0][0]].add(named.id)
    return gone


def _person(signatures: Sequence[Signature], named: PersonId, replaced: set[str]) -> Person:
    names = Counter(signature.name for signature in signatures)
    best = min(names, key=lambda name: (-_fullness(name), -names[name], name)) if len(names) > 1 else signatures[0].name
    sources = sorted({signature.source_id for signature in signatures if signature.source_id})
    replaces = tuple(sorted({*named.others, *replaced} - {named.id}))
    return Person(named.id, best, tuple(sorted(set(names) - {best})), tuple(sources), replaces)


def _fullness(name: str) -> int:
    return sum(character.isalpha() for character in fold(name))


def _score(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


def _judge(
    compared: Compared,
    found: Clustering,
    of_signature: Sequence[str],
    persons: Iterable[Person],
    rulings: Sequence[Ruling],
) -> Iterable[Judgement]:
    """Every merge, and for each person the likeliest others."""
    rows = {pair: number for number, pair in enumerate(compared.pairs)}
    names = {person.id: person.name for person in persons}
    for made in found.merges:
        left, right = (_authorship(compared.corpus, n) for n in (made.pair.left, made.pair.right))
        written = (compared.signatures[made.pair.left].name, compared.signatures[made.pair.right].name)
        reasons = give_reasons(compared.corpus, made.pair, compared.rows[rows[made.pair]])
        yield Judgement("person", left, right, *written, Verdict.SAME, _score(made.odds), reasons)
    decided = {frozenset((of_signature[a], of_signature[b])) for r in rulings for a in r.left for b in r.right}
    for near in _likeliest(found.rest):
        left, right = sorted((of_signature[near.pair.left], of_signature[near.pair.right]))
        if frozenset((left, right)) in decided:
            continue
        reasons = give_reasons(compared.corpus, near.pair, compared.rows[rows[near.pair]])
        yield _near_miss(near, (left, right), (names[left], names[right]), reasons)


def _near_miss(near: Link, ids: tuple[str, str], names: tuple[str, str], reasons: tuple[str, ...]) -> Judgement:
    score = _score(near.odds)
    if near.odds > 0:  # it would have been merged
        barred = ("both are on one paper, or their sources give them different ids", *reasons)
        return Judgement("person", *ids, *names, Verdict.DIFFERENT, 0.0, barred)
    verdict = Verdict.UNSURE if score >= UNSURE else Verdict.DIFFERENT
    return Judgement("person", *ids, *names, verdict, score, reasons)


def _likeliest(rest: Sequence[Link]) -> Iterable[Link]:
    told: Counter[int] = Counter()
    for near in sorted(rest, key=lambda n: (-n.odds, n.left, n.right)):
        worthwhile = near.pair.relation is Relation.EXACT or _score(near.odds) >= UNSURE
        if worthwhile and told[near.left] < SHOWN and told[near.right] < SHOWN:
            told.update((near.left, near.right))
            yield near


def _ruled(compared: Compared, rulings: Sequence[Ruling], of_signature: Sequence[str]) -> Iterable[Judgement]:
    for ruling in rulings:
        if ruling.left and ruling.right:
            left, right = ruling.left[0], ruling.right[0]
            same = ruling.decision.verdict is Verdict.SAME
            one, other = (_authorship(compared.corpus, n) if same else of_signature[n] for n in (left, right))
            names = compared.signatures[left].name, compared.signatures[right].name
            reason = f"decided in {ruling.decision.source}" + f": {ruling.decision.note}" * bool(ruling.decision.note)
            yield Judgement("person", one, other, *names, ruling.decision.verdict, float(same), (reason,))


def _authorship(corpus: Corpus, number: int) -> str:
    signature = corpus.signatures[number]
    return f"{corpus.papers[signature.paper].id}/authorship/{signature.position}"
