"""Resolution of the references in decisions (ids, IRIs, names, records) to signatures or records."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.model.record import PaperRecord
from kg.resolve.decisions import ResolvedDecision, UserDecision
from kg.resolve.folding import title_key
from kg.resolve.names import name_key
from kg.resolve.persons import EvidenceClusters

_ID = re.compile(r"(?:^|[/#])((?:work|person)/[^/\s]+(?:/authorship/\d+)?)$")


def graph_id(text: str) -> str | None:
    """Return the id in a reference that is an id or an IRI of a work, person or authorship, else None."""
    found = _ID.search(text.strip())
    return found[1] if found else None


def is_about_works(decision: UserDecision) -> bool:
    """Return True if both sides of a decision are works or records."""
    return all(_is_work(side) for side in (decision.left, decision.right))


def _is_work(side: str) -> bool:
    found = graph_id(side)
    return side.startswith("record ") or (found is not None and re.fullmatch(r"work/[^/]+", found) is not None)


def resolve_on_persons(before: EvidenceClusters, decisions: Iterable[UserDecision]) -> list[ResolvedDecision]:
    """Resolve both sides of decisions about persons to signatures.

    Person ids in decisions are those that a build without decisions assigns.
    """
    kept = list(decisions)
    index = _index(before) if kept else {}
    return [ResolvedDecision(d, _signatures(index, d.left), _signatures(index, d.right)) for d in kept]


def _index(before: EvidenceClusters) -> dict[str, list[int]]:
    """Return the indices of signatures by each reference that a decision can contain."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, signature in enumerate(before.signatures):
        paper = before.papers[signature.paper]
        found[f"{paper.id}/authorship/{signature.position}"].append(number)
        found[f"name {signature.key}"].append(number)
        found[f"name {signature.key} @ {title_key(paper.title)}"].append(number)
    for members, named in zip(before.found.clusters, before.ids, strict=True):
        for identifier in (named.id, *named.others):
            found[identifier].extend(members)
    return found


def _signatures(index: Mapping[str, list[int]], side: str) -> tuple[int, ...]:
    found = graph_id(side)
    if found and "@" not in side:
        return tuple(index.get(found, ()))
    name, at, title = side.partition("@")
    key = f"name {name_key(name.strip())}" + (f" @ {title_key(title.strip())}" if at else "")
    return tuple(index.get(key, ()))


def resolve_on_works(
    records: Sequence[PaperRecord], ids: Mapping[str, Sequence[int]], decisions: Iterable[UserDecision]
) -> list[ResolvedDecision]:
    """Resolve both sides of decisions about works to records.

    `ids` maps the work ids that a build without decisions assigns to the indices of their records.
    """
    numbers = {record.id: (number,) for number, record in enumerate(records)}

    def find(side: str) -> tuple[int, ...]:
        if side.startswith("record "):
            return numbers.get(side.removeprefix("record ").strip(), ())
        return tuple(ids.get(graph_id(side) or "", ()))

    return [ResolvedDecision(decision, find(decision.left), find(decision.right)) for decision in decisions]
