"""Reader of thesaurus files: tab-separated text with a header, like thesaurus files of VOSviewer.

The columns are `label` and `replace by`, and optionally `kind`, `broader` and `note`. The header decides whether the
cells are separated by tabs, semicolons or commas. A cell may be quoted. Empty lines and lines that begin with `#` are
ignored.
"""

from __future__ import annotations

import csv
import hashlib
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from kg.extract.thesaurus import Thesaurus, ThesaurusLine, check_thesaurus
from kg.model.errors import SettingsError
from kg.model.mention import Kind

COLUMNS = ("label", "replace by", "kind", "broader", "note")
SEPARATOR_OF_BROADER = "|"
MAX_BYTES = 20_000_000
MAX_LABEL = 200
"""Maximum number of characters of a label."""
_DELIMITERS = "\t;,"
_FORMULA = ("=", "+", "-", "@")


def read_thesaurus(path: Path) -> Thesaurus:
    """Return the thesaurus of a file.

    Raise SettingsError if the file cannot be read, is too large or not UTF-8, if a line is malformed, or if lines
    contradict each other. The message names the line and the remedy.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        text = content.decode("utf-8-sig")
    except OSError as error:
        problem = f"cannot read the thesaurus: {error.strerror}; check the path in kg.toml"
        raise SettingsError(problem, file=path) from None
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SettingsError("the thesaurus is not UTF-8; save it as UTF-8 text", file=path, line=line) from None
    if len(content) > MAX_BYTES:
        raise SettingsError(f"the thesaurus has more than {MAX_BYTES:,} bytes; split it or remove lines", file=path)
    thesaurus = Thesaurus(path.name, hashlib.sha256(content).hexdigest(), parse_thesaurus(text, path.name))
    check_thesaurus(thesaurus)
    return thesaurus


def parse_thesaurus(text: str, name: str = "thesaurus") -> tuple[ThesaurusLine, ...]:
    """Return the lines of a thesaurus; `name` is the file name for messages."""
    numbered = [(number, line.rstrip("\r")) for number, line in enumerate(text.split("\n"), start=1)]
    kept = [(number, line) for number, line in numbered if line.strip() and not line.startswith("#")]
    if not kept:
        return ()
    number, header = kept[0]
    delimiter = max(_DELIMITERS, key=header.count)
    columns = _columns(_cells(header, delimiter, name, number), name, number)
    found = (_line(_cells(line, delimiter, name, at), columns, name, at) for at, line in kept[1:])
    return tuple(line for line in found if line)


def guarded(cell: str) -> str:
    """Return the text of a cell in a form that no spreadsheet evaluates and that the reader does not skip as a comment.

    A text that begins with = + - @ or # gets an apostrophe before it, which the reader removes. Control characters
    become blanks.
    """
    text = " ".join("".join(c if c.isprintable() else " " for c in cell).split())
    return f"'{text}" if text.startswith((*_FORMULA, "#", "'")) else text


def _cells(line: str, delimiter: str, name: str, number: int) -> list[str]:
    try:
        row = next(csv.reader([line], delimiter=delimiter, strict=True))
    except csv.Error as error:
        problem = f"{error}; close the quotation mark, or double it if it is text"
        raise SettingsError(problem, file=name, line=number) from None
    return [_unguarded(" ".join(_visible(cell).split())) for cell in row]


def _visible(cell: str) -> str:
    """Return a cell without format characters, such as soft hyphens and joiners."""
    return cell if cell.isprintable() else "".join(c for c in cell if unicodedata.category(c) != "Cf")


def _unguarded(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith((*_FORMULA, "#", "'")) else cell


def _columns(header: Iterable[str], name: str, number: int) -> list[str]:
    columns = [cell.lower().replace("_", " ") for cell in header]
    while columns and not columns[-1]:
        columns.pop()
    unknown = [column for column in columns if column not in COLUMNS or columns.count(column) > 1]
    if unknown or columns[:1] != ["label"] or "replace by" not in columns:
        problem = f'begin the file with the header "label", "replace by" and, if needed, {_quoted(COLUMNS[2:])}'
        raise SettingsError(f"{problem}, separated by tabs", file=name, line=number)
    return columns


def _line(cells: list[str], columns: list[str], name: str, number: int) -> ThesaurusLine | None:
    if any(cells[len(columns) :]):
        problem = f"{len(cells)} cells under {len(columns)} columns; separate the cells as the header does"
        raise SettingsError(problem, file=name, line=number)
    row = dict(zip(columns, cells, strict=False))
    broader = tuple(each.strip() for each in row.get("broader", "").split(SEPARATOR_OF_BROADER) if each.strip())
    given = ThesaurusLine(number, row["label"], row.get("replace by", ""), _kind(row, name, number), broader)
    if given.removes and not given.label:
        return None
    _check_labels(given, name)
    return given


def _kind(row: dict[str, str], name: str, number: int) -> Kind | None:
    kind = row.get("kind", "").lower()
    if kind and kind not in tuple(Kind):
        problem = f"kind must be {' or '.join(Kind)}, not {kind!r:.80}"
        raise SettingsError(problem, file=name, line=number)
    return Kind(kind) if kind else None


def _check_labels(line: ThesaurusLine, name: str) -> None:
    if not line.label:
        raise SettingsError("no label; write one in the first column", file=name, line=line.number)
    for label in (line.label, line.replace_by, *line.broader):
        if len(label) > MAX_LABEL or not label.isprintable():
            problem = f"a label must be one line of at most {MAX_LABEL} printable characters, not {label!r:.80}"
            raise SettingsError(problem, file=name, line=line.number)


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
