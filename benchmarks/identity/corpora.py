"""Corpora of papers with known authors, and comparison of their signatures."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.model.record import AuthorName
from kg.resolve.blocking import related_names
from kg.resolve.comparison import ComparedPairs, compare
from kg.resolve.evidence import build_corpus
from kg.resolve.signatures import AuthoredPaper, list_signatures

ROOT = Path(__file__).resolve().parent.parent.parent
CORPUS = Path(os.environ.get("KG_CORPUS", ROOT.parent / "shared" / "corpus"))
NAMES = ("openreview", "acl", "ieee", "iros")
REPAIRED = ("acl", "ieee")

PersonIds = list[str | int | None]


@dataclass(frozen=True, slots=True)
class KnownPapers:
    """Papers of a corpus, with the true person id of each signature.

    `raw` are the ids of the source, `repaired` the corrected ids, or None; both are in the order of papers and authors.
    """

    name: str
    papers: Sequence[AuthoredPaper]
    raw: PersonIds
    repaired: PersonIds | None

    @property
    def best(self) -> PersonIds:
        """Return the repaired ids, or those of the source if there are none."""
        return self.repaired or self.raw

    def golds(self) -> Iterator[tuple[str, PersonIds]]:
        """Yield (label, ids) for the ids of the source and, if there are any, the repaired ids."""
        yield self.name, self.raw
        if self.repaired:
            yield f"{self.name} repaired", self.repaired

    def sample(self, chosen: Sequence[int]) -> KnownPapers:
        """Return a corpus with some of the papers, given by their indices."""
        starts = [0]
        for paper in self.papers:
            starts.append(starts[-1] + len(paper.authors))
        places = [place for number in chosen for place in range(starts[number], starts[number + 1])]
        repaired = [self.repaired[place] for place in places] if self.repaired else None
        return KnownPapers(self.name, [self.papers[n] for n in chosen], [self.raw[p] for p in places], repaired)


def read_papers(name: str) -> KnownPapers:
    """Read the papers and person ids of a corpus, given by its name (see NAMES)."""
    rows = list(_read_lines(name))
    repaired = (
        [each for row in _read_lines(f"{name}-repaired-ids") for each in row["ids"]] if name in REPAIRED else None
    )
    raw = [author["id"] for row in rows for author in row["authors"]]
    return KnownPapers(name, [_paper(number, row) for number, row in enumerate(rows)], raw, repaired)


def _read_lines(name: str) -> Iterator[dict[str, Any]]:
    with gzip.open(CORPUS / "identity" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _paper(number: int, row: dict[str, Any]) -> AuthoredPaper:
    authors = tuple(AuthorName(author["name"], author["name"]) for author in row["authors"])
    return AuthoredPaper(f"work/{number:06}", row["title"], f"{row['venue']} {row['year']}", row["year"], authors)


def compare_papers(papers: Sequence[AuthoredPaper]) -> ComparedPairs:
    """Compare the signatures on papers."""
    signatures = list_signatures(papers)
    return compare(build_corpus(papers, signatures), related_names(signature.key for signature in signatures))
