"""Labels of new concepts: the most frequent full form, without marks of LaTeX, quotation marks and broken hyphens."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from kg.extract.wording import normal_form
from kg.model.mention import RawMention

_GREEK = re.compile(
    r"\\(alpha|beta|gamma|delta|epsilon|zeta|eta|theta|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|phi|chi|psi|omega)(?![a-z])",
    re.IGNORECASE,
)
_COMMAND = re.compile(r"\\[A-Za-z]+\s*|\b(?:text(?:bf|it|sc|tt|rm)|underline|mathcal|mathbb|mathrm|mathbf|emph)(?=\{)")
_MARKS = re.compile(r"[\\{}$~\"“”`]|\^(?=\*)|['’]{2}|(?:^|(?<=\s))['‘’]|['‘’](?=\s|$)")
_BROKEN_HYPHEN = re.compile(r"(?<=\w)(?:-\s+(?!(?:and|or|to)\b)|\s+-)(?=\w)")


def clean_label(surface: str) -> str:
    r"""Return a surface as a label: "\underline{D}eep net}" → "Deep net", "EPS- AD" → "EPS-AD", "K -means" → "K-means".

    A surface without any of these faults is returned as it is.
    """
    label = _GREEK.sub(lambda found: _greek(found.group(1)), surface)
    label = _MARKS.sub("", _COMMAND.sub("", label))
    label = " ".join(_BROKEN_HYPHEN.sub("-", label).split()).strip(" -–,;:")
    return label or surface


def _greek(name: str) -> str:
    case = "CAPITAL" if name[0].isupper() else "SMALL"
    return unicodedata.lookup(f"GREEK {case} LETTER {name.upper().replace('LAMBDA', 'LAMDA')}")


def chosen_label(name: str, group: Iterable[RawMention]) -> tuple[str, tuple[str, ...]]:
    """Return the label of a new concept, its most frequent full form, and its other forms."""
    counts: Counter[str] = Counter()
    forms: set[str] = set()
    for mention in group:
        short, long = clean_label(mention.text), clean_label(mention.long_form or mention.text)
        counts[long] += 1
        counts[short] += bool(mention.long_form) and normal_form(mention.text) == name
        forms |= {short, long}
    label = min(counts, key=lambda form: (-counts[form], form))
    return label, tuple(sorted(forms - {label}))
