"""Trains the model: the finder of concepts and the classifier of roles, from annotated abstracts."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.extract.background import Background, build_background, read_abstracts
from kg.extract.card import THIS, Recipe, Share, write_card
from kg.extract.decoding import choose
from kg.extract.evaluation import Score, Scores, evaluate, score
from kg.extract.finder import LABELS, ConceptFinder, FinderState
from kg.extract.finding import find_mentions, known_concepts, mentions_from
from kg.extract.gold import read_gold
from kg.extract.lessons import FOLDS, Lesson, Matrices, fold_knowledge, knowledge_of, lessons_of, matrices_of
from kg.extract.linking import link_concepts
from kg.extract.loading import ROLES_FILE, Toolbox, forget_models, load_toolbox
from kg.extract.perceptron import Perceptron, Plan, fit
from kg.extract.role_model import RoleModel
from kg.extract.role_training import train_roles
from kg.extract.spans import Found
from kg.extract.tokens import blank_pipeline
from kg.extract.version import SHIPPED, VOCABULARY_ONLY, WITH_PATTERNS
from kg.extract.vocabulary import load_vocabulary
from kg.model.mention import Finder, Kind, RawMention

SEED, MEMBERS = 0, 5
FINDER_PLAN = Plan(hidden=192, epochs=5, batch=256, drop_input=0.3, drop_hidden=0.4)
_TIMED = 200
_THRESHOLDS = (-1.2, -0.9, -0.6, -0.45, -0.3, -0.15, 0.0, 0.3)
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Sources:
    """What a model is made from.

    `gold` are annotated abstracts: thresholds are chosen, and scores told, by cross-validation over them. `more` are
    annotated abstracts that networks learn from beside them, by other hands for instance. `text` (JSON Lines with a
    "text" each, gzipped or not) is where terms and vectors of words are learnt from (that needs the package floret) and
    where abstracts stand that annotations name by their SHA-256; without it terms and vectors are those of the model
    that comes with the package. `held_out` are annotated abstracts to score the model on.
    """

    gold: Path
    more: Path | None = None
    text: Path | None = None
    held_out: Path | None = None


def train(sources: Sources, out: Path, tell: Tell = print) -> Scores | None:
    """Trains a model and writes a spaCy pipeline, with a model card, into `out`; the scores of what is held out.

    The same input gives the same model. Raises KgError when annotations cannot be read.
    """
    gold, more = (_lessons(path, sources.text) for path in (sources.gold, sources.more))
    tell(f"{len(gold)} annotated abstracts, {len(more)} more to learn from")
    lessons = gold + more
    background = build_background(read_abstracts(sources.text), SEED) if sources.text else shipped_background()
    data = matrices_of(lessons, fold_knowledge(lessons, background))
    unseen = cross_validate(data, len(gold), FINDER_PLAN, tell)
    thresholds, scores = tune(gold, unseen, tell)
    networks = train_members(data, replace(FINDER_PLAN, seed=SEED + FOLDS), tell)
    state = FinderState(knowledge_of(lessons, background), networks, thresholds)
    roles, accuracy = train_roles(lessons, data, len(gold), state, tell)
    write_pipeline(out, state, roles)
    held = {name: evaluate(sources.held_out, model) for name, model in _rivals(out)} if sources.held_out else {}
    write_card(out, _recipe(sources, gold, more, thresholds), scores, accuracy, held, _speed(gold, out))
    return held.get(THIS)


def _lessons(path: Path | None, text: Path | None) -> list[Lesson]:
    if path is None:
        return []
    return lessons_of(read_gold(path, read_abstracts(text) if text else ()))


def _rivals(out: Path) -> Iterator[tuple[str, str]]:
    yield "the vocabulary alone", VOCABULARY_ONLY
    yield "the vocabulary with patterns", WITH_PATTERNS
    yield THIS, str(out)


def _speed(lessons: Sequence[Lesson], out: Path) -> float:
    """Abstracts that the model reads in a second of one processor core."""
    passages = [(lesson.gold.id, lesson.gold.text) for lesson in lessons[:_TIMED]]
    find_mentions(passages[:1], str(out))
    started = time.process_time()
    find_mentions(passages, str(out))
    return len(passages) / (time.process_time() - started)


def _recipe(
    sources: Sources, gold: Sequence[Lesson], more: Sequence[Lesson], thresholds: tuple[float, float]
) -> Recipe:
    annotated = tuple(
        Share(path.name, len(part), sum(len(lesson.gold.concepts) for lesson in part), _guidelines(path))
        for path, part in ((sources.gold, gold), (sources.more, more))
        if path
    )
    text = f"`{sources.text.name}`" if sources.text else "as in the model that comes with the package"
    return Recipe(annotated, text, MEMBERS, FOLDS, thresholds)


def _guidelines(annotations: Path) -> str:
    """The title of the GUIDELINES.md beside annotations; nothing where there is none."""
    path = annotations.parent / "GUIDELINES.md"
    return path.read_text(encoding="utf-8").partition("\n")[0].lstrip("# ").strip() if path.exists() else ""


def write_pipeline(out: Path, state: FinderState, roles: RoleModel | None) -> None:
    """Writes the pipeline that spaCy loads, and the classifier of roles beside it, if there is one of its own."""
    nlp = blank_pipeline()
    nlp.meta.update(name="concepts", version="1.1.0", description="Methods and datasets in abstracts")
    finder = nlp.add_pipe("concept_finder")
    assert isinstance(finder, ConceptFinder)
    finder.state = state
    nlp.to_disk(out, exclude=["vocab"])  # the words it has met: the finder reads none of them
    (out / ROLES_FILE).unlink(missing_ok=True)
    if roles:
        roles.save(out / ROLES_FILE)
    forget_models()


def shipped_background() -> Background:
    """Terms and words of the model that comes with the package."""
    finder = load_toolbox(str(SHIPPED)).finder
    assert finder is not None and finder.state is not None
    knowledge = finder.state.knowledge
    return Background(knowledge.termbase, knowledge.words, knowledge.common)


def cross_validate(data: Matrices, count: int, plan: Plan, tell: Tell) -> list[NDArray[np.float32]]:
    """For each of the first `count` lessons, its candidates' scores by a network that has not seen its fold."""
    tell(f"{len(data.labels)} candidates, {int((data.labels > 0).sum())} of them concepts")
    rows = int(np.searchsorted(data.lesson, count))
    unseen = np.zeros((rows, len(LABELS)), dtype=np.float32)
    for fold in range(FOLDS):
        tell(f"cross-validation: network {fold + 1} of {FOLDS}")
        inside, asked = np.flatnonzero(data.fold != fold), np.flatnonzero(data.fold[:rows] == fold)
        network = fit(data.features, data.labels, len(LABELS), replace(plan, seed=plan.seed + fold), inside)
        unseen[asked] = network.scores(data.features[asked])
    return np.split(unseen, np.searchsorted(data.lesson[:rows], np.arange(1, count)))


def train_members(data: Matrices, plan: Plan, tell: Tell) -> tuple[Perceptron, ...]:
    """Networks that differ in their seed, each trained on everything."""
    members = []
    for number in range(MEMBERS):
        tell(f"network {number + 1} of {MEMBERS}")
        members.append(fit(data.features, data.labels, len(LABELS), replace(plan, seed=plan.seed + number)))
    return tuple(members)


def tune(
    lessons: Sequence[Lesson], scores: Sequence[NDArray[np.float32]], tell: Tell
) -> tuple[tuple[float, float], dict[Kind, Score]]:
    """The thresholds of method and dataset that give the best F1 by concept, and the scores they give."""
    tools = Toolbox(blank_pipeline(), load_vocabulary(), patterns=False, finder=None, roles=None)
    golds = [lesson.gold for lesson in lessons]
    trials = {}
    for threshold in _THRESHOLDS:
        raw = [m for le, s in zip(lessons, scores, strict=True) for m in found_by(le, s, (threshold, threshold), tools)]
        trials[threshold] = score(golds, raw, link_concepts(raw)).concepts
        told = (f"{kind} {s.precision:.3f} {s.recall:.3f} {s.f1:.4f}" for kind, s in sorted(trials[threshold].items()))
        tell(f"threshold {threshold:+.2f}: precision, recall, F1 of unseen abstracts: " + ", ".join(told))
    best = {kind: max(_THRESHOLDS, key=lambda t: (trials[t][kind].f1, t)) for kind in Kind}
    return (best[Kind.METHOD], best[Kind.DATASET]), {kind: trials[best[kind]][kind] for kind in Kind}


def found_by(
    lesson: Lesson, scores: NDArray[np.float32], thresholds: tuple[float, float], tools: Toolbox
) -> list[RawMention]:
    """The mentions that scores of candidates lead to."""
    index, found, reading = lesson.found.tokens.index, lesson.found, lesson.reading
    named = []
    for choice in choose(reading, found, scores, thresholds):
        tokens = int(index[found.first[choice.row]]), int(index[found.last[choice.row]]) + 1
        named.append((tokens, Kind(LABELS[choice.label].lower()), choice.probability))
    present = known_concepts(((reading.surface(*tokens), kind) for tokens, kind, _ in named), tools.vocabulary)
    spans = []
    for tokens, kind, probability in named:
        sense = tools.vocabulary.sense(reading.surface(*tokens), kind, present)
        concept = sense.entry.id if sense else ""
        spans.append(Found(*reading.characters(*tokens), kind, Finder.MODEL, probability, concept))
    return mentions_from(lesson.gold.id, reading, spans, tools)
