"""Mentions as Web Annotations, with position and quote selectors that refer to the abstract.

Annotations are derived from the nine statements that the graph has for each mention. Reference: Web Annotation Data
Model, W3C Recommendation of 23 February 2017, sections 3.2.4 (specific resources), 4.2.4 (text quote selector), 4.2.5
(text position selector) and 5.2 (annotation pages).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from kg import output
from kg.model.prefixes import KG, VOCABULARIES
from kg.store import base_of, open_store, run

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_OA, _TYPE = VOCABULARIES["oa"], NamedNode(VOCABULARIES["rdf"] + "type")
_INTEGER = NamedNode(VOCABULARIES["xsd"] + "nonNegativeInteger")


def web_annotations(out: Path) -> Iterator[dict[str, Any]]:
    """Yield a Web Annotation for each mention of the build in `out`, sorted by work and offset.

    `start` and `end` are offsets into the abstract in code points, from 0; `end` is exclusive.
    """
    for work, start, end, exact, concept, role, confidence in run(open_store(out / output.STORE), "annotations"):
        mention = f"{work}/mention/{start}-{end}"
        yield {
            "id": mention,
            "type": "Annotation",
            "motivation": "identifying",
            "body": concept,
            "target": {
                "id": f"{mention}/target",
                "type": "SpecificResource",
                "source": work,
                "selector": [
                    {"id": f"{mention}/target/position", "type": "TextPositionSelector", "start": start, "end": end},
                    {"id": f"{mention}/target/quote", "type": "TextQuoteSelector", "exact": exact},
                ],
            },
            "kg:role": {"id": role},
            "kg:confidence": confidence,
        }


def json_ld(out: Path) -> Iterator[str]:
    """Yield an annotation page in JSON-LD, one annotation per line."""
    base = base_of(open_store(out / output.STORE)) or ""
    head = {
        "@context": [CONTEXT, {"kg": KG}],
        "id": f"{base}annotations",
        "type": "AnnotationPage",
        "partOf": f"{base}graph.ttl",
        "startIndex": 0,
    }
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "items": ['
    for place, each in enumerate(web_annotations(out)):
        yield (",\n" if place else "\n") + json.dumps(each, ensure_ascii=False)
    yield "\n]}\n"


def turtle(out: Path) -> Iterator[str]:
    """Yield all annotations as Turtle, one annotation at a time."""
    prefixes = {"oa": _OA, "kg": KG, "xsd": VOCABULARIES["xsd"]}
    yield from (f"@prefix {prefix}: <{space}> .\n" for prefix, space in sorted(prefixes.items()))
    for each in web_annotations(out):
        written = serialize(_triples(each), format=RdfFormat.TURTLE, prefixes=prefixes) or b""
        yield "".join(line for line in written.decode("utf-8").splitlines(True) if not line.startswith("@prefix"))


def _triples(annotation: dict[str, Any]) -> Iterable[Triple]:
    target = annotation["target"]
    position, quote = target["selector"]
    subject, node, *selectors = map(NamedNode, (annotation["id"], target["id"], position["id"], quote["id"]))
    yield Triple(subject, _TYPE, _oa("Annotation"))
    yield Triple(subject, _oa("motivatedBy"), _oa(annotation["motivation"]))
    yield Triple(subject, _oa("hasBody"), NamedNode(annotation["body"]))
    yield Triple(subject, _oa("hasTarget"), node)
    yield Triple(subject, NamedNode(KG + "role"), NamedNode(annotation["kg:role"]["id"]))
    yield Triple(subject, NamedNode(KG + "confidence"), Literal(float(annotation["kg:confidence"])))
    yield Triple(node, _TYPE, _oa("SpecificResource"))
    yield Triple(node, _oa("hasSource"), NamedNode(target["source"]))
    for selector in selectors:
        yield Triple(node, _oa("hasSelector"), selector)
    yield Triple(selectors[0], _TYPE, _oa("TextPositionSelector"))
    yield Triple(selectors[0], _oa("start"), Literal(str(position["start"]), datatype=_INTEGER))
    yield Triple(selectors[0], _oa("end"), Literal(str(position["end"]), datatype=_INTEGER))
    yield Triple(selectors[1], _TYPE, _oa("TextQuoteSelector"))
    yield Triple(selectors[1], _oa("exact"), Literal(quote["exact"]))


def _oa(name: str) -> NamedNode:
    return NamedNode(_OA + name)
