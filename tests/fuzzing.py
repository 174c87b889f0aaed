"""Subjects of fuzzing: inputs that other people write, each with valid samples and a check of one mutant.

A mutant is accepted, or refused with an error of one line. Every other outcome is a fault: an exception of another
kind, a crash, or a response with status 500.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from kg.cache import ResultCache, key_of, unpack
from kg.cache.result_cache import FILE
from kg.extract.thesaurus_file import read_thesaurus
from kg.resolve import read_decisions
from kg.server.settings import read_server_settings
from kg.settings import read_settings
from kg.store import named_queries
from tests.fuzz_checks import Check, Checked, of_file
from tests.fuzz_queries import of_queries
from tests.fuzz_requests import MARKUP, of_requests
from tests.parsers.mutating import MUTATIONS, SAMPLES, mutant, reads

_HEAD = "Host: localhost\r\nConnection: close\r\n"
_FORM = "Content-Type: application/x-www-form-urlencoded\r\n"
_TOML = """base = "https://example.org/kg/"\ntitle = "A field"\nmax_authors = 100\ndecisions = "d.tsv"\n
[[listing]]\npath = "*.csv"\nformat = "csv"\ncolumns = { title = "Paper Title", authors = "Authors" }
authors = { separator = ";", order = "family-first" }\noutcomes = { "1" = "Accept" }\nvenue = "ICML"\nyear = 2021
decision = "accept"\n\n[serve]\nhost = "127.0.0.1"\nport = 8000\nseconds = 10.0\nhosts = ["a.example"]\ncors = ["*"]
"""
_DECISIONS = (
    "verdict,left,right\nsame,person/a-b-12345678,person/a-c-12345678,checked\n"
    'different,work/a-12345678,"work/b-12345678"\nsame,Wei Wang @ A title,Ronald Fearing\n\n# note\n'
)
_THESAURUS = (
    "label\treplace by\tkind\tbroader\nconvnet\tCNN\tmethod\tnetwork\nimagenet1k\tImageNet\tdataset\t\nfoo\t\t\t\n"
)
_PIECES = (
    "\x00", "\ufeff", "nan", "inf", "-1", "1e999", "9" * 5_000, "[" * 500, "{" * 200, "'''", '"""', "\\u0000", "=",
    "\t", "\\ud800", "\r", "#", "http://[::1", "//", "%", "%00", "%ff", "../", "SERVICE", "GRAPH", "<", ">", "?x",
    "_:b", "true", "@", "^^", "UNION", "(", "}", "\u2028", "é", "𝒳", "Content-Length: 5\r\n", "\r\n\r\n", "chunked",
    "Expect: 100-continue\r\n", MARKUP,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FuzzSubject:
    """Kind of input: valid samples, and a function that opens a check of mutants in a folder."""

    samples: tuple[str, ...]
    checking: Callable[[Path], Iterator[Check]]


def mutated(subject: str, rng: random.Random) -> bytes:
    """Return a mutant of a sample: up to eight changes of lines or characters, and sometimes other bytes."""
    if subject in SAMPLES:
        return mutant(subject, rng)
    lines = rng.choice(SUBJECTS[subject].samples).split("\n")
    for _ in range(rng.choice((1, 1, 2, 4, 8))):
        lines = rng.choice((_piece, *MUTATIONS))(lines or [""], rng)
    content = "\n".join(lines).encode("utf-8", "surrogatepass")
    if rng.random() < 0.1:
        place = rng.randrange(len(content) + 1)
        content = content[:place] + rng.randbytes(rng.randint(1, 4)) + content[place + rng.randint(0, 4) :]
    return content


def _piece(lines: list[str], rng: random.Random) -> list[str]:
    number = rng.randrange(len(lines))
    place = rng.randrange(len(lines[number]) + 1)
    return [*lines[:number], lines[number][:place] + rng.choice(_PIECES) + lines[number][place:], *lines[number + 1 :]]


def _listing(name: str) -> Callable[[Path], Iterator[Check]]:
    def checking(folder: Path) -> Iterator[Check]:
        numbers = itertools.count()

        def check(content: bytes) -> Checked:
            return Checked(reads(folder / "listing", content, name if next(numbers) % 3 else None) is not None)

        yield check

    return checking


def _cache(folder: Path) -> Iterator[Check]:
    """A mutant is the value of an abstract, with the right checksum, and then the file itself."""

    def check(content: bytes) -> Checked:
        for path in folder.iterdir():
            path.unlink()
        found = unpack(content, "work/a-1", "We train BERT on ImageNet and report accuracy.")
        key = key_of("a", "b")
        with ResultCache(folder) as cache:
            cache.put({key: content})
            assert cache.get([key]) in ({key: content}, {})
        damaged = bytearray((folder / FILE).read_bytes())
        rng = random.Random(content)
        for _ in range(3):
            place = rng.randrange(len(damaged))
            damaged[place : place + 3] = content[:3]
        (folder / FILE).write_bytes(damaged)
        with ResultCache(folder) as cache:
            cache.get([key])
            cache.put({key: b"[]"})
        return Checked(found is not None)

    yield check


def _get(path: str) -> str:
    return f"GET {path} HTTP/1.1\r\n{_HEAD}Accept: text/html;q=0.9, */*\r\nAccept-Encoding: gzip\r\n\r\n"


def _post(body: str, kind: str) -> str:
    return f"POST /sparql HTTP/1.1\r\n{_HEAD}{kind}Content-Length: {len(body)}\r\n\r\n{body}"


_QUERIES = (
    "SELECT ?title WHERE { ?work a kg:Work ; dcterms:title ?title . OPTIONAL { ?work kg:year ?y } } ORDER BY ?title",
    "ASK { ?a !(kg:author|^rdfs:label)+ 'x'@en . FILTER(?a IN (1, 2.0, 3e0, \"a\\tb\"^^xsd:string)) }",
    "CONSTRUCT { ?a foaf:knows ?b } WHERE { VALUES (?a ?b) { (<a:b> UNDEF) } MINUS { ?a ?p ?b } BIND(1+2*-3 AS ?c) }",
    "PREFIX a: <http://a/> DESCRIBE a:b # note\n",
    *(query.text for query in named_queries().values()),
)
_REQUESTS = (
    *(
        _get(path)
        for path in ("/", "/status", "/search?q=ana", "/person/ana-01", "/suggest?q=a&kind=person", "/robots.txt")
    ),
    *(_get("/query?" + urlencode({"query": query})) for query in _QUERIES[:4]),
    _get("/query?name=works_of_author&author=Ana"),
    _get("/thing?iri=http%3A%2F%2Fa"),
    *(_post(urlencode({"query": query}), _FORM) for query in _QUERIES[:4]),
    _post("ASK {}", "Content-Type: application/sparql-query\r\n"),
    f"POST /sparql HTTP/1.1\r\n{_HEAD}{_FORM}Transfer-Encoding: chunked\r\n"
    "\r\n5\r\nquery\r\ne\r\n=ASK%20%7B%7D%20\r\n0\r\n\r\n",
)
SUBJECTS: dict[str, FuzzSubject] = {
    "kg.toml": FuzzSubject((_TOML,), of_file("kg.toml", read_settings, read_server_settings)),
    "decisions": FuzzSubject((_DECISIONS,), of_file("decisions", read_decisions)),
    "thesaurus": FuzzSubject((_THESAURUS,), of_file("thesaurus", read_thesaurus)),
    "cache": FuzzSubject(('[[9,13,"method","model",0.9,"uses",0.8,"bert",""]]', "[]"), _cache),
    "query": FuzzSubject(_QUERIES, of_queries),
    "http": FuzzSubject(_REQUESTS, of_requests),
    **{name: FuzzSubject((sample,), _listing(name)) for name, sample in SAMPLES.items()},
}
"""Subjects by name; listings by the name of their format."""


@contextmanager
def checking(subject: str, folder: Path) -> Iterator[Check]:
    """Open the check of a subject, with a folder for its files."""
    checks = SUBJECTS[subject].checking(folder)
    yield next(checks)
    for _ in checks:
        pass
