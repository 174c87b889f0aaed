"""The output folder is replaced as one or not at all, and only if paperkg wrote it."""

from __future__ import annotations

import errno
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import kg
from kg import output
from kg.engine import Engine, EngineChoice, open_engine
from kg.model.errors import OutputError
from kg.pipeline import build as pipeline_build
from kg.settings import Settings


def build(out: Path, text: str) -> None:
    with output.staged(out) as staging:
        (staging / "graph.ttl").write_text(text)
        (staging / "store").mkdir()
        (staging / "store" / "a").write_text(text)
        (staging / output.MANIFEST).write_text(
            json.dumps({"generator": "paperkg", "artefacts": ["graph.ttl", "store"]})
        )


def tree(folder: Path) -> dict[str, str]:
    return {str(p.relative_to(folder)): p.read_text() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_a_build_appears_complete(tmp_path: Path) -> None:
    build(tmp_path / "deep" / "out", "one")
    assert set(tree(tmp_path / "deep")) == {"out/graph.ttl", "out/store/a", "out/manifest.json"}


def test_title_is_that_of_the_manifest_else_the_name_of_the_folder(tmp_path: Path) -> None:
    build(tmp_path / "field", "one")
    assert output.read_title(tmp_path / "field") == "field"
    (tmp_path / "field" / output.MANIFEST).write_text('{"generator": "paperkg", "title": "Graph learning"}')
    assert output.read_title(tmp_path / "field") == "Graph learning"


def test_a_second_build_replaces_the_first_and_leaves_nothing_behind(tmp_path: Path) -> None:
    build(tmp_path / "out", "one")
    build(tmp_path / "out", "two")
    assert tree(tmp_path / "out")["graph.ttl"] == "two"
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("at_once", [True, False])
def test_a_symbolic_link_is_followed_and_stays_a_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: bool
) -> None:
    if not at_once:
        monkeypatch.setattr(output, "_exchange_at_once", lambda *_: False)
    (tmp_path / "disk").mkdir()
    (tmp_path / "out").symlink_to("disk/real")
    for text in ("one", "two"):
        build(tmp_path / "out", text)
        assert tree(tmp_path / "disk" / "real")["graph.ttl"] == text
    assert (tmp_path / "out").readlink() == Path("disk/real")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["disk", "out"]
    assert [path.name for path in (tmp_path / "disk").iterdir()] == ["real"]


def test_a_symbolic_link_to_itself_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "out").symlink_to("out")
    with pytest.raises(OutputError, match="out: "):
        build(tmp_path / "out", "one")


def test_without_an_exchange_in_one_step_two_renames_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "_exchange_at_once", lambda *_: False)
    build(tmp_path / "out", "one")
    build(tmp_path / "out", "two")
    assert tree(tmp_path / "out")["graph.ttl"] == "two"
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_failure_leaves_the_previous_build_untouched(tmp_path: Path) -> None:
    build(tmp_path / "out", "one")
    before = tree(tmp_path)
    with pytest.raises(KeyError), output.staged(tmp_path / "out") as staging:
        (staging / "graph.ttl").write_text("two")
        raise KeyError
    assert tree(tmp_path) == before


def test_files_of_the_user_are_kept_and_obsolete_files_of_builds_are_removed(tmp_path: Path) -> None:
    build(tmp_path / "out", "one")
    (tmp_path / "out" / "notes.txt").write_text("mine")
    (tmp_path / "out" / "mine").mkdir()
    (tmp_path / "out" / "mine" / "x").write_text("mine too")
    with output.staged(tmp_path / "out") as staging:
        (staging / output.MANIFEST).write_text('{"generator": "paperkg", "artefacts": []}')
    assert set(tree(tmp_path / "out")) == {"notes.txt", "mine/x", "manifest.json"}


@pytest.mark.parametrize("name", ["README.md", ".gitkeep"])
def test_a_folder_that_waits_for_a_build_is_ours(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("here")
    build(tmp_path, "one")
    assert (tmp_path / name).read_text() == "here"


@pytest.mark.parametrize("manifest", [None, "{", "[]", '{"generator": "other"}'])
def test_a_folder_of_someone_else_is_refused_and_untouched(tmp_path: Path, manifest: str | None) -> None:
    (tmp_path / "thesis.tex").write_text("years of work")
    if manifest:
        (tmp_path / "manifest.json").write_text(manifest)
    with pytest.raises(OutputError, match="did not write"), output.staged(tmp_path):
        pass
    assert (tmp_path / "thesis.tex").read_text() == "years of work"


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x")
    with pytest.raises(OutputError, match="is a file"), output.staged(tmp_path / "out"):
        pass


def test_a_full_disk_is_a_one_line_error_and_changes_nothing(tmp_path: Path) -> None:
    build(tmp_path / "out", "one")
    before = tree(tmp_path)
    with pytest.raises(OutputError, match="No space left"), output.staged(tmp_path / "out"):
        raise OSError(28, "No space left on device")
    assert tree(tmp_path) == before


def test_a_parent_that_is_a_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="cannot be written"), output.staged(tmp_path / "file" / "out"):
        pass


def test_remains_of_killed_builds_are_removed_but_not_folders_in_use(tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(out, "one")
    killed = tmp_path / ".out-paperkg-abc_1234"
    killed.mkdir()
    (killed / "graph.ttl").write_text("half")
    for name in (".out-paperkg-notes", ".output-paperkg-abc_1234", ".out-backup"):
        (tmp_path / name).mkdir()
    with output.staged(out) as living:
        build(out, "two")
        assert living.is_dir()
        (living / output.MANIFEST).write_text('{"generator": "paperkg", "artefacts": []}')
    assert not killed.exists()
    kept = {"out", ".out-paperkg-notes", ".output-paperkg-abc_1234", ".out-backup"}
    assert {path.name for path in tmp_path.iterdir()} == kept


def test_an_output_that_was_just_being_replaced_is_put_back(tmp_path: Path) -> None:
    build(tmp_path / "out", "one")
    (tmp_path / "out").rename(tmp_path / ".out-paperkg-old-abc_1234")
    with pytest.raises(KeyError), output.staged(tmp_path / "out"):
        raise KeyError
    assert tree(tmp_path / "out")["graph.ttl"] == "one"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_all_processes_have_ended_when_the_folder_of_a_build_that_failed_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that still writes would leave files and hide the error."""
    at_the_end: list[list[str]] = []

    @contextmanager
    def watched(choice: EngineChoice, passages: int) -> Iterator[Engine]:
        try:
            with open_engine(choice, passages) as engine:
                yield engine
        finally:
            at_the_end.append([path.name for path in tmp_path.glob(".out-paperkg-*")])

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    listing = tmp_path / "a.jsonl"
    listing.write_text('{"title": "On naming things", "authors": ["Ada Lovelace"]}\n')
    monkeypatch.setattr(pipeline_build, "open_engine", watched)
    monkeypatch.setattr(pipeline_build, "render_report", full)
    with pytest.raises(OutputError, match="No space left"):
        kg.build([listing], tmp_path / "out", Settings())
    assert len(at_the_end) == 1
    assert len(at_the_end[0]) == 1, "the folder is still there"
    assert [path.name for path in tmp_path.iterdir()] == ["a.jsonl"]
