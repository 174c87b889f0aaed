"""Conversion of LaTeX in titles and names to plain text, for labels and comparison; stored text is unchanged."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pylatexenc.latex2text import LatexNodes2Text
from pylatexenc.latexwalker import LatexWalker, get_default_latex_context_db

MAX_DEPTH = 40  # maximum depth of nested braces; 3,000 overflow the parser's stack, real titles have fewer than ten
_MARKUP = re.compile(r"[\\{}$]")
_BARE_SPECIAL = re.compile(r"(?<!\\)[%&#]")  # special characters of LaTeX, ordinary characters in titles


def render(text: str) -> str:
    r"""Return a text with LaTeX converted to plain text and white space collapsed; LaTeX that cannot be parsed is kept.

    >>> render(r"$\alpha$-divergence is 50\% of {\it Na\"ive} Bayes")
    'α-divergence is 50% of Naïve Bayes'
    >>> render("50% off, for $5 & more")
    '50% off, for $5 & more'
    """
    plain = " ".join(text.split())
    return _render_markup(plain) if _MARKUP.search(plain) and _is_shallow(plain) else plain


@lru_cache(maxsize=65536)
def _render_markup(plain: str) -> str:
    try:
        rendered = _to_text(_escape(plain))
    except Exception:  # malformed input raises many exception types; keep the raw text
        return plain
    return " ".join(rendered.split()) or plain


def _is_shallow(text: str) -> bool:
    depth = deepest = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        deepest = max(deepest, depth)
    return deepest <= MAX_DEPTH


def _escape(text: str) -> str:
    """Escape characters that the LaTeX parser would drop: "%", "&", "#", and an unpaired dollar sign."""
    text = _BARE_SPECIAL.sub(r"\\\g<0>", text)
    bare_dollars = re.findall(r"(?<!\\)\$", text)
    return re.sub(r"(?<!\\)\$", r"\\$", text) if len(bare_dollars) % 2 else text


def _to_text(text: str) -> str:
    walker = LatexWalker(text, latex_context=_context(), tolerant_parsing=True)
    nodes, _, _ = walker.get_latex_nodes()
    return str(_renderer().nodelist_to_text(nodes))


@cache
def _context() -> object:
    return get_default_latex_context_db()


@cache
def _renderer() -> LatexNodes2Text:
    return LatexNodes2Text(math_mode="text", strict_latex_spaces=False)
