"""Command `kg formats`."""

from __future__ import annotations

from rich.markup import escape

from kg.cli.console import out, show


def formats() -> None:
    """List the formats of listings, with an example of each.

    [bold]Example[/bold]

      kg formats
    """
    from kg.pipeline.build import formats as known_formats

    for each in known_formats():
        show(f"[bold]{escape(each.name)}[/]  {escape(each.description)}")
        for line in each.example.splitlines():
            out.print(f"    {line}", style="dim", markup=False, soft_wrap=True)
        out.print()
