"""Runs of words that can be part of a term: between stop words, reporting verbs and punctuation."""

from __future__ import annotations

from collections.abc import Iterator

HYPHENS = frozenset("-‐–")

_STOPS = """
    a about above across after against all along also although am among an and another any are as at be because been
    before being below between both but by can cannot could did do does due during each either else every few
    for from further furthermore given had has have having hence here how however i if in into is it its itself
    just less many may might more moreover most much must namely neither no nor not of on once one only onto or
    other others our out over own per quite rather same several shall should since so some still such than that
    the their them then there therefore these they this those though through throughout thus to together too
    toward towards two three four five under unless until up upon us very via was we were what when where
    whereas whether which while who whom whose why will with within without would yet you your achieve achieved
    achieves achieving address addresses aim aims allow allows apply applied applies applying argue based become
    becomes build builds called compare compared compares consider considers consist consists contain contains
    demonstrate demonstrated demonstrates design designed designs develop developed develops employ employed
    employs enable enables enabling evaluate evaluated evaluates exploit exploits explore explores extend
    extends find finds follow following formulate formulated give gives help helps improve improved improves
    improving include includes including introduce introduced introduces introducing investigate investigates
    know known lead leads learn learns leverage leveraged leverages leveraging make makes making named obtain
    obtained obtains outperform outperforms outperforming perform performed performs present presented presents
    propose proposes proposing prove provide provides providing rely relies require requires reveal reveals
    rewrite show showed shown shows solve solves study studies suffer suffers suggest suggests take takes term
    termed tend tends train trains use used uses using utilize utilizes utilizing verify yield yields e.g. i.e.
    etc et al vs versus respectively specifically particularly finally recently additionally first second third
    firstly secondly often usually typically commonly widely successfully significantly effectively jointly
    simply well even ever never always already currently code github available dubbed denoted so-called instead
    like unlike despite whilst amongst besides yielding resulting showing let make made seek seeks want try get
    gets got go goes combine combines combined combining integrate integrates integrating incorporate
    incorporates incorporating
""".split()
STOPS = frozenset(_STOPS)

_UNINFORMATIVE = """
    novel new proposed simple standard popular recent existing current previous prior various different common
    traditional conventional classical classic typical general generic effective efficient powerful flexible
    robust strong state-of-the-art advanced modern main key important major significant special specific certain
    particular multiple numerous additional further extra large small big huge high low good better best great
    well-known representative single similar possible potential practical theoretical empirical extensive
    comprehensive original underlying related relevant complex real whole entire overall full final next last
    initial two-stage-only other several interesting promising successful available useful unique suitable
    appropriate innovative elegant principled competitive superior so-called aforementioned respective basic
    fundamental considered developed resulting learned challenging natural challenging widely-used commonly-used
    such alternative principled widespread first-ever emerging de-facto
""".split()
UNINFORMATIVE = frozenset(_UNINFORMATIVE)


def is_word(word: str) -> bool:
    """Return True for a token with a letter or a digit."""
    return any(c.isalnum() for c in word)


def chunks(words: list[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield maximal runs of tokens in a sentence that can be part of one term; a hyphen joins two words."""
    begin = start
    for i in range(start, end + 1):
        if i < end and _joins(words, i, begin):
            continue
        stop = i
        while stop > begin and not is_word(words[stop - 1]):
            stop -= 1
        if stop > begin:
            yield begin, stop
        begin = i + 1


def _joins(words: list[str], i: int, begin: int) -> bool:
    if words[i] in HYPHENS:
        return i > begin and is_word(words[i - 1])
    hyphened = (i > begin and words[i - 1] in HYPHENS) or (i + 1 < len(words) and words[i + 1] in HYPHENS)
    return is_word(words[i]) and (hyphened or words[i].lower() not in STOPS)


def trimmed(words: list[str], start: int, end: int) -> int:
    """Return the start of a term without leading uninformative modifiers ("novel", "state-of-the-art") and numbers."""
    while start < end:
        stop = start + 1
        while stop + 1 < end and words[stop] in HYPHENS:
            stop += 2
        compound = "".join(words[start:stop]).lower()
        if compound not in UNINFORMATIVE and not compound.isdigit():
            break
        start = stop
    return start
