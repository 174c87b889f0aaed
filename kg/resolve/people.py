"""Signatures → people: compare, link, apply what the user decided, and say why."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain

from kg.model.identity import Judgement, Verdict
from kg.model.text import fold
from kg.model.work import Person
from kg.resolve.blocking import related_names
from kg.resolve.comparing import UNSURE, Found, Told, score
from kg.resolve.decisions import Ruling
from kg.resolve.evidence import Corpus, survey
from kg.resolve.names import Relation
from kg.resolve.parts import Spread, connect, find_all, find_in
from kg.resolve.person_ids import PersonId, name_people
from kg.resolve.signatures import Paper, Signature, sign


@dataclass(frozen=True, slots=True)
class Undecided:
    """The papers, and who is who on them by evidence alone, before decisions: `ids` are those of the clusters."""

    papers: Sequence[Paper]
    corpus: Corpus
    related: Mapping[tuple[str, str], Relation]
    known: Mapping[str, str]
    spread: Spread | None
    found: Found
    ids: list[PersonId]

    @property
    def signatures(self) -> Sequence[Signature]:
        """The names on the papers."""
        return self.corpus.signatures


@dataclass(frozen=True, slots=True)
class People:
    """Who is who: for each signature its person's id, the people sorted by id, and why."""

    of_signature: tuple[str, ...]
    persons: tuple[Person, ...]
    judgements: tuple[Judgement, ...]


def compare(papers: Sequence[Paper], known: Mapping[str, str], spread: Spread | None) -> Undecided:
    """The people of the papers by evidence alone; `known` has people's ids of an earlier build, by authorship."""
    signatures = sign(papers)
    corpus = survey(papers, signatures)
    related = related_names(signature.key for signature in signatures)
    found = find_all(corpus, related, spread)
    ids = name_people(papers, signatures, found.clusters, known)
    return Undecided(papers, corpus, related, known, spread, found, ids)


def decide(before: Undecided, rulings: Sequence[Ruling]) -> tuple[Found, list[PersonId]]:
    """The clusters of signatures and their ids, where decisions are obeyed: what these touch is compared anew."""
    obeyed = [ruling for ruling in rulings if ruling.left and ruling.right]
    if not obeyed:
        return before.found, before.ids
    named = {number for ruling in obeyed for number in (*ruling.left, *ruling.right)}
    groups = [g for g in connect(before.signatures, before.related, obeyed) if not named.isdisjoint(g)]
    anew = find_in(before.corpus, before.related, groups, before.spread, obeyed)
    found = _replace(before.found, anew, set(chain.from_iterable(groups)))
    return found, name_people(before.papers, before.signatures, found.clusters, before.known)


def _replace(found: Found, anew: Found, touched: Set[int]) -> Found:
    """What was found, but for the signatures that were touched, with what was found anew of these."""
    return Found(
        tuple(sorted((*(members for members in found.clusters if members[0] not in touched), *anew.clusters))),
        (*(told for told in found.merges if told.left not in touched), *anew.merges),
        (*(told for told in found.near if told.left not in touched), *anew.near),
    )


def tell_apart(before: Undecided, rulings: Sequence[Ruling] = ()) -> People:
    """The people of the papers, with the user's decisions obeyed."""
    found, ids = decide(before, rulings)
    replaced = _replaced(before, found, ids)
    of_signature = [""] * len(before.signatures)
    persons: list[Person] = []
    for members, named in zip(found.clusters, ids, strict=True):
        for number in members:
            of_signature[number] = named.id
        persons.append(_person([before.signatures[n] for n in members], named, replaced.get(named.id, set())))
    judgements = [*_ruled(before, rulings, of_signature), *_judge(before, found, of_signature, persons, rulings)]
    return People(tuple(of_signature), tuple(sorted(persons, key=lambda p: p.id)), tuple(judgements))


def _replaced(before: Undecided, found: Found, ids: list[PersonId]) -> dict[str, set[str]]:
    """Ids that people had before the decisions and nobody has now, by the person who holds the first signature."""
    if found is before.found:
        return {}
    holder = {number: named.id for members, named in zip(found.clusters, ids, strict=True) for number in members}
    kept = {named.id for named in ids}
    gone: dict[str, set[str]] = defaultdict(set)
    for members, named in zip(before.found.clusters, before.ids, strict=True):
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


def _judge(
    before: Undecided,
    found: Found,
    of_signature: Sequence[str],
    persons: Iterable[Person],
    rulings: Sequence[Ruling],
) -> Iterable[Judgement]:
    """Every merge, and for each person the likeliest others."""
    names = {person.id: person.name for person in persons}
    for made in found.merges:
        left, right = (_authorship(before, number) for number in made.pair)
        written = [before.signatures[number].name for number in made.pair]
        yield Judgement("person", left, right, written[0], written[1], Verdict.SAME, score(made.odds), made.reasons)
    decided = {frozenset((of_signature[a], of_signature[b])) for r in rulings for a in r.left for b in r.right}
    for near in found.near:
        left, right = sorted(of_signature[number] for number in near.pair)
        if frozenset((left, right)) not in decided:
            yield _near_miss(near, (left, right), (names[left], names[right]))


def _near_miss(near: Told, ids: tuple[str, str], names: tuple[str, str]) -> Judgement:
    chance = score(near.odds)
    if near.odds > 0:  # it would have been merged
        barred = ("both are on one paper, or their sources give them different ids", *near.reasons)
        return Judgement("person", *ids, *names, Verdict.DIFFERENT, 0.0, barred)
    verdict = Verdict.UNSURE if chance >= UNSURE else Verdict.DIFFERENT
    return Judgement("person", *ids, *names, verdict, chance, near.reasons)


def _ruled(before: Undecided, rulings: Sequence[Ruling], of_signature: Sequence[str]) -> Iterable[Judgement]:
    for ruling in rulings:
        if ruling.left and ruling.right:
            left, right = ruling.left[0], ruling.right[0]
            same = ruling.decision.verdict is Verdict.SAME
            one, other = (_authorship(before, n) if same else of_signature[n] for n in (left, right))
            names = before.signatures[left].name, before.signatures[right].name
            reason = f"decided in {ruling.decision.source}" + f": {ruling.decision.note}" * bool(ruling.decision.note)
            yield Judgement("person", one, other, *names, ruling.decision.verdict, float(same), (reason,))


def _authorship(before: Undecided, number: int) -> str:
    signature = before.signatures[number]
    return f"{before.papers[signature.paper].id}/authorship/{signature.position}"
