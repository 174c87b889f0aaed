"""The mentions of one abstract as bytes, without the work they were found in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from kg.model.mention import Finder, Kind, RawMention, Role


def key_of(abstract: str, fingerprint: str) -> bytes:
    """What the mentions of an abstract are kept under: a SHA-256 of the text and all else they depend on."""
    return hashlib.sha256(f"{fingerprint}\0{abstract}".encode("utf-8", "surrogatepass")).digest()


def pack(mentions: Iterable[RawMention]) -> bytes:
    """Mentions of one abstract as JSON; the texts are not kept, for they stand in the abstract."""
    rows = [
        (m.start, m.end, m.kind, m.finder, m.confidence, m.role, m.role_confidence, m.concept, m.long_form)
        for m in mentions
    ]
    return json.dumps(rows, separators=(",", ":")).encode()


def unpack(packed: bytes, work: str, abstract: str) -> list[RawMention]:
    """The mentions that were packed, as mentions of `work`."""
    return [
        RawMention(work, start, end, abstract[start:end], Kind(kind), Finder(finder), sure, Role(role), *rest)
        for start, end, kind, finder, sure, role, *rest in json.loads(packed)
    ]
