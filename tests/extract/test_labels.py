"""Labels of new concepts have no debris of LaTeX, quotation marks or line breaks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.labels import clean_label


@pytest.mark.parametrize(
    ("surface", "label"),
    [
        ("\\underline{D}eep zorbs", "Deep zorbs"),
        ("D}$iffusion of zorbs", "Diffusion of zorbs"),
        ("Fast Zorb Memory}", "Fast Zorb Memory"),
        ("Edge of Zorbs”", "Edge of Zorbs"),
        ("ZRB- AD", "ZRB-AD"),
        ("Z -means", "Z-means"),
        ("pre- and post-zorbing", "pre- and post-zorbing"),
        ("textbf{Z}ntied \\textbf{P}ositional zorb", "Zntied Positional zorb"),
        ("TD($\\lambda$)", "TD(λ)"),
        ("zorb network~", "zorb network"),
        ("Zorb's trick", "Zorb's trick"),
        ("A*", "A*"),
        ("k-means++", "k-means++"),
        ("$", "$"),
    ],
)
def test_debris_is_removed_and_nothing_else(surface: str, label: str) -> None:
    assert clean_label(surface) == label


@given(st.text(min_size=1, max_size=60))
def test_a_label_is_never_empty_and_cleaning_is_stable(surface: str) -> None:
    assert clean_label(surface)
    assert len(clean_label(surface)) <= len(surface)
