"""Features of a concept for the role classifier: the sentences that mention it and their positions."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from kg.extract.abstract import Abstract
from kg.extract.wording import plain_form
from kg.model.mention import Kind

Matrix = NDArray[np.float32]
_CUES = tuple(
    """we our this paper work propos introduc present develop design devis construct build creat collect releas annotat
    contribut describ formulat deriv call nam term dub novel new first simple use using utiliz leverag employ adopt
    exploit appl based built via with by through combin integrat extend adapt incorporat train fine implement
    outperform compar baseline versus vs than over superior better surpass exceed improv beat competitive achiev
    state-of-the-art existing previous prior recent tradition convention popular standard common typical often widely
    have has been become success suffer limit fail require however despite although unlike while such like e.g. include
    evaluat experiment test benchmark dataset benchmarks datasets on across demonstrat show result analy study
    investigat understand theor prove known as of for is are can which that method approach algorithm framework model
    network novel-est inspired alternative instead contrast rather problem task existing""".split()
)
_PROPOSING = re.compile(
    r"\b(we|paper|work|study)\b.{0,40}\b(propos|introduc|present|develop|devis|design|describ|explor|investig|study|"
    r"studies|show|deriv|consider|formul)",
    re.IGNORECASE | re.DOTALL,
)
_FAR = 150


@dataclass(frozen=True, slots=True)
class ConceptInAbstract:
    """A concept in an abstract: its kind, the token ranges of its mentions in order, and properties.

    `known` is True if the vocabulary has the concept. `count` is the binary logarithm of the frequency of its longest
    mention in the background text. `defined` is True if a mention is the long or the short form of a definition in
    the abstract. `mean_features` is the mean of the candidate features of its mentions.
    """

    kind: Kind
    mentions: tuple[tuple[int, int], ...]
    known: bool
    count: float
    defined: bool
    mean_features: Matrix


@dataclass(frozen=True, slots=True)
class Outline:
    """Sentences and claims of an abstract.

    `sentences` are character ranges, `claims` the end of the claim in each sentence ("we propose", or -1),
    `first_claim` is the number of the first sentence with a claim.
    """

    sentences: tuple[tuple[int, int], ...]
    claims: tuple[int, ...]
    first_claim: int


def outline_of(abstract: Abstract) -> Outline:
    """Return the outline of an abstract."""
    ranges = tuple(abstract.characters(*sentence) for sentence in abstract.sentences)
    found = [_PROPOSING.search(abstract.text, *span) for span in ranges]
    claims = tuple(match.end() if match else -1 for match in found)
    first = next((i for i, claim in enumerate(claims) if claim >= 0), len(claims))
    return Outline(ranges, claims, first)


def role_features(abstract: Abstract, outline: Outline, term: ConceptInAbstract) -> Matrix:
    """Return one row of features: distances of cues, positions in the abstract, word shape, and candidate features."""
    cues = [_cues(abstract, mention) for mention in term.mentions]
    places = [_place(abstract, outline, mention) for mention in (term.mentions[0], term.mentions[-1])]
    blocks = [np.max(cues, axis=0), *places, _looks(abstract, term), term.mean_features]
    return np.concatenate(blocks).astype(np.float32)


def _looks(abstract: Abstract, term: ConceptInAbstract) -> Matrix:
    surface = abstract.surface(*term.mentions[0])
    looks = [
        term.kind is Kind.DATASET,
        term.known,
        term.count / 10,
        term.count == 0,
        term.defined,
        any(c.isupper() for c in surface[1:]),
        surface[:1].isupper(),
        " " in surface,
        any(c.isdigit() for c in surface),
        min(len(term.mentions), 5) / 5,
        len(term.mentions) > 1,
        len(abstract.sentences) / 10,
    ]
    return np.array(looks, dtype=np.float32)


def _place(abstract: Abstract, outline: Outline, mention: tuple[int, int]) -> Matrix:
    """Return the position of a mention in its sentence, and of the sentence relative to the first claim."""
    start, end = abstract.characters(*mention)
    number = _sentence(abstract, mention[0])
    first, last = outline.sentences[number]
    away, claim = number - outline.first_claim, outline.claims[number]
    share = number / max(1, len(outline.sentences) - 1)
    place = [away < 0, away == 0, away == 1, away > 1, min(max(away, -4), 6) / 4]
    place += [min(start - first, 200) / 200, (last - end) / 200, claim >= 0, 0 <= claim <= start]
    place += [min(_FAR, abs(start - claim)) / _FAR if claim >= 0 else 1.0]
    place += [share, share == 0, share == 1, *(low <= share < low + 0.2 for low in (0.2, 0.4, 0.6, 0.8))]
    return np.array(place, dtype=np.float32)


def _sentence(abstract: Abstract, token: int) -> int:
    return max(0, bisect_right([start for start, _ in abstract.sentences], token) - 1)


def _cues(abstract: Abstract, mention: tuple[int, int]) -> Matrix:
    """Return the proximity of each cue before and after the mention in its sentence: 1 if adjacent, else less."""
    start, end = abstract.sentences[_sentence(abstract, mention[0])]
    nearness = np.zeros((2, len(_CUES)), dtype=np.float32)
    before = ((mention[0] - 1 - i, i, 0) for i in range(start, mention[0]))
    after = ((i - mention[1], i, 1) for i in range(mention[1], end))
    for away, i, side in (*before, *after):
        for cue in _cue(abstract.words[i]):
            nearness[side, cue] = max(nearness[side, cue], 1 / (1 + away / 3))
    return nearness.ravel()


@lru_cache(maxsize=100_000)
def _cue(word: str) -> tuple[int, ...]:
    form = plain_form(word)
    return tuple(i for i, cue in enumerate(_CUES) if (form.startswith(cue) if len(cue) > 4 else form == cue))
