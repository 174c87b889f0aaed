"""Records → groups that are one work: exact matches of the title, clearly different people kept apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.model.record import PaperRecord
from kg.resolve.folding import title_key
from kg.resolve.names import name_key


def group_records(records: Iterable[PaperRecord]) -> list[list[PaperRecord]]:
    """The records of each work, in order of their ids."""
    by_title: dict[str, list[PaperRecord]] = defaultdict(list)
    for record in sorted(records, key=lambda r: r.id):
        by_title[title_key(record.title)].append(record)
    groups: list[list[PaperRecord]] = []
    for key in sorted(by_title):
        groups.extend(_same_people(by_title[key]))
    return groups


def _same_people(records: list[PaperRecord]) -> list[list[PaperRecord]]:
    """Records of one title, split where the authors have nobody in common."""
    groups: list[list[PaperRecord]] = []
    for record in sorted(records, key=lambda r: (not r.authors, r.id)):
        home = next((group for group in groups if not _are_strangers(group, record)), None)
        if home is None:
            groups.append([record])
        else:
            home.append(record)
    return [sorted(group, key=lambda r: r.id) for group in groups]


def _are_strangers(group: list[PaperRecord], record: PaperRecord) -> bool:
    here = {name_key(author.name) for author in record.authors}
    there = {name_key(author.name) for other in group for author in other.authors}
    return bool(here and there) and not here & there
