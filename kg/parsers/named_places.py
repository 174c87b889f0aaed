"""Addresses and ORCIDs that databases write beside the names of authors."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.parsers.identifiers import read_orcid

_ADDRESS = re.compile(r"\[([^\[\]]*)\]\s{0,3}([^\[\]\n]*)")
_EDGES = " .;"
_BRACKET_OR_END = re.compile(r"[();]")


def name_key(name: str) -> tuple[str, str]:
    """Return the family name and the first initial of a name "Family, Given", in lower case.

    Only the initial is compared, because given names are often abbreviated beside addresses and ORCIDs.
    """
    family, _, given = name.casefold().partition(",")
    return family.strip(), given.strip()[:1]


def orcids_of(names: Sequence[str], text: str) -> tuple[str, ...]:
    """Return the ORCID of each name in "Family, Given/0000-…; …", "" for names without one."""
    pairs = (pair.rpartition("/") for pair in text.split(";"))
    found = {name_key(name): orcid for name, _, number in pairs if (orcid := read_orcid(number))}
    return tuple(found.get(name_key(name), "") for name in names) if found else ()


def addresses_of(names: Sequence[str], text: str) -> tuple[str, ...]:
    """Return the addresses of each name in "[Family, Given; …] Institute, City; …", "" for names without one."""
    found: dict[tuple[str, str], list[str]] = {}
    for address in _ADDRESS.finditer(text):
        for name in address[1].split(";"):
            found.setdefault(name_key(name), []).append(address[2].strip(_EDGES))
    joined = {name: "; ".join(dict.fromkeys(places)) for name, places in found.items()}
    return tuple(joined.get(name_key(name), "") for name in names) if joined else ()


def bracketed_places(text: str) -> tuple[tuple[str, str], ...]:
    """Return names and affiliations in "Family, Given (Institute, City; Institute); …", as Dimensions writes them.

    The affiliation is "" for names without one; the result is empty if no name has one.
    """
    found: list[tuple[str, str]] = []
    depth = begin = 0
    opened = closed = -1
    for sign in _BRACKET_OR_END.finditer(text + ";"):
        at = sign.start()
        if sign[0] == "(":
            opened = at if not depth else opened
            depth += 1
        elif sign[0] == ")":
            depth -= 1
            closed = at
            if depth < 0:
                return ()
        elif not depth:
            inside = opened >= begin and not text[closed + 1 : at].strip()
            found.append((text[begin : opened if inside else at].strip(), text[opened + 1 : closed] if inside else ""))
            begin = at + 1
    entries = tuple((name, place.strip()) for name, place in found if name)
    return entries if not depth and any(place for _, place in entries) else ()
