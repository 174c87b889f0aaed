"""Extraction of the sentence that contains a mention."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reporting.sentences import sentence_around

TEXT = "We cut costs (cf. Fig. 3). GateNet beats a CNN, e.g. on MNIST! Is it fast? $O(n)$ steps, by A. Ek et al. Yes."


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("costs", "We cut costs (cf. Fig. 3)."),
        ("CNN", "GateNet beats a CNN, e.g. on MNIST!"),
        ("fast", "Is it fast?"),
        ("steps", "$O(n)$ steps, by A. Ek et al. Yes."),
    ],
)
def test_a_sentence_ends_where_it_ends(word: str, sentence: str) -> None:
    start = TEXT.index(word)
    before, named, after = sentence_around(TEXT, start, start + len(word))
    assert (before + named + after, named) == (sentence, word)


def test_paragraphs_end_sentences_and_lines_do_not() -> None:
    assert sentence_around("A heading\n\nthe CNN\nwins", 15, 18) == ("the ", "CNN", " wins")


def test_a_long_sentence_is_cut_around_the_words() -> None:
    before, named, after = sentence_around(f"{'so ' * 200}CNN{' on' * 200}", 600, 603)
    assert (before[0], named, after[-1]) == ("…", "CNN", "…")
    assert len(before) <= 181 and len(after) <= 181


@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 20))
def test_the_words_are_always_those_asked_for(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    end = min(start + length, len(text))
    _, named, _ = sentence_around(text, start, end)
    assert named.split() == text[start:end].split()
