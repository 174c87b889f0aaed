"""Normal form and parts of a person's name."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from kg.model.text import fold
from kg.resolve.latex import render

_NICKNAME = re.compile(r"[(（\"“][^)）\"”]{0,60}+[)）\"”]")
_SEPARATOR = re.compile(r"[\s.,_]+")
_ABBREVIATION = re.compile(r"\b(?!Jr|Sr|Dr|St)([A-Z])[a-z]{1,2}\.(?=[\s-]*\w)")
_CAPITALS = re.compile(r"\b(?!NG\b)[B-DF-HJ-NP-TV-XZ]{2,3}\b(?=[\s.]+\w{2})")
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "2nd", "3rd", "phd", "md"})
_GENERATIONS = {"jr": "jr", "sr": "sr", "ii": "2", "2nd": "2", "iii": "3", "3rd": "3", "iv": "4"}
_TITLES = frozenset({"dr", "prof", "professor"})
_PARTICLES = frozenset(
    "af al bin da das de degli dei del dela della den der di dos du el ibn ter van vom von zu zum zur".split()
)
_UMLAUT = re.compile(r"([uoa])e|aa")
LONGEST = 200  # maximum number of characters of a name from which nicknames are removed
SHORTEST_FAMILY = 4  # minimum letters of a family name in which "ue" can stand for "ü"; "Xue" is not "Xü"


@dataclass(frozen=True, slots=True)
class PersonName:
    """Parts of a name in normal form: lower case, without accents.

    For "Jae-Hoon van Lee", `given` is ("jaehoon",), `parts` is ("jae", "hoon"), `particles` is ("van",) and `family` is
    ("lee",). For "J.-H. Lee", `given` is ("j", "h"). `key` is the full name as `name_key` returns it. `stem` is the
    family name with "ae", "oe", "ue" and "aa" shortened to one letter: "muller" for both "Müller" and "Mueller".
    """

    key: str
    given: tuple[str, ...]
    parts: tuple[str, ...]
    particles: tuple[str, ...]
    family: tuple[str, ...]
    first: str  # first given name or initial, "" if there is none
    last: str  # family name as one word
    stem: str
    is_initial: bool  # True if the first given name is only an initial

    @property
    def blocks(self) -> tuple[str, ...]:
        """Return the blocking keys of the name; two names without a common key are not compared."""
        words = [word for word in self.given[1:] if len(word) > 1]
        families = (self.stem, *self.family, *words)
        keys = [f"{part} {self.first[:1]}" for part in families]
        keys += [f"given {self.stem} {word}" for word in (self.first, *words) if len(word) > 1]
        keys += ["words " + " ".join(sorted(pair)) for pair in self._orders()]
        keys += [f"letters {letters}" for letters in ("".join((*self.given, self.last)), self.letters, self.rotated)]
        return tuple(dict.fromkeys(keys))

    @property
    def letters(self) -> str:
        """Return the key without spaces and hyphens."""
        return self.key.replace(" ", "").replace("-", "")

    @property
    def rotated(self) -> str:
        """Return the key with its first word moved to the end as the family name, without spaces and hyphens."""
        first, _, rest = self.key.partition(" ")
        return (rest + first).replace(" ", "").replace("-", "")

    def _orders(self) -> list[tuple[str, str]]:
        """Return the pairs (first given name, family name) and (last given name, family name), without initials."""
        full = [word for word in (self.first, *self.given[-1:]) if len(word) > 1]
        return [(word, self.last) for word in full]


@lru_cache(maxsize=1048576)
def name_key(name: str) -> str:
    """Return the normal form of a full name; it is never empty.

    The name is in lower case, without accents, dots, nicknames, suffixes and redundant spaces, with the family name
    last.

    >>> name_key("Jürgen  Schmidhuber"), name_key("Fearing, R.S."), name_key("Jiankang (Jack) Deng")
    ('jurgen schmidhuber', 'r s fearing', 'jiankang deng')
    """
    parts = _words(name)
    if len(parts) > 2 and parts[0] in _TITLES:
        parts = parts[1:]
    kept = parts[:1] + [part for part in parts[1:] if part not in _SUFFIXES]
    kept = kept if len(kept) > 1 else parts[:2]
    full = [len(part) > 1 for part in kept]
    if len(kept) > 1 and full[0] and not any(full[1:]):  # "Fearing R S"
        kept = [*kept[1:], kept[0]]
    elif sum(full) > 1 and full[0] and not full[-1]:  # "Judith Espinoza L."
        kept.pop()
    return " ".join(kept) or unicodedata.normalize("NFKC", name).casefold().strip() or "nobody"


def generation(name: str) -> str | None:
    """Return the generation in the suffix of a name: "jr", "sr", "2", "3", "4", or None without such a suffix.

    >>> generation("Martin Luther King, Jr."), generation("Ann Oak")
    ('jr', None)
    """
    return next((_GENERATIONS[part] for part in _words(name)[1:] if part in _GENERATIONS), None)


def _words(name: str) -> list[str]:
    """Return the folded words of a name in the order given names, family name, suffixes."""
    plain = render(name)
    if len(plain) <= LONGEST:
        plain = _NICKNAME.sub(" ", plain)
    family, comma, given = plain.partition(",")
    if comma and given.strip().casefold().rstrip(".") not in _SUFFIXES:
        plain = f"{given} {family}"
    plain = _ABBREVIATION.sub(r"\1.", plain)
    if not plain.isupper():
        plain = _CAPITALS.sub(lambda found: " ".join(found[0]), plain)
    return [part for part in _SEPARATOR.split(fold(plain).replace("'", "")) if part.strip("-")]


@lru_cache(maxsize=1048576)
def read_name(key: str) -> PersonName:
    """Return the parts of a name, which is given as its key (see `name_key`)."""
    first, *between, last = words if len(words := key.split(" ")) > 1 else ("", key)
    given = [word for word in (first, *between) if word and (word == first or word not in _PARTICLES)]
    compounds = tuple(part for word in given for part in _split_initials(word))
    parts = tuple(part for word in given for part in word.split("-") if part)
    family = _split_family(last)
    joined = "".join(family)
    particles = tuple(word for word in (*between, *last.split("-")[:-1]) if word in _PARTICLES)
    start = compounds[0] if compounds else ""
    return PersonName(key, compounds, parts, particles, family, start, joined, _stem(joined), len(start) == 1)


def _split_family(last: str) -> tuple[str, ...]:
    words = [part for part in last.split("-") if part] or [last]
    return (*(word for word in words[:-1] if word not in _PARTICLES), words[-1])


def _split_initials(word: str) -> list[str]:
    """Return the parts of a hyphenated word if one of them is an initial, else a list of the word without hyphens."""
    parts = [part for part in word.split("-") if part]
    return ["".join(parts)] if parts and all(len(part) > 1 for part in parts) else parts


def _stem(family: str) -> str:
    plain = _UMLAUT.sub(lambda found: found[0][0], family)
    return plain if len(plain) >= SHORTEST_FAMILY else family
