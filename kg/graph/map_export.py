"""Exports of maps: figures for print, and files with positions for VOSviewer and Gephi."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from kg.analysis import MAP_FORMATS
from kg.graph.choices import MAP_FIGURES, MAP_VIEWS
from kg.graph.maps import map_of
from kg.graph.measured import measured_network
from kg.graph.networks import find_network
from kg.model.errors import UsageError
from kg.model.exploration import LaidOutGraph
from kg.model.figure import MapFigure, NodeValues
from kg.output import STORE, read_manifest, read_title
from kg.reporting.methodology import display_name
from kg.store import open_store
from kg.store.parts import Answers
from kg.views import draw_map

Value = TypeVar("Value")

_MEAN_YEAR = "Avg. pub. year"
_COMMUNITY, _YEAR = "community", "meanYear"
_DEFAULT_TOP = 300
"""Number of nodes of a figure."""

_LEAST_WIDTH, _MOST_WIDTH = 60.0, 2_000.0
_MOST_PIXELS = 20_000


@dataclass(frozen=True, slots=True)
class MapOptions:
    """Options of an exported map.

    `view` is "concepts" or "coauthors". `width` is the width of a figure in millimetres and `dpi` the resolution of a
    PNG. `top` is the number of most important nodes; None for 300 in a figure, and all in a file. `colour` is the value
    that colours the dots of a figure: "community", "meanYear" or a measure, such as "betweenness".
    """

    view: str = "concepts"
    width: float = 180.0
    dpi: int = 300
    top: int | None = None
    colour: str = _COMMUNITY


def export_map(out: Path, form: str, options: MapOptions) -> bytes:
    """Return the map of a network of the build in `out`, in one of the formats MAP_FORMATS and MAP_FIGURES.

    Raises
    ------
    UsageError
        If the view, the format, the size or the colour is not available.
    OutputError
        If the folder has no build.
    """
    if options.view not in MAP_VIEWS:
        raise UsageError(f"no map {options.view!r}; choose one of {', '.join(MAP_VIEWS)}")
    if form not in (*MAP_FIGURES, *MAP_FORMATS):
        raise UsageError(f"a map cannot be written as {form}; choose one of {', '.join((*MAP_FIGURES, *MAP_FORMATS))}")
    _check_size(options)
    store = open_store(out / STORE)
    answers, network = Answers(store), MAP_VIEWS[options.view]
    laid = map_of(answers, options.view, measured_network(out, store, network), positions=False)
    if form in MAP_FORMATS:
        if options.colour != _COMMUNITY:
            raise UsageError(f"--colour applies to figures; choose one of {', '.join(MAP_FIGURES)} as --format")
        laid = first_nodes(laid, options.top or len(laid.ids))
        text = "".join(MAP_FORMATS[form](laid, {_MEAN_YEAR: mean_years(answers, laid, options.view)}))
        return text.encode("utf-8", errors="replace")
    found = find_network(network)
    figure = MapFigure(
        laid=laid,
        title=f"{read_title(out)}: {found.title}",
        source=_source(out, answers),
        noun=found.noun,
        top=options.top or _DEFAULT_TOP,
        width=options.width,
        dpi=options.dpi,
        overlay=_overlay(answers, laid, options),
    )
    return draw_map(figure, form)


def _overlay(answers: Answers, laid: LaidOutGraph, options: MapOptions) -> NodeValues | None:
    """Return the values that colour the dots of a figure, or None for the colours of communities."""
    if options.colour == _COMMUNITY:
        return None
    if options.colour == _YEAR:
        return NodeValues("mean year", tuple(mean_years(answers, laid, options.view)), digits=1)
    names = sorted(set(laid.measures) - {_COMMUNITY})
    if options.colour not in names:
        known = ", ".join((_COMMUNITY, _YEAR, *names))
        raise UsageError(f"no value {options.colour!r}; choose one of {known}")
    name = "number of papers" if options.colour == "works" else display_name(options.colour)
    return NodeValues(name, laid.measures[options.colour])


def _check_size(options: MapOptions) -> None:
    if not _LEAST_WIDTH <= options.width <= _MOST_WIDTH:
        raise UsageError(f"a figure cannot be {options.width:g} mm wide; choose {_LEAST_WIDTH:g} to {_MOST_WIDTH:g} mm")
    if options.width / 25.4 * options.dpi > _MOST_PIXELS:
        raise UsageError(f"the figure is more than {_MOST_PIXELS:,} pixels wide; choose a smaller --width or --dpi")


def _source(out: Path, answers: Answers) -> str:
    """Return the number of papers and the date of the build."""
    works = len(answers.rows("works"))
    started = str((read_manifest(out) or {}).get("started", ""))[:10]
    return f"Source: {works:,} papers" + (f", build of {started}" if started else "") + "; map by paperkg"


def first_nodes(laid: LaidOutGraph, count: int) -> LaidOutGraph:
    """Return a map with only its `count` most important nodes and the links between them."""
    return laid if count >= len(laid.ids) else chosen_nodes(laid, range(count))


def chosen_nodes(laid: LaidOutGraph, nodes: Sequence[int]) -> LaidOutGraph:
    """Return a map with only the nodes at these places, in this order, and the links between them."""
    place = {node: at for at, node in enumerate(nodes)}

    def of(column: Sequence[Value]) -> tuple[Value, ...]:
        return tuple(column[node] for node in nodes)

    return replace(
        laid,
        ids=of(laid.ids),
        labels=of(laid.labels),
        kinds=of(laid.kinds),
        x=of(laid.x),
        y=of(laid.y),
        aside=of(laid.aside),
        measures={name: of(values) for name, values in laid.measures.items()},
        edges=tuple((place[one], place[other], w) for one, other, w in laid.edges if one in place and other in place),
        levels=tuple(replace(level, of=of(level.of)) for level in laid.levels),
    )


def mean_years(answers: Answers, laid: LaidOutGraph, view: str) -> Sequence[float | None]:
    """Return the mean year of the papers of each node; None for a node whose papers have no year."""
    years = {str(row[0]): row[4] for row in answers.rows("full_works") if isinstance(row[4], int)}
    if view == "coauthors":
        pairs = {(str(person), str(work)) for work, _, person, *_ in answers.rows("authorships")}
    else:
        pairs = {(str(row[0]), str(row[5])) for row in answers.rows("links")}
    found: dict[str, list[int]] = defaultdict(list)
    for node, work in pairs:
        if work in years:
            found[node].append(years[work])
    return [sum(found[node]) / len(found[node]) if node in found else None for node in laid.ids]
