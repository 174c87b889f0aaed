"""Input paths: one or several paths, and paths that cannot be inspected."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import kg
from kg.pipeline.inputs import find_config, listing_paths
from kg.resolve import decisions


def test_one_path_is_not_walked_character_by_character(root: Path) -> None:
    listing = root / "examples" / "papers-cool.txt"
    titles = [record.title for record in kg.read(listing)]
    assert titles and titles == [record.title for record in kg.read(str(listing))]
    assert titles == [record.title for record in kg.read([str(listing)])]
    assert titles == [record.title for record in kg.read(iter([listing]))]


@pytest.mark.parametrize("value", [7, None, b"papers.txt", ["a.txt", 7], [b"papers.txt"]])
def test_a_value_that_is_no_path_is_a_usage_error(value: object) -> None:
    with pytest.raises(kg.UsageError, match="not a path"):
        listing_paths(value)  # type: ignore[arg-type]


def test_a_single_listing_is_built_without_settings(root: Path, tmp_path: Path) -> None:
    manifest = kg.build(str(root / "examples" / "papers-cool.txt"), str(tmp_path / "output"))
    assert manifest.counts["records"] == 11


@pytest.mark.parametrize("name", ["x" * 300, "loop", "loop/inside"])
def test_a_path_that_cannot_be_inspected_is_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for use in (lambda path: list(kg.read(path)), lambda path: kg.build(path, tmp_path / "output")):
        with pytest.raises(kg.ListingError, match=r"cannot be inspected|no such file") as caught:
            use(tmp_path / name)
        assert caught.value.file == tmp_path / name and "\n" not in str(caught.value)
    assert find_config([tmp_path / name]) is None


def test_decisions_without_an_end_are_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decisions, "MAX_BYTES", 1_000)
    (tmp_path / "decisions.csv").write_text("# a note\n" * 1_000)
    with pytest.raises(kg.SettingsError, match="more than 1,000 bytes"):
        decisions.read_decisions(tmp_path / "decisions.csv")


def test_an_output_that_is_a_link_to_itself_is_one_line(root: Path, tmp_path: Path) -> None:
    (tmp_path / "out").symlink_to("out")
    with pytest.raises(kg.OutputError, match="out: "):
        kg.build(str(root / "examples" / "papers-cool.txt"), tmp_path / "out")


@pytest.mark.skipif(not Path("/proc/1").exists(), reason="needs /proc")
def test_links_into_an_unreadable_folder_are_one_line(tmp_path: Path) -> None:
    if os.access("/proc/1/cwd", os.R_OK):
        pytest.skip("/proc/1/cwd can be read here")
    (tmp_path / "listings").mkdir()
    (tmp_path / "listings" / "link.txt").symlink_to("/proc/1/cwd/papers.txt")
    for path in ("/proc/1/cwd", tmp_path / "listings"):
        with pytest.raises(kg.ListingError, match="cannot be inspected: Permission denied"):
            list(kg.read(path))
    with pytest.raises(kg.OutputError, match="cannot be inspected"):
        kg.build(tmp_path / "listings", "/proc/1/cwd/output")
    with pytest.raises(kg.OutputError, match="cannot be read"):
        kg.open("/proc/1/cwd")


@pytest.mark.parametrize("format_of_table", ['format = "csv"', ""])
def test_a_folder_has_the_listings_whose_columns_are_in_the_settings(tmp_path: Path, format_of_table: str) -> None:
    """Neither its columns nor its name would otherwise show that the table is a listing."""
    (tmp_path / "shelf.csv").write_text("Name of work;Written by\nGates at work;Ana Núñez\n", encoding="utf-8")
    (tmp_path / "choices.csv").write_text("verdict,left,right\n", encoding="utf-8")
    (tmp_path / "kg.toml").write_text(
        f'decisions = "choices.csv"\n[[listing]]\npath = "*.csv"\n{format_of_table}\n'
        'columns = { title = "Name of work", authors = "Written by" }\n',
        encoding="utf-8",
    )
    assert [record.title for record in kg.read(tmp_path)] == ["Gates at work"]
    manifest = kg.build(tmp_path, tmp_path.parent / f"{tmp_path.name}-out")
    assert manifest.counts["records"] == 1
    assert not [notice for notice in manifest.notices if "skipped" in notice]
