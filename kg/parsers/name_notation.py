"""Notation around an author's name: footnote marks, e-mail address, ORCID, and affiliation in brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.parsers.identifiers import read_orcid

_MARKS = " \t\n\u00a0\u200b*∗⁎＊†‡§¶#^_‖∥⋆★☆✉♯♠♣♦♥◊♢△▲+=|\\/•·:;,~`"
_SUPERSCRIPT = re.compile(
    r"(?<![ÂÃÄÅ])[¹²³⁰⁴-⁹](?:[,¹²³⁰⁴-⁹])*|[ᵃᵇᶜᵈᵉᶠ](?:[,ᵃᵇᶜᵈᵉᶠ¹²³⁰⁴-⁹]){0,40}+(?=[\s*†‡§,]*$)|\$?\^\{[^{}]{0,40}\}\$?|\$?\^[\d*†‡§,]{1,20}\$?|<sup>[^<>]{0,40}</sup>"
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
_HONORIFICS = re.compile(r"(?:(?:Prof|Professor|Dr|Mr|Mrs|Ms|Ing)\.?\s{1,3}){1,4}(?=\S{2,80}\s)")
_SCOPUS = re.compile(r"\d{7,15}")


@dataclass(frozen=True, slots=True)
class NameNotation:
    """A name without its notation, and the identifiers, affiliations and e-mail address in the notation."""

    name: str
    source_id: str | None = None
    orcid: str | None = None
    affiliations: tuple[str, ...] = ()
    email: str | None = None


def without_honorifics(name: str) -> str:
    """Return a name without the titles before it.

    >>> without_honorifics("Prof. Dr. Ada Example")
    'Ada Example'
    """
    found = _HONORIFICS.match(name)
    return name[found.end() :] if found else name


def bracket_spans(text: str) -> list[tuple[int, int]]:
    """Return the (start, stop) positions of the outermost pairs of matching brackets, in order."""
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
    """Return a name without footnote marks, e-mail address, ORCID and affiliation."""
    return text if _is_simple(text) else read_notation(text).name


def _is_simple(text: str) -> bool:
    """Return True if a text is a name without notation."""
    return bool(_ASCII.fullmatch(text) or (_SIMPLE.fullmatch(text) and not text.endswith(" ")))


def read_notation(text: str) -> NameNotation:
    """Separate a name from its notation.

    >>> read_notation("Ada Example¹* <ada@moor.example>")
    NameNotation(name='Ada Example', source_id=None, orcid=None, affiliations=(), email='ada@moor.example')
    """
    if _is_simple(text):
        return NameNotation(text)
    noted: dict[str, str] = {}
    affiliations: list[str] = []
    text = _without_brackets(text, noted, affiliations)
    text = _without_words(text, noted)
    text = _DIGITS.sub(" ", _SUPERSCRIPT.sub(" ", text)).strip(_MARKS)
    if dblp := _DBLP.fullmatch(text):
        noted.setdefault("source_id", f"dblp:{text}")
        text = dblp[1]
    name = " ".join(text.split())
    return NameNotation(name, noted.get("source_id"), noted.get("orcid"), tuple(affiliations), noted.get("email"))


def _without_brackets(text: str, noted: dict[str, str], affiliations: list[str]) -> str:
    """Return a text without its brackets, except those of a nickname before the family name.

    The contents of the removed brackets are added to `noted` and `affiliations`.
    """
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
            _keep(inside, noted, affiliations)
    return "".join((*parts, text[done:]))


def _keep(inside: str, noted: dict[str, str], affiliations: list[str]) -> None:
    if "@" in inside and " " not in inside:
        noted.setdefault("email", inside.strip(".,;*"))
    elif orcid := read_orcid(inside):
        noted.setdefault("orcid", orcid)
    elif _SCOPUS.fullmatch(inside):
        noted.setdefault("source_id", f"scopus:{inside}")
    elif inside.startswith("~"):
        noted.setdefault("source_id", inside)
    elif len(inside) > _SHORT_MARK and any(c.isalpha() for c in inside):
        affiliations.append(" ".join(inside.split()))


def _without_words(text: str, noted: dict[str, str]) -> str:
    """Return a text without e-mail and web addresses and identifiers outside brackets; these are added to `noted`."""
    if not any(sign in text for sign in ("@", "-", "/", "~")):
        return text
    kept: list[str] = []
    for word in text.split():
        if "@" in word.strip("@") and "." in word:
            noted.setdefault("email", word.strip(".,;:*<>()[]"))
        elif word.startswith("~") and len(word) > _SHORT_MARK:
            noted.setdefault("source_id", word)
        elif len(word) > 15 and (orcid := read_orcid(word)):
            noted.setdefault("orcid", orcid)
        elif not word.startswith(("http://", "https://")) and not _ORCID_WORD.fullmatch(word):
            kept.append(word)
    return " ".join(kept)
