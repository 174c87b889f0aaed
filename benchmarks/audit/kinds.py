"""The kinds of statements of a report: when a statement is true, and the function that yields the statements."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from benchmarks.audit import findings, intake, people, subjects
from benchmarks.audit.statement import Audited, Statement

KINDS: dict[str, tuple[str, Callable[[Audited], Iterator[Statement]]]] = {
    "overview": ("the sentence follows from the papers", intake.overview),
    "papers": ("title, authors, venue and year are those of the lines", intake.papers),
    "listings": ("the counts and notices describe the file", intake.listings),
    "warnings": ("the warning applies to the paper", intake.warnings),
    "years": ("the number is that of the papers", intake.years),
    "decisions": ("the lines give the decision", findings.decisions),
    "acceptance": ("the decisions of the papers give the counts", findings.acceptance),
    "comparison": ("the counts are right and the verdict follows from them", findings.comparison),
    "trends": ("the counts are right and the direction follows from them", findings.trends),
    "central authors": ("the numbers are right and the papers are of one author", people.central),
    "collaborations": ("the papers are by both authors", people.collaborations),
    "brokers": ("the numbers are right", people.brokers),
    "undecided pairs": ("the pair may be the same, and the papers do not decide it", people.undecided),
    "namesakes": ("the name has these entries with these numbers of papers", people.namesakes),
    "spellings": ("all papers are of one author", people.spellings),
    "central concepts": ("the numbers are right and the sentences name the method or dataset", subjects.central),
    "roles": ("the paper names the method or dataset in this role", subjects.counted),
    "sentences": ("the sentence shows the role, and the marked words name the method or dataset", subjects.sentences),
    "datasets of methods": ("the papers propose or use the method and evaluate on the dataset", subjects.datasets),
    "proposals": ("the paper proposes what the name denotes, as its own", subjects.proposals),
    "adoptions": ("the paper means what the other one proposes, in this role", subjects.adoptions),
    "related papers": ("the first paper of the list shares its subject", subjects.related),
    "communities": ("the share in the community is larger, with at least three papers", subjects.communities),
    "bridges": ("the numbers are right", subjects.bridges),
}
