"""Training of the concept finder and the role classifier on annotated abstracts."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.extract.background import Background, build_background, read_abstracts
from kg.extract.card import THIS, AnnotationFile, Recipe, write_card
from kg.extract.evaluation import ExtractionScores, evaluate
from kg.extract.finder import LABELS, ConceptFinder, FinderState, load_knowledge
from kg.extract.finding import find_mentions
from kg.extract.gold import read_gold
from kg.extract.loading import ROLES_FILE, clear_model_cache
from kg.extract.perceptron import Perceptron, Plan, fit_without_groups
from kg.extract.role_model import RoleModel
from kg.extract.role_training import train_roles
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
from kg.extract.tuning import DetectionDecision, decide
from kg.extract.version import SHIPPED, VOCABULARY_ONLY, WITH_PATTERNS

SEED = 0
FINDER_PLAN = Plan(members=FOLDS, hidden=192, epochs=5, batch=256, drop_input=0.3, drop_hidden=0.4)
_TIMED = 200
Log = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Sources:
    """Input files of a training.

    `gold` are annotated abstracts for training and for computing scores by cross-validation. Thresholds and calibration
    are chosen on `tuning`, other annotations of the same abstracts in the same order, or on `gold` itself. `more` are
    further annotated abstracts for training only. If several of these files annotate an abstract, the mean of its
    annotations is used for training.

    `text` (JSON Lines with a "text" or an "abstract" each, gzipped or not) is the source of terms and word vectors, for
    which the package floret is needed, and of abstracts that other files identify by their SHA-256; without it, terms
    and vectors are those of the built-in model. `abstracts` are more files of such abstracts. `held_out` are annotated
    abstracts for final scores.
    """

    gold: Path
    more: tuple[Path, ...] = ()
    text: Path | None = None
    held_out: tuple[Path, ...] = ()
    abstracts: tuple[Path, ...] = ()
    tuning: Path | None = None


def train(sources: Sources, out: Path, log: Log = print) -> ExtractionScores | None:
    """Train a model, write a spaCy pipeline with a model card into `out`, and return the scores on held-out abstracts.

    The same input gives the same model. Raises KgError if annotations cannot be read.
    """
    gold, more = _lessons(sources)
    log(f"{len(gold)} annotated abstracts, {len(more)} more for training")
    examples = gold + more
    background = build_background(read_abstracts(sources.text), SEED) if sources.text else shipped_background()
    data = matrices_of(examples, fold_knowledge(examples, background))
    networks, unseen = cross_validate(data, len(gold), FINDER_PLAN, log)
    decision = decide(_tuning(sources) or gold, unseen, log)
    state = FinderState(knowledge_of(examples, background), networks, decision.thresholds, decision.calibration)
    roles, role_scores = train_roles(examples, data, len(gold), state, log)
    write_pipeline(out, state, roles)
    held = {path.name: _held_out(path, out) for path in sources.held_out}
    write_card(out, _recipe(sources, decision), role_scores, held, _speed(gold, out))
    return next(iter(held.values()))[THIS] if held else None


def _lessons(sources: Sources) -> tuple[list[TrainingExample], list[TrainingExample]]:
    """Return the examples of `gold`, and those of `more` that are not among them; each abstract once."""
    gold = read_gold(sources.gold, _texts(sources))
    others = [entry for path in sources.more for entry in read_gold(path, _texts(sources))]
    first = {entry.text: entry for entry in reversed([*gold, *others])}
    more, again = ([entry for entry in others if (first[entry.text] is entry) is new] for new in (True, False))
    return training_examples(gold, again), training_examples(more, again)


def _tuning(sources: Sources) -> list[TrainingExample]:
    return training_examples(read_gold(sources.tuning, _texts(sources))) if sources.tuning else []


def _texts(sources: Sources) -> Iterator[str]:
    """Yield the abstracts that files may name by their SHA-256."""
    files = ([sources.text] if sources.text else []) + list(sources.abstracts)
    return (text for file in files for text in read_abstracts(file))


def _held_out(gold: Path, out: Path) -> dict[str, ExtractionScores]:
    return {name: evaluate(gold, model) for name, model in _compared_models(out)}


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


def _recipe(sources: Sources, decision: DetectionDecision) -> Recipe:
    paths = (sources.gold, *sources.more)
    files = ((path, read_gold(path, _texts(sources))) for path in paths)
    annotated = tuple(
        AnnotationFile(path.name, len(part), sum(len(entry.concepts) for entry in part), _guidelines(path))
        for path, part in files
    )
    text = f"`{sources.text.name}`" if sources.text else "as in the built-in model"
    return Recipe(annotated, text, FOLDS, decision, (sources.tuning or sources.gold).name)


def _guidelines(annotations: Path) -> str:
    """Return the title of the GUIDELINES.md next to annotations, or "" if there is none."""
    path = annotations.parent / "GUIDELINES.md"
    return path.read_text(encoding="utf-8").partition("\n")[0].lstrip("# ").strip() if path.exists() else ""


def write_pipeline(out: Path, state: FinderState, roles: RoleModel | None) -> None:
    """Write the spaCy pipeline and, if given, the role classifier next to it."""
    nlp = blank_pipeline()
    nlp.meta.update(name="concepts", version="1.4.0", description="Methods and datasets in abstracts")
    finder = nlp.add_pipe("concept_finder")
    assert isinstance(finder, ConceptFinder)
    finder.state = state
    nlp.to_disk(out, exclude=["vocab"])  # the finder does not use the vocab
    (out / ROLES_FILE).unlink(missing_ok=True)
    if roles:
        roles.save(out / ROLES_FILE)
    clear_model_cache()


def shipped_background() -> Background:
    """Return the background of the built-in model: its terms, word vectors and hashes of frequent tokens."""
    knowledge = load_knowledge(SHIPPED / "concept_finder")
    return Background(knowledge.termbase, knowledge.words, knowledge.common)


def cross_validate(
    data: Matrices, count: int, plan: Plan, log: Log
) -> tuple[tuple[Perceptron, ...], list[NDArray[np.float32]]]:
    """Return a network trained without each fold, and the candidate scores of the first `count` examples.

    The scores of an example come from the network trained without its fold.
    """
    concepts = int(data.targets[:, 1:].any(axis=1).sum())
    log(f"cross-validation: {len(data.targets)} candidates, {concepts} of them concepts")
    networks = fit_without_groups(data.features, data.targets, data.fold, plan)
    rows = int(np.searchsorted(data.example, count))
    unseen = np.zeros((rows, len(LABELS)), dtype=np.float32)
    for fold, network in enumerate(networks):
        selected = np.flatnonzero(data.fold[:rows] == fold)
        unseen[selected] = network.scores(data.features[selected])
    return networks, np.split(unseen, np.searchsorted(data.example[:rows], np.arange(1, count)))
