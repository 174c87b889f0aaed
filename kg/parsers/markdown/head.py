"""Title of a paper and the text around it on its line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg.parsers.imprint import Imprint, read_imprint, without_imprint
from kg.parsers.markdown.inline import Link, links_in, pieces_between, plain, visible
from kg.parsers.markdown.links import leads_elsewhere, leads_to_paper, text_of
from kg.parsers.name_shape import are_names

_LEAD = re.compile(
    r"(?:\s+|[→↘➡✅⭐🔥📄📝📌🌟⚡🆕️]+|:[a-z_]+:|\(?\d{1,5}[.)](?=[\s\[*])|\[\d{1,5}\](?!\()|#\d{1,5}(?:\s?[:.)])?\s|\d{1,5}\s*[-–:]\s|"
    r"[-–•]\s|(?:19|20)\d\d(?:[-/.]\d\d?){0,2}\s*[:|,]?\s(?=[\[*]))"
)
_NOTE = re.compile(r"[*_`]{0,3}[(\[【`]([^()\[\]【】`]{1,60}+)[)\]】`][*_`]{0,3}(?!\()[\s:,.-]*")
_EVENT = re.compile(r"((?:19|20)\d\d-[A-Z][A-Za-z]{2,9}|[A-Z][A-Za-z]{2,9}-(?:19|20)\d\d)[-_:]\s?(?=\S)")
_NOTED = re.compile(r"\d{2,4}|arxiv|preprint|oral|spotlight|poster|best paper", re.IGNORECASE)
_BOLD = re.compile(r"(?:\*\*|__)(?!\s)(.{1,600}?)(?:\*\*|__)(?![\w*])")
_QUOTED = re.compile(r"[\"“«](.{3,500}?)[\"”»](?!\w)")
_ITALIC = re.compile(r"(?<![*\w])[*_](?![\s*_])([^*_]{3,500})[*_](?![*\w])")
_MARK = re.compile(r"[*_\"“«]")
_NUMBER = re.compile(r"(?:\d{1,4}[.)]|\(\d{1,4}\)|\[\d{1,4}\])\s+")
_QUOTE = re.compile(r"[\"“”]")
_AFTER_NAME = re.compile(r"[\s:.,–—|-]+")
_EDGES = " \t\r\n,;:|–—-"
_LONGEST_LINE = 4000
_LETTERS = re.compile(r"(?:[\W\d_]{0,40}[^\W\d_]){3}")


class TitleLine(NamedTuple):
    """Title and the other contents of its line.

    `marked` is True if the title is a link, bold, in italics or in quotes. `linked` is True if the line has a link to a
    paper. `evident` is True if the line is certainly a paper: it has such a link, or an imprint after a marked title.
    """

    title: str
    links: tuple[Link, ...]
    imprint: Imprint
    marked: bool
    linked: bool
    evident: bool
    bold: bool = False


def read_head(text: str) -> TitleLine | None:
    """Return the title of a line, or None: the marked text (link, bold, quotes, italics), else the beginning."""
    if len(text) > _LONGEST_LINE:
        return None
    lead, rest = _without_lead(text)
    every = links_in(rest)
    links = [link for link in every if not link.image]
    if links and links[0].target.startswith("#") and not rest[: links[0].start].strip("*_~ "):
        return None
    found = (
        _linked(rest, links) or _bold(rest, links) or _quoted(rest) or _emphasised(rest, links) or _bare(rest, links)
    )
    if found is None:
        return None
    title, before, after, bold = found
    title = _ended(plain(title))
    if not _is_title(title):
        return None
    imprint = _merged(lead, before, _without_links_after(rest, after, every) if after else "")
    used = tuple([link for link in links if not link.target.startswith("#")])
    marked = after is not None
    if not marked:
        title, imprint = _unmarked(title, lead)
        if not _is_title(title):
            return None
    linked = any(map(_is_of_paper, used))
    return TitleLine(title, used, imprint, marked, linked, linked or (marked and imprint.is_evident), bold)


def _is_of_paper(link: Link) -> bool:
    return leads_to_paper(link.target) or text_of(link.label).names_paper


_Found = tuple[str, str, str | None, bool]


def _without_lead(text: str) -> tuple[str, str]:
    """Return the notes before a title ("[2023/05]", "(ICLR 2021)") and the text after them."""
    notes: list[str] = []
    for _ in range(6):
        if found := _LEAD.match(text):
            text = text[found.end() :]
        elif found := _EVENT.match(text):
            notes.append(found[1].replace("-", " "))
            text = text[found.end() :]
        elif (found := _NOTE.match(text)) and _NOTED.search(found[1]) and len(text) > found.end():
            notes.append(found[1])
            text = text[found.end() :]
        else:
            break
    return " | ".join(notes), text


def _linked(text: str, links: Sequence[Link]) -> _Found | None:
    """Return the title if it is the first link of a line."""
    for first in links:
        shown = text_of(first.label)
        if not shown.is_label:
            break
    else:
        return None
    if text[: first.start].strip("*_\"“`~' ") or first.target.startswith("#"):
        return None
    if " " not in shown.text and leads_elsewhere(first.target):
        longer = next((link for link in links if link.start > first.start and _has_words(link)), None)
        if longer is not None and not text_of(longer.label).is_label:
            first = longer
    return first.label, "", text[first.stop :].lstrip('*_"”`~'), False


def _bold(text: str, links: Sequence[Link]) -> _Found | None:
    """Return the title if it is bold or follows a bold acronym or venue."""
    found = _BOLD.match(text)
    if not found:
        return None
    after = text[found.end() :]
    inside = plain(found[1])
    if len(inside.split()) <= 2 and (rest := _AFTER_NAME.sub("", after, count=1)):
        link = next((link for link in links_in(rest) if not link.image), None)
        if link and link.start <= 2 and not text_of(link.label).is_label and not link.target.startswith("#"):
            return link.label, inside, rest[link.stop :], False
        if quoted := _QUOTED.match(rest) or _ITALIC.match(rest):
            return quoted[1], "", rest[quoted.end() :], False
        if (
            (after.startswith(":") or found[1].endswith(":"))
            and len(rest.split()) > 2
            and _cut(rest, links_in(rest)).strip()
        ):
            return f"{inside.rstrip(':')}: {_cut(rest, links_in(rest))}", "", None, False
    return found[1], "", after, True


def _quoted(text: str) -> _Found | None:
    found = _QUOTED.match(text)
    if found and plain(text[found.end() :]).strip(".,") != "":
        return found[1].rstrip(","), "", text[found.end() :], False
    return None


def _emphasised(text: str, links: Sequence[Link]) -> _Found | None:
    """Return the title if it is marked and follows the names of its authors, or is in italics."""
    for pattern in (_BOLD, _QUOTED, _ITALIC) if _MARK.search(text) else ():
        found = pattern.search(text)
        if found and len(plain(found[1]).split()) > 2 and not are_names(plain(found[1])):
            before = plain(text[: found.start()])
            if not before.strip(_EDGES) or are_names(before.strip(" .,:")):
                return found[1], before, text[found.end() :], False
    for link in links:
        before = plain(text[: link.start])
        if _has_words(link) and not text_of(link.label).is_label and are_names(before.strip(" .,:(")):
            return link.label, before, text[link.stop :], False
    return None


def _has_words(link: Link) -> bool:
    return len(text_of(link.label).text.split()) > 2


def _bare(text: str, links: Sequence[Link]) -> _Found | None:
    title = _cut(text, links)
    return (title, "", None, False) if title.strip() else None


def _cut(text: str, links: Sequence[Link]) -> str:
    """Return a text up to its first link that leads to a paper or has a label such as "[pdf]"."""
    if not links:
        return text
    end = next((link.start for link in links if text_of(link.label).is_label or leads_to_paper(link.target)), None)
    return text if end is None else text[:end].rstrip(" [(|-–—:：")


def _unmarked(title: str, lead: str) -> tuple[str, Imprint]:
    title, imprint = without_imprint(title)
    return _ended(title), _filled(imprint, read_imprint(lead)) if lead else imprint


def _without_links_after(text: str, after: str, links: Sequence[Link]) -> str:
    """Return the visible text of `after`, the end of a text, without the links that it contains."""
    start = len(text) - len(after)
    inside = [link for link in links if link.start >= start]
    return visible(" ".join(pieces_between(text, inside, start)) if inside else after)


def _merged(lead: str, before: str, after: str) -> Imprint:
    """Return the imprint after a title, with missing values from the notes before the title."""
    imprint = read_imprint(after.replace("[]", " ").replace("()", " "))
    noted = " | ".join(filter(None, (lead, before))) if lead or before else ""
    return _filled(imprint, read_imprint(noted.strip(" :"))) if noted else imprint


def _filled(imprint: Imprint, other: Imprint) -> Imprint:
    """Return an imprint with missing values from another imprint."""
    return Imprint(
        imprint.names or other.names,
        imprint.venue or other.venue,
        imprint.year or other.year,
        imprint.outcome or other.outcome,
        imprint.gloss,
    )


def _ended(title: str) -> str:
    """Return a title without a leading number, enclosing quotes and trailing punctuation."""
    title = title.strip(_EDGES)
    if number := _NUMBER.match(title):
        title = title[number.end() :]
    if (
        len(title) > 1
        and title[0] in '"“'
        and title[-1] in '"”'
        and title.count(title[0]) + title.count(title[-1]) <= 4
    ):
        inside = title[1:-1]
        title = inside if not _QUOTE.search(inside) else title
    return title[:-1].strip() if title.endswith(".") and not title.endswith("..") else title.strip(_EDGES)


def _is_title(title: str) -> bool:
    return _LETTERS.match(title) is not None and not title.startswith(("http:", "https:"))
