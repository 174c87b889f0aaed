"""Usage line of commands in the conventional notation."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand


class PlainUsageCommand(TyperCommand):
    """Command whose usage line shows required arguments without braces: `LISTING...`, not `{LISTING}...`."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Return the pieces of the usage line after the name of the command."""
        return [piece.replace("{", "").replace("}", "") for piece in super().collect_usage_pieces(ctx)]
