"""Reference of the command line, generated from the commands and options."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import typer

from kg.cli.app import app

_BOLD = re.compile(r"\[/?bold\]")
_EXAMPLE = re.compile(r"\s{2,}kg ")
_OPTION = re.compile(r"(?<![\w`-])--[a-z][\w-]*")


def fragment() -> str:
    """Return a section for every command, with its usage, arguments, options and examples."""
    return "\n".join(_section(name, command) for name, command in commands())


def commands() -> Iterator[tuple[str, Any]]:
    """Yield every command, except groups of commands, with its full name, such as "kg identity explain"."""
    yield from _below("kg", typer.main.get_command(app))


def _below(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    if not hasattr(command, "commands"):
        yield name, command
        return
    for child in command.commands.values():
        yield from _below(f"{name} {child.name}", child)


def parameters(command: Any) -> Iterator[tuple[str, str, str]]:
    """Yield the kind ("argument" or "option"), the spelling and the help of every parameter except `--help`."""
    context = typer.Context(command)
    for parameter in command.params:
        record = parameter.get_help_record(context)
        if record is not None:
            yield parameter.param_type_name, record[0], _plain(record[1])


def examples(command: Any) -> list[str]:
    """Return the command lines that the help of a command gives as examples."""
    return [line.strip() for line in (command.help or "").splitlines() if _EXAMPLE.match(line)]


def _section(name: str, command: Any) -> str:
    usage = " ".join([name, *command.collect_usage_pieces(typer.Context(command))])
    text = [f"## {name}", "", *_prose(command), "", "```text", usage, "```", ""]
    for kind in ("argument", "option"):
        rows = [f"| `{spelling}` | {_cell(help)} |" for each, spelling, help in parameters(command) if each == kind]
        text += [f"| {kind} | meaning |", "|---|---|", *rows, ""] if rows else []
    shown = examples(command)
    return "\n".join([*text, *(["Examples:", "", "```sh", *shown, "```", ""] if shown else [])])


def _prose(command: Any) -> list[str]:
    """Return the lines of the help of a command without its examples."""
    lines = [line for line in (command.help or "").splitlines() if not _EXAMPLE.match(line)]
    paragraphs = re.split(r"\n\s*\n", "\n".join(lines))
    kept = [_plain(each) for each in paragraphs if _plain(each).strip(" :") not in ("", "Example", "Examples")]
    return _OPTION.sub(r"`\g<0>`", "\n\n".join(kept)).split("\n")


def _plain(text: str) -> str:
    return _BOLD.sub("", text).strip()


def _cell(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("|", "\\|")
