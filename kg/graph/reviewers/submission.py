"""Submissions for which reviewers are sought: papers of the graph, papers of a listing, or a title with an abstract."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.graph.reviewers.paper_index import Features, PaperIndex, concept_features, paper_index
from kg.model.errors import QueryError, UsageError
from kg.model.record import PaperRecord
from kg.model.text import fold_name
from kg.parsers import find_listings, read_listing
from kg.reporting import Facts
from kg.reporting.facts import once
from kg.store.lookup import look_up

MOST_SUBMISSIONS = 2_000


@dataclass(frozen=True, slots=True)
class Submission:
    """A paper for which reviewers are sought.

    Attributes
    ----------
    title, abstract
        The texts; "" if unknown.
    authors
        Names, or IRIs of authors of the graph.
    work
        IRI of the paper in the graph, "" if the graph does not have it.
    place
        Listing and lines, "" if it comes from none.
    features
        Weighted methods and datasets.
    """

    title: str
    abstract: str = ""
    authors: tuple[str, ...] = ()
    work: str = ""
    place: str = ""
    features: Features = field(default_factory=dict)


def find_submission(facts: Facts, title: str, abstract: str = "", authors: Iterable[str] = ()) -> Submission:
    """Return the paper of the graph with this title, or a new paper if there is none or an abstract is given.

    Raises UsageError if there is neither a title nor an abstract.
    """
    if not (title.strip() or abstract.strip()):
        raise UsageError("give a title, a listing or --abstract")
    work = _known_work(facts, title) if title.strip() and not abstract.strip() else ""
    if work:
        return known_submission(facts, work, tuple(authors))
    return new_submission(facts, title, abstract, authors)


def known_submission(facts: Facts, work: str, authors: Sequence[str] = ()) -> Submission:
    """Return a paper of the graph as a submission, with further authors."""
    paper = facts.papers[work]
    team = tuple(person for person, _ in facts.authors.get(work, ()))
    features = concept_features(facts, facts.used_in.get(work, ()))
    return Submission(paper.title, paper.abstract, (*team, *authors), work, "", features)


def new_submission(facts: Facts, title: str, abstract: str, authors: Iterable[str], place: str = "") -> Submission:
    """Return a paper that is not in the graph, with the methods and datasets that its title and abstract name."""
    index: PaperIndex = paper_index(facts)
    found = index.concepts_in(f"{title}. {abstract}")
    features = concept_features(facts, (("uses", concept) for concept in sorted(found)))
    return Submission(title, abstract, tuple(authors), "", place, features)


def read_submissions(facts: Facts, listing: Path) -> list[Submission]:
    """Return the papers of a listing, in order. Raises UsageError if there are more than 2,000."""
    records = [record for path in find_listings([listing]) for record in read_listing(path).records]
    if len(records) > MOST_SUBMISSIONS:
        raise UsageError(f"more than {MOST_SUBMISSIONS:,} papers ({len(records):,}); split the listing", file=listing)
    return [_of_record(facts, record, listing) for record in records]


def _of_record(facts: Facts, record: PaperRecord, listing: Path) -> Submission:
    place = f"{listing.name}:{record.lines.start}-{record.lines.end}"
    names = [author.name for author in record.authors]
    made = new_submission(facts, record.title, record.abstract or "", names, place)
    work = _same_title(facts).get(fold_name(record.title), "")
    team = tuple(person for person, _ in facts.authors.get(work, ())) if work else ()
    return Submission(made.title, made.abstract, (*team, *names), work, place, made.features)


def _known_work(facts: Facts, title: str) -> str:
    try:
        return look_up(facts.answers.store, "work", title).value
    except QueryError as error:
        if "give the IRI" in str(error) or title.startswith(("http://", "https://")):
            raise
        return ""


@once
def _same_title(facts: Facts) -> dict[str, str]:
    return {fold_name(paper.title): work for work, paper in sorted(facts.papers.items())}
