"""Opening of the graph of a build."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from kg.graph.graph import Graph


def open_graph(out: str | PathLike[str] = "output") -> Graph:
    """Open the graph of a build for reading.

    Parameters
    ----------
    out : str or os.PathLike, default "output"
        The output folder of the build.

    Returns
    -------
    Graph
        The graph; also a context manager.

    Raises
    ------
    OutputError
        If the folder contains no graph.

    Examples
    --------
    >>> import kg
    >>> graph = kg.open("output")
    """
    return Graph(Path(out))
