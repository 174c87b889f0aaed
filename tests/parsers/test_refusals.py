"""The description of a text in which no format finds papers."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model.errors import ListingError
from tests.parsers.reading import read

README = """\
<p align="center"><img src="sheep.png"></p>

# Sheep

Install it, and read the [guide](https://example.org/guide).

- [Issues](https://example.org/issues)
"""
TEXTS = {
    README: "a Markdown page in which no paper was found",
    README.removeprefix('<p align="center"><img src="sheep.png"></p>\n'): "a Markdown page in which no paper was found",
    "<table>\n<tr><th>Word</th></tr>\n<tr><td>sheep</td></tr>\n</table>\n": "a part of a web page (HTML)",
    "<!doctype html>\n<html><body>Sheep</body></html>\n": "in the format html; open this web page in a browser",
    '<?xml version="1.0"?>\n<sheep><wool/></sheep>\n': "XML in which no paper was found",
    "Sheep stand on a hill.\n": "not a listing in a known format",
    'On Sheep,"Ada Example\nBo Li"\nOn Goats,Bo Li\n': "a table without names of columns; add a first line",
    "7,On Sheep,Ada Example# Northmoor\n9,On Goats,Bo Li\n": "a table without names of columns; add a first line",
    '<?xml version="1.0"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>\n': "a spreadsheet in XML",
}


@pytest.mark.parametrize(("text", "said"), TEXTS.items())
def test_a_refusal_says_what_the_text_is(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(ListingError, match="listing") as refusal:
        read(tmp_path, text)
    assert said in str(refusal.value)


def test_a_title_in_a_long_text_makes_no_listing_of_it(tmp_path: Path) -> None:
    prose = "Sheep stand on a hill, and nobody counts them.\n\n"
    with pytest.raises(ListingError, match="known format"):
        read(tmp_path, 600 * prose + "**On Counting Sheep with Networks**\n*Ada Example, Bo Li*\n\n" + 600 * prose)
