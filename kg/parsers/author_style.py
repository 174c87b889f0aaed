"""Notation of a column of authors: separator and order of names, detected from all rows together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.parsers.author_splitting import (
    AND,
    COMMA,
    comma_pieces,
    is_inverted,
    is_natural_list,
    mask,
    split,
    split_at_capitals,
    strong_separator,
)
from kg.parsers.name_notation import bare_name
from kg.parsers.name_order import Order, Shape, in_capitals, is_group, shape
from kg.parsers.plain_names import are_plain

# Maximum number of rows that are examined, evenly spread over the listing.
_MOST_ROWS = 2_000
_MAJORITY = 0.6
_CAPITALS = 0.3
_FEW = 0.1
_NAMES = {"\n": "line breaks", "\t": "tabs", "": "nothing", AND: '"and"'}
_ORDERS = {
    Order.GIVEN_FIRST: "given names first",
    Order.FAMILY_FIRST: "family names first",
    Order.INITIALS_LAST: "initials last",
}


@dataclass(frozen=True, slots=True)
class AuthorStyle:
    """Notation of a column of authors.

    `separator` is one of SEPARATORS, or "" if nothing separates names. `inverted` is True if most names are written
    "Family, Given"; `mixed` is True if many names are nevertheless written "Given Family". `order` is the order of
    names without a comma. `capitals` is True if names in capitals are common. `forced` is True if the user set the
    separator or the order.
    """

    separator: str = COMMA
    inverted: bool = False
    mixed: bool = False
    order: Order = Order.GIVEN_FIRST
    capitals: bool = False
    forced: bool = False

    def __str__(self) -> str:
        separator = _NAMES.get(self.separator, f'"{self.separator.strip()}"')
        order = Order.FAMILY_FIRST if self.inverted and not self.forced else self.order
        return f"authors are separated by {separator}, {_ORDERS[order]}"


def decide(rows: Sequence[str], names: Iterable[str] = ()) -> AuthorStyle:
    """Return the notation of rows of authors; `names` are further names, which their format already separates."""
    rows, separate = _sample(rows), _sample(list(names))
    if not rows:
        return _style("", False, separate)
    strong = [(row, sign) for row in rows if (sign := strong_separator(row))]
    weak = [row for row in rows if not strong_separator(row)] if strong else rows
    if strong and (len(strong) > _count_lists(weak) or not any("," in row for row in weak)):
        return _strong_style(strong, [row for row in weak if "," not in row] + separate)
    return _weak_style(weak, separate)


def _sample(texts: Sequence[str]) -> list[str]:
    """Return a sample of texts, evenly spread over a long listing; all texts of a short one."""
    return list(texts[:: max(1, len(texts) // _MOST_ROWS)])


def _count_lists(rows: Iterable[str]) -> int:
    return sum(len(comma_pieces(row)) > 2 for row in rows if "," in row)


def _style(separator: str, inverted: bool, pieces: Iterable[str], full: int = 0) -> AuthorStyle:
    """Return the notation of the names in `pieces` and of `full` further names, which are plain full names."""
    plain = [name for piece in pieces if (name := bare_name(piece))]
    count = len(plain) + full
    shapes = Counter(shape(name) for name in plain if "," not in name and not is_group(name))
    counted = shapes[Shape.FAMILY_INITIALS] + shapes[Shape.FULL] + full
    last = counted and shapes[Shape.FAMILY_INITIALS] >= _MAJORITY * counted
    capitals = sum(map(in_capitals, plain)) > _CAPITALS * count
    mixed = shapes[Shape.FULL] + full > _FEW * count
    return AuthorStyle(separator, inverted, mixed, Order.INITIALS_LAST if last else Order.GIVEN_FIRST, capitals)


def _strong_style(strong: Sequence[tuple[str, str]], separate: list[str]) -> AuthorStyle:
    separator = Counter(sign for _, sign in strong).most_common(1)[0][0]
    pieces = [piece for row, sign in strong for piece in split(row, sign)]
    inverted = sum(is_inverted(piece) and not is_group(mask(piece)) for piece in pieces)
    return _style(separator, inverted * 2 >= len(pieces), pieces + separate)


def _weak_style(rows: Sequence[str], separate: list[str]) -> AuthorStyle:
    """Return the notation of rows with only commas and "and", which can also be part of a name."""
    plain: list[str] = []
    others: list[str] = []
    for row in rows:
        (plain if are_plain(row) else others).append(row)
    if _and_separates(others, sum("," in row for row in plain)):
        return _style(AND, True, [piece for row in rows for piece in split(row, AND)] + separate)
    pieces = [comma_pieces(row) for row in others]
    full = [row.count(",") + 1 for row in plain]
    if _in_pairs(pieces, full):
        families = [family for row in map(comma_pieces, rows) for family in row[::2]]
        return _style(COMMA, True, families + separate)
    lists = sum(count > 1 for count in full) + sum(len(row) > 1 for row in pieces)
    if sum("," not in row and len(split_at_capitals(row)) > 1 for row in others) > lists:
        return _style("", False, [piece for row in rows for piece in split_at_capitals(row)])
    return _style(COMMA, False, [piece for row in pieces for piece in row] + separate, sum(full))


def _and_separates(rows: Sequence[str], natural: int) -> bool:
    """Return True if "and" separates inverted names in most rows: "Example, Ada and Sample, Grace".

    `natural` is the number of further rows, all lists of full names separated by commas, which count against "and".
    """
    inverted = straight = 0
    for row in rows:
        if "," not in row or not (" and " in row or "&" in row or " AND " in row):
            continue
        names = split(row, AND)
        if len(names) > 1:
            flags = [is_inverted(name) for name in names]
            inverted += all(flags) or (flags[-1] and sum(flags) > 1)
            straight += not flags[-1]
    if inverted <= straight + natural:
        return False
    return inverted > straight + natural + sum(is_natural_list(row) for row in rows if len(split(row, AND)) == 1)


def _in_pairs(rows: Iterable[Sequence[str]], full: Iterable[int]) -> bool:
    """Return True if commas separate both names and their parts: "Example, Ada, Sample, Grace".

    `full` has the number of names of each further row that is a list of full names.
    """
    several = [row for row in rows if len(row) > 1]
    lengths = [length for length in full if length > 1]
    given = [shape(piece) for row in several for piece in row[1::2]]
    count = len(given) + sum(length // 2 for length in lengths)
    if not count:
        return False
    if given.count(Shape.INITIALS) >= _MAJORITY * count:
        return True
    even = sum(length % 2 == 0 for length in (*map(len, several), *lengths))
    if even < 0.9 * (len(several) + len(lengths)):
        return False
    every = [shape(bare_name(piece)) for row in several for piece in row]
    several_words = every.count(Shape.FULL) + every.count(Shape.FAMILY_INITIALS) + sum(lengths)
    return several_words < 0.35 * (len(every) + sum(lengths))
