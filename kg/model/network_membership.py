"""Papers that are left out of the networks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from kg.model.record import WorkKind
from kg.model.work import Work

NetworkName = Literal["coauthors", "concepts"]
DEFAULT_MAX_AUTHORS = 100
_NO_RESEARCH = {WorkKind.EDITORIAL, WorkKind.FRONT_MATTER, WorkKind.RETRACTION}
_LISTED = 5
"""Maximum number of papers named in a notice."""


def left_out_of(work: Work, max_authors: int = DEFAULT_MAX_AUTHORS) -> tuple[NetworkName, ...]:
    """Return the networks that a paper is left out of.

    Front matter, editorials and retractions are left out of all networks. A paper with very many authors is left out of
    the co-author network, because its links grow with the square of the number of authors and would outweigh those of
    all other papers.

    Parameters
    ----------
    work
        Paper with its authorships.
    max_authors
        Maximum number of authors of a paper in the co-author network.

    Returns
    -------
    tuple of str
        ("coauthors", "concepts"), ("coauthors",) or ().
    """
    if work.kind in _NO_RESEARCH:
        return ("coauthors", "concepts")
    return ("coauthors",) if len(work.authorships) > max_authors else ()


def notices_of_left_out(works: Iterable[Work], max_authors: int = DEFAULT_MAX_AUTHORS) -> tuple[str, ...]:
    """Return one notice for each reason why papers are left out of networks; it names up to five papers."""
    large: list[str] = []
    no_research: list[str] = []
    for work in works:
        if work.kind in _NO_RESEARCH:
            no_research.append(f"{work.label!r} ({work.kind})")
        elif left_out_of(work, max_authors):
            large.append(f"{work.label!r} ({len(work.authorships):,} authors)")
    reasons = (
        (large, f"with more than {max_authors:,} authors, left out of the co-author network"),
        (no_research, "left out of all networks as front matter, editorial or retraction"),
    )
    return tuple(f"{_papers(found)} {reason}: {_some(found)}" for found, reason in reasons if found)


def _papers(found: list[str]) -> str:
    return "1 paper" if len(found) == 1 else f"{len(found):,} papers"


def _some(found: list[str]) -> str:
    more = len(found) - _LISTED
    return "; ".join(sorted(found)[:_LISTED]) + (f"; and {more:,} more" if more > 0 else "")
