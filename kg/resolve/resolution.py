"""Records → Resolution."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.model.identity import Judgement, Resolution, Verdict
from kg.model.record import PaperRecord
from kg.model.text import digest
from kg.model.work import Authorship, Edition, Series, Work
from kg.resolve.bibliographic import bibliographic_fields
from kg.resolve.decisions import Decision, Ruling, check_rulings
from kg.resolve.folding import slug, title_key
from kg.resolve.latex import render
from kg.resolve.parts import Spread
from kg.resolve.people import compare, tell_apart
from kg.resolve.references import is_about_works, rule_on_people, rule_on_works
from kg.resolve.showing import Claim, Shown, choose, read_claim
from kg.resolve.signatures import Paper
from kg.resolve.works import Grouping, group_records


@dataclass(frozen=True, slots=True)
class ResolveOptions:
    """What a resolution depends on beside the records.

    `decisions` are the user's. `known` may hold the people of an earlier build, so that they keep their ids even when a
    listing brings earlier papers of a namesake: ids of people by ids of authorships (`{work}/authorship/{n}`).
    """

    decisions: tuple[Decision, ...] = ()
    known: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A work without its people."""

    id: str
    shown: Shown
    claims: tuple[Claim, ...]


def resolve(
    records: Iterable[PaperRecord], options: ResolveOptions = ResolveOptions(), spread: Spread | None = None
) -> Resolution:
    """Works, persons and venues of the records; the same whatever the order of the records.

    Names are compared here, or where `spread` has them compared, and the same is found. Raises SettingsError where
    decisions contradict each other.
    """
    ordered = sorted(records, key=lambda record: record.id)
    about_works = [decision for decision in options.decisions if is_about_works(decision)]
    drafts, grouping, rulings = _draft_works(ordered, about_works)
    papers = [_paper(draft) for draft in drafts]
    before = compare(papers, options.known, spread)
    about_people = rule_on_people(before, [d for d in options.decisions if not is_about_works(d)])
    check_rulings(len(before.signatures), about_people)
    people = tell_apart(before, about_people)
    claims = [claim for draft in drafts for claim in draft.claims]
    return Resolution(
        works=_with_people(drafts, people.of_signature),
        persons=people.persons,
        series=_series(claims),
        editions=_editions(claims),
        judgements=_sorted((*_name_works(grouping.judgements, drafts), *people.judgements)),
        notes=tuple(_unused(ruling) for ruling in (*rulings, *about_people) if not (ruling.left and ruling.right)),
    )


def _draft_works(
    records: Sequence[PaperRecord], decisions: Sequence[Decision]
) -> tuple[list[_Draft], Grouping, list[Ruling]]:
    claims = [read_claim(record) for record in records]
    grouping = group_records(records)
    drafts = _draft(claims, grouping)
    if not decisions:
        return drafts, grouping, []
    numbers = {record.id: number for number, record in enumerate(records)}
    ids = {draft.id: [numbers[claim.record.id] for claim in draft.claims] for draft in drafts}
    rulings = rule_on_works(records, ids, decisions)
    check_rulings(len(records), rulings)
    grouping = group_records(records, rulings)
    return _draft(claims, grouping), grouping, rulings


def _draft(claims: Sequence[Claim], grouping: Grouping) -> list[_Draft]:
    """The works of the groups, sorted by id."""
    alike: dict[tuple[str, str], list[tuple[Claim, ...]]] = defaultdict(list)
    for group in grouping.groups:
        members = tuple(claims[number] for number in group)
        alike[_anchor(members)].append(members)
    taken: set[str] = set()
    drafts = [draft for anchor in sorted(alike) for draft in _name(anchor, alike[anchor], taken)]
    return sorted(drafts, key=lambda draft: draft.id)


def _name(anchor: tuple[str, str], groups: Sequence[tuple[Claim, ...]], taken: set[str]) -> Iterator[_Draft]:
    """The works of the groups that share an anchor, the first by its title alone."""
    key, readable = anchor
    for group in sorted(groups, key=_seniority) if len(groups) > 1 else groups:
        identifier = plain = f"work/{readable}-{digest(key)}"
        if plain in taken:
            identifier = f"work/{readable}-{digest(chr(0).join((key, *_seniority(group)[1])))}"
        taken.update((plain, identifier))
        yield _Draft(identifier, choose(list(group)), group)


def _anchor(group: Sequence[Claim]) -> tuple[str, str]:
    """What names the work: the title in normal form that most records have, then the longest; and its slug."""
    titles = Counter(title_key(claim.record.title) for claim in group)
    key = min(titles, key=lambda k: (-titles[k], -len(k), k))
    slugs = {slug(claim.record.title, "work") for claim in group if title_key(claim.record.title) == key}
    return key, min(slugs, key=lambda s: (-s.count("-"), s))


def _seniority(group: Sequence[Claim]) -> tuple[int, list[str]]:
    """Of works that share a title the first keeps the plain id: by year, then by people, then by records."""
    people = sorted({title_key(author.name) for claim in group for author in claim.record.authors})
    return min((claim.year or 9999) for claim in group), people or sorted(claim.record.id for claim in group)


def _paper(draft: _Draft) -> Paper:
    shown = draft.shown
    group = shown.edition.id if shown.edition else f"{shown.year or ''}"
    return Paper(draft.id, render(shown.title), shown.abstract or "", group, shown.year, shown.authors)


def _with_people(drafts: Sequence[_Draft], of_signature: Sequence[str]) -> tuple[Work, ...]:
    people = iter(of_signature)
    return tuple(_work(draft, [next(people) for _ in draft.shown.authors]) for draft in drafts)


def _work(draft: _Draft, people: Sequence[str]) -> Work:
    shown = draft.shown
    authorships = tuple(
        Authorship(draft.id, position, person, author.as_written, author.affiliations, author.orcid)
        for position, (author, person) in enumerate(zip(shown.authors, people, strict=True), start=1)
    )
    return Work(
        id=draft.id,
        title=shown.title,
        label=render(shown.title),
        authorships=authorships,
        abstract=shown.abstract,
        edition=shown.edition.id if shown.edition else None,
        year=shown.year,
        decision=shown.decision,
        presentation=shown.presentation,
        award=shown.award,
        url=shown.url,
        records=tuple(sorted(claim.record.id for claim in draft.claims)),
        conflicts=shown.conflicts,
        **bibliographic_fields([claim.record for claim in draft.claims]),
    )


def _name_works(judgements: Iterable[Judgement], drafts: Iterable[_Draft]) -> Iterator[Judgement]:
    """Near misses of works by the ids of the works; merges stay between records."""
    homes = {claim.record.id: draft.id for draft in drafts for claim in draft.claims}
    for found in judgements:
        left, right = homes[found.left], homes[found.right]
        if found.verdict is Verdict.SAME:
            yield found
        elif left != right:
            yield replace(found, left=left, right=right)


def _sorted(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Each pair once, by kind and ids; the user's decisions, which come first, win."""
    found: dict[tuple[str, str, str], Judgement] = {}
    for judgement in judgements:
        found.setdefault((judgement.kind, judgement.left, judgement.right), judgement)
    return tuple(found[key] for key in sorted(found))


def _unused(ruling: Ruling) -> str:
    side = ruling.decision.right if ruling.left else ruling.decision.left
    return f"{ruling.decision.source}: nothing is called {side!r}; the decision is kept but changes nothing"


def _series(claims: Iterable[Claim]) -> tuple[Series, ...]:
    found = {claim.venue.series.id: claim.venue.series for claim in claims if claim.venue}
    return tuple(found[key] for key in sorted(found))


def _editions(claims: Iterable[Claim]) -> tuple[Edition, ...]:
    found = {claim.edition.id: claim.edition for claim in claims if claim.edition}
    return tuple(found[key] for key in sorted(found))
