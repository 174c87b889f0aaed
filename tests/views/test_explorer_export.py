"""Pictures exported from the explorer: size, density, title, legend, source and date."""

from __future__ import annotations

import base64
import struct
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from tests.views.explorations import themed
from tests.views.exploring import download, open_section, opened

if TYPE_CHECKING:
    from playwright.sync_api import Page

COLOURS = """async (source) => {
  const image = new Image();
  image.src = source;
  await image.decode();
  const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  return new Set(new Uint32Array(context.getImageData(0, 0, canvas.width, canvas.height).data.buffer)).size;
}"""
LEGENDS = {
    "network": ("Communities", "theme 1, of concepts", "Size: papers"),
    "overlay": ("Mean year", "Size: papers"),
    "density": ("Density of methods and datasets, weighted by papers", "0 %", "100 %"),
    "themes": ("Communities", "theme 1, of concepts", "Size: papers of the theme"),
    "evolution": ("Communities", "theme 1, of concepts", "Band: papers of shared methods and datasets"),
    "fields": ("Band: papers that have both values", "Colours distinguish the values of one field."),
}
"""Texts of the legend of each view."""


def colours_of(page: Page, png: bytes) -> int:
    """Return the number of colours of a PNG as the browser decodes it."""
    page.goto("about:blank")
    return page.evaluate(COLOURS, f"data:image/png;base64,{base64.b64encode(png).decode()}")


@pytest.mark.parametrize(("width", "density"), [(180, 300), (90, 150)])
def test_a_png_has_the_chosen_size_and_density(page: Page, tmp_path: Path, width: int, density: int) -> None:
    opened(page, themed(), tmp_path / "explorer.html", "#view=concepts")
    open_section(page, "Export")
    page.fill("#width", str(width))
    page.fill("#dots", str(density))
    png = download(page, "png")
    assert struct.unpack(">I", png[16:20])[0] == pytest.approx(width / 25.4 * density, abs=1)
    chunk = png.index(b"pHYs")
    across, down, unit = struct.unpack(">IIB", png[chunk + 4 : chunk + 13])
    assert (across, down, unit) == (round(density / 0.0254), round(density / 0.0254), 1)
    assert colours_of(page, png) > 50


@pytest.mark.parametrize("show", LEGENDS)
def test_an_svg_has_title_legend_source_and_date(page: Page, tmp_path: Path, show: str) -> None:
    opened(page, themed(), tmp_path / "explorer.html", "#view=concepts")
    page.click(f"#show-{show}")
    svg = ElementTree.fromstring(download(page, "svg"))
    text = " ".join(element.text or "" for element in svg.iter("{http://www.w3.org/2000/svg}text"))
    assert svg.get("width") == "180mm"
    assert "A field of themes" in text
    assert "Source:" in text and "papers" in text
    assert date.today().isoformat() in text
    assert all(part in text for part in LEGENDS[show])


def test_an_exported_file_is_named_after_its_view(page: Page, tmp_path: Path) -> None:
    opened(page, themed(), tmp_path / "explorer.html", "#view=concepts&show=themes")
    open_section(page, "Export")
    with page.expect_download() as waiting:
        page.click("#export-svg")
    assert waiting.value.suggested_filename == "concepts-themes.svg"
