"""Addresses and ORCIDs that Web of Science writes beside the names of authors."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.parsers.identifiers import read_orcid

_ADDRESS = re.compile(r"\[([^\[\]]*)\]\s{0,3}([^\[\]\n]*)")
_EDGES = " .;"


def name_key(name: str) -> tuple[str, str]:
    """Return family name and first initial: addresses and ORCIDs may stand beside abbreviated given names."""
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
