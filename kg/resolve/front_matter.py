"""Recognition of front matter by its title, such as "Preface" or "Author index", which many volumes have."""

from __future__ import annotations

import re

from kg.resolve.folding import words

_PARTS = (
    "preface|foreword|editorial(?: board| note)?|guest editorial|editors? (?:note|comments?|introduction)|introduction"
    "|(?:table of )?contents|(?:author|subject|keyword|reviewer) index|index(?: of authors)?|front matter|back matter"
    "|title page|copyright(?: page| notice)?|cover(?: page)?|masthead|colophon|imprint"
    "|(?:conference |program |organi[sz]ing |steering |technical |advisory )*committees?(?: members)?|organi[sz]ation"
    "|organi[sz]ers|(?:list of )?(?:reviewers|referees|authors|participants|sponsors)|reviewers? acknowledge?ments?"
    "|acknowledge?ments?(?: to reviewers)?|sponsors(?:hip)?|awards?|best paper awards?|in memoriam|obituary"
    "|(?:welcome|message|greetings?|letter)(?: (?:message|letter|address))?(?: from (?:the )?[a-z ]{1,60})?"
    "|(?:workshops?|tutorials?|demos?|demonstrations?|keynotes?|posters?|panels?|plenar(?:y|ies)|invited)"
    "(?: (?:and|or|workshops?|tutorials?|demos?|demonstrations?|talks?|speakers?|lectures?|addresses|address|sessions?"
    "|papers?|abstracts?|overview|summar(?:y|ies)|discussions?|program))*"
    "|(?:conference |technical |final |advance )?(?:program(?:me)?|schedule|agenda)(?: at a glance)?"
    "|session (?:[0-9]+[a-z]?|[a-z])"
    "|call for (?:papers|participation|reviewers)|(?:errat(?:um|a)|corrigend(?:um|a)|corrections?)"
    "|news(?:letter)?|announcements?|book reviews?|information for authors|instructions for authors|proceedings"
)
_YEAR = r"(?:19|20)\d\d"
_VOLUME = r"(?:the )?(?:special )?(?:issue|section|volume|workshop|proceedings|conference)(?: [a-z0-9]+){0,9}"
_FRONT_MATTER = re.compile(
    rf"(?:[a-z]{{2,10}} {_YEAR} )?(?:the )?(?:{_PARTS})(?: {_YEAR})?"  # "IROS 2004 author index"
    rf"|[a-z]{{2,10}} (?:{_PARTS}) {_YEAR}"
    rf"|(?:{_PARTS}) (?:of|for|to) (?:the )?(?:[a-z]{{2,10}} )?{_YEAR}(?: [a-z]{{2,10}})?"
    rf"|(?:preface|foreword|introduction|(?:guest )?editorial)(?: (?:of|for|to|on))? {_VOLUME}"
)
LONGEST = 120  # maximum number of characters of a title of front matter


def is_front_matter(title: str) -> bool:
    """Return True if a title is a title of front matter.

    >>> is_front_matter("IROS 2004 Author Index"), is_front_matter("Workshops and Tutorials")
    (True, True)
    >>> is_front_matter("An author index for the web")
    False
    """
    found = " ".join(words(title))
    return len(found) <= LONGEST and _FRONT_MATTER.fullmatch(found) is not None
