"""Language of a publication as a BCP 47 tag."""

from __future__ import annotations

import re

_NAMES = (
    "english en german de deutsch de french fr français fr spanish es chinese zh japanese ja korean ko portuguese"
    " pt italian it russian ru polish pl dutch nl turkish tr persian fa arabic ar ukrainian uk czech cs hungarian"
    " hu swedish sv norwegian no danish da finnish fi croatian hr serbian sr slovak sk greek el slovenian sl"
    " lithuanian lt romanian ro catalan ca hebrew he indonesian id malay ms thai th vietnamese vi bulgarian bg"
    " estonian et latvian lv afrikaans af eng en ger de deu de fre fr fra fr spa es chi zh zho zh jpn ja kor ko"
    " por pt ita it rus ru pol pl dut nl nld nl tur tr ukr uk cze cs ces cs hun hu swe sv per fa fas fa ara ar"
).split()
_TAGS = dict(zip(_NAMES[::2], _NAMES[1::2], strict=True))
_TAG = re.compile(r"([a-z]{2})(?:[-_][A-Za-z]{2,8})*", re.IGNORECASE)


def read_language(text: str) -> str | None:
    """Return the two-letter tag of a language given by name or code, or None if it is unknown.

    Of several languages, the first counts.

    >>> read_language("English"), read_language("de-AT"), read_language("eng; ger")
    ('en', 'de', 'en')
    """
    first = re.split(r"[;,|/]", text[:60])[0].strip()
    tag = _TAGS.get(first.casefold())
    found = _TAG.fullmatch(first)
    return tag or (found[1].lower() if found else None)
