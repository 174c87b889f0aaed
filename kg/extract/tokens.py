"""Tokens and sentences of abstracts: LaTeX marks, slashes and hyphens are tokens of their own."""

from __future__ import annotations

from collections.abc import Iterator

import spacy
from spacy.attrs import IDX, LENGTH
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

_INFIXES = (
    r"[/\\{}$^_~=<>|,;:()\[\]+*—]",
    r"(?<=[A-Za-z0-9])[-–‐](?=[A-Za-z])",
    r"(?<=[A-Za-z])[-–‐](?=[A-Z0-9])(?!\d)",
    r"(?<=[A-Za-z0-9])\.(?=[A-Z][a-z])",
)
_AFFIXES = (r"[\\{}$~^_\-–—=*]",)
_FULL_STOPS = (r"(?<=[0-9])\.", r"(?<=[a-z-][A-Z])\.")
_ENDS = frozenset(".?!")


def blank_pipeline() -> Language:
    r"""Return an English tokeniser pipeline: "ImageNet-C" is three tokens, "CIFAR-10" one, "$\ell_1$" six."""
    nlp = spacy.blank("en")
    tokenizer = nlp.tokenizer
    assert isinstance(tokenizer, Tokenizer)
    tokenizer.infix_finditer = compile_infix_regex([*(nlp.Defaults.infixes or ()), *_INFIXES]).finditer
    tokenizer.prefix_search = compile_prefix_regex([*(nlp.Defaults.prefixes or ()), *_AFFIXES]).search
    tokenizer.suffix_search = compile_suffix_regex([*(nlp.Defaults.suffixes or ()), *_AFFIXES, *_FULL_STOPS]).search
    tokenizer.url_match = None
    return nlp


def sentences(words: list[str]) -> Iterator[tuple[int, int]]:
    """Yield token ranges of sentences, which end at ".", "?" or "!" unless lower case follows, or at an empty line."""
    start = 0
    for i, word in enumerate(words):
        following = words[i + 1] if i + 1 < len(words) else ""
        if (word in _ENDS and not following[:1].islower()) or "\n\n" in word:
            yield start, i + 1
            start = i + 1
    if start < len(words):
        yield start, len(words)


def bounds_of(doc: Doc) -> tuple[list[int], list[int]]:
    """Return the start and end offsets of all tokens; faster than token by token."""
    bounds = doc.to_array([IDX, LENGTH]).astype(int)
    return bounds[:, 0].tolist(), bounds.sum(axis=1).tolist()


def words_of(doc: Doc) -> list[str]:
    """Return the texts of the tokens."""
    text = doc.text
    return [text[start:end] for start, end in zip(*bounds_of(doc), strict=True)]
