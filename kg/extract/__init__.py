"""Extraction of methods and datasets: abstracts to mentions to concepts. The only package that imports spaCy."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.linking import link_concepts
from kg.extract.proposers import settle_proposals
from kg.extract.thesaurus import Thesaurus
from kg.extract.thesaurus_file import read_thesaurus
from kg.extract.thesaurus_linking import ThesaurusResult, link_by_thesaurus
from kg.extract.title_roles import apply_title_roles
from kg.extract.version import model_version
from kg.model.mention import RawMention

__all__ = [
    "Thesaurus",
    "ThesaurusResult",
    "apply_title_roles",
    "find_mentions",
    "link_by_thesaurus",
    "link_concepts",
    "model_version",
    "read_thesaurus",
    "settle_proposals",
]


def find_mentions(passages: Sequence[tuple[str, str]], model: str | None = None) -> list[RawMention]:
    """Return all mentions in passages, sorted; spaCy is imported by the first call.

    Parameters
    ----------
    passages
        (work id, abstract) pairs.
    model
        Folder or name of a spaCy pipeline; None for the built-in model.

    Returns
    -------
    list of RawMention

    Raises
    ------
    KgError
        If the model cannot be loaded.
    """
    from kg.extract import finding

    return finding.find_mentions(passages, model)
