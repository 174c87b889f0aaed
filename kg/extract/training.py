"""Training of the concept finder and the role classifier on annotated abstracts."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.extract.background import Background, build_background, read_abstracts
from kg.extract.card import THIS, AnnotationFile, Recipe, write_card
from kg.extract.decoding import choose
from kg.extract.evaluation import ExtractionScores, Score, evaluate, score
from kg.extract.finder import LABELS, ConceptFinder, FinderState
from kg.extract.finding import find_mentions, known_concepts, mentions_from
from kg.extract.gold import read_gold
from kg.extract.linking import link_concepts
from kg.extract.loading import ROLES_FILE, ExtractionTools, clear_model_cache, load_tools
from kg.extract.perceptron import Perceptron, Plan, fit
from kg.extract.role_model import RoleModel
from kg.extract.role_training import train_roles
from kg.extract.spans import ConceptSpan
from kg.extract.tokens import blank_pipeline
from kg.extract.training_examples import (
    FOLDS,
    Matrices,
    TrainingExample,
    fold_knowledge,
    knowledge_of,
    matrices_of,
    training_examples,
)
from kg.extract.version import SHIPPED, VOCABULARY_ONLY, WITH_PATTERNS
from kg.extract.vocabulary import load_vocabulary
from kg.model.mention import Finder, Kind, RawMention

SEED, MEMBERS = 0, 5
FINDER_PLAN = Plan(hidden=192, epochs=5, batch=256, drop_input=0.3, drop_hidden=0.4)
_TIMED = 200
_THRESHOLDS = (-1.2, -0.9, -0.6, -0.45, -0.3, -0.15, 0.0, 0.3)
Log = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Sources:
    """Input files of a training.

    `gold` are annotated abstracts for choosing thresholds and computing scores by cross-validation. `more` are
    further annotated abstracts for training only. `text` (JSON Lines with a "text" each, gzipped or not) is the source
    of terms and word vectors (which needs the package floret) and of abstracts that annotations identify by their
    SHA-256; without it, terms and vectors are those of the built-in model. `held_out` are annotated abstracts for a
    final score.
    """

    gold: Path
    more: Path | None = None
    text: Path | None = None
    held_out: Path | None = None


def train(sources: Sources, out: Path, log: Log = print) -> ExtractionScores | None:
    """Train a model, write a spaCy pipeline with a model card into `out`, and return the scores on held-out abstracts.

    The same input gives the same model. Raises KgError if annotations cannot be read.
    """
    gold, more = (_lessons(path, sources.text) for path in (sources.gold, sources.more))
    log(f"{len(gold)} annotated abstracts, {len(more)} more for training")
    examples = gold + more
    background = build_background(read_abstracts(sources.text), SEED) if sources.text else shipped_background()
    data = matrices_of(examples, fold_knowledge(examples, background))
    unseen = cross_validate(data, len(gold), FINDER_PLAN, log)
    thresholds, scores = tune(gold, unseen, log)
    networks = train_members(data, replace(FINDER_PLAN, seed=SEED + FOLDS), log)
    state = FinderState(knowledge_of(examples, background), networks, thresholds)
    roles, accuracy = train_roles(examples, data, len(gold), state, log)
    write_pipeline(out, state, roles)
    held = (
        {name: evaluate(sources.held_out, model) for name, model in _compared_models(out)} if sources.held_out else {}
    )
    write_card(out, _recipe(sources, gold, more, thresholds), scores, accuracy, held, _speed(gold, out))
    return held.get(THIS)


def _lessons(path: Path | None, text: Path | None) -> list[TrainingExample]:
    if path is None:
        return []
    return training_examples(read_gold(path, read_abstracts(text) if text else ()))


def _compared_models(out: Path) -> Iterator[tuple[str, str]]:
    yield "vocabulary alone", VOCABULARY_ONLY
    yield "vocabulary with patterns", WITH_PATTERNS
    yield THIS, str(out)


def _speed(examples: Sequence[TrainingExample], out: Path) -> float:
    """Return the number of abstracts per second and processor core."""
    passages = [(example.gold.id, example.gold.text) for example in examples[:_TIMED]]
    find_mentions(passages[:1], str(out))
    started = time.process_time()
    find_mentions(passages, str(out))
    return len(passages) / (time.process_time() - started)


def _recipe(
    sources: Sources, gold: Sequence[TrainingExample], more: Sequence[TrainingExample], thresholds: tuple[float, float]
) -> Recipe:
    annotated = tuple(
        AnnotationFile(path.name, len(part), sum(len(example.gold.concepts) for example in part), _guidelines(path))
        for path, part in ((sources.gold, gold), (sources.more, more))
        if path
    )
    text = f"`{sources.text.name}`" if sources.text else "as in the built-in model"
    return Recipe(annotated, text, MEMBERS, FOLDS, thresholds)


def _guidelines(annotations: Path) -> str:
    """Return the title of the GUIDELINES.md next to annotations, or "" if there is none."""
    path = annotations.parent / "GUIDELINES.md"
    return path.read_text(encoding="utf-8").partition("\n")[0].lstrip("# ").strip() if path.exists() else ""


def write_pipeline(out: Path, state: FinderState, roles: RoleModel | None) -> None:
    """Write the spaCy pipeline and, if given, the role classifier next to it."""
    nlp = blank_pipeline()
    nlp.meta.update(name="concepts", version="1.1.0", description="Methods and datasets in abstracts")
    finder = nlp.add_pipe("concept_finder")
    assert isinstance(finder, ConceptFinder)
    finder.state = state
    nlp.to_disk(out, exclude=["vocab"])  # the finder does not use the vocab
    (out / ROLES_FILE).unlink(missing_ok=True)
    if roles:
        roles.save(out / ROLES_FILE)
    clear_model_cache()


def shipped_background() -> Background:
    """Return terms and words of the built-in model."""
    finder = load_tools(str(SHIPPED)).finder
    assert finder is not None and finder.state is not None
    knowledge = finder.state.knowledge
    return Background(knowledge.termbase, knowledge.words, knowledge.common)


def cross_validate(data: Matrices, count: int, plan: Plan, log: Log) -> list[NDArray[np.float32]]:
    """Return the candidate scores of the first `count` examples, each from the network trained without its fold."""
    log(f"{len(data.labels)} candidates, {int((data.labels > 0).sum())} of them concepts")
    rows = int(np.searchsorted(data.example, count))
    unseen = np.zeros((rows, len(LABELS)), dtype=np.float32)
    for fold in range(FOLDS):
        log(f"cross-validation: network {fold + 1} of {FOLDS}")
        inside, selected = np.flatnonzero(data.fold != fold), np.flatnonzero(data.fold[:rows] == fold)
        network = fit(data.features, data.labels, len(LABELS), replace(plan, seed=plan.seed + fold), inside)
        unseen[selected] = network.scores(data.features[selected])
    return np.split(unseen, np.searchsorted(data.example[:rows], np.arange(1, count)))


def train_members(data: Matrices, plan: Plan, log: Log) -> tuple[Perceptron, ...]:
    """Return networks with different seeds, each trained on all examples."""
    members = []
    for number in range(MEMBERS):
        log(f"network {number + 1} of {MEMBERS}")
        members.append(fit(data.features, data.labels, len(LABELS), replace(plan, seed=plan.seed + number)))
    return tuple(members)


def tune(
    examples: Sequence[TrainingExample], scores: Sequence[NDArray[np.float32]], log: Log
) -> tuple[tuple[float, float], dict[Kind, Score]]:
    """Return the thresholds for methods and datasets with the best F1 by concept, and their scores."""
    tools = ExtractionTools(blank_pipeline(), load_vocabulary(), patterns=False, finder=None, roles=None)
    golds = [example.gold for example in examples]
    trials = {}
    for threshold in _THRESHOLDS:
        raw = [
            m for le, s in zip(examples, scores, strict=True) for m in found_by(le, s, (threshold, threshold), tools)
        ]
        trials[threshold] = score(golds, raw, link_concepts(raw)).concepts
        results = (
            f"{kind} {s.precision:.3f} {s.recall:.3f} {s.f1:.4f}" for kind, s in sorted(trials[threshold].items())
        )
        log(f"threshold {threshold:+.2f}: precision, recall, F1 of unseen abstracts: " + ", ".join(results))
    best = {kind: max(_THRESHOLDS, key=lambda t: (trials[t][kind].f1, t)) for kind in Kind}
    return (best[Kind.METHOD], best[Kind.DATASET]), {kind: trials[best[kind]][kind] for kind in Kind}


def found_by(
    example: TrainingExample, scores: NDArray[np.float32], thresholds: tuple[float, float], tools: ExtractionTools
) -> list[RawMention]:
    """Return the mentions that the candidate scores select at the thresholds."""
    index, found, abstract = example.found.tokens.index, example.found, example.abstract
    named = []
    for choice in choose(abstract, found, scores, thresholds):
        tokens = int(index[found.first[choice.row]]), int(index[found.last[choice.row]]) + 1
        named.append((tokens, Kind(LABELS[choice.label].lower()), choice.probability))
    present = known_concepts(((abstract.surface(*tokens), kind) for tokens, kind, _ in named), tools.vocabulary)
    spans = []
    for tokens, kind, probability in named:
        sense = tools.vocabulary.sense(abstract.surface(*tokens), kind, present)
        concept = sense.entry.id if sense else ""
        spans.append(ConceptSpan(*abstract.characters(*tokens), kind, Finder.MODEL, probability, concept))
    return mentions_from(example.gold.id, abstract, spans, tools)
