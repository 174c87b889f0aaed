"""Evidence that a paper defines a name: it heads the title, or the abstract introduces it as the paper's own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from kg.extract.abbreviations import definitions
from kg.extract.wording import normal_form

_VERB = (
    r"(?:propos|introduc|present|develop|design|devis|describ|releas|contribut|creat|build|construct|collect|formulat|"
    r"articulat|deriv|offer|provid|publish)(?:es?|s|ing|ish|ishes)?"
)
_WE = r"\b(?:we|(?:this|the|our) (?:paper|work|study|article|report))\b"
# Words between the verb and the name: no preposition or conjunction that would make the name a part of a longer phrase.
_PLAIN_WORD = (
    r"(?!(?:of|for|to|in|on|with|by|from|based|using|that|which|and|or|as|into|than|via|through|over|under|between|"
    r"among|within|against|without|where|when|how|whether|existing|popular|standard|several)\b)[^\W_][^\s,;:.()]*"
)
_OPENING = r"[\"“”'‘`(\\{]*"
_VERB_BEFORE = re.compile(
    rf"{_WE}[^.;]{{0,80}}?\b(?:{_VERB}|(?<=we )\w+ed)\s+(?:{_PLAIN_WORD}\s+){{0,8}}{_OPENING}$", re.IGNORECASE
)
_APPOSITION_BEFORE = re.compile(
    rf"{_WE}[^.;,]{{0,80}}?\b{_VERB}\s[^.;:,]{{3,120}}[,:—–]\s*(?:namely,?\s+)?{_OPENING}$", re.I
)
_NAMING_BEFORE = re.compile(
    r"\b(?:call|name|dub|term|coin|calls|called|named|dubbed|termed|coined|refer(?:red)? to (?:it |this |them )?as|"
    r"abbreviated as|namely)\s+(?:it\s+|this\s+|as\s+)?(?:the\s+|an?\s+)?" + _OPENING + "$",
    re.IGNORECASE,
)
_OURS = re.compile(r"\b(?:we|our|this (?:paper|work)|(?:is|are) (?:proposed|introduced|presented)|novel|new)\b", re.I)
_NOUN = (
    r"(?:method|approach|procedure|algorithm|framework|model|system|benchmark|dataset|architecture|technique|network)s?"
)
_OUR_BEFORE = re.compile(
    rf"\b(?:our (?:\w+ ){{0,2}}(?:{_NOUN}|proposed)|the proposed(?: {_NOUN})?),?\s+{_OPENING}$", re.IGNORECASE
)
_NEW_AFTER = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:,|is|are)\s+(?:an?|our|the first)\s+(?:[\w-]+\s+)?(?:new|novel)\b|"
    r"\s*(?:\([^()]*\)\s*)?(?:is|are) (?:proposed|introduced|presented) (?:in this|here|to|for)\b"
)
_ATTRIBUTE_AFTER = re.compile(r"[-‐–](?:based|style|like|type|inspired)\b|\s+(?:variants?|extensions?)\b")
_ATTRIBUTE_BEFORE = re.compile(
    r"\b(?:an?|new|novel|first|two|three|several|simple|efficient|general)\s+$", re.IGNORECASE
)
_LIST_AFTER = re.compile(r"\s*+(?:\([^()]*+\)\s*+)?(?:,\s++|(?<=\s))(?:and|or)\b")
_SENTENCE_END = re.compile(r"(?<!e\.g)(?<!i\.e)[.!?]\s+(?=[A-Z\"“(])")
_TITLE_GOES_ON = re.compile(r"\s+(?:for|via|with|by|in|through|using|as|on|from|to)\b", re.IGNORECASE)
_MAX_BEFORE = 320
_ARTICLES = frozenset("a an and at by for from in of on or the to via with".split())


def heads_title(title: str, forms: Collection[str]) -> bool:
    """Return whether one of the forms of a name is the title, or its part before a colon or a dash."""
    heads = {normal_form(head) for head in (title, title.partition(":")[0], re.split(r"\s[-–—]\s", title)[0])}
    return any(normal_form(form) in heads for form in forms if normal_form(form))


def begins_title(title: str, forms: Collection[str]) -> bool:
    """Return whether the title begins with one of the forms of a name, followed by a preposition."""
    for form in forms:
        start = re.match(rf"(?:the\s+|an?\s+)?{re.escape(form)}", title, re.IGNORECASE)
        if start and _TITLE_GOES_ON.match(title[start.end() :]):
            return True
    return False


def is_defined(text: str, start: int, end: int) -> bool:
    """Return whether an abstract introduces the name from `start` to `end` as its own.

    Examples
    --------
    >>> text = "We present Foo, a parser. Unlike BarNet, it is fast."
    >>> is_defined(text, 11, 14), is_defined(text, 33, 39)
    (True, False)
    """
    first = max(0, start - _MAX_BEFORE)
    window = text[first:start]
    before = window[max((found.end() for found in _SENTENCE_END.finditer(window)), default=0) :]
    after = text[end : end + 120]
    if _ATTRIBUTE_AFTER.match(after) or (_ATTRIBUTE_BEFORE.search(before) and _is_phrase(text[start:end])):
        return False
    if _VERB_BEFORE.search(before) or _OUR_BEFORE.search(before) or _NEW_AFTER.match(after):
        return True
    if _NAMING_BEFORE.search(before):
        return bool(_OURS.search(before))
    return bool(_APPOSITION_BEFORE.search(before)) and not _LIST_AFTER.match(after)


def _is_phrase(name: str) -> bool:
    """Return whether a name begins with a common word, as "gate search" and "adversarial RL" do."""
    return name[:1].islower() and (" " in name or not is_coined(name))


def is_coined(form: str) -> bool:
    """Return whether a form is written as a proper name.

    It is one if a word has a digit or a second capital, or if all of several words begin with a capital.

    Examples
    --------
    >>> [is_coined(form) for form in ("GateNet", "Soft Gate Search", "Bayesian model", "gate search")]
    [True, True, False, False]
    """
    words = [word for word in re.split(r"[\s-]+", form) if word]
    if any(map(_is_coined_word, words)):
        return True
    content = [word for word in words if word.lower() not in _ARTICLES]
    return len(content) > 1 and all(word[0].isupper() for word in content)


def _is_coined_word(word: str) -> bool:
    capitals = sum(map(str.isupper, word.removesuffix("s")))
    return capitals > 1 or (any(map(str.isdigit, word)) and any(map(str.isalpha, word)))


@lru_cache(maxsize=65_536)
def expansions(text: str) -> tuple[tuple[str, int, str], ...]:
    """Return the abbreviations that a text defines: short form, position of the long form, and long form."""
    return tuple(
        (text[each.short_start : each.short_end], each.long_start, text[each.long_start : each.long_end])
        for each in definitions(text)
    )


def forms_in(text: str, names: Collection[str]) -> Iterator[str]:
    """Yield the names, and the long and short forms that a text defines for them."""
    yield from names
    known = {normal_form(name) for name in names}
    for short, _, long in expansions(text):
        if known & {normal_form(short), normal_form(long)}:
            yield from (short, long)
