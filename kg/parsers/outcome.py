"""Parsing of decisions and presentations ("Accept (Poster)"), and of the year in a venue."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kg.model.record import Decision, Presentation


class Outcome(NamedTuple):
    """Decision and presentation, each None if unknown."""

    decision: Decision | None
    presentation: Presentation | None


_NOTHING = Outcome(None, None)
_WITHDRAWN = re.compile(r"\bwithdr[ae]wn?\b", re.I)
_REJECT = re.compile(r"\breject|\bnot accepted\b", re.I)
_ACCEPT = re.compile(r"\baccept", re.I)
# In ICLR 2023, "notable-top-5%" is an oral and "notable-top-25%" a spotlight; in ICLR 2020, "talk" is an oral.
_PRESENTATIONS = (
    (Presentation.ORAL, re.compile(r"\boral\b|\btalk\b|\btop[- ]?5 ?%", re.I)),
    (Presentation.SPOTLIGHT, re.compile(r"\bspotlight\b|\btop[- ]?25 ?%", re.I)),
    (Presentation.POSTER, re.compile(r"\bposter\b", re.I)),
)
# Words of which each match of the patterns above contains at least one.
_SIGNS = ("accept", "reject", "withdr", "poster", "oral", "spotlight", "talk", "top")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@lru_cache(maxsize=4096)
def read_outcome(text: str) -> Outcome:
    """Return the outcome in a text such as "Accept (Poster)", "Withdrawn" or "notable-top-5%".

    A presentation implies acceptance: "Poster" alone means that the paper was accepted.
    """
    folded = text.casefold()
    if not any(sign in folded for sign in _SIGNS):
        return _NOTHING
    if _WITHDRAWN.search(text):
        return Outcome(Decision.WITHDRAWN, None)
    if _REJECT.search(text):
        return Outcome(Decision.REJECT, None)
    presentation = next((kind for kind, pattern in _PRESENTATIONS if pattern.search(text)), None)
    accepted = presentation is not None or _ACCEPT.search(text) is not None
    return Outcome(Decision.ACCEPT if accepted else None, presentation)


@lru_cache(maxsize=4096)
def year_in(venue: str) -> int | None:
    """Return the year in a venue as written ("ICLR.cc/2023/Conference", "iclr 2021"), or None."""
    found = _YEAR.search(venue)
    return int(found[0]) if found else None
