"""Manifest of a build: its inputs, settings and results."""

from __future__ import annotations

from dataclasses import dataclass, field

Central = dict[str, tuple[tuple[str, float], ...]]
"""The most central nodes of each kind: label and PageRank."""


@dataclass(frozen=True, slots=True)
class InputSummary:
    """One listing of a build: counts of its lines and records, and notices."""

    id: str
    name: str
    sha256: str
    format: str
    lines: int
    records: int
    rejected: int
    lines_by_fate: dict[str, int]
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """The manifest of a build, as written to `manifest.json`, the only output file with clock times and versions.

    `title` heads the pages. `counts` are the numbers of records, works, persons and so on. For each stage, `seconds` is
    the wall-clock time, `cpu` the processor time of the main process and `steps`, where the stage has steps, their
    number (listings, abstracts). `from_cache` is the number of abstracts whose mentions came from the cache. `central`
    are the three most central nodes of each kind, as (label, PageRank) pairs, `artefacts` the files and folders
    written.
    """

    generator: str
    version: str
    base: str
    title: str
    started: str
    inputs: tuple[InputSummary, ...]
    settings: dict[str, object]
    versions: dict[str, str]
    counts: dict[str, int]
    seconds: dict[str, float]
    central: Central
    notices: tuple[str, ...]
    artefacts: tuple[str, ...] = field(default=())
    cpu: dict[str, float] = field(default_factory=dict)
    steps: dict[str, int] = field(default_factory=dict)
    from_cache: int = 0
