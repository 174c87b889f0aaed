"""Splitting of a list of authors into names as written, at separators outside brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from kg.parsers.name_notation import bracket_spans
from kg.parsers.name_order import Shape, is_degree, is_suffix, shape

# Separators that do not occur in names, in order of precedence.
STRONG = ("\n", "|", ";", "·", "•", "\t", " / ")
COMMA, AND = ",", "and"
SEPARATORS = (*STRONG, COMMA, AND)
_FULL_WIDTH = str.maketrans(
    {
        "；": ";",
        "，": ",",
        "、": ",",
        "､": ",",
        "﹐": ",",
        "‚": ",",
        "｜": "|",
        "∙": "·",
        "⋅": "·",
        "・": "·",
        "＆": "&",
    }
)
_BRACKETS = re.compile(r"[(\[<{（]")
_AND = re.compile(r"\s(?:and|AND|&)\s")
_LEADING_AND = re.compile(r"\s*(?:and|AND|&)\s+")
# A comma between two digits belongs to the footnote marks of one name: "Example1,2". In "Example*, *Sample*", the comma
# separates names.
_COMMA = re.compile(r",(?!\s?[\d¹²³⁰⁴-⁹*†‡§]{1,6}(?![^\W_]))|(?<![\d¹²³⁰⁴-⁹*†‡§]),")
_STRONG = re.compile(r"[\n\t|;·•]| / ")
_UNEVEN = re.compile(r"[(\[<{（\d¹²³⁰⁴-⁹]")
_LONGEST_SUFFIX = 10
_MOST_PARTS = 3
_STUCK = re.compile(r"(?<=[^\W\d_])(?=[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ.])")
_PREFIXES = re.compile(
    r"(?:^|[\s'’-])(?:Mc|Mac|De|Di|Du|La|Le|Li|Lo|Fitz|Van|Von|O|D|El|Al|Des|Del|Dos|Ab|Abd|Mi|Vander|Ben)$"
)
_WRAPPED = re.compile(r"(?:[,;&]|\band)$")


def with_ascii_separators(row: str) -> str:
    """Return a row with full-width separators replaced by ASCII ones, and dots between names by one kind of dot."""
    return row.translate(_FULL_WIDTH) if not row.isascii() else row


@lru_cache(maxsize=1 << 12)
def mask(row: str) -> str:
    """Return a row with each bracketed part replaced by a filler of the same length, which keeps all positions."""
    if not _BRACKETS.search(row):
        return row
    parts: list[str] = []
    done = 0
    for start, stop in bracket_spans(row):
        parts += [row[done:start], "x" * (stop - start)]
        done = stop
    return "".join((*parts, row[done:]))


def strong_separator(row: str) -> str | None:
    """Return the first separator of STRONG that occurs in a row outside brackets, or None."""
    if not _STRONG.search(row):
        return None
    masked = mask(row)
    return next((sign for sign in STRONG if sign in masked), None)


def unwrapped(row: str) -> str:
    """Return a row with wrapped lines joined; a row with one name per line is unchanged."""
    if "\n" not in row:
        return row
    lines = [line.strip() for line in row.split("\n") if line.strip()]
    wrapped = any(_WRAPPED.search(line) for line in lines[:-1]) or any(sign in row for sign in "|;·")
    wrapped = wrapped or any(line[0] in "([" for line in lines[1:]) or any(map(_holds_several, lines))
    return (" " if wrapped or len(lines) < 2 else "\n").join(lines)


def _holds_several(line: str) -> bool:
    """Return True if a line has more commas than a single name can have."""
    pieces = mask(line).split(",")
    return len(pieces) > _MOST_PARTS or (len(pieces) == _MOST_PARTS and is_natural_list(line))


def split(row: str, separator: str) -> list[str]:
    """Return the stripped, non-empty pieces of a row between separators outside brackets."""
    if not _UNEVEN.search(row):
        return _plain_split(row, separator)
    masked = mask(row)
    if separator == AND:
        places = [found.span() for found in _AND.finditer(masked)]
    elif separator == COMMA:
        places = [found.span() for found in _COMMA.finditer(masked)]
    else:
        places = [(found.start(), found.end()) for found in re.finditer(re.escape(separator), masked)]
    starts = [0, *(stop for _, stop in places)]
    stops = [*(start for start, _ in places), len(row)]
    pieces = (_without_and(row[start:stop].strip()) for start, stop in zip(starts, stops, strict=True))
    return [piece for piece in pieces if piece]


def _plain_split(row: str, separator: str) -> list[str]:
    """Return the pieces of a row without brackets and digits."""
    if separator == AND:
        parts = _AND.split(row) if "and" in row or "&" in row or "AND" in row else [row]
    else:
        parts = row.split(separator)
    return [piece for part in parts if (piece := _without_and(part.strip()))]


def _without_and(piece: str) -> str:
    found = _LEADING_AND.match(piece) if piece[:1] in "aA&" else None
    return piece[found.end() :] if found else piece


def cells_of(row: str, separator: str) -> list[str]:
    """Return the stripped pieces of a row between separators, including empty ones, but without an empty last one."""
    cells = [cell.strip() for cell in row.split(separator)]
    return cells[:-1] if cells and not cells[-1] else cells


def is_natural_list(row: str) -> bool:
    """Return True if a row is a list of full names, given names first: "Ada Example, Grace Sample"."""
    pieces = comma_pieces(row) if "," in row else ()
    return len(pieces) > 1 and all(shape(piece) is Shape.FULL for piece in pieces)


def inverted_list(row: str) -> list[str]:
    """Return the names of a row such as "Example, Ada and Sample, Grace", or [] for a row of another form."""
    names = split(row, AND)
    families = [name.partition(",") for name in names]
    inverted = len(names) > 1 and all(given and shape(family) is Shape.SINGLE for family, _, given in families)
    return names if inverted and all("," not in given for _, _, given in families) else []


@lru_cache(maxsize=1 << 12)
def comma_pieces(row: str) -> tuple[str, ...]:
    """Return the pieces of a row between commas and "and"; suffixes and degrees stay with the preceding name."""
    pieces: list[str] = []
    joined = _AND.search(row) is not None
    for part in split(row, COMMA):
        for piece in split(part, AND) if joined and " " in part else [part]:
            if pieces and len(piece) < _LONGEST_SUFFIX and (is_suffix(piece) or is_degree(piece)):
                pieces[-1] += f", {piece}"
            else:
                pieces.append(piece)
    return tuple(pieces)


def split_at_capitals(row: str) -> list[str]:
    """Return the names of a row without separators, such as "Ada ExampleGrace B. Sample"."""
    pieces: list[str] = []
    done, last = 0, row.rstrip().rfind(" ")
    for found in _STUCK.finditer(row):
        place = found.start()
        if row[place - 1].isupper() or _PREFIXES.search(row[max(done, place - 8) : place]):
            continue
        if " " in row[done:place].strip() and last > place:
            pieces.append(row[done:place].strip())
            done = place
    return [*pieces, row[done:].strip()]


def is_inverted(piece: str) -> bool:
    """Return True if a piece is one name with the family name before a comma: "Example, Ada"."""
    if "," not in piece:
        return False
    parts = [part.strip() for part in mask(piece).split(",")]
    rest = [part for part in parts[1:] if part and not is_suffix(part) and not is_degree(part)]
    return len(rest) == 1 and bool(parts[0])


def alternates(pieces: Sequence[str]) -> bool:
    """Return True if pieces alternate between family names and given names."""
    return len(pieces) % 2 == 0 and all(shape(piece) in (Shape.INITIALS, Shape.SINGLE) for piece in pieces[1::2])
