"""Abstracts → mentions → concepts. The only place where spaCy is imported."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.linking import link_concepts
from kg.extract.titles import heed_titles
from kg.extract.version import model_version
from kg.model.mention import RawMention

__all__ = ["find_mentions", "heed_titles", "link_concepts", "model_version"]


def find_mentions(passages: Sequence[tuple[str, str]], model: str | None = None) -> list[RawMention]:
    """All mentions in the passages, as `kg.extract.finding.find_mentions` says.

    Only who finds mentions waits a second for spaCy: the process that hands them out does not.
    """
    from kg.extract import finding

    return finding.find_mentions(passages, model)
