"""Inline Markdown: links, emphasis, escapes and the HTML that Markdown pages contain."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

_LONGEST_TARGET = 2000
_TOKEN = re.compile(r"\\.|!?\[|\]\(|\]|<(https?://[^<>\s]+)>")
# The form of most links: a label with at most one pair of brackets, and a target without brackets, blanks and a title.
_PLAIN_LINK = re.compile(r"\[(\[[^\[\]]*\]|[^\[\]]*)\]\(([^()\s<>]{0,1999})\)")
_PARENTHESIS = re.compile(r"[()]")
_TITLE = re.compile(r"(?<!\s)\s++[\"'(].*$", re.DOTALL)
_MATH = re.compile(r"(?<![\\$])(\$\$?(?! )[^$]+\$)")
_STRONG = re.compile(r"\*\*|__(?:(?<!\w__)|(?!\w))|`+|~~")
# The only group of these patterns is the emphasised text: joining the pieces of a split text removes the emphasis,
# several times as fast as a substitution with a group.
_STAR = re.compile(r"\*(?<![\w*]\*)(?!\s)([^*]+)\*(?!\w)")
_LINE = re.compile(r"_(?<![\w_]_)(?![\s_])([^_]+)_(?!\w)")
_ESCAPE = re.compile(r"\\([][()*_`#+.!{}<>|~-])")
# Escaped characters are replaced by characters of a private use area while emphasis is removed.
_PRIVATE = 0xF0000
_HIDDEN = re.compile("[\U000f0021-\U000f007e]")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_INLINE_TAG = re.compile(r"</?(?:sup|sub|i|b|em|strong|u|s|span|font|code|tt)(?:\s[^<>]*)?>", re.IGNORECASE)
_EMOJI_NAME = re.compile(r":[a-z][a-z0-9_+-]*:")
_SPECIAL = re.compile(r"[][*_`<\\&$!:~]")
_ANCHOR = re.compile(
    r"<a\s[^<>]{0,200}?href\s?=\s?[\"']?([^\"'\s<>]{1,1000})[\"']?[^<>]{0,200}>([^<>]{0,1000})</a>", re.IGNORECASE
)
_BOLD_TAG = re.compile(r"</?(?:b|strong)>", re.IGNORECASE)
_ITALIC_TAG = re.compile(r"</?(?:i|em)>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s?/?>|</br>", re.IGNORECASE)


class Link(NamedTuple):
    """Link or image at `text[start:stop]`; `label` is Markdown, `target` a web address or path."""

    start: int
    stop: int
    label: str
    target: str
    image: bool = False


def links_in(text: str) -> tuple[Link, ...]:
    """Return the outermost links and images of a text, in order.

    Brackets in labels and parentheses in targets may be nested. The running time is linear.
    """
    return _found_links(text) if "](" in text or "<http" in text else ()


@lru_cache(maxsize=1024)
def _found_links(text: str) -> tuple[Link, ...]:
    if (plain_links := _plain_links(text)) is not None:
        return plain_links
    found: list[Link] = []
    for link in _all_links(text):
        while found and found[-1].start >= link.start:
            found.pop()
        found.append(link)
    return tuple(found)


def _plain_links(text: str) -> tuple[Link, ...] | None:
    """Return the links of a text without nested brackets, escapes and bare web addresses, or None for other texts."""
    if "\\" in text or "<http" in text:
        return None
    found = []
    brackets = text.count("[")
    for link in _PLAIN_LINK.finditer(text):
        start, stop = link.span()
        label, target = link.groups()
        image = start > 0 and text[start - 1] == "!"
        found.append(Link(start - image, stop, label, target, image))
        brackets -= 2 if label[:1] == "[" else 1
    return tuple(found) if not brackets and text.count("[") == text.count("]") else None


def _all_links(text: str) -> Iterator[Link]:
    opened: list[tuple[int, int]] = []
    done = 0
    for token in _TOKEN.finditer(text):
        if token.start() < done or token[0].startswith("\\"):
            continue
        if token[1]:
            yield Link(token.start(), token.end(), token[1], token[1])
        elif token[0].endswith("["):
            opened.append((token.start(), token.end()))
        elif opened:
            start, inside = opened.pop()
            stop = _closed(text, token.end()) if token[0] == "](" else 0
            if stop:
                done = stop
                label = text[inside : token.start()]
                yield Link(start, stop, label, _address(text[token.end() : stop - 1]), text[start] == "!")


def _closed(text: str, start: int) -> int:
    """Return the index after the parenthesis that closes a link target, or 0 if it is not closed."""
    depth = 1
    for found in _PARENTHESIS.finditer(text, start, start + _LONGEST_TARGET):
        depth += 1 if found[0] == "(" else -1
        if not depth:
            return found.end()
    return 0


def _address(target: str) -> str:
    target = target.strip()
    if '"' in target or "'" in target:
        target = _TITLE.sub("", target) if " " in target else target
    return target.strip("<> ")


def without_links(text: str, links: Sequence[Link]) -> str:
    """Return a text with each of the links replaced by a space."""
    return " ".join(pieces_between(text, links))


def pieces_between(text: str, links: Sequence[Link], start: int = 0) -> list[str]:
    """Return the pieces of `text[start:]` between links."""
    parts, done = [], start
    for link in links:
        parts.append(text[done : link.start])
        done = link.stop
    return [*parts, text[done:]]


@lru_cache(maxsize=1024)
def plain(text: str) -> str:
    """Return the visible text of Markdown; the result is cached, because labels and titles are needed repeatedly."""
    return visible(text)


def visible(text: str) -> str:
    """Return the visible text of Markdown: no emphasis, link targets, images, tags and escapes; formulas are kept."""
    if not _SPECIAL.search(text):
        return " ".join(text.split())
    links = links_in(text)
    if links:
        text = _with_labels(text, links)
    if "$" in text:
        parts = _MATH.split(text)
        text = "".join(part if index % 2 else _unmarked(part) for index, part in enumerate(parts))
    else:
        text = _unmarked(text)
    return " ".join(text.split())


def _with_labels(text: str, links: Sequence[Link]) -> str:
    parts, done = [], 0
    for link in links:
        parts += [text[done : link.start], "" if link.image else plain(link.label)]
        done = link.stop
    return "".join([*parts, text[done:]])


def _unmarked(text: str) -> str:
    if "<" in text:
        text = _TAG.sub(" ", _INLINE_TAG.sub("", text))
    escaped = "\\" in text
    if escaped:
        text = _ESCAPE.sub(lambda found: chr(_PRIVATE + ord(found[1])), text)
    if "**" in text or "__" in text or "`" in text or "~~" in text:
        text = _STRONG.sub("", text)
    if "*" in text:
        text = "".join(_STAR.split(text))
    if "_" in text:
        text = "".join(_LINE.split(text))
    if ":" in text:
        text = _EMOJI_NAME.sub(" ", text)
    if escaped:
        text = _HIDDEN.sub(lambda found: chr(ord(found[0]) - _PRIVATE), text)
    return html.unescape(text) if "&" in text else text


def as_markdown(text: str) -> str:
    """Return a line with HTML links and emphasis converted to Markdown."""
    text = _ANCHOR.sub(r"[\2](\1)", text)
    return _ITALIC_TAG.sub("*", _BOLD_TAG.sub("**", text))


def parts_of(text: str) -> list[str]:
    """Return the parts of a line between `<br>` tags; at least one."""
    parts = [part for part in _BREAK.split(text) if part.strip()] if "<" in text else [text]
    return parts or [""]
