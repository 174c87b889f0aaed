"""Decisions of the user about identity, which override all judgements.

The file is CSV with one decision per line: `verdict,left,right[,note]`. The verdict is `same` or `different`. Left and
right are either both works or both persons. Each is one of

- the id or IRI of a person or work in the graph: `person/wei-wang-1a2b3c4d`, `https://example.org/kg/work/…`
- the id or IRI of an authorship: `work/…-1a2b3c4d/authorship/2`
- a name on a paper: `Wei Wang @ Title of the paper`
- a name, for all authors with this name: `Ronald Fearing`
- for works, a record: `record seeds-…/12`

Empty lines, lines that begin with `#` and the header `verdict,left,right` are ignored.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.model.errors import SettingsError
from kg.model.identity import Verdict
from kg.resolve.disjoint_sets import DisjointSets

MAX_BYTES = 20_000_000
"""Maximum size of a file of decisions."""
_VERDICTS = {"same": Verdict.SAME, "different": Verdict.DIFFERENT}


@dataclass(frozen=True, slots=True)
class UserDecision:
    """One line of a file of decisions; `source` is the file and line ("people.csv, line 3")."""

    verdict: Verdict
    left: str
    right: str
    source: str = "a decision"
    note: str = ""


def read_decisions(path: Path) -> tuple[UserDecision, ...]:
    """Return the decisions of a file.

    Raise SettingsError if the file cannot be read or a line is malformed; the message names the line and the remedy.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        text = content.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"cannot read the decisions: {error}; check the path in kg.toml", file=path) from None
    if len(content) > MAX_BYTES:
        raise SettingsError(f"the decisions have more than {MAX_BYTES:,} bytes; remove lines", file=path)
    return parse_decisions(text.splitlines(), path.name)


def parse_decisions(lines: Iterable[str], name: str = "decisions") -> tuple[UserDecision, ...]:
    """Return the decisions on the lines of a file; `name` is the file name for messages."""
    found = [_parse(line, name, number) for number, line in enumerate(lines, start=1)]
    return tuple(decision for decision in found if decision)


def _parse(line: str, name: str, number: int) -> UserDecision | None:
    try:
        cells = [cell.strip() for cell in next(csv.reader([line], skipinitialspace=True), [])]
    except csv.Error as error:
        raise SettingsError(f"not a line of CSV: {error}; correct or remove it", file=name, line=number) from None
    if not any(cells) or cells[0].startswith("#") or cells[:3] == ["verdict", "left", "right"]:
        return None
    if len(cells) < 3 or cells[0].lower() not in _VERDICTS or not (cells[1] and cells[2]):
        problem = f'write "same,LEFT,RIGHT" or "different,LEFT,RIGHT", not {line.strip()[:100]!r}'
        raise SettingsError(problem, file=name, line=number)
    return UserDecision(_VERDICTS[cells[0].lower()], cells[1], cells[2], f"{name}, line {number}", ",".join(cells[3:]))


@dataclass(frozen=True, slots=True)
class ResolvedDecision:
    """A decision with the indices of the signatures or records that each side refers to; a side can be empty."""

    decision: UserDecision
    left: tuple[int, ...]
    right: tuple[int, ...]

    @property
    def is_effective(self) -> bool:
        """Return True if both sides refer to signatures or records of the build."""
        return bool(self.left and self.right)

    @property
    def is_same(self) -> bool:
        """Return True if the verdict of the decision is "same"."""
        return self.decision.verdict is Verdict.SAME


def check_decisions(size: int, decisions: Iterable[ResolvedDecision]) -> None:
    """Raise SettingsError if decisions contradict each other, as in: same a b, same b c, different a c.

    `size` is the number of signatures or records.
    """
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
            f" same according to {against}; remove one of these lines"
        )
