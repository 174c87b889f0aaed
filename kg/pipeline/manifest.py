"""Writing of the manifest of a build, the rejected lines and the judgements on identity."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

from kg import output
from kg.model.identity import Resolution
from kg.model.manifest import Central, InputSummary, Manifest, ThesaurusSummary
from kg.model.mention import Extraction
from kg.model.record import ParsedListing
from kg.model.report import Intake
from kg.pipeline import ledgers
from kg.pipeline.timing import Stopwatch
from kg.reporting import listing_summary, rejected_lines
from kg.resolve import HEADER, identity_rows
from kg.settings import Settings
from kg.views import write_csv

_PACKAGES = ("paperkg", "spacy", "pyoxigraph", "rdflib", "networkx", "pyvis")


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """Summary of a build: its listings, the parts of the report about reading them, and the counts of the graph.

    `from_cache` is the number of abstracts whose mentions are from the cache.
    """

    inputs: tuple[InputSummary, ...]
    intake: Intake
    counts: dict[str, int]
    from_cache: int
    thesaurus: ThesaurusSummary | None


def intake_of(parsed: Sequence[ParsedListing], notices: tuple[str, ...]) -> Intake:
    """Return the summaries of listings, the rejected lines and the notices for the report."""
    rejected = tuple(lines for each in parsed for lines in rejected_lines(each))
    return Intake(tuple(map(listing_summary, parsed)), rejected, notices)


def write_ledgers(parsed: Sequence[ParsedListing], resolution: Resolution, folder: Path) -> None:
    """Write the rejected lines and, as `identity.csv`, the judgements on identity."""
    ledgers.write_rejected(parsed, folder / output.REJECTED)
    write_csv(folder / output.IDENTITY, HEADER, identity_rows(resolution))


def write_manifest(
    summary: BuildSummary, central: Central, settings: Settings, watch: Stopwatch, folder: Path
) -> Manifest:
    """Write the manifest. It is the last file of a build, so a folder that contains it is complete."""
    manifest = Manifest(
        generator=output.GENERATOR,
        version=version("paperkg"),
        base=settings.base,
        title=settings.title or folder.name,
        started=watch.started,
        inputs=summary.inputs,
        settings=_settings(settings),
        versions={name: version(name) for name in _PACKAGES},
        counts=summary.counts,
        seconds=watch.seconds,
        cpu=watch.cpu,
        steps=watch.steps,
        from_cache=summary.from_cache,
        thesaurus=summary.thesaurus,
        central=central,
        notices=summary.intake.notices,
        artefacts=tuple(output.ARTEFACTS),
    )
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1)
    (folder / output.MANIFEST).write_text(text + "\n", encoding="utf-8")
    return manifest


def counts(parsed: Sequence[ParsedListing], resolution: Resolution, extraction: Extraction) -> dict[str, int]:
    """Return the numbers of records, papers, authors, venues with papers, mentions, and named methods and datasets."""
    named = {link.concept for link in extraction.links}
    concepts = [concept for concept in extraction.concepts if concept.id in named]
    editions = {work.edition for work in resolution.works}
    return {
        "records": sum(len(each.records) for each in parsed),
        "works": len(resolution.works),
        "persons": len(resolution.persons),
        "venues": len({each.series for each in resolution.editions if each.id in editions}),
        "methods": sum(concept.kind == "method" for concept in concepts),
        "datasets": sum(concept.kind == "dataset" for concept in concepts),
        "mentions": len(extraction.mentions),
    }


def _settings(settings: Settings) -> dict[str, object]:
    rules = [{"path": rule.pattern, **{k: v for k, v in asdict(rule.hints).items() if v}} for rule in settings.rules]
    return {"jobs": settings.jobs, "model": settings.model, "listing": rules}
