"""Resolution of signatures into persons: comparison, clustering, decisions of the user, and judgements."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain

from kg.model.identity import Judgement, Verdict
from kg.model.text import fold
from kg.model.work import Person
from kg.resolve.author_ids import EMAIL, write_id
from kg.resolve.blocking import related_names
from kg.resolve.comparison import UNSURE, PersonClusters, PersonLink, RelatedNames, probability
from kg.resolve.decisions import ResolvedDecision
from kg.resolve.evidence import Corpus, build_corpus
from kg.resolve.person_ids import PersonId, name_persons
from kg.resolve.sharding import Sharding, cluster_all, cluster_groups, connect
from kg.resolve.signatures import AuthoredPaper, Signature, list_signatures


@dataclass(frozen=True, slots=True)
class EvidenceClusters:
    """Papers and their persons, clustered by evidence alone, before decisions; `ids` has one id per cluster."""

    papers: Sequence[AuthoredPaper]
    corpus: Corpus
    related: RelatedNames
    earlier: Mapping[str, str]
    sharding: Sharding | None
    found: PersonClusters
    ids: list[PersonId]

    @property
    def signatures(self) -> Sequence[Signature]:
        """Return the signatures on all papers."""
        return self.corpus.signatures


@dataclass(frozen=True, slots=True)
class ResolvedPersons:
    """Resolved persons, sorted by id, with the judgements; `of_signature` has the person id of each signature."""

    of_signature: tuple[str, ...]
    persons: tuple[Person, ...]
    judgements: tuple[Judgement, ...]


def cluster_by_evidence(
    papers: Sequence[AuthoredPaper], earlier: Mapping[str, str], sharding: Sharding | None
) -> EvidenceClusters:
    """Cluster the signatures on papers by evidence alone, without decisions.

    Parameters
    ----------
    papers
        Papers with their authors.
    earlier
        Ids of persons in an earlier build, by id of the authorship.
    sharding
        Function that maps the comparison over shards; None to compare in this process.
    """
    signatures = list_signatures(papers)
    corpus = build_corpus(papers, signatures)
    related = related_names(signature.key for signature in signatures)
    found = cluster_all(corpus, related, sharding)
    ids = name_persons(papers, signatures, found.clusters, earlier)
    return EvidenceClusters(papers, corpus, related, earlier, sharding, found, ids)


def apply_decisions(
    before: EvidenceClusters, decisions: Sequence[ResolvedDecision]
) -> tuple[PersonClusters, list[PersonId]]:
    """Return the clusters and their ids after decisions; only groups that a decision affects are clustered again."""
    effective = [decision for decision in decisions if decision.is_effective]
    if not effective:
        return before.found, before.ids
    named = {number for decision in effective for number in (*decision.left, *decision.right)}
    groups = [g for g in connect(before.signatures, before.related, effective) if not named.isdisjoint(g)]
    anew = cluster_groups(before.corpus, before.related, groups, before.sharding, effective)
    found = _replace(before.found, anew, set(chain.from_iterable(groups)))
    return found, name_persons(before.papers, before.signatures, found.clusters, before.earlier)


def _replace(found: PersonClusters, anew: PersonClusters, touched: Set[int]) -> PersonClusters:
    """Return `found` with the clusters, merges and near misses of `touched` signatures replaced by those of `anew`."""
    return PersonClusters(
        tuple(sorted((*(members for members in found.clusters if members[0] not in touched), *anew.clusters))),
        (*(made for made in found.merges if made.left not in touched), *anew.merges),
        (*(near for near in found.near if near.left not in touched), *anew.near),
    )


def resolve_persons(before: EvidenceClusters, decisions: Sequence[ResolvedDecision] = ()) -> ResolvedPersons:
    """Return the persons after the decisions of the user."""
    found, ids = apply_decisions(before, decisions)
    replaced = _replaced(before, found, ids)
    of_signature = [""] * len(before.signatures)
    persons: list[Person] = []
    for members, named in zip(found.clusters, ids, strict=True):
        for number in members:
            of_signature[number] = named.id
        persons.append(_person([before.signatures[n] for n in members], named, replaced.get(named.id, set())))
    names = {person.id: person.name for person in persons}
    judgements = (
        *_decided(before, decisions, of_signature),
        *_merges(before, found),
        *_near_misses(found, decisions, of_signature, names),
    )
    return ResolvedPersons(tuple(of_signature), tuple(sorted(persons, key=lambda p: p.id)), judgements)


def _replaced(before: EvidenceClusters, found: PersonClusters, ids: list[PersonId]) -> dict[str, set[str]]:
    """Return the ids that decisions removed, by the id of the person who now has most of their signatures."""
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
    sources = {write_id(each) for signature in signatures for each in signature.ids if each[0] != EMAIL}
    replaces = tuple(sorted({*named.others, *replaced} - {named.id}))
    return Person(named.id, best, tuple(sorted(set(names) - {best})), tuple(sorted(sources)), replaces)


def _fullness(name: str) -> int:
    return sum(character.isalpha() for character in fold(name))


def _merges(before: EvidenceClusters, found: PersonClusters) -> Iterator[Judgement]:
    for made in found.merges:
        left, right = (_authorship(before, number) for number in made.pair)
        one, other = (before.signatures[number].name for number in made.pair)
        yield Judgement("person", left, right, one, other, Verdict.SAME, probability(made.odds), made.reasons)


def _near_misses(
    found: PersonClusters,
    decisions: Iterable[ResolvedDecision],
    of_signature: Sequence[str],
    names: Mapping[str, str],
) -> Iterator[Judgement]:
    decided = {frozenset((of_signature[a], of_signature[b])) for d in decisions for a in d.left for b in d.right}
    for near in found.near:
        left, right = sorted(of_signature[number] for number in near.pair)
        if frozenset((left, right)) not in decided:
            yield _near_miss(near, (left, right), (names[left], names[right]))


def _near_miss(near: PersonLink, ids: tuple[str, str], names: tuple[str, str]) -> Judgement:
    chance = probability(near.odds)
    if near.odds > 0:  # a constraint prevented the merge
        reasons = ("both are authors of one paper, or their ids or suffixes differ", *near.reasons)
        return Judgement("person", *ids, *names, Verdict.DIFFERENT, 0.0, reasons)
    verdict = Verdict.UNSURE if chance >= UNSURE else Verdict.DIFFERENT
    return Judgement("person", *ids, *names, verdict, chance, near.reasons)


def _decided(
    before: EvidenceClusters, decisions: Sequence[ResolvedDecision], of_signature: Sequence[str]
) -> Iterator[Judgement]:
    for each in decisions:
        if each.is_effective:
            left, right = each.left[0], each.right[0]
            one, other = (_authorship(before, n) if each.is_same else of_signature[n] for n in (left, right))
            names = before.signatures[left].name, before.signatures[right].name
            reason = f"decided in {each.decision.source}" + f": {each.decision.note}" * bool(each.decision.note)
            yield Judgement("person", one, other, *names, each.decision.verdict, float(each.is_same), (reason,))


def _authorship(before: EvidenceClusters, number: int) -> str:
    signature = before.signatures[number]
    return f"{before.papers[signature.paper].id}/authorship/{signature.position}"
