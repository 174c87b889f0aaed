"""Methods and datasets of a graph that may be the same, in the format of a thesaurus."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.thesaurus import match_key
from kg.extract.thesaurus_file import MAX_LABEL, guarded
from kg.graph.concept_profiles import ConceptProfile, Partners, concept_profiles, partners_of
from kg.graph.merge_evidence import PROBABILITY, MergeEvidence, evidence_of_pairs

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.graph.graph import Graph

_HEADER = ("label", "replace by", "note")
_PARTNER_WEIGHT = 0.3
_OTHER_KIND = 0.5
"""Factor by which the probability is multiplied if the two are a method and a dataset."""
_LEAST = 0.3
"""Minimum probability of a candidate."""


@dataclass(frozen=True, slots=True)
class MergeCandidate:
    """A method or dataset that may be the same as another one.

    Attributes
    ----------
    label : str
        The name of the concept that would be merged.
    replace_by : str
        The name of the concept into which it would be merged: that of the vocabulary, or the one in more papers.
    papers, papers_of_other, shared_papers : int
        Numbers of papers that name the first concept, the second one, and both.
    similarity : float
        Cosine similarity, from 0 to 1, of the methods and datasets that are named together with each of the two.
    probability : float
        An estimate from the evidence, not calibrated, that the two are the same.
    evidence : tuple of str
        The reasons.
    """

    label: str
    replace_by: str
    papers: int
    papers_of_other: int
    shared_papers: int
    similarity: float
    probability: float
    evidence: tuple[str, ...]

    @property
    def expected_papers(self) -> float:
        """Return the probability times the number of papers of the concept that would be merged."""
        return self.probability * self.papers

    @property
    def note(self) -> str:
        """Return the evidence and the numbers as one line."""
        counted = f"{self.papers:,} and {self.papers_of_other:,} papers, {self.shared_papers:,} with both"
        return "; ".join((*self.evidence, counted, f"partners {self.similarity:.2f} similar"))


def merge_candidates(graph: Graph) -> list[MergeCandidate]:
    """Find methods and datasets that may be the same.

    Parameters
    ----------
    graph : Graph
        The graph of a build.

    Returns
    -------
    list of MergeCandidate
        The candidates, those that concern most papers first. Each concept is to be merged at most once, with its
        most probable counterpart.

    Examples
    --------
    >>> import kg
    >>> with kg.open("output") as graph:
    ...     found = kg.merge_candidates(graph)
    >>> [candidate.label for candidate in found if candidate.probability > 0.9]
    []
    """
    return candidates_of(graph.store)


def candidates_of(store: Store) -> list[MergeCandidate]:
    """Return the candidates of a store; see `merge_candidates`."""
    profiles = concept_profiles(store)
    partners = partners_of(profiles)
    best: dict[str, MergeCandidate] = {}
    for (kept, merged), evidence in evidence_of_pairs(profiles.values()).items():
        found = _candidate(profiles[kept], profiles[merged], evidence, partners)
        name = match_key(found.label)
        if found.probability >= _LEAST and max(len(found.label), len(found.replace_by)) <= MAX_LABEL:
            best[name] = min(best.get(name, found), found, key=_order)
    return list(_without_circles(sorted(best.values(), key=_order)))


def _without_circles(candidates: Iterable[MergeCandidate]) -> Iterator[MergeCandidate]:
    """Yield the candidates, except those whose names earlier ones already connect.

    Several concepts can have one name, so that the lines could otherwise replace names in a circle.
    """
    leader: dict[str, str] = {}
    for each in candidates:
        label, other = (_leader(match_key(name), leader) for name in (each.label, each.replace_by))
        if label != other or match_key(each.label) == match_key(each.replace_by):
            leader[label] = other
            yield each


def _leader(name: str, leader: dict[str, str]) -> str:
    while leader.setdefault(name, name) != name:
        leader[name] = leader[leader[name]]
        name = leader[name]
    return name


def write_candidates(candidates: Iterable[MergeCandidate]) -> Iterator[str]:
    """Yield candidates as lines of a thesaurus: label, replacement, and the evidence as note."""
    yield _row(_HEADER)
    for each in candidates:
        yield _row((each.label, each.replace_by, each.note))


def _order(candidate: MergeCandidate) -> tuple[float, float, str, str]:
    return -round(candidate.expected_papers, 6), -candidate.probability, candidate.label, candidate.replace_by


def _candidate(
    kept: ConceptProfile, merged: ConceptProfile, evidence: set[MergeEvidence], partners: Partners
) -> MergeCandidate:
    similarity = partners.similarity(kept, merged)
    strongest = {each.kind for each in evidence}
    wrong = 1 - _PARTNER_WEIGHT * similarity
    for kind in sorted(strongest):
        wrong *= 1 - PROBABILITY[kind]
    probability = (1 - wrong) * (1 if kept.kind == merged.kind else _OTHER_KIND)
    return MergeCandidate(
        label=merged.label,
        replace_by=kept.label,
        papers=len(merged.papers),
        papers_of_other=len(kept.papers),
        shared_papers=len(kept.papers & merged.papers),
        similarity=round(similarity, 4),
        probability=round(probability, 4),
        evidence=tuple(dict.fromkeys(each.text for each in sorted(evidence))),
    )


def _row(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, delimiter="\t", lineterminator="\n").writerow([guarded(cell) for cell in cells])
    return line.getvalue()
