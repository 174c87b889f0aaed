"""Extraction of the code blocks of the documentation, and execution in the folder of a build."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import kg
from kg.server.settings import read_server_settings

ROOT = Path(__file__).resolve().parents[2]
PAGES = (
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "examples" / "README.md",
    *sorted((ROOT / "docs").rglob("*.md")),
)
RUN = ("sh", "console", "python", "sparql", "toml", "json")
NOT_CODE = ("text", "csv", "jsonl", "xml", "html", "bibtex", "markdown", "turtle", "")
"""Languages of blocks that are shown and not run: listings, output, data."""

_FENCE = re.compile(
    r"(?:^[ ]*<!-- not run: (?P<reason>[^\n]+) -->\n\n?)?"
    r"^(?P<indent>[ ]*)```[ ]*(?P<language>[\w-]*)[^\n]*\n(?P<code>.*?)^(?P=indent)```[ ]*$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Block:
    """Code block of a page, with the reason if it is not run."""

    page: str
    line: int
    language: str
    code: str
    not_run: str | None

    @property
    def place(self) -> str:
        """Page and line number, for messages."""
        return f"{self.page}:{self.line}"


def blocks(path: Path) -> Iterator[Block]:
    """Yield the blocks of a page in order."""
    text = path.read_text(encoding="utf-8")
    for found in _FENCE.finditer(text):
        code = re.sub(rf"^{found['indent']}", "", found["code"], flags=re.MULTILINE)
        line = text.count("\n", 0, found.start("indent")) + 1
        yield Block(str(path.relative_to(ROOT)), line, found["language"], code, found["reason"])


class Workplace:
    """Folder in which the blocks of one page run, one after the other."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: dict[str, object] = {"__name__": "__main__"}
        commands = folder / ".bin"
        commands.mkdir()
        (commands / "kg").write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m kg "$@"\n')
        (commands / "kg").chmod(0o755)
        path = os.pathsep.join([str(commands), str(Path(sys.executable).parent), os.environ["PATH"]])
        self.environment = os.environ | {"PATH": path, "COLUMNS": "80", "NO_COLOR": "1"}

    def run(self, block: Block) -> None:
        """Run a block according to its language; raise AssertionError, with the page and line, if it fails."""
        run = {
            "sh": self._shell,
            "console": self._console,
            "python": self._python,
            "sparql": self._sparql,
            "toml": self._toml,
            "json": lambda block: json.loads(block.code),
        }[block.language]
        try:
            run(block)
        except AssertionError:
            raise
        except Exception as error:
            raise AssertionError(f"{block.place}: {type(error).__name__}: {error}") from error

    def _shell(self, block: Block) -> None:
        self._command(block, block.code)

    def _console(self, block: Block) -> None:
        """Run the lines after "$ " and compare their output with the lines below."""
        for part in re.split(r"^\$ ", block.code, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            printed = self._command(block, command)
            assert matches(shown, printed), (
                f"{block.place}: `{command}` printed\n{printed}\nand the page shows\n{shown}"
            )

    def _command(self, block: Block, command: str) -> str:
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", command],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=300,
        )
        assert done.returncode == 0, f"{block.place}: exit code {done.returncode} of\n{command}\n{done.stdout}"
        return done.stdout

    def _python(self, block: Block) -> None:
        exec(compile(block.code, block.place, "exec"), self.names)

    def _sparql(self, block: Block) -> None:
        with_columns = kg.open(self.folder / "output").query(block.code)
        assert any(True for _ in with_columns), f"{block.place}: the query has no result on the examples"

    def _toml(self, block: Block) -> None:
        file = self.folder / "block.toml"
        file.write_text(block.code, encoding="utf-8")
        kg.read_settings(file)
        read_server_settings(file)


def matches(shown: str, printed: str) -> bool:
    """Return whether output matches a page, where "…" stands for any text or, on a separate line, for any lines."""
    pieces = (re.escape(piece) for piece in "\n".join(map(str.rstrip, shown.strip().splitlines())).split("…"))
    pattern = r"(?s:.*?)".join(pieces)
    return bool(re.fullmatch(pattern, "\n".join(map(str.rstrip, printed.strip().splitlines()))))
