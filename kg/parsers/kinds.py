"""Kind of a publication, from the type given in its source or from its title."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from kg.model.record import WorkKind

_KINDS: tuple[tuple[str, WorkKind], ...] = (
    (r"retract|withdrawn publication", WorkKind.RETRACTION),
    (r"front.?matter|conference review|masthead|table of contents|paratext", WorkKind.FRONT_MATTER),
    (r"editorial|preface|foreword|letter from the editor", WorkKind.EDITORIAL),
    (r"chapter|inbook|incollection|book ?section|book part|^ch$|^chap$|part of book", WorkKind.BOOK_CHAPTER),
    (r"conference|proceedings|inproceedings|workshop paper|^c$|^cp(?:aper)?$|^conf$", WorkKind.CONFERENCE_PAPER),
    (r"preprint|posted-content|e-?print|^unpublished$|^unpb$|working paper|informal", WorkKind.PREPRINT),
    (r"thesis|dissertation|^thes$", WorkKind.THESIS),
    (r"review", WorkKind.REVIEW),
    (r"article|journal|^j$|^jour$|^jfull$|letter|^note$|short survey|data paper|^ejour$|^mgzn$", WorkKind.ARTICLE),
    (r"book|monograph|^b$", WorkKind.BOOK),
    (
        r"report|dataset|software|patent|webpage|web page|other|misc|erratum|correction|presentation|video|blog",
        WorkKind.OTHER,
    ),
)
_PATTERNS = tuple((re.compile(pattern, re.IGNORECASE), kind) for pattern, kind in _KINDS)
_RETRACTED = re.compile(
    r"[\[(]?\s?(?:retracted(?: article| paper| chapter)?|retraction(?: notice| note)?|withdrawn(?: article| paper)?"
    r"|removed)\s?[\])]?\s?[:.–—-]\s?\S|\[?retraction notice|retraction (?:notice|note|of|to)\b|statement of retraction"
    r"|.{1,400}[\[(]retracted(?: article)?[\])]",
    re.IGNORECASE,
)
_FRONT_MATTER = re.compile(
    r"(?:front|back|end) ?matter|table of contents|contents|(?:author|subject|name) index|index of authors|title pages?"
    r"|copyright(?: page| notice)?|(?:program(?:me)? |organi[sz]ing |technical |scientific |steering )?committees?"
    r"|(?:conference |workshop )?organi[sz](?:ation|ers|ing committee)|(?:list of |additional )?reviewers|sponsors?"
    r"|author(?:s)? index|cover(?: page)?|masthead|message from the (?:general |program(?:me)? )?(?:co-?)?chairs?"
    r"|welcome(?: message| from .{1,80})?|acknowledge?ments?|call for papers|editorial board|list of contributors"
    r"|proceedings of .{1,200}\bfront ?matter|publisher's information|hub for .{1,40}|blank page",
    re.IGNORECASE,
)
_EDITORIAL = re.compile(
    r"preface.{0,80}|foreword.{0,80}|editorial(?:\s?[:–—-].{1,200})?|guest editorial.{0,200}"
    r"|editors?['’]?s? (?:note|introduction|preface)"
    r"|introduction to the (?:special (?:issue|section)|proceedings|volume).{0,200}|letter from the editors?",
    re.IGNORECASE,
)
# The beginnings of all texts that match _FRONT_MATTER or _EDITORIAL.
_BEGINNINGS = tuple(
    "front back end table content author subject name index title copyright program technical scientific steering"
    " committee conference workshop organi list additional reviewer sponsor cover masthead message welcome acknowledg"
    " call editor proceedings publisher hub blank preface foreword guest introduction letter".split()
)
_LONGEST_TITLE = 500


@lru_cache(maxsize=1024)
def read_kind(text: str) -> WorkKind | None:
    """Return the kind for a type in a source ("proceedings-article", "JOUR"), or None for an unknown type."""
    plain = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text[:100].strip()).replace("_", " ")
    return next((kind for pattern, kind in _PATTERNS if pattern.search(plain)), None)


def kind_of(words: Iterable[str]) -> WorkKind | None:
    """Return the kind for several types in a source, by precedence: a retracted review is a retraction.

    >>> kind_of(["Journal Article", "Retracted Publication"])
    <WorkKind.RETRACTION: 'retraction'>
    """
    found = {read_kind(word) for word in words if word.strip()}
    return next((kind for _, kind in _KINDS if kind in found), None)


def kind_by_title(title: str) -> WorkKind | None:
    """Return the kind for the title of a retraction, front matter or an editorial, or None for any other title."""
    plain = title[:_LONGEST_TITLE].strip().rstrip(".")
    lowered = plain.lower()
    if ("retract" in lowered or "withdrawn" in lowered or "removed" in lowered) and _RETRACTED.match(plain):
        return WorkKind.RETRACTION
    if not lowered.startswith(_BEGINNINGS):
        return None
    if _FRONT_MATTER.fullmatch(plain):
        return WorkKind.FRONT_MATTER
    return WorkKind.EDITORIAL if _EDITORIAL.fullmatch(plain) else None
