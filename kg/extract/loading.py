"""Loading of the pipeline, the vocabulary and the role classifier, once per process."""

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
from kg.extract.vocabulary import ConceptVocabulary, load_vocabulary
from kg.model.errors import KgError

ROLES_FILE = "roles.npz"


@dataclass(frozen=True, slots=True)
class ExtractionTools:
    """Pipeline, vocabulary, candidate finder and role classifier; `patterns` is True if patterns are used."""

    nlp: Language
    vocabulary: ConceptVocabulary
    patterns: bool
    finder: ConceptFinder | None
    roles: RoleModel | None

    @property
    def trained(self) -> bool:
        """Return True if the pipeline has a trained finder, which uses the vocabulary itself."""
        return "concept_finder" in self.nlp.pipe_names


@lru_cache(maxsize=4)
def load_tools(model: str | None = None) -> ExtractionTools:
    """Return the tools for a model, by default the built-in one.

    `model` is "vocabulary" for the vocabulary alone, "patterns" for the vocabulary with patterns, or the name or folder
    of a spaCy pipeline. Raises KgError if the pipeline cannot be loaded.
    """
    vocabulary = load_vocabulary()
    if model is None and not SHIPPED.is_dir():
        model = WITH_PATTERNS
    if model in (VOCABULARY_ONLY, WITH_PATTERNS):
        return ExtractionTools(blank_pipeline(), vocabulary, model == WITH_PATTERNS, None, None)
    nlp = _load(model or str(SHIPPED))
    shipped = _finder(nlp) or _finder(_load(str(SHIPPED)))
    folder = Path(model) if model and (Path(model) / ROLES_FILE).exists() else SHIPPED
    return ExtractionTools(nlp, vocabulary, patterns=False, finder=shipped, roles=_roles(folder / ROLES_FILE))


def clear_model_cache() -> None:
    """Remove loaded pipelines from the cache, because the content of a folder may have changed."""
    load_tools.cache_clear()
    _load.cache_clear()


def _roles(path: Path) -> RoleModel:
    try:
        return load_role_model(path)
    except Exception as error:  # the libraries raise many types for files that are cut or of another program
        raise KgError(f"cannot load the classifier of roles ({error}); train the model again", file=path) from error


def _finder(nlp: Language) -> ConceptFinder | None:
    return next((part for _, part in nlp.pipeline if isinstance(part, ConceptFinder)), None)


@lru_cache(maxsize=2)
def _load(model: str) -> Language:
    try:
        return spacy.load(model)
    except Exception as error:  # the libraries raise many types for files that are cut or of another program
        reason = next(iter(str(error).splitlines()), type(error).__name__)
        raise KgError(
            f"{model}: cannot load the spaCy pipeline ({reason}); give the name or folder of an installed one"
        ) from error
