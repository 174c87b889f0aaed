"""Mentions in abstracts, concepts, and the links between papers and concepts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Kind of a concept: method or dataset."""

    METHOD = "method"
    DATASET = "dataset"


class Role(StrEnum):
    """Role of a concept in a paper."""

    PROPOSES = "proposes"
    USES = "uses"
    COMPARES = "compares"
    MENTIONS = "mentions"
    INTRODUCES = "introduces"
    EVALUATES = "evaluates"


class Finder(StrEnum):
    """Method by which a mention was found."""

    VOCABULARY = "vocabulary"
    PATTERN = "pattern"
    ABBREVIATION = "abbreviation"
    MODEL = "model"


@dataclass(frozen=True, slots=True, order=True)
class RawMention:
    """A span found in an abstract, before it is linked to a concept.

    `start` and `end` are 0-based, end-exclusive code points into the abstract of `work`. `kind` and `role` are inferred
    from the sentence; `confidence` and `role_confidence` are between 0 and 1. `concept` is the id of the matching
    concept of the vocabulary, or "". `long_form` is the expansion of an abbreviation that the abstract defines, or "".
    """

    work: str
    start: int
    end: int
    text: str
    kind: Kind
    finder: Finder
    confidence: float
    role: Role
    role_confidence: float
    concept: str = ""
    long_form: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A span of characters in the abstract of a paper that names a concept.

    `start` and `end` are 0-based, end-exclusive code points into the `abstract` of the paper; `text` is the span.
    `concept` is the id of a Concept. `confidence` is between 0 and 1.
    """

    work: str
    start: int
    end: int
    text: str
    concept: str
    role: Role
    finder: Finder
    confidence: float


@dataclass(frozen=True, slots=True)
class Concept:
    """A method or a dataset.

    `id` is an absolute IRI for a concept of the vocabulary, else `method/{slug}` or `dataset/{slug}`. `broader` are ids
    of more general concepts. `in_vocabulary` is False for a concept that was found only in abstracts. `decisions` are
    the lines of the user's thesaurus that changed the concept, in words; a concept of the vocabulary with decisions
    differs from its description there.
    """

    id: str
    kind: Kind
    label: str
    alternates: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    in_vocabulary: bool = True
    decisions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConceptLink:
    """The link between a paper and a concept: exactly one role, with its confidence between 0 and 1.

    `stated` is False if neither the title nor a sentence of the abstract states the role.
    """

    work: str
    concept: str
    role: Role
    confidence: float
    stated: bool = True


@dataclass(frozen=True, slots=True)
class Proposal:
    """A concept that a paper of the graph proposes or introduces, and the papers that take it up."""

    concept: str
    work: str
    adopters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """Result of extraction: mentions, the mentioned concepts, and the links between papers and concepts, all sorted.

    `proposals` are the concepts that papers of the graph propose or introduce. `model` is the
    name and version of the model that found mentions, or "" if none was used.
    """

    mentions: tuple[Mention, ...]
    concepts: tuple[Concept, ...]
    links: tuple[ConceptLink, ...]
    model: str = ""
    proposals: tuple[Proposal, ...] = ()
