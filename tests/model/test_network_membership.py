"""Papers that are left out of networks."""

from __future__ import annotations

import pytest

from kg.model.network_membership import left_out_of, notices_of_left_out
from kg.model.record import WorkKind
from kg.model.work import Authorship, Work


def paper(authors: int, kind: WorkKind | None = None, title: str = "On hedges") -> Work:
    team = tuple(Authorship("work/x", n, f"person/{n}", f"A {n}") for n in range(1, authors + 1))
    return Work("work/x", title, title, team, kind=kind)


@pytest.mark.parametrize(
    ("work", "networks"),
    [
        (paper(100), ()),
        (paper(101), ("coauthors",)),
        (paper(3, WorkKind.FRONT_MATTER), ("coauthors", "concepts")),
        (paper(3, WorkKind.EDITORIAL), ("coauthors", "concepts")),
        (paper(3, WorkKind.RETRACTION), ("coauthors", "concepts")),
        (paper(3, WorkKind.PREPRINT), ()),
    ],
)
def test_the_networks_that_a_paper_takes_no_part_in(work: Work, networks: tuple[str, ...]) -> None:
    assert left_out_of(work) == networks


def test_the_limit_can_be_set() -> None:
    assert left_out_of(paper(5), max_authors=4) == ("coauthors",)
    assert left_out_of(paper(500), max_authors=500) == ()


def test_notices_name_the_first_papers_of_each_reason() -> None:
    works = [paper(1_200, title=f"Collaboration {n}") for n in range(7)] + [paper(0, WorkKind.FRONT_MATTER, "Preface")]
    large, front = notices_of_left_out(works)
    assert large.startswith(
        "7 papers with more than 100 authors, left out of the co-author network: 'Collaboration 0' (1,200"
    )
    assert large.endswith("; and 2 more")
    assert (
        front == "1 paper left out of all networks as front matter, editorial or retraction: 'Preface' (front-matter)"
    )
    assert notices_of_left_out([paper(3)]) == ()
