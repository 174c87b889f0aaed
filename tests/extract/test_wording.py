"""Normal forms are equal for spellings of one term and different for two terms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.wording import is_abbreviation, normal_form, slug, tight_form


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Graph Neural Networks", "graph neural network"),
        ("auto-encoder", "Autoencoders"),
        ("the Frank–Wolfe algorithm", "Frank-Wolfe algorithms"),
        ("low-rank matrix factorisation", "low rank matrix factorization"),
        ("Rényi divergence", "Renyi divergence"),
        ("Markov decision processes", "Markov decision process"),
        (r"$\ell_1$ regularization", "1 regularisation"),
        ("policies", "policy"),
    ],
)
def test_spellings_of_one_term_agree(left: str, right: str) -> None:
    assert tight_form(left) == tight_form(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("GAN", "GCN"),
        ("k-means", "k-means++"),
        ("A*", "A"),
        ("loss", "los"),
        ("DARTS", "DART"),
        ("A-OKVQA", "OK-VQA"),
        ("CIFAR-10", "CIFAR-100"),
    ],
)
def test_different_terms_stay_apart(left: str, right: str) -> None:
    assert normal_form(left) != normal_form(right)


@given(st.text(max_size=60))
def test_the_normal_form_of_a_slug_is_ascii_and_safe(text: str) -> None:
    name = slug(normal_form(text))
    assert name.isascii()
    assert all(c.isalnum() or c == "-" for c in name)


@given(st.text(min_size=1, max_size=30), st.text(min_size=1, max_size=30))
def test_two_forms_never_share_a_slug(left: str, right: str) -> None:
    left, right = normal_form(left), normal_form(right)
    assert left == right or slug(left) != slug(right)


def test_what_looks_like_an_abbreviation() -> None:
    assert all(map(is_abbreviation, ["GNN", "GNNs", "LSTM", "RL", "BiLSTM"]))
    assert not any(map(is_abbreviation, ["Q-learning", "network", "Adam", "graph GNN"]))
