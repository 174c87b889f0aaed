"""BibTeX and biblatex: entries anywhere in a text, with the fields that they inherit from a volume."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from kg.parsers.bibtex_entries import BibEntry, entries
from kg.parsers.bibtex_paper import draft_of
from kg.parsers.block import Block, Findings, Lines, furniture, rejected
from kg.parsers.format import Format

_VOLUMES = frozenset(("proceedings", "mvproceedings", "collection", "mvcollection", "periodical", "xdata", "set"))
_DEFINITIONS = frozenset(("string", "comment", "preamble"))
_INHERITED = ("booktitle", "eventtitle", "journal", "journaltitle", "year", "date")
_PARTS = frozenset(("inproceedings", "incollection", "conference", "inbook"))
_TYPES = (
    "article|inproceedings|conference|proceedings|incollection|inbook|book|booklet|phdthesis|mastersthesis|thesis"
    "|techreport|report|unpublished|misc|online|electronic|manual|collection|software|dataset|patent|string"
)
_HEAD = re.compile(rf"[\s%]{{0,40}}@(?:{_TYPES})\s{{0,9}}[{{(]", re.IGNORECASE)
_LINE = re.compile(r"\s{0,40}[A-Za-z][\w-]{1,40}\s{0,40}=\s{0,40}[{\"\d]")
_FIELD_LINE = re.compile(r"\s{0,40},?\s{0,40}[A-Za-z][\w-]{1,40}\s{0,40}=\s{0,40}[{\"]")
_OTHER_FORMATS = ("<", "[", "{")


def parse(lines: Lines) -> Findings:
    """Yield the papers; volumes of proceedings, macros, comments and the text between entries are furniture."""
    found = entries(lines)
    volumes = [entry for entry in found if entry.kind in _VOLUMES and entry.fields]
    parents = {entry.key.lower(): entry for entry in reversed(found) if entry.key and entry.fields}
    only = volumes[0] if len(volumes) == 1 else None
    done = 0
    for entry in found:
        yield from _between(lines, done, entry.start)
        yield _block(_completed(entry, parents, only))
        done = max(done, entry.stop)
    yield from _between(lines, done, len(lines))


def _completed(entry: BibEntry, parents: Mapping[str, BibEntry], only: BibEntry | None) -> BibEntry:
    """Return an entry in which a missing venue or year is taken from its volume.

    The volume is the one that the entry refers to (`crossref` or `xdata`), else the only volume of the text.
    """
    named = [key.strip().lower() for key in entry.first("crossref", "xdata").split(",")]
    parent = next((parents[key] for key in named if key in parents), None)
    if parent is None and entry.kind in _PARTS and not entry.first("crossref", "booktitle", "journal"):
        parent = only
    if parent is None or parent is entry:
        return entry
    given = {name: parent.fields[name] for name in _INHERITED if name in parent.fields}
    if parent.kind in _VOLUMES or parent.kind == "book":
        given.setdefault("booktitle", [parent.first("booktitle", "title", "name")])
    return replace(entry, fields={**given, **entry.fields})


def _block(entry: BibEntry) -> Block:
    if entry.problem:
        return rejected(entry.start, entry.stop, entry.problem)
    if entry.kind in _VOLUMES:
        return furniture(entry.start, entry.stop, "a volume of papers")
    if entry.kind in _DEFINITIONS:
        return furniture(entry.start, entry.stop, "a macro, a comment or the preamble")
    if not entry.first("title"):
        return rejected(entry.start, entry.stop, "an entry without a title")
    return Block(entry.start, entry.stop, draft_of(entry))


def _between(lines: Lines, start: int, stop: int) -> Iterator[Block]:
    """Yield the lines between two entries; they are rejected if they contain fields after a superfluous brace."""
    filled = [index for index in range(start, stop) if lines[index].strip()]
    if not filled:
        return
    first, last = filled[0], filled[-1] + 1
    if any(_FIELD_LINE.match(lines[index]) for index in filled):
        yield rejected(first, last, "fields outside an entry; the entry above has a superfluous closing brace")
    else:
        yield furniture(first, last, "text between the entries")


def evidence(lines: Lines) -> int:
    """Return the evidence for this format: the number of lines that begin an entry or a field; 0 without an entry."""
    first = next((line.strip() for line in lines if line.strip()), "")
    if first.startswith(_OTHER_FORMATS):
        return 0
    heads = sum(_HEAD.match(line) is not None for line in lines if "@" in line[:80])
    return heads and heads + sum(_LINE.match(line) is not None for line in lines if "=" in line)


BIBTEX = Format(
    name="bibtex",
    description="BibTeX or biblatex (.bib), also entries within other text, as Zotero, Scholar, dblp, … export it",
    example="""\
@inproceedings{example2021sheep,
  title = {On Counting {Sheep}},
  author = {Example, Ada and Grace Sample},
  booktitle = {International Conference on Learning Representations},
  year = 2021,
  abstract = {We count sheep with a network.},
  doi = {10.5555/sheep.1},
}
""",
    evidence=evidence,
    parse=parse,
)
