"""The pipeline, the vocabulary and the classifier of roles that a process works with, loaded once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import spacy
from spacy.language import Language

from kg.extract.finder import ConceptFinder
from kg.extract.role_model import RoleModel, load_role_model
from kg.extract.tokens import blank_pipeline
from kg.extract.version import SHIPPED, VOCABULARY_ONLY, WITH_PATTERNS
from kg.extract.vocabulary import Vocabulary, load_vocabulary
from kg.model.errors import KgError

ROLES_FILE = "roles.npz"


@dataclass(frozen=True, slots=True)
class Toolbox:
    """What finds mentions: a pipeline (trained when it has a ConceptFinder), vocabulary, patterns or not, roles."""

    nlp: Language
    vocabulary: Vocabulary
    patterns: bool
    finder: ConceptFinder | None
    roles: RoleModel | None

    @property
    def trained(self) -> bool:
        """Whether the pipeline itself holds a finder that has weighed the vocabulary."""
        return "concept_finder" in self.nlp.pipe_names


@lru_cache(maxsize=4)
def load_toolbox(model: str | None = None) -> Toolbox:
    """The tools for a model: by default the one that comes with the package.

    "vocabulary" is the vocabulary alone, "patterns" the vocabulary with patterns, anything else the name or the
    folder of a spaCy pipeline. Raises KgError when it cannot be loaded.
    """
    vocabulary = load_vocabulary()
    if model is None and not SHIPPED.is_dir():
        model = WITH_PATTERNS
    if model in (VOCABULARY_ONLY, WITH_PATTERNS):
        return Toolbox(blank_pipeline(), vocabulary, model == WITH_PATTERNS, None, None)
    nlp = _load(model or str(SHIPPED))
    shipped = _finder(nlp) or _finder(_load(str(SHIPPED)))
    folder = Path(model) if model and (Path(model) / ROLES_FILE).exists() else SHIPPED
    return Toolbox(nlp, vocabulary, patterns=False, finder=shipped, roles=_roles(folder / ROLES_FILE))


def forget_models() -> None:
    """Pipelines are read again when they are next asked for: a folder may hold another one now."""
    load_toolbox.cache_clear()
    _load.cache_clear()


def _roles(path: Path) -> RoleModel:
    try:
        return load_role_model(path)
    except (OSError, ValueError, KeyError) as error:
        raise KgError(f"cannot load the classifier of roles ({error}); train the model again", file=path) from error


def _finder(nlp: Language) -> ConceptFinder | None:
    return next((part for _, part in nlp.pipeline if isinstance(part, ConceptFinder)), None)


@lru_cache(maxsize=2)
def _load(model: str) -> Language:
    try:
        return spacy.load(model)
    except (OSError, ValueError, KeyError, ImportError) as error:
        reason = str(error).splitlines()[0]
        raise KgError(
            f"{model}: cannot load the spaCy pipeline ({reason}); name an installed one or its folder"
        ) from error
