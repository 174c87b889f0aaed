"""All code blocks of the documentation that can run are executed, on a build of the examples."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.docs.blocks import NOT_CODE, PAGES, ROOT, RUN, Block, Workplace, blocks, matches


def runnable(path: Path) -> list[Block]:
    return [block for block in blocks(path) if block.language in RUN and block.not_run is None]


@pytest.mark.parametrize("path", list(filter(runnable, PAGES)), ids=lambda path: str(path.relative_to(ROOT)))
def test_the_blocks_of_a_page_run(
    path: Path, examples_built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = shutil.copytree(examples_built, tmp_path / "checkout")
    monkeypatch.chdir(folder)
    workplace = Workplace(folder)
    for block in runnable(path):
        workplace.run(block)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_blocks_have_a_known_language_and_a_reason_when_they_are_not_run(path: Path) -> None:
    found = list(blocks(path))
    assert [block.place for block in found if block.language not in RUN + NOT_CODE] == []
    assert [block.place for block in found if block.not_run is not None and len(block.not_run.split()) < 3] == []
    assert path.read_text(encoding="utf-8").count("```") == 2 * len(found)
    assert path.read_text(encoding="utf-8").count("<!-- not run") == sum(b.not_run is not None for b in found)


def test_a_block_that_fails_fails_the_test(tmp_path: Path) -> None:
    workplace = Workplace(tmp_path)
    for language, code in (
        ("sh", "kg query no_such_query\n"),
        ("console", "$ echo one\ntwo\n"),
        ("python", "import kg\nkg.no_such_name\n"),
        ("toml", "no_such_key = 1\n"),
        ("json", "{"),
    ):
        with pytest.raises(AssertionError, match="page:7"):
            workplace.run(Block("page", 7, language, code, None))


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("one\ntwo", "one  \ntwo\n", True),
        ("one\n…\nfour", "one\ntwo\nthree\nfour\n", True),
        ("in … s", "in 5.2 s", True),
        ("one", "one\ntwo", False),
        ("a.c", "abc", False),
    ],
)
def test_an_ellipsis_stands_for_any_text(shown: str, printed: str, same: bool) -> None:
    assert matches(shown, printed) is same
