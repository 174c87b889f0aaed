"""Equality of names in two papers: whether a name stands for the same method or dataset."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kg.extract.own_names import expansions
from kg.extract.wording import GENERIC_HEADS, normal_form, tight_form
from kg.model.mention import Extraction, Mention, Role
from kg.model.work import Work

_SHORT_NAME = 6
"""Maximum length of a name of one word that may stand for several things."""
_COMMON = 0.05
"""Share of papers above which a shared method or dataset does not indicate related content."""


@dataclass(frozen=True, slots=True)
class NamingPaper:
    """A paper that names a concept, with its mentions of it, its role, and all forms of the name in the abstract."""

    work: Work
    mentions: tuple[Mention, ...]
    role: Role
    forms: frozenset[str]

    @property
    def text(self) -> str:
        """Abstract of the paper."""
        return self.work.abstract or ""


def means_same(proposer: NamingPaper, other: NamingPaper, related: Callable[[Work, Work], bool]) -> bool:
    """Return whether the name stands for the same concept in `other` as in `proposer`, the paper that defines it."""
    long = _long_forms(other)
    if long:
        return bool(long & set(map(_bare_form, proposer.forms)))
    shared = {_case_form(mention.text) for mention in other.mentions} & {_case_form(f) for f in proposer.forms}
    if not shared:
        phrases = {_bare_form(form) for form in proposer.forms if " " in form.strip()}
        return bool(phrases & {_bare_form(mention.text) for mention in other.mentions})
    return any(len(form) > _SHORT_NAME for form in shared) or related(proposer.work, other.work)


def _long_forms(paper: NamingPaper) -> set[str]:
    """Return the bare forms of the long forms that an abstract defines for the names of its mentions."""
    names = {normal_form(mention.text) for mention in paper.mentions}
    return {
        _bare_form(long) for short, _, long in expansions(paper.text) if names & {normal_form(short), normal_form(long)}
    }


def _bare_form(name: str) -> str:
    """Return the normal form of a name without a generic word at its end, such as "method"."""
    words = normal_form(name).split(" ")
    return " ".join(words[:-1] if len(words) > 1 and words[-1] in GENERIC_HEADS else words)


def _case_form(name: str) -> str:
    """Return the letters and digits of a name: of one word with their case, of several words without it.

    >>> _case_form("Soft gates") == _case_form("soft gate"), _case_form("GLaM") == _case_form("GLAM")
    (True, False)
    """
    plain = name.strip()
    plain = plain.removesuffix("s") if plain[:-1].isupper() else plain
    return tight_form(plain) if " " in plain else "".join(filter(str.isalnum, plain))


def uncommon_concepts(extraction: Extraction, works: int) -> dict[str, set[str]]:
    """Return the concepts of each work that are named by at most a twentieth of all works, or by two."""
    counts = Counter(link.concept for link in extraction.links)
    named: dict[str, set[str]] = defaultdict(set)
    for link in extraction.links:
        if counts[link.concept] <= max(2, _COMMON * works):
            named[link.work].add(link.concept)
    return named


def is_related(one: Work, other: Work, uncommon: Mapping[str, set[str]], concept: str) -> bool:
    """Return whether two works share an author or, besides the concept itself, an uncommon concept."""
    people = {each.person for each in one.authorships} & {each.person for each in other.authorships}
    shared = uncommon.get(one.id, set()) & uncommon.get(other.id, set())
    return bool(people or shared - {concept})
