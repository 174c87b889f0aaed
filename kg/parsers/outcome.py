"""Decision and presentation as listings word them, and the year in the name of a venue."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kg.model.record import Decision, Presentation


class Outcome(NamedTuple):
    """Decision and presentation in a wording; None for what the wording does not give."""

    decision: Decision | None
    presentation: Presentation | None


_NOTHING = Outcome(None, None)
_WITHDRAWN = re.compile(r"\bwithdr[ae]wn?\b", re.I)
_REJECT = re.compile(r"\breject|\bnot accepted\b", re.I)
_ACCEPT = re.compile(r"\baccept", re.I)
# ICLR 2023 gave its orals as "notable-top-5%" and its spotlights as "notable-top-25%"; a "talk" was ICLR 2020's oral.
_PRESENTATIONS = (
    (Presentation.ORAL, re.compile(r"\boral\b|\btalk\b|\btop[- ]?5 ?%", re.I)),
    (Presentation.SPOTLIGHT, re.compile(r"\bspotlight\b|\btop[- ]?25 ?%", re.I)),
    (Presentation.POSTER, re.compile(r"\bposter\b", re.I)),
)
# Some of these stands in each wording of an outcome.
_SIGNS = ("accept", "reject", "withdr", "poster", "oral", "spotlight", "talk", "top")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@lru_cache(maxsize=4096)
def read_outcome(text: str) -> Outcome:
    """Return the outcome in a wording such as "Accept (Poster)", "Withdrawn" or "notable-top-5%".

    What was presented was accepted, so "Poster" alone is an acceptance.
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
    """The year in a venue as written ("ICLR.cc/2023/Conference", "iclr 2021"), None where there is none."""
    found = _YEAR.search(venue)
    return int(found[0]) if found else None
