"""Values such as "ICLR 2021", which name a venue and a year at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pyoxigraph import Store

from kg.model.errors import QueryError
from kg.store.lookup import find_resource
from kg.store.named import Parameter

_CENTURIES = ("19", "20")
_BETWEEN = " ,/'’-"
_BOUNDS = ("year", "since", "until")


def venue_and_year(store: Store, text: str) -> tuple[str, int | None]:
    """Return the venue and the year that a text names.

    The year is the four digits at its end. It is None if there are none, or if the whole text is the name of a venue.
    """
    text = text.strip()
    before, year = text[:-4], text[-4:]
    venue = before.rstrip(_BETWEEN)
    is_year = year.isascii() and year.isdecimal() and year.startswith(_CENTURIES) and not before[-1:].isdecimal()
    if not is_year or not venue or _is_venue(store, text):
        return text, None
    return venue, int(year)


def with_years(
    store: Store, title: str, parameters: Sequence[Parameter], given: Mapping[str, object]
) -> dict[str, object]:
    """Return values of parameters in which the year of a value such as "ICLR 2021" is the value of its own parameter.

    The parameters of years are `year`, or `since` and `until`. `title` begins the messages of errors. Raises QueryError
    if one of them has another value, and if there is no parameter for a year.
    """
    found = dict(given)
    bounds = {each.name: each.default for each in parameters if each.name in _BOUNDS and each.type == "integer"}
    for parameter in parameters:
        text = found.get(parameter.name)
        if parameter.type != "venue" or text is None:
            continue
        venue, year = venue_and_year(store, str(text))
        if year is None:
            continue
        if not bounds:
            raise QueryError(f"{title}: no parameter restricts the years; give the venue {venue!r} alone")
        for name, default in bounds.items():
            if str(found.get(name) or default) not in (str(default), str(year)):
                raise QueryError(
                    f"{title}: {str(text)!r} contains a year, and {name} is {found[name]}; give one of them"
                )
            found[name] = year
        found[parameter.name] = venue
    return found


def _is_venue(store: Store, text: str) -> bool:
    try:
        find_resource(store, "venue", text)
    except QueryError:
        return False
    return True
