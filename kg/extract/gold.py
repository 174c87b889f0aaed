"""Annotated abstracts: JSON Lines of {"id", "abstract", "concepts": [{"label", "role", "mentions"}]}, or CoNLL.

"sha256" can replace "abstract" by its SHA-256, so that annotations can be published without the texts. Annotations of
two readers give all their roles as "roles", and mark a concept that only one of them annotated as "optional".
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.extract.wording import normal_form
from kg.model.errors import KgError
from kg.model.mention import Kind, Role

# The Method and the Material of SciERC, and the DATASET of TDMSci, stand for our two kinds.
CONLL_KINDS = {"Method": Kind.METHOD, "Material": Kind.DATASET, "METHOD": Kind.METHOD, "DATASET": Kind.DATASET}


@dataclass(frozen=True, slots=True)
class GoldConcept:
    """A concept of an abstract with all its spellings; `role` is None if it is not annotated.

    `roles` are the roles that two readers gave, empty if there was one reader. An `optional` concept is one that only
    one of two readers annotated; it counts neither as found nor as missed nor as spurious.
    """

    kind: Kind
    role: Role | None
    mentions: tuple[str, ...]
    roles: tuple[Role, ...] = ()
    optional: bool = False

    @property
    def by_two_readers(self) -> bool:
        """Return True if the annotation has the roles of two readers, or if only one of them annotated the concept."""
        return bool(self.roles) or self.optional


@dataclass(frozen=True, slots=True)
class Annotated:
    """An abstract with its concepts. `spans` maps character ranges to kinds."""

    id: str
    text: str
    concepts: tuple[GoldConcept, ...]
    spans: Mapping[tuple[int, int], Kind]


def digest(text: str) -> str:
    """Return the SHA-256 that identifies an abstract."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def read_gold(path: Path, texts: Iterable[str] = ()) -> list[Annotated]:
    """Return the annotated abstracts of a file: CoNLL for the suffix .conll, else JSON Lines.

    `texts` are the abstracts that annotations identify by their SHA-256. Raises KgError with file and line if the file
    cannot be read or an abstract is missing.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KgError(f"cannot read the annotations ({error})", file=path) from error
    if path.suffix == ".conll":
        return list(_conll(text))
    return list(_json_lines(path, text, _named(text, texts)))


def _named(text: str, texts: Iterable[str]) -> dict[str, str]:
    """Return the abstracts by their digests, if the annotations use digests."""
    return {digest(each): each for each in texts} if '"sha256"' in text else {}


def _json_lines(path: Path, text: str, named: Mapping[str, str]) -> Iterator[Annotated]:
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            concepts = tuple(_concept(entry) for entry in row["concepts"])
            abstract = row["abstract"] if "abstract" in row else named.get(row["sha256"])
        except (ValueError, KeyError, TypeError) as error:
            problem = f"not an annotated abstract ({error}); see docs/how-to/train.md"
            raise KgError(problem, file=path, line=number) from error
        if abstract is None:
            problem = "no abstract in a file given with --text or --abstracts has this SHA-256"
            raise KgError(problem, file=path, line=number)
        yield Annotated(row.get("id") or row["sha256"], abstract, concepts, locate(abstract, concepts))


def _concept(entry: Mapping[str, object]) -> GoldConcept:
    mentions = entry["mentions"]
    assert isinstance(mentions, list)
    roles = entry.get("roles") or ()
    assert isinstance(roles, Iterable)
    role = entry.get("role")
    return GoldConcept(
        Kind(str(entry["label"]).lower()),
        Role(str(role)) if role else None,
        tuple(map(str, mentions)),
        tuple(Role(str(each)) for each in roles),
        bool(entry.get("optional")),
    )


def locate(text: str, concepts: Iterable[GoldConcept]) -> dict[tuple[int, int], Kind]:
    """Return the kinds of spellings by the character ranges where they occur as complete words, without overlaps."""
    spellings = {(mention, concept.kind) for concept in concepts for mention in concept.mentions if mention}
    spans: dict[tuple[int, int], Kind] = {}
    taken = bytearray(len(text) + 1)
    for mention, kind in sorted(spellings, key=lambda item: (-len(item[0]), item)):
        for found in re.finditer(rf"(?<!\w){re.escape(mention)}(?!\w)", text):
            start, end = found.span()
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                spans[start, end] = kind
    return spans


def _conll(text: str) -> Iterator[Annotated]:
    """Yield the documents between -DOCSTART- lines, or the sentences if there are no such lines.

    The first column is the token, the last its tag.
    """
    blocks = re.split(r"^-DOCSTART-.*$", text, flags=re.MULTILINE) if "-DOCSTART-" in text else text.split("\n\n")
    for number, block in enumerate(block for block in blocks if block.strip()):
        yield _document(f"conll-{number}", block)


def _document(name: str, block: str) -> Annotated:
    words, tags = [], []
    for line in filter(str.strip, block.splitlines()):
        columns = line.split()
        words.append(columns[0])
        tags.append(columns[-1])
    starts, at = [], 0
    for word in words:
        starts.append(at)
        at += len(word) + 1
    text, spans = " ".join(words), dict(_tagged(words, tags, starts))
    return Annotated(name, text, tuple(_by_spelling(text, spans)), spans)


def _by_spelling(text: str, spans: Mapping[tuple[int, int], Kind]) -> Iterator[GoldConcept]:
    """Yield concepts, one for each spelling, since tags do not mark which spans are one concept."""
    spellings: dict[tuple[Kind, str], set[str]] = {}
    for (start, end), kind in spans.items():
        surface = text[start:end]
        spellings.setdefault((kind, normal_form(surface)), set()).add(surface)
    for (kind, _), surfaces in spellings.items():
        yield GoldConcept(kind, None, tuple(sorted(surfaces)))


def _tagged(words: list[str], tags: list[str], starts: list[int]) -> Iterator[tuple[tuple[int, int], Kind]]:
    """Yield spans of equal tags; a span starts with B-, or with I- after another tag."""
    begin = 0
    for i in range(1, len(tags) + 1):
        goes_on = i < len(tags) and tags[i].startswith("I-") and tags[i][2:] == tags[begin][2:] and tags[begin] != "O"
        if goes_on:
            continue
        kind = CONLL_KINDS.get(tags[begin][2:])
        if kind:
            yield (starts[begin], starts[i - 1] + len(words[i - 1])), kind
        begin = i
