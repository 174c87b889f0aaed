"""Statements of a report, and the build whose papers, sentences and lines are their evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from random import Random

from kg.model.report import Block, Report, Table
from kg.output import STORE
from kg.reporting import Facts, report
from kg.reporting.facts import graphs_of
from kg.reporting.listings import read_rejected_lines, read_summaries
from kg.reporting.sentences import sentence_around
from kg.store import open_store
from kg.store.parts import Answers

Evidence = Iterable[str]
Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """Statement that is true or false, and a function that returns the lines of its evidence."""

    text: str
    evidence: Callable[[], Evidence]


@dataclass(frozen=True)
class Audited:
    """Finished build with its report; `folders` have the listings, for the lines that a statement comes from."""

    out: Path
    folders: tuple[Path, ...] = ()
    known: dict[tuple[str, str], list[Row]] = field(default_factory=dict)

    @cached_property
    def facts(self) -> Facts:
        """Input of the report."""
        answers = Answers(open_store(self.out / STORE))
        files = {row[1] for row in answers.rows("sources")}
        return Facts(answers, graphs_of(answers), read_summaries(self.out, files), read_rejected_lines(self.out, files))

    @cached_property
    def report(self) -> Report:
        """The report, computed again from the graph."""
        return report(self.facts, "Audit")

    def blocks(self, section: str) -> tuple[Block, ...]:
        """Return the blocks of a section of the report; none if the report does not have it."""
        return next((each.blocks for each in self.report.sections if each.name == section), ())

    def table(self, name: str) -> Table | None:
        """Return a table of the report."""
        blocks = (block for section in self.report.sections for block in section.blocks)
        return next((block for block in blocks if isinstance(block, Table) and block.name == name), None)

    def rows(self, query: str, **params: str) -> list[Row]:
        """Return the rows of a named query."""
        key = query, repr(sorted(params.items()))
        if key not in self.known:
            self.known[key] = self.facts.answers.unrestricted_rows(query, params)
        return self.known[key]

    def paper(self, work: str) -> str:
        """Return a line with the title, venue, year and authors of a paper."""
        paper = self.facts.papers[work]
        names = ", ".join(name for _, name in self.facts.authors.get(work, ())) or "no authors"
        return f"{paper.title} [{paper.venue or 'no venue'} {paper.year or 'no year'}] {names}"

    def sentences(self, work: str, concept: str, most: int = 4) -> Iterator[str]:
        """Yield the sentences of a paper that name a concept, the name marked, with the role that was found in each."""
        abstract = self.facts.papers[work].abstract
        for start, end, role, confidence in self.facts.mentions(work, concept)[:most]:
            before, named, after = sentence_around(abstract, start, end)
            yield f"  ({role} {confidence:.2f}) {before}**{named}**{after}"

    def lines(self, work: str, most: int = 12) -> Iterator[str]:
        """Yield the lines that a paper comes from, shortened; without the listings, only their numbers."""
        for file, first, last, _ in self.rows("sources_of_work", work=work):
            yield f"  {file}, lines {first} to {last}"
            for path in (folder / str(file) for folder in self.folders if (folder / str(file)).is_file()):
                text = path.read_text(encoding="utf-8", errors="replace").split("\n")
                yield from (
                    f"  | {line[:160]}" for line in text[int(str(first)) - 1 : int(str(last))][:most] if line.strip()
                )


def draw(kind: str, statements: Iterable[Statement], seed: int, count: int) -> tuple[int, list[Statement]]:
    """Return the number of statements of a kind, and as many of them as `count`, drawn with the seed."""
    found = list(statements)
    return len(found), Random(f"{seed} {kind}").sample(found, min(count, len(found)))
