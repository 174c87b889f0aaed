"""Settings from `kg.toml`, and the messages for errors in it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from kg.model.errors import SettingsError
from kg.model.listing import ListingHints
from kg.server.settings import read_server_settings
from kg.settings import DEFAULT_BASE, is_base, read_settings


def write(folder: Path, text: str) -> Path:
    path = folder / "kg.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_the_defaults_hold() -> None:
    settings = read_settings(None)
    assert settings.base == DEFAULT_BASE
    assert settings.hints_for(Path("any.txt")) == ListingHints()


def test_a_listing_gets_the_hints_of_the_globs_that_match_it_later_ones_over_earlier(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.md"):
        (tmp_path / name).write_text("x")
    text = '[[listing]]\npath = "*.txt"\nvenue = "ICML"\nyear = 2021\n[[listing]]\npath = "b.*"\nyear = 2020\n'
    settings = read_settings(write(tmp_path, text))
    assert settings.hints_for(tmp_path / "a.txt") == ListingHints(venue="ICML", year=2021)
    assert settings.hints_for(tmp_path / "b.txt") == ListingHints(venue="ICML", year=2020)
    assert settings.hints_for(tmp_path / "c.md") == ListingHints()


def test_the_command_line_wins_over_the_file(tmp_path: Path) -> None:
    settings = read_settings(
        write(tmp_path, 'base = "https://a.example/"'), base="https://b.example/", jobs=2, model=None
    )
    assert (settings.base, settings.jobs, settings.model) == ("https://b.example/", 2, None)


def test_title_is_optional_and_stripped(tmp_path: Path) -> None:
    assert read_settings(write(tmp_path, "")).title is None
    assert read_settings(write(tmp_path, 'title = " Graph learning – 2021 "')).title == "Graph learning – 2021"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('bass = "x"', "unknown key 'bass'; known keys: base"),
        ("base = 3", "base must be an absolute"),
        ('base = "ftp://x/"', "base must be an absolute"),
        ('base = "https://x.example"', "base must be an absolute"),
        ("title = 3", "title must be one line of 1 to 200 characters, not 3"),
        ('title = " "', "title must be one line"),
        ('title = "a\\nb"', "title must be one line"),
        (f'title = "{"x" * 201}"', "title must be one line"),
        ("base = ", "not valid TOML"),
        ("listing = 3", "[[listing]]"),
        ("listing = [3]", "[[listing]]"),
        ("[[listing]]\nyear = 2020", "no path in listing 1"),
        ('[[listing]]\npath = "a"\nyeer = 2020', "unknown key 'yeer' in listing 1"),
        ('[[listing]]\npath = "a"\nyear = "2020"', "four-digit number in listing 1"),
        ('[[listing]]\npath = "a"\nyear = true', "four-digit number in listing 1"),
        ('[[listing]]\npath = "a"\nvenue = ""', "venue must be a non-empty string in listing 1"),
        ('[[listing]]\npath = "a"\npresentation = "tall"', "one of oral, spotlight, poster in listing 1"),
    ],
)
def test_errors_name_the_file_and_the_key(tmp_path: Path, text: str, said: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(SettingsError) as raised:
        read_settings(path)
    assert str(raised.value).startswith(f"{path}: ")
    assert said in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("value", ["9" * 400, "inf", "nan", "-inf", "1e400"])
@pytest.mark.parametrize("key", ["port", "rows", "seconds", "memory_mib"])
def test_a_number_of_any_size_is_one_line(tmp_path: Path, key: str, value: str) -> None:
    (tmp_path / "kg.toml").write_text(f"[serve]\n{key} = {value}")
    with pytest.raises(SettingsError, match=f"{key} must be"):
        read_server_settings(tmp_path / "kg.toml")


def test_a_byte_order_mark_is_skipped(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text('\ufefftitle = "Sheep"', encoding="utf-8")
    assert read_settings(tmp_path / "kg.toml").title == "Sheep"


def test_links_to_themselves_match_a_pattern(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "papers.csv").write_text("title\n")
    (tmp_path / "kg.toml").write_text('[[listing]]\npath = "*"\nyear = 2021')
    settings = read_settings(tmp_path / "kg.toml")
    assert settings.hints_for(tmp_path / "papers.csv").year == 2021


def test_repeated_wildcards_match_in_the_time_of_one(tmp_path: Path) -> None:
    inside = tmp_path.joinpath(*"abcdefghijklmnop")
    inside.mkdir(parents=True)
    (inside / "papers.csv").write_text("title\n")
    (tmp_path / "kg.toml").write_text(f'[[listing]]\npath = "{"**/" * 9}*.csv"\nyear = 2021')
    begun = time.process_time()
    assert read_settings(tmp_path / "kg.toml").hints_for(inside / "papers.csv").year == 2021
    assert time.process_time() - begun < 1


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no such configuration file"):
        read_settings(tmp_path / "none.toml")


def test_invalid_utf8_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_bytes(b"base = '\xff'")
    with pytest.raises(SettingsError, match="not valid TOML"):
        read_settings(tmp_path / "kg.toml")


def test_a_file_that_would_take_too_much_memory_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "kg.toml"
    for text in ("a." * 20_000 + "a = 1", "[" + '"a" . ' * 20_000 + "a]", "#" * 2_000_000):
        path.write_text(text)
        for read in (read_settings, read_server_settings):
            with pytest.raises(SettingsError, match=r"more than 100 parts|more than 1,000,000 bytes"):
                read(path)
    path.write_text('title = "' + "a.b " * 50 + '"')
    assert read_settings(path).title == ("a.b " * 50).strip()


@pytest.mark.parametrize("text", ["x = " + "[" * 3_000 + "]" * 3_000, "max_authors = " + "9" * 5_000, "x = {" * 3_000])
def test_deep_arrays_and_long_numbers_are_an_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "kg.toml").write_text(text)
    for read in (read_settings, read_server_settings):
        with pytest.raises(SettingsError, match="not valid TOML"):
            read(tmp_path / "kg.toml")


@pytest.mark.parametrize(
    "base", ["https://x.example/a b/", "https:///", "/kg/", "https://x.example/<", "", "http://[::1", "http://[x]/"]
)
def test_a_base_that_would_break_iris_is_refused(base: str) -> None:
    assert not is_base(base)
