"""Evaluation of author matching against known identities, by B³ and pairwise scores."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace

from kg.model.record import PaperRecord
from kg.resolve.resolution import resolve


@dataclass(frozen=True, slots=True)
class IdentityScores:
    """Precision, recall and F1, from 0 to 1, over signatures (B³) and over pairs of signatures."""

    signatures: int
    b3_precision: float
    b3_recall: float
    b3_f1: float
    pair_precision: float
    pair_recall: float
    pair_f1: float


def score(gold: Sequence[Hashable], found: Sequence[Hashable]) -> IdentityScores:
    """Return the scores of a clustering; `gold` and `found` have the true and the found label of each signature.

    B³ (Bagga and Baldwin, 1998): the precision of a signature is the share of its cluster that belongs to its person,
    its recall is the share of its person's signatures that are in its cluster; both are averaged over all signatures.

    >>> score(["a", "a", "b"], [1, 2, 2]).b3_precision
    0.6666666666666666
    """
    true, made = Counter(gold), Counter(found)
    both = Counter(zip(gold, found, strict=True))
    count = max(len(gold), 1)
    precision = sum(n * n / made[label] for (_, label), n in both.items()) / count
    recall = sum(n * n / true[label] for (label, _), n in both.items()) / count
    hits, of_made, of_true = (sum(n * (n - 1) // 2 for n in c.values()) for c in (both, made, true))
    pairs = hits / of_made if of_made else 1.0, hits / of_true if of_true else 1.0
    return IdentityScores(len(gold), precision, recall, _f1(precision, recall), *pairs, _f1(*pairs))


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def evaluate(gold: Iterable[PaperRecord]) -> IdentityScores:
    """Return the scores of author matching without author ids, with the ids in `source_id` as the true persons.

    Authors without an id are resolved but not scored. If several records describe a work, its authors are scored once.
    """
    records = list(gold)
    true = {(r.id, a.as_written): a.source_id for r in records for a in r.authors if a.source_id}
    resolution = resolve(_without_ids(record) for record in records)
    labels: list[tuple[str, str]] = []
    for work in resolution.works:
        for authorship in work.authorships:
            known = (true.get((record, authorship.name_as_written)) for record in work.records)
            labels.extend((source, authorship.person) for source in [next(filter(None, known), None)] if source)
    return score([source for source, _ in labels], [person for _, person in labels])


def _without_ids(record: PaperRecord) -> PaperRecord:
    return replace(
        record, authors=tuple(replace(author, source_id=None, orcid=None, email=None) for author in record.authors)
    )
