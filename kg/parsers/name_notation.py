"""Notation around an author's name: marks, e-mail addresses, ORCID, brackets, and what they hold."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.parsers.identifiers import read_orcid

_MARKS = " \t\n\u00a0\u200b*∗⁎＊†‡§¶#^_‖∥⋆★☆✉♯♠♣♦♥◊♢△▲+=|\\/•·:;,~`"
_SUPERSCRIPT = re.compile(
    r"(?<![ÂÃÄÅ])[¹²³⁰⁴-⁹](?:[,¹²³⁰⁴-⁹])*|[ᵃᵇᶜᵈᵉᶠ](?:[,ᵃᵇᶜᵈᵉᶠ¹²³⁰⁴-⁹])*(?=[\s*†‡§,]*$)|\$?\^\{[^{}]{0,40}\}\$?|\$?\^[\d*†‡§,]{1,20}\$?|<sup>[^<>]{0,40}</sup>"
)
_DIGITS = re.compile(
    r"(?<=[^\W\d_.)])\d{1,2}(?:\s?,\s?(?:\d{1,2}|[*†‡§]))*(?![\w.])|(?<=\S)\s\d{1,2}(?:\s?,\s?\d{1,2})*(?=[\s*†‡§]*$)"
)
_DBLP = re.compile(r"(.*\S)\s+(\d{4})")
_BRACKETS = {"(": ")", "[": "]", "<": ">", "{": "}", "（": "）"}
_CLOSING = set(_BRACKETS.values())
_SHORT_MARK = 2
_NICKNAME = re.compile(r"[^\W\d_][\w.'’-]{0,30}")
_ORCID_WORD = re.compile(r"(?:https?://)?(?:www\.)?orcid(?:\.org/|\s?id)?\s?:?", re.IGNORECASE)
_SIMPLE = re.compile(r"[^\W\d_¹²³⁰-⁹ªº](?:[^\W\d_¹²³⁰-⁹ªºᵃ-ᵿ]|[.'’‐-]| (?! ))*")
_ASCII = re.compile(r"[A-Za-z][A-Za-z.'-]*(?: [A-Za-z.'-]+)*")
_SCOPUS = re.compile(r"\d{7,15}")


@dataclass(frozen=True, slots=True)
class NameNotation:
    """A name without what stood around it, and what that was."""

    name: str
    source_id: str | None = None
    orcid: str | None = None
    affiliations: tuple[str, ...] = ()
    email: str | None = None


def bracket_spans(text: str) -> list[tuple[int, int]]:
    """Return the outermost matched brackets of a text as (start, stop) pairs, in order."""
    stack: list[int] = []
    spans: list[tuple[int, int]] = []
    for index, character in enumerate(text):
        if character in _BRACKETS:
            stack.append(index)
        elif character in _CLOSING and stack and _BRACKETS[text[stack[-1]]] == character:
            start = stack.pop()
            while spans and spans[-1][0] > start:
                spans.pop()
            spans.append((start, index + 1))
    return spans


def bare_name(text: str) -> str:
    """Return a name without its notation."""
    return text if _is_simple(text) else read_notation(text).name


def _is_simple(text: str) -> bool:
    """Return whether a text is a name without notation."""
    return bool(_ASCII.fullmatch(text) or (_SIMPLE.fullmatch(text) and not text.endswith(" ")))


def read_notation(text: str) -> NameNotation:
    """Return a name with the affiliations, addresses and identifiers that were written beside it.

    >>> read_notation("Ada Example¹* <ada@moor.example>")
    NameNotation(name='Ada Example', source_id=None, orcid=None, affiliations=(), email='ada@moor.example')
    """
    if _is_simple(text):
        return NameNotation(text)
    held: dict[str, str] = {}
    affiliations: list[str] = []
    text = _without_brackets(text, held, affiliations)
    text = _without_words(text, held)
    text = _DIGITS.sub(" ", _SUPERSCRIPT.sub(" ", text)).strip(_MARKS)
    if dblp := _DBLP.fullmatch(text):
        held.setdefault("source_id", f"dblp:{text}")
        text = dblp[1]
    name = " ".join(text.split())
    return NameNotation(name, held.get("source_id"), held.get("orcid"), tuple(affiliations), held.get("email"))


def _without_brackets(text: str, held: dict[str, str], affiliations: list[str]) -> str:
    """Take out the brackets that are no part of a name; a nickname before the family name is one."""
    parts: list[str] = []
    done = 0
    for start, stop in bracket_spans(text):
        inside, after = text[start + 1 : stop - 1].strip(), text[stop:].strip(_MARKS + "0123456789([<")
        parts.append(text[done:start])
        done = stop
        if after and parts[-1].strip() and after[:1].isalpha() and _NICKNAME.fullmatch(inside) and text[start] in "([":
            parts.append(text[start:stop])
        else:
            parts.append(" ")
            _keep(inside, held, affiliations)
    return "".join((*parts, text[done:]))


def _keep(inside: str, held: dict[str, str], affiliations: list[str]) -> None:
    if "@" in inside and " " not in inside:
        held.setdefault("email", inside.strip(".,;*"))
    elif orcid := read_orcid(inside):
        held.setdefault("orcid", orcid)
    elif _SCOPUS.fullmatch(inside):
        held.setdefault("source_id", f"scopus:{inside}")
    elif inside.startswith("~"):
        held.setdefault("source_id", inside)
    elif len(inside) > _SHORT_MARK and any(c.isalpha() for c in inside):
        affiliations.append(" ".join(inside.split()))


def _without_words(text: str, held: dict[str, str]) -> str:
    """Take out addresses and identifiers that stand beside a name without brackets."""
    if not any(sign in text for sign in ("@", "-", "/", "~")):
        return text
    kept: list[str] = []
    for word in text.split():
        if "@" in word.strip("@") and "." in word:
            held.setdefault("email", word.strip(".,;:*<>()[]"))
        elif word.startswith("~") and len(word) > _SHORT_MARK:
            held.setdefault("source_id", word)
        elif len(word) > 15 and (orcid := read_orcid(word)):
            held.setdefault("orcid", orcid)
        elif not word.startswith(("http://", "https://")) and not _ORCID_WORD.fullmatch(word):
            kept.append(word)
    return " ".join(kept)
