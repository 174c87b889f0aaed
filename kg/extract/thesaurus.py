"""Decisions of the user about methods and datasets: merged labels, names, kinds, broader concepts, removed labels."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kg.extract.labels import clean_label
from kg.extract.wording import tight_form
from kg.model.errors import SettingsError
from kg.model.mention import Kind

REMOVED = ""
"""Replacement of a label that is removed."""


@dataclass(frozen=True, slots=True)
class ThesaurusLine:
    """One line of a thesaurus; a line that has only a label removes it."""

    number: int
    label: str
    replace_by: str = ""
    kind: Kind | None = None
    broader: tuple[str, ...] = ()

    @property
    def removes(self) -> bool:
        """Return True if the line removes its label."""
        return not (self.replace_by or self.kind or self.broader)

    @property
    def is_name(self) -> bool:
        """Return True if label and replacement differ in spelling only: the line gives a concept its name."""
        return bool(self.replace_by) and match_key(self.label) == match_key(self.replace_by)

    def __str__(self) -> str:
        """Return the decision in words, without its line number."""
        if self.removes:
            return f'"{self.label}" removed'
        named = f' replaced by "{self.replace_by}"' if self.replace_by else ""
        kind = f", kind {self.kind}" if self.kind else ""
        broader = "".join(f', broader "{each}"' for each in self.broader)
        return f'"{self.label}"{named}{kind}{broader}'


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """The lines of a thesaurus, with the name of its file and the SHA-256 of its content."""

    name: str
    sha256: str
    lines: tuple[ThesaurusLine, ...]

    def place(self, line: ThesaurusLine) -> str:
        """Return the file and the number of a line, for messages."""
        return f"{self.name}, line {line.number}"


@lru_cache(maxsize=262_144)
def match_key(label: str) -> str:
    """Return the form in which labels are compared: without case, accents, hyphens, blanks, plural and marks of LaTeX.

    >>> match_key("Auto-Encoders") == match_key("autoencoder")
    True
    """
    return tight_form(clean_label(label)) or label.casefold()


def final_replacements(thesaurus: Thesaurus) -> dict[str, str]:
    """Return the last label of each chain of replacements by match key; REMOVED if the chain ends in a removed label.

    A label that no line replaces is not in the result. Raise SettingsError if lines contradict each other.
    """
    lines = _replacing_lines(thesaurus)
    final: dict[str, str] = {}
    for key in lines:
        passed = _chain(key, lines, final, thesaurus.name)
        if not passed:
            continue
        last = lines[next(reversed(passed))]
        final |= dict.fromkeys(passed, final.get(_target(last), last.replace_by))
    return final


def check_thesaurus(thesaurus: Thesaurus) -> None:
    """Raise SettingsError if a label has two replacements or kinds, is replaced in a circle or broader than itself."""
    final = final_replacements(thesaurus)
    kinds: dict[str, ThesaurusLine] = {}
    for line in thesaurus.lines:
        last = final.get(match_key(line.label), line.label)
        first = kinds.setdefault(match_key(last), line) if line.kind else line
        if first.kind is not line.kind:
            problem = (
                f'"{last}" is a {line.kind} here and a {first.kind} on line {first.number}; remove one of the kinds'
            )
            raise SettingsError(problem, file=thesaurus.name, line=line.number)
        if match_key(last) in map(match_key, line.broader):
            problem = f'"{last}" cannot be broader than itself; remove it from the column "broader"'
            raise SettingsError(problem, file=thesaurus.name, line=line.number)


def _replacing_lines(thesaurus: Thesaurus) -> dict[str, ThesaurusLine]:
    found: dict[str, ThesaurusLine] = {}
    for line in thesaurus.lines:
        if line.replace_by or line.removes:
            first = found.setdefault(match_key(line.label), line)
            if _target(first) != _target(line):
                raise SettingsError(_twice(line, first), file=thesaurus.name, line=line.number)
    return found


def _target(line: ThesaurusLine) -> str:
    return match_key(line.replace_by) if line.replace_by else REMOVED


def _twice(line: ThesaurusLine, first: ThesaurusLine) -> str:
    return f"{line}, but line {first.number}: {first}; remove one of these lines"


def _chain(key: str, lines: dict[str, ThesaurusLine], final: dict[str, str], name: str) -> dict[str, None]:
    """Return the keys of a chain of replacements, from `key` to one whose replacement is final."""
    passed: dict[str, None] = {}
    while key in lines and key not in final:
        if key in passed:
            circle = list(passed)[list(passed).index(key) :]
            numbers = ", ".join(str(lines[each].number) for each in circle)
            problem = f'"{lines[key].label}" is replaced in a circle by lines {numbers}; remove one of these lines'
            raise SettingsError(problem, file=name, line=lines[key].number)
        passed[key] = None
        if lines[key].is_name:
            break
        key = _target(lines[key])
    return passed
