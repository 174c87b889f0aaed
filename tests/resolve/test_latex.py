from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.resolve.latex import render


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r"$\alpha$-Divergence", "α-Divergence"),
        (r"Na\"ive {B}ayes", "Naïve Bayes"),
        (r"\textbf{GLUE}: it is {\it fine}", "GLUE: it is fine"),
        ("50% off, no LaTeX at all", "50% off, no LaTeX at all"),
        (r"50% off \emph{today}", "50% off today"),
        ("It costs $5", "It costs $5"),
        (r"R&D in {AI}", "R&D in AI"),
        ("a  b\n c", "a b c"),
    ],
)
def test_a_title_is_shown_with_its_latex_rendered(written: str, shown: str) -> None:
    assert render(written) == shown


def test_what_cannot_be_rendered_stays_as_written() -> None:
    nested = "{" * 3000 + "x"
    assert render(nested) == nested


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])) | st.text(alphabet="\\{}$%&ab _^"))
def test_any_text_is_rendered_without_failing(text: str) -> None:
    assert bool(render(text)) == bool(text.strip())
