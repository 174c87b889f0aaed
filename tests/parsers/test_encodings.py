"""Text in encodings other than UTF-8 is read, and the encoding is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.parsers.text_encoding import decode_text
from tests.parsers.reading import read

TEXT = "title,authors\nZürich’s hedges – a study,René Falk; Björn Ås\nOn Sheep,Ada Example\n"
ENCODINGS = [
    ("utf-16", "read as UTF-16"),
    ("utf-16-le", "read as UTF-16 without a byte order mark"),
    ("utf-16-be", "read as UTF-16 without a byte order mark"),
    ("cp1252", "read as Windows-1252"),
    ("utf-8-sig", "a byte order mark before the first line was skipped"),
    ("utf-32", "read as UTF-32"),
]


@pytest.mark.parametrize(("encoding", "note"), ENCODINGS)
def test_the_encoding_is_read_and_noted(encoding: str, note: str, tmp_path: Path) -> None:
    parsed = read(tmp_path, TEXT.encode(encoding))
    assert parsed.records[0].title == "Zürich’s hedges – a study"
    assert [author.name for author in parsed.records[0].authors] == ["René Falk", "Björn Ås"]
    assert any(warning.message.startswith(note) for warning in parsed.ledger.warnings)


def test_single_bytes_of_another_encoding_do_not_garble_the_rest() -> None:
    found = decode_text("Zürich, naïve, ".encode() + "Ås".encode("cp1252"))
    assert found is not None and found.text == "Zürich, naïve, Ås" and found.note.startswith("1 bytes")


def _author(tmp_path: Path, name: str) -> str:
    text = f"title,authors\nOn Sheep,{name}; Ada Example\nOn Goats,Bo Li; Ada Example\n"
    return read(tmp_path, text).records[0].authors[0].name


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "mac-roman"])
@pytest.mark.parametrize("name", ["René Müller", "Björn Ås", "Łukasz Šimek", "Éva Nagy"])
def test_names_in_utf_8_that_was_decoded_in_another_encoding_are_repaired(
    name: str, encoding: str, tmp_path: Path
) -> None:
    try:
        garbled = name.encode().decode(encoding)
    except UnicodeDecodeError:
        pytest.skip("the encoding has no letter for one of the bytes")
    assert _author(tmp_path, garbled) == name


@pytest.mark.parametrize("name", ["Tomáš Novák", "Jan Lukáš Říha", "Ngô Văn Ánh", "Šárka Ünal"])
def test_letters_that_only_resemble_a_wrong_encoding_stay(name: str, tmp_path: Path) -> None:
    assert _author(tmp_path, name) == name


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_none(stored: bytes) -> None:
    found = decode_text(stored)
    assert found is None or isinstance(found.text, str)
