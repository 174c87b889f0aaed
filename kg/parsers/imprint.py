"""Imprint of a paper: the authors, venue, year and decision in the text after its title."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kg.parsers.name_shape import are_names
from kg.parsers.outcome import read_outcome
from kg.parsers.plain_names import are_plain_names

_YEAR = re.compile(
    r"((?:19|20)\d\d)(?<!\d\d{4})(?<!\d[./-]\d{4})(?!\d)(?:[-/.](?:0?[1-9]|1[0-2])(?:[-/.]\d{1,2})?(?!\d))?"
)
_TWO_DIGITS = re.compile(r"\d\d")
_SHORT_YEAR = re.compile(r"\b([A-Z][A-Za-z]{1,11})\s?['’](\d\d)\b|\b([A-Z]{3,8})(\d\d)\b")
_BRACKET = re.compile(r"[(（\[【]([^()（）\[\]【】]{0,200})[)）\]】]")
_PIECE = re.compile(
    r"\.(?=\s|$)(?<!\b[A-Z]\.)(?<!\bet al\.)(?<!\bProc\.)(?<!\bInt\.)(?<!\bConf\.)|[;|•]|\s[-–—]\s|\n|。"
)
_PIECE_SIGN = re.compile(r"[.;|•\n。–—-]")
_SUMMARY = re.compile(r',\s?["“]([^"“”]{10,1000})["”]')
_BRACKETS = ("(", "[", "（", "【")
_ACRONYM = re.compile(
    r"[A-Z][^\WA-Z]*+(?:[+&-][^\WA-Z]*+)*+[A-Z][\w+&-]*+(?:\s(?:Workshops?|Findings|Oral|Spotlight|Poster|[A-Z]{2,}))?$"
)
_VENUES = re.compile(
    r"(?:AAAI|IJCAI|NeurIPS|NIPS|ICML|ICLR|CVPR|ICCV|ECCV|WACV|BMVC|ACCV|MICCAI|ACL|EMNLP|NAACL|EACL|COLING|TACL|CoNLL|"
    r"KDD|SIGKDD|WWW|SIGIR|CIKM|WSDM|RecSys|ICDM|ICDE|SIGMOD|VLDB|PVLDB|CHI|UIST|ICRA|IROS|RSS|CoRL|AISTATS|UAI|COLT|"
    r"JMLR|TMLR|JAIR|TPAMI|PAMI|IJCV|TIP|TKDE|TNNLS|INTERSPEECH|ICASSP|SIGGRAPH|TOG|ICSE|FSE|ASE|USENIX|CCS|NDSS|"
    r"arXiv|bioRxiv|medRxiv|CoRR)(?![A-Za-z])"
)
_VENUE_WORD = re.compile(
    r"\b(?:journal|conference|proceedings|proc|transactions|trans|letters|workshops?|symposium|arxiv|biorxiv|preprint|"
    r"nature|science|review|reviews|magazine|press|annals|communications|advances|ieee|acm|springer|findings|thesis|"
    r"lecture notes|machine intelligence|artificial intelligence|pattern recognition|neurocomputing|research|"
    r"international|survey[s]? and tutorials)\b",
    re.IGNORECASE,
)
_BEFORE_VENUE = re.compile(r"(?:in|at|from|published in|accepted (?:by|to|at))\s+", re.IGNORECASE)
_WORD = re.compile(r"\w+")
# Words of which each match of _VENUE_WORD contains at least one; looking them up is ten times as fast as the pattern.
_VENUE_TOKENS = frozenset(
    "journal conference proceedings proc transactions trans letters workshop workshops symposium arxiv biorxiv preprint"
    " nature science review reviews magazine press annals communications advances ieee acm springer findings thesis"
    " lecture intelligence pattern neurocomputing research international survey surveys".split()
)
_ENDING = re.compile(r"[,.(（\[]\s*+([^,.()（）\[\]]{2,60}?)[,\s'’]{0,3}((?:19|20)?\d\d)(?:\s*+[)）\]])?+[.\s]*+$")
_DATED = re.compile(r"\s[(\[](?:[^()\[\]]{0,80}[\s'’,])?(?:19|20)\d\d[^()\[\]]{0,40}[)\]]")
_EDGES = " \t,.:;，。：；-–—|/*_~`&\"'“”"
_SIGN_OF_NAMES = re.compile(r"\b[A-Z]\.|\bet\.? ?al|[A-Z]\w{1,40} [A-Z]\w{1,40},? and [A-Z]")
_INVITED = re.compile(r"invited? (?:to|for) (?:the )?workshop", re.IGNORECASE)
_MOST_PARTS = 40
_LONGEST_RECURRING = 30  # Only short texts, such as "ICLR 2021", recur often enough for a cache.
_LONGEST_VENUE = 150
_MOST_OUTCOME_WORDS = 7
_SHORT_WORD = 3
_CENTURY = 100
_FIRST_SHORT = 70


class Imprint(NamedTuple):
    """Authors, venue, year and outcome (decision or presentation) in the text after a title; `gloss` is the rest."""

    names: str = ""
    venue: str | None = None
    year: int | None = None
    outcome: str | None = None
    gloss: str = ""

    def __bool__(self) -> bool:
        return bool(self.names or self.venue or self.year or self.outcome)

    @property
    def is_evident(self) -> bool:
        """Return True if the imprint shows that the text is a paper: it has a venue, a year or several authors."""
        return bool(self.venue or self.year or re.search(r",|;| and |&|\bet\.? ?al", self.names))


_NOTHING = Imprint()


def read_imprint(text: str) -> Imprint:
    """Return the imprint in a text from which links and emphasis have been removed."""
    if not text or not text.strip(_EDGES):
        return _NOTHING
    names, venue, year, outcome = "", None, None, None
    gloss = _SUMMARY.findall(text) if '"' in text or "”" in text else []
    for piece in _pieces((_SUMMARY.sub("", text) if gloss else text).strip(_EDGES)):
        dated = read_dated(piece) if len(piece) < _LONGEST_RECURRING else _dated(piece)
        if dated and not (year and venue):
            leading, found_venue, found_year = dated
            names, venue, year = names or leading, venue or found_venue, year or found_year
            outcome = outcome or _outcome(piece)
        elif not names and (authored := _authored(piece)):
            names, venue, outcome = authored[0], venue or authored[1], outcome or authored[2]
        elif (found := _outcome(piece)) and not outcome:
            outcome = found
        elif not venue and is_known_venue(piece) and not gloss:
            venue = piece
        else:
            gloss.append(piece)
    return Imprint(names, venue, year, outcome, " ".join(gloss))


def _authored(piece: str) -> tuple[str, str | None, str | None] | None:
    """Return (names, venue, outcome) of a piece such as "A. Example, B. Sample, ICLR, Oral", or None without names."""
    venue, outcome = None, None
    parts = piece.split(",")
    while len(parts) > 1:
        last = parts[-1].strip(_EDGES)
        if found := _outcome(last):
            outcome = outcome or found
        elif last and is_known_venue(last):
            venue = venue or last
        elif last and not _INVITED.match(last):
            break
        parts.pop()
    names = ",".join(parts).strip(_EDGES)
    return (names, venue, outcome) if are_names(names) and not is_venue(names) else None


def _pieces(text: str) -> list[str]:
    """Return the pieces of a text: first the bracketed parts that belong to an imprint, then the other sentences."""
    relevant: list[str] = []
    if any(map(text.__contains__, _BRACKETS)):
        bracketed = [inside.strip(_EDGES) for inside in _BRACKET.findall(text)]
        relevant = [inside for inside in bracketed if _is_relevant(inside)]
        text = _BRACKET.sub(" ", text)
    parts = _PIECE.split(text) if _PIECE_SIGN.search(text) else [text]
    pieces = [piece.strip(_EDGES) for piece in parts]
    return [piece for piece in [*relevant, *pieces] if len(piece) > 1]


def _is_relevant(inside: str) -> bool:
    """Return True if a bracketed text has a year, a decision, a venue or several names."""
    if _YEAR.search(inside) or _outcome(inside) or is_known_venue(inside):
        return True
    return "," in inside and all(len(part.split()) > 1 for part in inside.split(",")) and are_names(inside)


@lru_cache(maxsize=1024)
def read_dated(piece: str) -> tuple[str, str | None, int] | None:
    """Return (names, venue, year) of a piece such as "A. Example, ICLR 2021", or None without a year."""
    return _dated(piece)


def _dated(piece: str) -> tuple[str, str | None, int] | None:
    found = _YEAR.search(piece)
    if found:
        year, start, stop = int(found[1]), found.start(), found.end()
        short = ""
    elif _TWO_DIGITS.search(piece) and (found := _SHORT_YEAR.search(piece)):
        digits = int(found[2] or found[4])
        year = digits + (19 if digits >= _FIRST_SHORT else 20) * _CENTURY
        start, stop, short = found.start(), found.end(), found[1] or found[3]
    else:
        return None
    before = f"{piece[:start]}{short}".strip(_EDGES)
    after = piece[stop:].strip(_EDGES)
    names, venue = _parted(before)
    if not venue and after and is_venue(after):
        venue = after
    return (names, _venue(venue), year) if not venue or _is_named(venue) else None


@lru_cache(maxsize=1024)
def _is_named(text: str) -> bool:
    """Return True if a text looks like a venue, or has a capital at the beginning of each long word."""
    if is_venue(text):
        return True
    words = [word.strip(_EDGES + "()") for word in _BRACKET.sub("", text).split()]
    return all(len(word) <= _SHORT_WORD or not word[:1].islower() for word in words)


def _parted(text: str) -> tuple[str, str]:
    """Return (names, venue) of the text before a year; commas separate its parts."""
    if usual := _usual(text):
        return usual
    parts = [part.strip() for part in text.split(",")]
    for count in range(len(parts), 0, -1):
        if not is_venue(parts[count - 1]):
            leading = ", ".join(parts[:count]).strip(_EDGES)
            if are_names(leading):
                return leading, ", ".join(parts[count:]).strip(_EDGES)
    return "", text


def _usual(text: str) -> tuple[str, str] | None:
    """Return (names, venue) of a text of the usual form, several plain names and a venue, or None for other texts."""
    names, _, venue = text.rpartition(", ")
    if "," in venue or "," not in names or not are_plain_names(names):
        return None
    venue = venue.strip()
    return (names, venue.strip(_EDGES)) if is_venue(venue) and not is_venue(names.rpartition(", ")[2]) else None


@lru_cache(maxsize=1024)
def _venue(text: str) -> str | None:
    text = text.strip(_EDGES)
    before = _BEFORE_VENUE.match(text)
    text = text[before.end() :] if before else text
    words = _BRACKET.sub("", text).strip(_EDGES) if _outcome(text) else text
    return words if words and len(words) <= _LONGEST_VENUE and any(map(str.isalpha, words)) else None


def is_venue(text: str) -> bool:
    """Return True if a text looks like a venue: it begins with an acronym or contains a word such as "Journal"."""
    if len(text) > _LONGEST_VENUE:
        return False
    if _ACRONYM.match(text):
        return True
    return not _VENUE_TOKENS.isdisjoint(_WORD.findall(text.casefold())) and _VENUE_WORD.search(text) is not None


def is_known_venue(text: str) -> bool:
    """Return True if a text begins with a known venue ("ICLR") or a word such as "Journal", even without a year."""
    return len(text) <= _LONGEST_VENUE and (bool(_VENUES.match(text)) or bool(_VENUE_WORD.match(text)))


def _outcome(text: str) -> str | None:
    short = len(text.split()) <= _MOST_OUTCOME_WORDS
    decision, presentation = read_outcome(text) if short else (None, None)
    return text if decision or presentation else None


def without_imprint(text: str) -> tuple[str, Imprint]:
    """Return (title, imprint) of a text such as "On Sheep. A. Example. ICLR 2021."; the imprint can be empty."""
    bracketed = "(" in text or "[" in text
    if bracketed and (dated := _DATED.search(text)):
        title, rest = text[: dated.start()], text[dated.start() :]
        if len(title.split()) > 1:
            return title.strip(_EDGES), read_imprint(rest)
    for found in _PIECE.finditer(text) if _PIECE_SIGN.search(text) else ():
        title, rest = text[: found.start()], text[found.end() :]
        imprint = read_imprint(rest)
        if imprint and not imprint.gloss and len(title.split()) > 1:
            return title.strip(_EDGES), imprint
        break
    tail = text[-_LONGEST_VENUE:]
    if _TWO_DIGITS.search(tail) and (ending := _ENDING.search(tail)):
        at = max(len(text) - _LONGEST_VENUE, 0) + ending.start()
        imprint = read_imprint(text[at:].strip(_EDGES + "()（）[]"))
        if imprint.year and at:
            return text[:at].strip(_EDGES), imprint
    return _without_names(text) if "," in text else (text.strip(_EDGES), _NOTHING)


def _without_names(text: str) -> tuple[str, Imprint]:
    """Return (title, imprint) of a text that may end in names with initials, "and" or "et al."."""
    parts = text.split(",")[:_MOST_PARTS]
    for count in range(1, len(parts)):
        title, names = ",".join(parts[:count]), text[len(",".join(parts[:count])) + 1 :].strip(_EDGES)
        if len(title.split()) > 1 and _SIGN_OF_NAMES.search(names) and are_names(names):
            return title.strip(_EDGES), Imprint(names)
    return text.strip(_EDGES), Imprint()
