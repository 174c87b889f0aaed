"""Colours that readers can tell apart."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from kg.model.palette import DARK, DARK_BACKGROUND, HUES, LIGHT, LIGHT_BACKGROUND, colour_of, contrast

TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
SEEN = {
    "all cones": np.eye(3),
    "no red cones": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "no green cones": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    "no blue cones": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
}
"""Matrices of Machado, Oliveira and Fernandes (2009) for linear RGB."""


def oklab(colours: tuple[str, ...], sight: str) -> np.ndarray:
    values = np.array([[int(each[at : at + 2], 16) / 255 for at in (1, 3, 5)] for each in colours])
    linear = np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)
    return np.cbrt(np.clip(linear @ np.array(SEEN[sight]).T, 0, 1) @ TO_LMS.T) @ TO_LAB.T


@pytest.mark.parametrize("sight", SEEN)
@pytest.mark.parametrize("colours", [LIGHT[:HUES], DARK[:HUES]], ids=["light", "dark"])
def test_the_hues_differ_also_for_colour_blind_readers(colours: tuple[str, ...], sight: str) -> None:
    found = oklab(colours, sight)
    distance = {
        pair: np.linalg.norm(found[pair[0]] - found[pair[1]]) for pair in itertools.combinations(range(HUES), 2)
    }
    assert min(distance.values()) > 0.065


@pytest.mark.parametrize(("colours", "back"), [(LIGHT, LIGHT_BACKGROUND), (LIGHT, "#fbfaf7"), (DARK, DARK_BACKGROUND)])
def test_all_colours_have_contrast_with_their_background(colours: tuple[str, ...], back: str) -> None:
    assert min(contrast(each, back) for each in colours) >= 3


def test_there_are_three_shades_of_twelve_hues() -> None:
    assert len(set(LIGHT)) == len(set(DARK)) == 36
    assert colour_of(13) == LIGHT[13] != LIGHT[1]
    assert colour_of(13, dark=True) == DARK[13]
    assert colour_of(-1) not in LIGHT
