from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.text import digest, fold
from kg.resolve.folding import SLUG_LENGTH, slug, title_key

TEXTS = st.text(max_size=200)


@pytest.mark.parametrize(
    "other",
    [
        "few-shot learning: a survey of α-divergence",
        "Few Shot Learning - A Survey of $\\alpha$-Divergence",
        "FEWSHOT LEARNING; A SURVEY OF ALPHA-DIVERGENCE.",
        "{F}ew-{S}hot  Learning: a \\emph{Survey} of α‑divergence",
    ],
)
def test_case_punctuation_and_latex_do_not_change_a_title(other: str) -> None:
    assert title_key(other) == title_key("Few-Shot Learning: A Survey of α-Divergence")


def test_titles_that_differ_in_a_letter_differ() -> None:
    assert title_key("Learning to learn") != title_key("Learning to lean")


def test_titles_without_a_letter_still_differ() -> None:
    assert len({title_key(text) for text in ("???", "!!!", "∞", "")}) == 4


def test_accents_and_special_letters_are_folded() -> None:
    assert fold("Işıl Łukasz Ødegård Straße") == "isil lukasz odegard strasse"


@given(TEXTS)
def test_a_slug_is_readable_ascii_and_never_empty(text: str) -> None:
    made = slug(text, "work")
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", made)
    assert len(made) <= SLUG_LENGTH


@given(TEXTS)
def test_a_title_key_is_never_empty_and_is_its_own_key(text: str) -> None:
    assert title_key(text)
    assert re.fullmatch(r"[0-9a-f]{8}", digest(text))
