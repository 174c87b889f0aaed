"""The baseline script reads the same papers, so that its times can be compared."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks.straightforward import Paper, read
from kg.model.record import PaperRecord
from kg.parsers import find_listings, read_listing
from kg.settings import read_settings


def ours(paths: list[Path], config: Path) -> list[PaperRecord]:
    settings = read_settings(config)
    return [record for path in sorted(paths) for record in read_listing(path, settings.hints_for(path)).records]


def disagreements(paths: list[Path], config: Path) -> list[tuple[str, object, object]]:
    """Return the papers that two independent readers read differently: the title, and both readings."""
    pairs = zip(read(paths, config), ours(paths, config), strict=True)
    return [
        (a.title, *values) for a, b in pairs for values in zip(seen(a), fields(b), strict=True) if len(set(values)) > 1
    ]


def seen(paper: Paper) -> tuple[object, ...]:
    # The straightforward reader leaves the escapes of markdown where they are.
    title = re.sub(r"\\([()])", r"\1", paper.title)
    lines = (paper.start, paper.end)
    return title, tuple(paper.authors), paper.abstract, paper.year, paper.award, paper.url, lines


def fields(record: PaperRecord) -> tuple[object, ...]:
    names, lines = tuple(author.name for author in record.authors), (record.lines.start, record.lines.end)
    return record.title, names, record.abstract, record.year, record.award, record.url, lines


def test_two_readers_agree_on_the_examples(root: Path) -> None:
    assert disagreements(find_listings([root / "examples"]), root / "examples" / "kg.toml") == []


def test_two_readers_agree_on_every_field_of_the_real_listings(corpus: Path) -> None:
    config = corpus / "seeds.toml"
    paths = find_listings([corpus / "seeds"])
    assert len(ours(paths, config)) == 1016
    assert disagreements(paths, config) == []


@pytest.mark.parametrize("field", ["abstract", "award"])
def test_a_disagreement_is_detected(root: Path, field: str) -> None:
    path, config = root / "examples" / "poster-session.txt", root / "examples" / "kg.toml"
    [paper, *_] = read([path], config)
    setattr(paper, field, "something else")
    assert seen(paper) != fields(ours([path], config)[0])
