"""Authors of all papers of a listing: detection of their notation, and parsing of each row in this notation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from kg.model.record import AuthorName
from kg.parsers.author_splitting import (
    AND,
    COMMA,
    STRONG,
    alternates,
    cells_of,
    comma_pieces,
    inverted_list,
    is_inverted,
    is_natural_list,
    mask,
    split,
    split_at_capitals,
    strong_separator,
    unwrapped,
    with_ascii_separators,
)
from kg.parsers.author_style import AuthorStyle, decide
from kg.parsers.block import AuthorCell
from kg.parsers.identifiers import read_orcid
from kg.parsers.list_cells import read_list
from kg.parsers.markup import without_entities, without_latex
from kg.parsers.name_notation import read_notation, without_honorifics
from kg.parsers.name_order import (
    Order,
    Shape,
    family_first,
    initials_first,
    is_group,
    mixed_case,
    shape,
    uninverted,
)
from kg.parsers.placeholders import Absence, absence, without_tail
from kg.parsers.plain_names import are_plain

# "Family, Given", the form of most names in exports, is read in the same way in every notation. This pattern halves the
# parsing time.
_INVERTED = re.compile(r"([A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]{2,30}), ([A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]{2,30})")
_TITLES = frozenset("junior senior jnr snr iii phd msc bsc mph mba prof esq frcp dphil 2nd 3rd".split())
_MARKED = re.compile(r"([^#*]{1,100})\*?# {0,3}([^\W\d_][^#]{1,200})")
_ENCODED = re.compile(r"[&\\{]")
_MISFIT = "authors are written differently from the rest of the listing"
_UNEVEN = "identifiers or affiliations of authors were ignored, because there are more of them than authors"
_LONGEST_NAME = 300
_LONGEST_SHORT_FORM = len("Corp.")
Written = str | tuple[str, ...]
_TOO_LONG = f"a text of more than {_LONGEST_NAME} characters among the authors was ignored"


class AuthorRow(NamedTuple):
    """Authors of one paper, with notes on ignored parts of the row."""

    authors: tuple[AuthorName, ...]
    notes: tuple[str, ...] = ()


def style_of(cells: Iterable[Written], separator: str | None = None, order: str | None = None) -> AuthorStyle:
    """Return the notation of the authors of a listing; settings of the user override the detected notation."""
    rows: list[str] = []
    names: list[str] = []
    for written in cells:
        if isinstance(written, str):
            row = written if (plain := are_plain(written)) else without_tail(written)[0]
            rows += [row] if plain or absence(row) is None else []
        else:
            names += written
    style = decide(rows, names)
    if separator is None and order is None:
        return style
    forced = replace(style, forced=True)
    forced = replace(forced, separator=separator) if separator is not None else forced
    return replace(forced, order=Order(order), inverted=order == Order.FAMILY_FIRST) if order is not None else forced


def read_row(cell: AuthorCell, written: Written, style: AuthorStyle) -> AuthorRow:
    """Return the authors of a cell, parsed in the notation of its listing; `written` is the result of `written_in`."""
    notes: list[str] = []
    alone = not (cell.source_ids or cell.orcids or cell.affiliations or cell.emails)
    if alone and (plain := _plain_row(written, style)):
        return AuthorRow(tuple([AuthorName(name, name) for name in plain]))
    pieces = _pieces(written, style, notes) if isinstance(written, str) else written
    if alone:
        found = [author for piece in pieces if (author := _author(piece, style, notes))]
        return AuthorRow(tuple(found), tuple(dict.fromkeys(notes)) if notes else ())
    separator = (strong_separator(written) if isinstance(written, str) else None) or style.separator
    beside = _beside(cell, separator, len(pieces), notes)
    authors: list[AuthorName] = []
    for piece, extra in zip_longest(pieces, beside[: len(pieces)], fillvalue=("", "", "", "")):
        if author := _author(str(piece), style, notes):
            authors.append(_with(author, *extra))
    return AuthorRow(tuple(authors), tuple(dict.fromkeys(notes)))


def _plain_row(written: Written, style: AuthorStyle) -> Sequence[str]:
    """Return the names of a row that consists of plain names, else ()."""
    if style.forced:
        return ()
    if isinstance(written, str):
        return written.split(", ") if style.separator == COMMA and not style.inverted and are_plain(written) else ()
    row = ", ".join(written)
    return written if row.count(",") == len(written) - 1 and are_plain(row) else ()


def written_in(cell: AuthorCell) -> Written:
    """Return the decoded text of a cell; a tuple of names if the cell is a list."""
    written = cell.written
    if not isinstance(written, str):
        return tuple(map(_decoded, written))
    if are_plain(written):
        return written
    if written[:1] in "[({c" and (items := read_list(written)) is not None:
        return tuple(_decoded(name) for item in items for name in _names_in(item))
    row = unwrapped(with_ascii_separators(_decoded(written.strip())))
    bare = row[1:-1] if row.startswith("[") and row.endswith("]") and row.count("[") == 1 and "," in row else row
    return bare.strip()


def _decoded(text: str) -> str:
    return without_latex(without_entities(text)) if _ENCODED.search(text) else text


def _names_in(item: object) -> Iterator[str]:
    """Yield the name in an item of a list, which is a text or a dictionary."""
    if isinstance(item, str):
        yield item
    elif isinstance(item, dict):
        named = next(
            (item[key] for key in ("name", "display_name", "full_name", "fullname", "author", "text") if item.get(key)),
            None,
        )
        family, given = item.get("family") or item.get("last") or "", item.get("given") or item.get("first") or ""
        yield str(named) if isinstance(named, str) else f"{given} {family}".strip()


def _pieces(row: str, style: AuthorStyle, notes: list[str]) -> Sequence[str]:
    """Return the names of a row as written."""
    if absence(row) is not None:
        return [row]
    row, truncated = without_tail(row)
    if truncated:
        notes.append(Absence.TRUNCATED.value)
    strong = strong_separator(row)
    if strong == "\n" and style.separator in (COMMA, AND) and "," in row:
        row, strong = row.replace("\n", " "), None
    if style.separator not in STRONG and strong is not None:
        notes.append(_MISFIT)
    if style.forced and style.separator in row:
        return split(row, style.separator)
    if strong is not None:
        pieces = _last_and(split(row, strong))
        return pieces if style.separator in STRONG else [name for piece in pieces for name in _full_names(piece)]
    return _weak_pieces(row, style, notes)


def _full_names(piece: str) -> Sequence[str]:
    """Return the names in a piece that is a list of full names with commas, or else the piece itself.

    Such a piece is "Ada Example, Bo Sample, Cy Test" in a row that ends with "; The Sheep Consortium".
    """
    names = comma_pieces(piece) if piece.count(",") > 1 else ()
    return names if names and all(shape(name) in (Shape.FULL, Shape.FAMILY_INITIALS) for name in names) else (piece,)


def _last_and(pieces: list[str]) -> list[str]:
    """Return the pieces, with the last one split at "and" if it consists of two full names."""
    last = split(pieces[-1], AND) if len(pieces) > 1 else []
    if len(last) == 2 and not is_group(pieces[-1]) and all(shape(name) is Shape.FULL for name in last):
        return [*pieces[:-1], *last]
    return pieces


def _weak_pieces(row: str, style: AuthorStyle, notes: list[str]) -> Sequence[str]:
    """Return the names of a row without strong separators: they are separated by commas or by "and", or not at all."""
    if style.separator == "":
        return split_at_capitals(row)
    if style.separator == AND:
        if not style.forced and is_natural_list(row):
            notes.append(_MISFIT)
            return comma_pieces(row)
        return split(row, AND)
    if style.separator == COMMA and not style.inverted and (names := inverted_list(row)):
        notes.append(_MISFIT)
        return names
    if style.separator != COMMA and _is_one(row, style):
        return [row]
    pieces = comma_pieces(row)
    if not style.inverted or len(pieces) < 2:
        return pieces
    if alternates(pieces):
        return [f"{family}, {given}" for family, given in zip(pieces[::2], pieces[1::2], strict=True)]
    notes.append(_MISFIT)
    return _paired(pieces)


def _is_one(row: str, style: AuthorStyle) -> bool:
    """Return True if a row with commas is a single name, in a listing with another separator."""
    if is_group(mask(row)):
        return "," in row
    if not style.inverted or not is_inverted(row):
        return False
    return not style.mixed or any(shape(part.strip()) is not Shape.FULL for part in row.split(","))


def _paired(pieces: Sequence[str]) -> list[str]:
    """Return the names of a row in which only some neighbouring pieces are a family name and its given name."""
    names: list[str] = []
    waiting = ""
    for piece in pieces:
        form = shape(piece)
        if waiting and form in (Shape.INITIALS, Shape.SINGLE):
            names.append(f"{waiting}, {piece}")
            waiting = ""
            continue
        names += [waiting] if waiting else []
        waiting = piece if form is Shape.SINGLE else ""
        names += [piece] if not waiting else []
    return [*names, waiting] if waiting else names


def _author(piece: str, style: AuthorStyle, notes: list[str]) -> AuthorName | None:
    if not style.forced and "," not in piece and are_plain(piece):
        return AuthorName(piece, piece)
    plain = _INVERTED.fullmatch(piece)
    if plain and not is_group(piece) and not {plain[1].lower(), plain[2].lower()} & _TITLES:
        return AuthorName(piece, f"{plain[2]} {plain[1]}")
    author, noted = _noted_author(piece, style)
    notes += noted
    return author


@lru_cache(maxsize=1 << 15)
def _noted_author(piece: str, style: AuthorStyle) -> tuple[AuthorName | None, tuple[str, ...]]:
    """Return the author of a piece of a row, and notes on ignored parts of it."""
    notes: list[str] = []
    author = _read_author(piece.strip(), style, notes)
    return author, tuple(notes)


def _read_author(written: str, style: AuthorStyle, notes: list[str]) -> AuthorName | None:
    if reason := absence(written):
        notes += [reason.value] if reason is not Absence.EMPTY else []
        return None
    if len(written) > _LONGEST_NAME:
        notes.append(_TOO_LONG)
        return None
    affiliated = _affiliated(written)
    noted = read_notation(affiliated[0] if affiliated else written)
    name, truncated = without_tail(without_honorifics(noted.name))
    notes += [Absence.TRUNCATED.value] if truncated else []
    name = _ordered(name, style)
    if absence(name) is not None:
        return None
    affiliations = (*noted.affiliations, *affiliated[1:])
    return AuthorName(written, name, noted.source_id, noted.orcid, affiliations, noted.email)


def _affiliated(written: str) -> tuple[str, ...]:
    """Return (name, affiliation) for "Ada Example, Northmoor University" or "Ada Example*# Northmoor", else ()."""
    marked = _MARKED.fullmatch(written)
    if marked and shape(marked[1].strip()) is Shape.FULL:
        return marked[1].strip(), marked[2]
    name, comma, rest = (part.strip() for part in mask(written).partition(","))
    if not comma or name.startswith("The ") or is_group(name) or not is_group(rest) or shape(name) is not Shape.FULL:
        return ()
    return written[: len(name)], written[written.index(",", len(name)) + 1 :].strip()


def _ordered(name: str, style: AuthorStyle) -> str:
    """Return a name with given names first and, if the listing has names in capitals, in mixed case."""
    if is_group(name) and (not is_inverted(name) or "The " in name or " and " in name):
        return name[:-1] if name.endswith(".") and len(name.split()[-1]) > _LONGEST_SHORT_FORM else name
    if "," in name:
        name = uninverted(name)
    elif style.order is Order.INITIALS_LAST and shape(name) is Shape.FAMILY_INITIALS:
        name = initials_first(name)
    elif style.order is Order.FAMILY_FIRST and style.forced:
        name = family_first(name)
    return mixed_case(name) if style.capitals else name


def _beside(cell: AuthorCell, separator: str, count: int, notes: list[str]) -> list[tuple[str, str, str, str]]:
    """Return (source id, ORCID, affiliations, e-mail address) of each author from the other columns.

    A column with more values than the paper has authors (`count`) is ignored, with a note.
    """
    columns: list[Sequence[str]] = []
    for column in (cell.source_ids, cell.orcids, cell.affiliations, cell.emails):
        values = (
            cells_of(column, separator if separator and separator in column else ";")
            if isinstance(column, str)
            else column
        )
        if len(values) > count:
            notes += [_UNEVEN] if any(values) else []
            values = ()
        columns.append(values)
    return [(row[0], row[1], row[2], row[3]) for row in zip_longest(*columns, fillvalue="")]


def _with(author: AuthorName, source_id: str, orcid: str, affiliations: str, email: str) -> AuthorName:
    if not (source_id or orcid or affiliations or email):
        return author
    return AuthorName(
        author.as_written,
        author.name,
        source_id or author.source_id,
        (read_orcid(orcid) if orcid else None) or author.orcid,
        (*author.affiliations, affiliations) if affiliations else author.affiliations,
        email.strip("* ") or author.email,
    )
