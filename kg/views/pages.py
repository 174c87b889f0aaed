"""Rendering of HTML pages: templates with automatic escaping, Content Security Policy and number formats."""

from __future__ import annotations

import base64
import functools
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

import jinja2
from markupsafe import Markup

_MIN_DECIMAL = 1e-9
_KIND_LABELS = {"person": "author", "work": "paper"}
TEMPLATES = Path(__file__).parent / "templates"


def environment() -> jinja2.Environment:
    """Return a template environment that escapes values and rejects undefined names.

    In templates, `asset` inserts a style sheet or script of this package without escaping.
    """
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.policies["json.dumps_kwargs"] = {"sort_keys": False}
    made.filters.update(kind_label=kind_label, with_commas=with_commas, number=number, fromjson=json.loads)
    made.globals.update(asset=lambda name: Markup(asset(name)), len=len)  # noqa: S704 - our own files
    return made


@functools.cache
def asset(name: str) -> str:
    """Return the text of a style sheet or script in the folder `templates`."""
    return (TEMPLATES / name).read_text(encoding="utf-8")


def policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """Return a Content Security Policy that allows only the given scripts and style sheets, and no network access."""
    allowed = {"script-src": _hashes(scripts), "style-src": _hashes(styles)}
    fixed = "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'"
    return "; ".join([fixed, *(f"{kind} {hashes or chr(39) + 'none' + chr(39)}" for kind, hashes in allowed.items())])


def write_page(path: Path, html: str) -> None:
    """Write a page in UTF-8; a lone surrogate, which UTF-8 cannot encode, becomes "?"."""
    path.write_bytes(html.encode("utf-8", errors="replace"))


def _hashes(texts: Iterable[str]) -> str:
    digests = (hashlib.sha256(text.encode("utf-8")).digest() for text in texts)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode('ascii')}'" for digest in digests)


def kind_label(kind: str) -> str:
    """Return the display name of a kind of node: "author" for a person, "paper" for a work."""
    return _KIND_LABELS.get(kind, kind)


def with_commas(value: float) -> str:
    """Format a number with thousands separators: 1016 as "1,016"."""
    return f"{value:,}" if isinstance(value, int) or value != int(value) else f"{int(value):,}"


def number(value: float) -> str:
    """Format a measure with three significant digits: "0.00431", "0.0000844", "4.2e-11", "0"."""
    text = f"{value:.3g}"
    return f"{float(text):.9f}".rstrip("0") if "e-" in text and abs(value) >= _MIN_DECIMAL else text
