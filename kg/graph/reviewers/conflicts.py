"""Authors who must not review a submission: its authors, their recent co-authors, and named conflicts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.graph.answers.profiles import AuthorProfiles
from kg.model.text import fold_name
from kg.reporting import Facts
from kg.reporting.facts import once
from kg.store import rows_of


@dataclass(frozen=True, slots=True)
class ConflictRules:
    """Rules for conflicts of interest.

    Attributes
    ----------
    years
        Co-authors of the last `years` years are excluded, counted back from `until`.
    until
        The year of the review; papers without a year count as recent.
    named
        Names or IRIs of authors who are excluded from all submissions.
    """

    years: int
    until: int
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflicts:
    """Reason for each excluded author, by IRI, and the names that match no author of the graph."""

    reasons: dict[str, str]
    unknown: tuple[str, ...]


def conflicts(facts: Facts, profiles: AuthorProfiles, authors: Iterable[str], rules: ConflictRules) -> Conflicts:
    """Return the authors who must not review a paper with these authors, given by name or IRI.

    If several authors have one name, all of them are excluded, and so are authors who may be the same as one of them.
    """
    unknown = []
    reasons: dict[str, str] = {}
    for reason, names in (("named", rules.named), ("author", authors)):
        for name in names:
            found = _with_name(facts, profiles, name)
            reasons.update(dict.fromkeys(found, reason))
            if not found:
                unknown.append(name)
    writing = sorted(person for person, reason in reasons.items() if reason == "author")
    for person in writing:
        for other, works in profiles.joint.get(person, {}).items():
            if any((facts.papers[work].year or rules.until) > rules.until - rules.years for work in works):
                reasons.setdefault(other, f"co-author of {profiles.names[person]}")
    return Conflicts(reasons, tuple(unknown))


def _with_name(facts: Facts, profiles: AuthorProfiles, name: str) -> set[str]:
    people = {name} if name in profiles.names else set(_by_name(facts).get(fold_name(name), ()))
    return people | {other for person in people for other in _possibly_same(facts).get(person, ())}


@once
def _by_name(facts: Facts) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for person, kind, value in rows_of(facts.answers.store, "identities"):
        if kind in ("name", "other"):
            found.setdefault(fold_name(value), []).append(person)
    return found


@once
def _possibly_same(facts: Facts) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for left, right, *_ in rows_of(facts.answers.store, "unsure_pairs"):
        found.setdefault(left, set()).add(right)
        found.setdefault(right, set()).add(left)
    return found
