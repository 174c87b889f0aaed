"""Manifest of a build: its inputs, settings and results."""

from __future__ import annotations

from dataclasses import dataclass, field

Central = dict[str, tuple[tuple[str, float], ...]]
"""Most central nodes of each kind, as pairs (label, PageRank)."""


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
class ThesaurusSummary:
    """The thesaurus of a build: its file, and the numbers of its lines, of matching lines and of removed mentions."""

    name: str
    sha256: str
    lines: int
    matching: int
    removed_mentions: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """The manifest of a build, as written to `manifest.json`, the only output file with clock times and versions.

    `title` is the heading of the pages. `counts` maps "records", "works", "persons" and so on to their numbers. The
    keys of `seconds`, `cpu` and `steps` are the names of stages: `seconds` is wall-clock time, `cpu` is the processor
    time of the main process in seconds, and `steps` is the number of listings or abstracts processed, for stages that
    count them. `from_cache` is the number of abstracts whose mentions came from the cache. `central` has the three most
    central nodes of each kind. `artefacts` are the names of the files and folders written. `thesaurus` is None if the
    configuration names none.
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
    thesaurus: ThesaurusSummary | None = None
