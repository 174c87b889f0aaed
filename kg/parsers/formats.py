"""All formats, and detection of the format of a listing."""

from __future__ import annotations

from pathlib import Path

from kg.model.errors import ListingError
from kg.model.listing import ListingHints
from kg.parsers.accepted_markdown import ACCEPTED_MARKDOWN
from kg.parsers.acl_xml import ACL_XML
from kg.parsers.arxiv_atom import ARXIV_ATOM
from kg.parsers.arxiv_oai import ARXIV_OAI
from kg.parsers.bibtex import BIBTEX
from kg.parsers.block import Lines
from kg.parsers.copied_list import COPIED_LIST
from kg.parsers.csv_table import CSV_TABLE
from kg.parsers.dataset_viewer import DATASET_VIEWER
from kg.parsers.dblp_xml import DBLP_XML
from kg.parsers.event_cards import EVENT_CARDS
from kg.parsers.format import Format
from kg.parsers.html import HTML
from kg.parsers.json_document import JSON_DOCUMENT
from kg.parsers.json_lines import JSON_LINES
from kg.parsers.labelled_markdown import LABELLED_MARKDOWN
from kg.parsers.labelled_text import LABELLED_TEXT
from kg.parsers.markdown import MARKDOWN
from kg.parsers.nbib import NBIB
from kg.parsers.papers_cool import PAPERS_COOL
from kg.parsers.poster_session import POSTER_SESSION
from kg.parsers.refusals import describe
from kg.parsers.ris import RIS
from kg.parsers.wos_plain import WOS_PLAIN

FORMATS: tuple[Format, ...] = (
    POSTER_SESSION,
    EVENT_CARDS,
    COPIED_LIST,
    DATASET_VIEWER,
    PAPERS_COOL,
    LABELLED_MARKDOWN,
    LABELLED_TEXT,
    ACCEPTED_MARKDOWN,
    MARKDOWN,
    HTML,
    JSON_DOCUMENT,
    JSON_LINES,
    CSV_TABLE,
    BIBTEX,
    RIS,
    WOS_PLAIN,
    NBIB,
    ARXIV_ATOM,
    ARXIV_OAI,
    DBLP_XML,
    ACL_XML,
)
# Number of lines from which the format is detected; if they show no format, all lines are used.
_ENOUGH = 400
# Number of first lines, and of papers in them, which suffice for a long Markdown page.
_FEW_LINES = 60
_SEVERAL = 5


def detect(lines: Lines) -> Format | None:
    """Return the format with the most evidence in the first lines of a listing, else in all lines, else None."""
    heads = (lines[:_ENOUGH], lines) if len(lines) > _ENOUGH else (lines,)
    return next(filter(None, map(_best, heads)), None)


def _best(lines: Lines) -> Format | None:
    """Return the format with the most evidence (the first of several), or None without any evidence.

    Counting the evidence for the format `markdown` is slow. If no other format has evidence and the first lines contain
    several papers in Markdown, the format is `markdown`. Otherwise, its evidence is counted in all lines, but only if
    no other format has evidence in at least half of the non-blank lines.
    """
    evidence = {form.name: form.evidence(lines) for form in FORMATS if form is not MARKDOWN}
    few = lines[:_FEW_LINES] if len(lines) >= _ENOUGH else lines  # a short listing is read whole only once
    if not any(evidence.values()) and MARKDOWN.evidence(few) >= _SEVERAL:
        return MARKDOWN
    if 2 * max(evidence.values()) < sum(map(bool, map(str.strip, lines))):
        evidence[MARKDOWN.name] = MARKDOWN.evidence(lines)
    best = max(FORMATS, key=lambda form: evidence.get(form.name, 0))
    return best if evidence.get(best.name) else None


def choose(path: Path, lines: Lines, hints: ListingHints) -> Format:
    """Return the format in the settings, else the detected format.

    Raise ListingError if the settings have an unknown format or no format is detected.
    """
    if hints.format is not None:
        named = next((form for form in FORMATS if form.name == hints.format), None)
        if named is None:
            known = ", ".join(form.name for form in FORMATS)
            raise ListingError(f"unknown format {hints.format!r}; the formats are {known}", file=path)
        return named
    found = detect(lines) or (_with_columns(lines) if hints.columns else None)
    if found is None:
        raise ListingError(describe(lines), file=path)
    return found


def _with_columns(lines: Lines) -> Format:
    """Return the format with named columns or keys that matches the first character of a listing."""
    first = next((line.lstrip("\ufeff \t") for line in lines if line.strip()), "")
    if first.startswith("["):
        return JSON_DOCUMENT
    return JSON_LINES if first.startswith("{") else CSV_TABLE
