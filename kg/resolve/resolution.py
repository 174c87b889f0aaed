"""Resolution of records into works, persons, series and editions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.model.identity import Judgement, Resolution, Verdict
from kg.model.record import PaperRecord
from kg.model.text import digest
from kg.model.work import Authorship, Edition, Series, Work
from kg.resolve.bibliographic import bibliographic_fields
from kg.resolve.decisions import ResolvedDecision, UserDecision, check_decisions
from kg.resolve.folding import slug, title_key
from kg.resolve.latex import render
from kg.resolve.merged_fields import MergedFields, RankedRecord, merge_fields, rank_record
from kg.resolve.persons import cluster_by_evidence, resolve_persons
from kg.resolve.references import is_about_works, resolve_on_persons, resolve_on_works
from kg.resolve.sharding import Sharding
from kg.resolve.signatures import AuthoredPaper
from kg.resolve.works import WorkGroups, group_records


@dataclass(frozen=True, slots=True)
class ResolveOptions:
    """Options of identity resolution.

    `decisions` are the decisions of the user. `earlier` maps ids of authorships (`{work}/authorship/{n}`) to ids of
    persons in an earlier build, which are reused.
    """

    decisions: tuple[UserDecision, ...] = ()
    earlier: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _WorkDraft:
    """Work before its authors are resolved."""

    id: str
    fields: MergedFields
    records: tuple[RankedRecord, ...]


def resolve(
    records: Iterable[PaperRecord], options: ResolveOptions = ResolveOptions(), sharding: Sharding | None = None
) -> Resolution:
    """Resolve records into works, persons and venues.

    Parameters
    ----------
    records
        Records of all listings; their order has no effect.
    options
        Decisions of the user, and ids of an earlier build.
    sharding
        Function that maps the comparison of signatures over shards; None to compare in this process. The result is the
        same.

    Returns
    -------
    Resolution

    Raises
    ------
    SettingsError
        If decisions contradict each other.
    """
    ordered = sorted(records, key=lambda record: record.id)
    drafts, grouping, on_works = _draft_works(ordered, [d for d in options.decisions if is_about_works(d)])
    before = cluster_by_evidence([_paper(draft) for draft in drafts], options.earlier, sharding)
    on_persons = resolve_on_persons(before, [d for d in options.decisions if not is_about_works(d)])
    check_decisions(len(before.signatures), on_persons)
    persons = resolve_persons(before, on_persons)
    ranked = [record for draft in drafts for record in draft.records]
    return Resolution(
        works=_with_persons(drafts, persons.of_signature),
        persons=persons.persons,
        series=_series(ranked),
        editions=_editions(ranked),
        judgements=_sorted((*_name_works(grouping.judgements, drafts), *persons.judgements)),
        notes=tuple(_unused(each) for each in (*on_works, *on_persons) if not each.is_effective),
    )


def _draft_works(
    records: Sequence[PaperRecord], decisions: Sequence[UserDecision]
) -> tuple[list[_WorkDraft], WorkGroups, list[ResolvedDecision]]:
    ranked = [rank_record(record) for record in records]
    grouping = group_records(ranked)
    drafts = _draft(ranked, grouping)
    if not decisions:
        return drafts, grouping, []
    numbers = {record.id: number for number, record in enumerate(records)}
    ids = {draft.id: [numbers[each.record.id] for each in draft.records] for draft in drafts}
    resolved = resolve_on_works(records, ids, decisions)
    check_decisions(len(records), resolved)
    grouping = group_records(ranked, resolved)
    return _draft(ranked, grouping), grouping, resolved


def _draft(ranked: Sequence[RankedRecord], grouping: WorkGroups) -> list[_WorkDraft]:
    """Return one work per group of records, sorted by id."""
    alike: dict[tuple[str, str], list[tuple[RankedRecord, ...]]] = defaultdict(list)
    for group in grouping.groups:
        members = tuple(ranked[number] for number in group)
        alike[_anchor(members)].append(members)
    taken: set[str] = set()
    drafts = [draft for anchor in sorted(alike) for draft in _name(anchor, alike[anchor], taken)]
    return sorted(drafts, key=lambda draft: draft.id)


def _name(anchor: tuple[str, str], groups: Sequence[tuple[RankedRecord, ...]], taken: set[str]) -> Iterator[_WorkDraft]:
    """Yield the works of the groups with the same title; only the id of the first depends on the title alone."""
    key, readable = anchor
    for group in sorted(groups, key=_seniority) if len(groups) > 1 else groups:
        identifier = plain = f"work/{readable}-{digest(key)}"
        if plain in taken:
            identifier = f"work/{readable}-{digest(chr(0).join((key, *_seniority(group)[1])))}"
        taken.update((plain, identifier))
        yield _WorkDraft(identifier, merge_fields(list(group)), group)


def _anchor(group: Sequence[RankedRecord]) -> tuple[str, str]:
    """Return the most frequent title of the records in normal form (the longest of several), and its slug."""
    titles = Counter(title_key(each.record.title) for each in group)
    key = min(titles, key=lambda k: (-titles[k], -len(k), k))
    slugs = {slug(each.record.title, "work") for each in group if title_key(each.record.title) == key}
    return key, min(slugs, key=lambda s: (-s.count("-"), s))


def _seniority(group: Sequence[RankedRecord]) -> tuple[int, list[str]]:
    """Return the sort key of a group among those with the same title; the first id depends on the title alone."""
    authors = sorted({title_key(author.name) for each in group for author in each.record.authors})
    return min((each.year or 9999) for each in group), authors or sorted(each.record.id for each in group)


def _paper(draft: _WorkDraft) -> AuthoredPaper:
    fields = draft.fields
    group = fields.edition.id if fields.edition else f"{fields.year or ''}"
    return AuthoredPaper(draft.id, render(fields.title), group, fields.year, fields.authors)


def _with_persons(drafts: Sequence[_WorkDraft], of_signature: Sequence[str]) -> tuple[Work, ...]:
    persons = iter(of_signature)
    return tuple(_work(draft, [next(persons) for _ in draft.fields.authors]) for draft in drafts)


def _work(draft: _WorkDraft, persons: Sequence[str]) -> Work:
    fields = draft.fields
    authorships = tuple(
        Authorship(draft.id, position, person, author.as_written, author.affiliations, author.orcid)
        for position, (author, person) in enumerate(zip(fields.authors, persons, strict=True), start=1)
    )
    return Work(
        id=draft.id,
        title=fields.title,
        label=render(fields.title),
        authorships=authorships,
        abstract=fields.abstract,
        edition=fields.edition.id if fields.edition else None,
        year=fields.year,
        decision=fields.decision,
        presentation=fields.presentation,
        award=fields.award,
        url=fields.url,
        records=tuple(sorted(each.record.id for each in draft.records)),
        conflicts=fields.conflicts,
        **bibliographic_fields([each.record for each in draft.records]),
    )


def _name_works(judgements: Iterable[Judgement], drafts: Iterable[_WorkDraft]) -> Iterator[Judgement]:
    """Yield the judgements; merges keep the ids of records, other judgements get the ids of works.

    Near misses within one work are dropped.
    """
    homes = {each.record.id: draft.id for draft in drafts for each in draft.records}
    for found in judgements:
        left, right = homes[found.left], homes[found.right]
        if found.verdict is Verdict.SAME:
            yield found
        elif left != right:
            yield replace(found, left=left, right=right)


def _sorted(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Return the first judgement on each pair, sorted by kind and ids; the input has decisions of the user first."""
    found: dict[tuple[str, str, str], Judgement] = {}
    for judgement in judgements:
        found.setdefault((judgement.kind, judgement.left, judgement.right), judgement)
    return tuple(found[key] for key in sorted(found))


def _unused(resolved: ResolvedDecision) -> str:
    side = resolved.decision.right if resolved.left else resolved.decision.left
    return f"{resolved.decision.source}: {side!r} matches no author, paper or record; the decision has no effect"


def _series(ranked: Iterable[RankedRecord]) -> tuple[Series, ...]:
    found = {each.venue.series.id: each.venue.series for each in ranked if each.venue}
    return tuple(found[key] for key in sorted(found))


def _editions(ranked: Iterable[RankedRecord]) -> tuple[Edition, ...]:
    found = {each.edition.id: each.edition for each in ranked if each.edition}
    return tuple(found[key] for key in sorted(found))
