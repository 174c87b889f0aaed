"""Statements on listings, papers and warnings, and the sentences of the overview."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from benchmarks.audit.statement import Audited, Statement
from kg.model.report import BulletList, Paragraph


def papers(audited: Audited) -> Iterator[Statement]:
    """Yield a statement for each paper: its title, authors, venue and year."""
    for work in sorted(audited.facts.papers):
        yield Statement(f"Paper: {audited.paper(work)}", lambda work=work: audited.lines(work, 30))


def listings(audited: Audited) -> Iterator[Statement]:
    """Yield a statement for each row of the table of listings, and for each notice about one."""
    for each in audited.facts.listings:
        yield Statement(
            f"{each.name} ({each.format}) has {each.records} records; lines: {each.record_lines} of records, "
            f"{each.furniture_lines} furniture, {each.blank_lines} blank, {each.rejected_lines} rejected.",
            lambda name=each.name: lines_of(audited, name),
        )
        for message, lines in each.notices:
            span = (lines.start, min(lines.end, lines.start + 5)) if lines else (1, 4)
            yield Statement(
                f"{each.name}: {message} ({lines.start if lines else 'whole file'})",
                lambda name=each.name, span=span: lines_of(audited, name, *span),
            )


def warnings(audited: Audited) -> Iterator[Statement]:
    """Yield a statement for each warning, and for each paper of it that the report shows."""
    work_of = {paper.title: work for work, paper in audited.facts.papers.items()}
    for block in (each for each in audited.blocks("warnings") if isinstance(each, BulletList)):
        lead = plain(block.lead)
        items = [item if isinstance(item, str) else item.text for item in block.items]
        yield Statement(f"{lead} ({len(items) + block.omitted} items)", lambda items=items: items)
        for item in items:
            work = next((w for title, w in work_of.items() if title in item), None)
            yield Statement(f"{lead}: {item}", lambda work=work: audited.lines(work, 20) if work else ())


def years(audited: Audited) -> Iterator[Statement]:
    """Yield a statement for each row of the tables of years, venues and decisions."""
    papers = audited.facts.papers.values()
    counts = {
        "years": Counter(paper.year for paper in papers),
        "venues": Counter(paper.venue for paper in papers),
        "decisions": Counter((paper.decision, paper.presentation) for paper in papers),
    }
    for name, counted in counts.items():
        table = audited.table(name)
        for row in table.rows if table else ():
            yield Statement(
                f"{name}: {', '.join(map(str, row.cells))} papers.",
                lambda counted=counted: (f"  counted again: {dict(counted)}",),
            )


def overview(audited: Audited) -> Iterator[Statement]:
    """Yield each sentence of the overview."""
    for block in (each for each in audited.blocks("overview") if isinstance(each, Paragraph)):
        for sentence in plain(block.words).split(". "):
            if not sentence.startswith("See "):
                yield Statement(f"{sentence}.", lambda: key_figures(audited))


def plain(words: tuple[object, ...]) -> str:
    """Return a text of the report without its links."""
    return "".join(str(getattr(word, "value", getattr(word, "text", word))) for word in words)


def key_figures(audited: Audited) -> Iterator[str]:
    """Yield counts that are made again from the papers."""
    papers = audited.facts.papers.values()
    yield f"  papers {len(papers)}, with abstract {sum(bool(paper.abstract) for paper in papers)}"
    yield f"  venues {dict(Counter(paper.venue for paper in papers))}"
    yield f"  decisions {dict(Counter(paper.decision for paper in papers))}"
    yield f"  authors {len({person for found in audited.facts.authors.values() for person, _ in found})}"


def lines_of(audited: Audited, name: str, first: int = 1, last: int = 0) -> Iterator[str]:
    """Yield lines of a listing, or, without `last`, its number of lines and how many of them are blank."""
    for path in (folder / name for folder in audited.folders if (folder / name).is_file()):
        lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
        if last:
            yield from (f"  {number}: {lines[number - 1][:200]}" for number in range(first, min(last, len(lines)) + 1))
        else:
            blank = sum(not line.strip() for line in lines)
            yield f"  {len(lines)} lines, {blank} blank, {sum(line.startswith('##') for line in lines)} headings"
