"""Decisions of the user: a table that overrides every judgement.

A CSV file, one decision a line: `verdict,left,right[,note]`. The verdict is `same` or `different`. Left and right are
both works or both persons, and each is given by one of

- an id or IRI of a person or a work of the graph: `person/wei-wang-1a2b3c4d`, `https://example.org/kg/work/…`
- an id or IRI of an authorship: `work/…-1a2b3c4d/authorship/2`
- a name on a paper: `Wei Wang @ Title of the paper`
- a name, for all authors who are written so: `Ronald Fearing`
- a record, for works: `record seeds-…/12`

Empty lines and lines that begin with `#` are ignored; a first line `verdict,left,right` is a heading.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.model.errors import SettingsError
from kg.model.identity import Verdict
from kg.resolve.disjoint_sets import DisjointSets

_VERDICTS = {"same": Verdict.SAME, "different": Verdict.DIFFERENT}


@dataclass(frozen=True, slots=True)
class UserDecision:
    """One line of the table; `source` is its place ("people.csv, line 3")."""

    verdict: Verdict
    left: str
    right: str
    source: str = "a decision"
    note: str = ""


def read_decisions(path: Path) -> tuple[UserDecision, ...]:
    """Return the decisions of a file.

    Raises SettingsError, naming the line and the remedy, for a file that cannot be read or a malformed line.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"the decisions cannot be read: {error}; check the path in kg.toml", file=path) from None
    return parse_decisions(text.splitlines(), path.name)


def parse_decisions(lines: Iterable[str], name: str = "decisions") -> tuple[UserDecision, ...]:
    """Return the decisions on the lines of a table called `name`."""
    found = [_parse(line, name, number) for number, line in enumerate(lines, start=1)]
    return tuple(decision for decision in found if decision)


def _parse(line: str, name: str, number: int) -> UserDecision | None:
    cells = [cell.strip() for cell in next(csv.reader([line], skipinitialspace=True), [])]
    if not any(cells) or cells[0].startswith("#") or cells[:3] == ["verdict", "left", "right"]:
        return None
    if len(cells) < 3 or cells[0].lower() not in _VERDICTS or not (cells[1] and cells[2]):
        problem = f'write "same,LEFT,RIGHT" or "different,LEFT,RIGHT", not {line.strip()!r}'
        raise SettingsError(problem, file=name, line=number)
    return UserDecision(_VERDICTS[cells[0].lower()], cells[1], cells[2], f"{name}, line {number}", ",".join(cells[3:]))


@dataclass(frozen=True, slots=True)
class ResolvedDecision:
    """A decision with the numbers of the signatures or records that its sides name. A side without any is empty."""

    decision: UserDecision
    left: tuple[int, ...]
    right: tuple[int, ...]

    @property
    def is_effective(self) -> bool:
        """Return whether both sides are in the listings."""
        return bool(self.left and self.right)

    @property
    def is_same(self) -> bool:
        """Return whether the decision joins both sides."""
        return self.decision.verdict is Verdict.SAME


def check_decisions(size: int, decisions: Iterable[ResolvedDecision]) -> None:
    """Raise SettingsError where decisions contradict each other: same a b, same b c, different a c."""
    kept = list(decisions)
    sets = DisjointSets(size)
    sources: list[tuple[int, str]] = []
    for each in kept:
        if each.is_same and each.is_effective:
            members = (*each.left, *each.right)
            for other in members[1:]:
                sets.merge(members[0], other)
            sources.append((members[0], each.decision.source))
    for each in kept:
        if not each.is_same:
            _check_different(sets, sources, each)


def _check_different(sets: DisjointSets, sources: list[tuple[int, str]], resolved: ResolvedDecision) -> None:
    shared = {sets.find(n) for n in resolved.left} & {sets.find(n) for n in resolved.right}
    if shared:
        against = ", ".join(source for member, source in sources if sets.find(member) in shared) or "itself"
        decision = resolved.decision
        raise SettingsError(
            f"{decision.source}: {decision.left!r} and {decision.right!r} cannot be different, because they are the"
            f" same by {against}; remove one of these lines"
        )
