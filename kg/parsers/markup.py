"""Removal of markup and encodings from text: entities, tags, LaTeX, and UTF-8 decoded in another encoding."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import cache

import ftfy
from pylatexenc.latex2text import LatexNodes2Text

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_INLINE = (
    "i|b|u|em|strong|sub|sup|italic|bold|sc|scp|span|font|tt|code|a|small|inf|emph|underline|monospace|roman"
    "|fixed-case|tex-math"
)
_BLOCK = "p|br|div|title|sec|list|list-item|abstract|label|ul|ol|li|h[1-6]"
_MATHS = "math|mi|mn|mo|mrow|msub|msup|msubsup|mfrac|msqrt|mtext|mspace|mover|munder|mstyle|semantics|annotation"
_TAG = re.compile(
    rf"<(/?)(?:(?:jats|mml|ns\d|xhtml):)?({_INLINE}|{_BLOCK}|{_MATHS})(?:\s[^<>=]{{0,100}}=[^<>]{{0,500}})?\s?/?>",
    re.IGNORECASE,
)
_BLOCKS = re.compile(_BLOCK, re.IGNORECASE)
_HEAD = re.compile(r"^\s*<jats:title>\s*abstract\s*</jats:title>", re.IGNORECASE)
_BLANKS_AT_BREAK = re.compile(r"(?:(?<![ \t])[ \t]++)?+\n\s*")
# UTF-8 that was decoded as Latin-1, Windows-1252 or Mac Roman: the characters of a lead byte and a continuation byte.
# A lead byte from E0 has two continuation bytes, so that "áš" in a Czech name is not garbled. In Mac Roman, the lead
# bytes C2 to C5 and E2 are "¬√ƒ≈‚".
_LATER = r"[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122\u20ac]"
_MAC = "[ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø]"
_GARBLED = re.compile(
    rf"[\u00c2-\u00c5\u00c7-\u00df]{_LATER}|[\u00e0-\u00f4]{_LATER}{{2}}|[√ƒ≈¬]{_MAC}(?!\d)|‚[ÄÅÇÉÑÖ]{_MAC}"
)
_ACCENTED = re.compile(r"[\u00c0-\u024f]")
_IMPLAUSIBLE = re.compile(
    r"[A-Za-z][\u0100-\u024f](?<=[ĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŊŌŎŐŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŹŻŽ])[a-z]"
)
_ACCENTS = {"`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304", ".": "\u0307"}
_ACCENTS |= {
    "u": "\u0306",
    "v": "\u030c",
    "H": "\u030b",
    "c": "\u0327",
    "k": "\u0328",
    "r": "\u030a",
    "d": "\u0323",
    "b": "\u0331",
}
_LETTER = r"(\\[ij](?![A-Za-z])|[^\W\d_])"
_ACCENT = re.compile(
    rf"\\([`'^~\"=.])\s{{0,3}}(?:\{{\s?{_LETTER}?\s?\}}|{_LETTER})"
    rf"|\\([uvHckrdb])(?:\s{{0,3}}\{{\s?{_LETTER}?\s?\}}|\s{{1,3}}{_LETTER})"
)
_SIGN = re.compile(
    r"\\([&%$#_{} -]|(?:ss|SS|aa|AA|ae|AE|oe|OE|o|O|l|L|i|j|dh|DH|th|TH|dj|DJ)(?![A-Za-z])(?:\{\}|\s{0,3}))"
)
_SIGNS = {"ss": "ß", "SS": "SS", "aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø"}
_SIGNS |= {
    "l": "ł",
    "L": "Ł",
    "i": "ı",
    "j": "ȷ",
    "dh": "ð",
    "DH": "Ð",
    "th": "þ",
    "TH": "Þ",
    "dj": "đ",
    "DJ": "Đ",
    "-": "",
}
_MATHEMATICS = re.compile(
    r"(\$\$[^$]{1,5000}\$\$|(?<!\\)\$[^$]{1,2000}(?<!\\)\$|\\\((?:[^$\\]|\\(?![()])){1,2000}\\\))"
)
_TIE = re.compile(r"(?<=[\w.,)])~(?=[\w(])")
_COMMENT = re.compile(r"(?<!\\)[%&#]")
_MOST_ROUNDS = 4
_LONGEST_LATEX = 20_000
_DEEPEST = 20


def without_entities(text: str) -> str:
    """Return a text with HTML and XML entities decoded, including those encoded several times ("&amp;eacute;")."""
    for _ in range(_MOST_ROUNDS):
        if "&" not in text or not _ENTITY.search(text):
            return text
        text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
    return text


def without_tags(text: str) -> str:
    """Return a text without tags of HTML, JATS and MathML; tags of block elements become line breaks.

    Other text in angle brackets, as in "a<b and c>d", is kept.
    """
    if "<" not in text or not _TAG.search(text):
        return text
    text = _TAG.sub(lambda found: "\n" if _BLOCKS.fullmatch(found[2]) else "", _HEAD.sub("", text))
    return _BLANKS_AT_BREAK.sub("\n", text).strip()


def plain_text(text: str) -> str:
    """Return HTML or XML as plain text, without tags and entities; tags encoded as entities are removed, too."""
    return without_tags(without_entities(without_tags(text)))


def count_garbled(text: str) -> tuple[int, int]:
    """Return the number of letters that look like UTF-8 decoded in another encoding, and of other accented letters."""
    if text.isascii():
        return 0, 0
    garbled = len(_GARBLED.findall(text))
    return garbled, max(len(_ACCENTED.findall(text)) - garbled, 0)


def degarbled(text: str) -> str:
    """Return a text in which UTF-8 that was decoded in another encoding is repaired: "é" instead of "Ã©".

    The text is returned unchanged if the result is not plausible.
    """
    if not _GARBLED.search(text):
        return text
    repaired = ftfy.fix_encoding(text)
    return text if _IMPLAUSIBLE.search(repaired) else repaired


def _accent(found: re.Match[str]) -> str:
    mark, letter = found[1] or found[4], found[2] or found[3] or found[5] or found[6] or ""
    plain = letter.removeprefix("\\")
    return unicodedata.normalize("NFC", plain + _ACCENTS[mark]) if plain else ""


def _sign(found: re.Match[str]) -> str:
    name = found[1].removesuffix("{}").strip()
    return _SIGNS.get(name, name or " ")


def _outside_mathematics(text: str) -> str:
    text = _SIGN.sub(_sign, _ACCENT.sub(_accent, text)) if "\\" in text else text
    text = _without_commands(text) if "\\" in text else text
    return _TIE.sub(" ", text).replace("{", "").replace("}", "").replace("\u00a0", " ")


def _without_commands(text: str) -> str:
    """Return a text with LaTeX commands converted to plain text, or unchanged if they cannot be parsed."""
    if len(text) > _LONGEST_LATEX or not _is_shallow(text):
        return text
    try:
        return str(_renderer().latex_to_text(_COMMENT.sub(r"\\\g<0>", text), tolerant_parsing=True))
    except Exception:  # malformed input raises many exception types; keep the raw text
        return text


def _is_shallow(text: str) -> bool:
    depth = deepest = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        deepest = max(deepest, depth)
    return deepest <= _DEEPEST


@cache
def _renderer() -> LatexNodes2Text:
    return LatexNodes2Text(keep_comments=True, strict_latex_spaces=False)


def without_latex(text: str) -> str:
    r"""Return a LaTeX text with composed accents and without braces and commands; formulas are unchanged.

    >>> without_latex(r"{\'E}va and the {BERT} of $x_{i}$")
    'Éva and the BERT of $x_{i}$'
    """
    if "\\" not in text and "{" not in text and "~" not in text:
        return text
    parts = _MATHEMATICS.split(text)
    return "".join(part if index % 2 else _outside_mathematics(part) for index, part in enumerate(parts))
