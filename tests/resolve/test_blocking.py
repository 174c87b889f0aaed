from __future__ import annotations

from kg.model.record import AuthorName
from kg.resolve.blocking import candidate_pairs, related_names
from kg.resolve.coauthors import index_coauthors
from kg.resolve.name_frequency import NameFrequency
from kg.resolve.signatures import AuthoredPaper, list_signatures


def compared(expected: float) -> set[tuple[str, str]]:
    """The pairs of authors compared over three papers, where each name is borne by so many people."""
    teams = [("W. Wang", "Ann Oak"), ("Wei Wang", "Ann Oak"), ("Wen Wang", "Ben Elm")]
    papers = [
        AuthoredPaper(f"work/{n}", f"Title {n}", "", 2020, tuple(AuthorName(name, name) for name in team))
        for n, team in enumerate(teams)
    ]
    signatures = list_signatures(papers)
    keys = sorted({signature.key for signature in signatures})
    frequency = NameFrequency(len(keys), dict.fromkeys(keys, expected / len(keys)))
    pairs = candidate_pairs(signatures, related_names(keys), index_coauthors(signatures, frequency), frequency)
    return {(signatures[pair.left].name, signatures[pair.right].name) for pair in pairs}


def test_an_initial_meets_every_name_it_could_stand_for() -> None:
    assert compared(0.1) == {("Ann Oak", "Ann Oak"), ("W. Wang", "Wei Wang"), ("W. Wang", "Wen Wang")}


def test_an_initial_of_many_people_meets_only_those_with_whom_it_shares_a_coauthor() -> None:
    assert compared(5.0) == {("Ann Oak", "Ann Oak"), ("W. Wang", "Wei Wang")}
