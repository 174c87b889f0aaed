"""Concepts with the decisions of the user's thesaurus applied: name, kind, other names, broader concepts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kg.extract.concept_edits import ConceptEdits
from kg.extract.linking import concept_id
from kg.extract.thesaurus import Thesaurus, match_key
from kg.model.errors import SettingsError
from kg.model.mention import Concept, Kind

Table = dict[str, Concept]
Parents = dict[str, tuple[str, ...]]


def edited_concepts(concepts: Mapping[str, Concept], thesaurus: Thesaurus, edits: ConceptEdits) -> tuple[Concept, ...]:
    """Return the concepts of mentions and all broader ones, after the decisions of a thesaurus, sorted by id.

    Parameters
    ----------
    concepts
        The concepts of mentions as linked, by key.
    thesaurus
        The lines of the user.
    edits
        Their decisions by concept.

    Raises
    ------
    SettingsError
        If a broader concept is of another kind, or if a concept becomes broader than itself.
    """
    table, parents = _with_broader(concepts, edits)
    parents = {key: tuple(_fitting(key, above, table, thesaurus, edits)) for key, above in parents.items()}
    parents = _without_circles(parents, thesaurus, edits)
    found = (_edited(key, table, parents[key], thesaurus, edits) for key in table)
    return tuple(sorted(found, key=lambda concept: concept.id))


def _with_broader(concepts: Mapping[str, Concept], edits: ConceptEdits) -> tuple[Table, Parents]:
    """Return all concepts by key, including broader ones, and the keys of the broader concepts of each concept.

    Broader concepts without mentions are created.
    """
    table = {key: _renewed(key, concept, edits) for key, concept in concepts.items()}
    parents: Parents = {}
    waiting = sorted(table)
    while waiting:
        key = waiting.pop()
        parents[key] = edits.parents(key, table[key])
        for above in parents[key]:
            if above not in table:
                table[above] = _renewed(above, _made(above, table[key].kind, edits), edits)
                waiting.append(above)
    return table, parents


def _renewed(key: str, concept: Concept, edits: ConceptEdits) -> Concept:
    return replace(concept, kind=edits.kinds.get(key, concept.kind))


def _made(key: str, kind: Kind, edits: ConceptEdits) -> Concept:
    """Return a concept without mentions: one of the vocabulary, or a new one that the user names."""
    entry = edits.names.vocabulary.entries.get(key)
    if entry is None:
        kind = edits.kinds.get(key, kind)
        return Concept(concept_id(key, kind), kind, edits.labels[key], in_vocabulary=False)
    others = tuple(sorted({*entry.spellings()} - {entry.label}))
    return Concept(entry.id, entry.kind, entry.label, others, entry.broader)


def _fitting(key: str, above: Iterable[str], table: Table, thesaurus: Thesaurus, edits: ConceptEdits) -> Iterator[str]:
    """Yield the keys of broader concepts of the same kind; raise SettingsError if the user's line has another kind."""
    for each in above:
        if table[each].kind is table[key].kind:
            yield each
        elif key in edits.broader:
            line = next(line for line in edits.lines[key] if line.broader)
            problem = f'"{table[each].label}" is a {table[each].kind} and cannot be broader than a {table[key].kind}'
            raise SettingsError(f"{problem}; correct the kind or the line", file=thesaurus.name, line=line.number)


def _without_circles(parents: Parents, thesaurus: Thesaurus, edits: ConceptEdits) -> Parents:
    """Return the broader concepts of each concept, without circles, which merging concepts can cause.

    Raise SettingsError if the user's lines cause a circle.
    """
    kept = {key: list(above) for key, above in parents.items()}
    done: set[str] = set()
    for root in sorted(parents):
        path: dict[str, Iterator[str]] = {}
        if root not in done:
            path[root] = iter(parents[root])
        while path:
            key = next(reversed(path))
            above = next(path[key], None)
            if above is None:
                done.add(key)
                del path[key]
            elif above in path:
                _check_user_circle(list(path)[list(path).index(above) :], thesaurus, edits)
                kept[key].remove(above)
            elif above not in done:
                path[above] = iter(parents[above])
    return {key: tuple(above) for key, above in kept.items()}


def _check_user_circle(circle: Iterable[str], thesaurus: Thesaurus, edits: ConceptEdits) -> None:
    lines = [line for key in circle if key in edits.broader for line in edits.lines[key] if line.broader]
    if lines:
        problem = f'"{lines[0].label}" becomes broader than itself; correct the column "broader"'
        raise SettingsError(problem, file=thesaurus.name, line=lines[0].number)


def _edited(key: str, table: Table, above: tuple[str, ...], thesaurus: Thesaurus, edits: ConceptEdits) -> Concept:
    before = table[key]
    label = edits.labels.get(key, before.label)
    entries = edits.names.vocabulary.entries
    others = {before.label, *before.alternates}
    others.update(form for source in edits.sources.get(key, ()) for form in entries[source].spellings())
    lost = {form for form in others if edits.targets.of_form(form, key) != key}
    after = replace(
        before,
        label=label,
        alternates=tuple(sorted(others - lost - {label})),
        broader=tuple(sorted(table[each].id for each in above)),
    )
    numbers = {line.number: line for line in edits.lines.get(key, ())}
    numbers |= {line.number: line for line in (edits.targets.forms_by[match_key(form)] for form in lost)}
    moved_by = edits.targets.moved_by
    numbers |= {moved_by[each].number: moved_by[each] for each in before.broader if each in moved_by}
    texts = (f"{thesaurus.place(numbers[number])}: {numbers[number]}" for number in sorted(numbers))
    return replace(after, decisions=tuple(texts))
