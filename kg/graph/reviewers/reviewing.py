"""Reviewers for one submission or for a list of submissions, as rows with the related papers of each reviewer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from kg.graph.answers.profiles import AuthorProfiles, all_profiles, rarity
from kg.graph.answers.question import Answer, cited, listed, node, remarks, rows_of_cells
from kg.graph.reviewers.assignment import assign
from kg.graph.reviewers.candidates import ReviewCandidate, candidates
from kg.graph.reviewers.conflicts import ConflictRules, conflicts
from kg.graph.reviewers.spread import Choice, author_groups, spread
from kg.graph.reviewers.submission import Submission, find_submission, read_submissions
from kg.model.text import fold_name
from kg.reporting import Facts
from kg.store import Rows

if TYPE_CHECKING:
    from kg.graph.graph import Graph

REVIEWERS = ("person", "name", "score", "community", "papers", "topics", "work", "title", "year", "more")
ASSIGNED = ("submission", "submitted", "place", *REVIEWERS)
_CHOICES = 40
"""Number of possible reviewers of each submission in an assignment; four times `ReviewRules.limit` if that is more."""
_MOST_UNKNOWN = 5
_CONFLICTS = "co-authors are known only from the papers of the graph; name others with `conflicts`"
_ORDER = (
    "the order spreads reviewers over groups: after each choice, the scores of co-authors count half and those of the "
    "same community 80 %; the column score is the one before, so that a reviewer further down may have a higher one"
)


@dataclass(frozen=True, slots=True)
class ReviewRules:
    """Rules for the choice of reviewers.

    Attributes
    ----------
    limit
        Number of reviewers for a submission.
    load
        Maximum number of submissions for a reviewer.
    years
        Co-authors of the last `years` years are excluded.
    conflicts
        Names or IRIs of authors who are excluded.
    least_papers
        Minimum number of papers of a reviewer in the graph.
    """

    limit: int = 10
    load: int = 6
    years: int = 5
    conflicts: tuple[str, ...] = ()
    least_papers: int = 1


def suggest_reviewers(
    graph: Graph,
    title: str = "",
    abstract: str = "",
    authors: Iterable[str] = (),
    rules: ReviewRules | None = None,
) -> Rows:
    """Suggest reviewers for a paper, ranked by their related papers.

    Parameters
    ----------
    graph : Graph
        The graph of a build.
    title : str, default ""
        The title of a paper. Without `abstract`, the paper of the graph with this title is used if there is one.
    abstract : str, default ""
        The abstract of a paper that is not in the graph.
    authors : iterable of str
        Names or IRIs of authors of the paper; those of a paper of the graph are added.
    rules : ReviewRules, optional
        Number of reviewers, years of co-authorship, and conflicts.

    Returns
    -------
    Rows
        The reviewers, each with shared methods and datasets and related papers.

    Raises
    ------
    UsageError
        If there is neither a title nor an abstract.

    Examples
    --------
    >>> import kg
    >>> with kg.open("output") as graph:
    ...     found = kg.suggest_reviewers(graph, "Generative Adversarial Nets")
    >>> found.columns[:3]
    ('person', 'name', 'score')
    """
    submission = find_submission(graph.facts, title, abstract, authors)
    return reviewers_of(graph.facts, submission, rules or ReviewRules())


def assign_reviewers(graph: Graph, listing: str | PathLike[str], rules: ReviewRules | None = None) -> Rows:
    """Assign reviewers to the papers of a listing, with a maximum number of papers for each reviewer.

    Parameters
    ----------
    graph : Graph
        The graph of a build.
    listing : str or os.PathLike
        A listing in a known format.
    rules : ReviewRules, optional
        Number of reviewers for a paper, maximum load, years of co-authorship, and conflicts.

    Returns
    -------
    Rows
        One row for each paper and reviewer. The sum of the scores is as high as the limits allow.

    Raises
    ------
    ListingError
        If the listing contains no papers.
    UsageError
        If it contains more than 2,000 papers.
    """
    submissions = read_submissions(graph.facts, Path(listing))
    return assigned_reviewers(graph.facts, submissions, rules or ReviewRules(limit=3))


def reviewers_of(facts: Facts, submission: Submission, rules: ReviewRules) -> Rows:
    """Return the reviewers for one submission, the best first."""
    return rows_of_cells(REVIEWERS, answer_reviewers(facts, submission, rules))


def answer_reviewers(facts: Facts, submission: Submission, rules: ReviewRules) -> Answer:
    """Return the cells of REVIEWERS for one submission, the best reviewer first."""
    profiles = all_profiles(facts)
    chosen, unknown = _choices(facts, profiles, submission, rules, rules.limit)
    rows = [_row(facts, profiles, submission, each) for each in chosen]
    return Answer(rows, remarks(_unknown_note(unknown), _ORDER * bool(rows), _CONFLICTS))


def assigned_reviewers(facts: Facts, submissions: Sequence[Submission], rules: ReviewRules) -> Rows:
    """Return the reviewers for a list of submissions, in its order; no reviewer has more than `rules.load` of them."""
    profiles = all_profiles(facts)
    order = sorted(range(len(submissions)), key=lambda place: (submissions[place].title, submissions[place].authors))
    found = {n: _choices(facts, profiles, submissions[n], rules, max(_CHOICES, 4 * rules.limit)) for n in order}
    assigned = dict(zip(order, assign([found[n][0] for n in order], rules.limit, rules.load), strict=True))
    unknown = sorted({name for _, names in found.values() for name in names})
    return rows_of_cells(
        ASSIGNED, Answer(_assigned_rows(facts, profiles, submissions, assigned), _notes(assigned, rules, unknown))
    )


def _choices(
    facts: Facts, profiles: AuthorProfiles, submission: Submission, rules: ReviewRules, limit: int
) -> tuple[list[Choice], tuple[str, ...]]:
    until = max(facts.years, default=0)
    against = conflicts(facts, profiles, submission.authors, ConflictRules(rules.years, until, rules.conflicts))
    found = candidates(facts, profiles, submission, against.reasons, until)
    enough = [each for each in found if len(profiles.works[each.person]) >= rules.least_papers]
    named = {fold_name(each) for each in rules.conflicts}
    return spread(profiles, author_groups(facts), enough, limit), tuple(
        name for name in against.unknown if fold_name(name) in named
    )


def _row(facts: Facts, profiles: AuthorProfiles, submission: Submission, choice: Choice) -> tuple[object, ...]:
    found = choice.candidate
    best, *others = found.works
    topics = listed([facts.labels[each] for each in _topics(facts, submission, found)], 3)
    paper = facts.papers[best]
    return (
        node(found.person),
        profiles.names[found.person],
        round(found.score, 3),
        author_groups(facts).get(found.person, ""),
        len(profiles.works[found.person]),
        topics,
        node(best),
        paper.title,
        paper.year,
        "; ".join(cited(facts, work) for work in others),
    )


def _topics(facts: Facts, submission: Submission, found: ReviewCandidate) -> list[str]:
    """Return the methods that the submission and the papers of a candidate share, the rarest first.

    Without a method, these are datasets, which show less of what a reviewer can judge.
    """
    weight = rarity(facts)
    theirs = {concept for work in found.works for _, concept in facts.used_in.get(work, ())}
    both = theirs & submission.features.keys()
    shown = {each for each in both if facts.kinds[each] == "method"} or both
    return sorted(shown, key=lambda each: (-weight[each], facts.labels[each], each))


def _assigned_rows(
    facts: Facts, profiles: AuthorProfiles, submissions: Sequence[Submission], assigned: dict[int, list[Choice]]
) -> Iterator[tuple[object, ...]]:
    for number, submission in enumerate(submissions):
        for choice in sorted(assigned[number], key=lambda each: (-each.candidate.score, each.candidate.person)):
            yield number + 1, submission.title, submission.place, *_row(facts, profiles, submission, choice)


def _notes(assigned: dict[int, list[Choice]], rules: ReviewRules, unknown: Sequence[str]) -> str:
    people = {choice.candidate.person for chosen in assigned.values() for choice in chosen}
    short = sum(len(chosen) < rules.limit for chosen in assigned.values())
    notes = [f"{len(assigned):,} submissions, {len(people):,} reviewers, at most {rules.load:,} submissions each"]
    if short:
        notes.append(f"{short:,} submissions have fewer than {rules.limit:,} reviewers; raise the load")
    return remarks(*notes, _unknown_note(unknown), _CONFLICTS)


def _unknown_note(unknown: Sequence[str]) -> str:
    return f"no author of the graph is named {listed(list(unknown), _MOST_UNKNOWN)}" if unknown else ""
