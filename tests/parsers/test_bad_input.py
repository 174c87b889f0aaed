"""What cannot be read is refused in one line that names the file, the place and the remedy."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from kg.model.errors import ListingError
from kg.model.listing import ListingHints
from kg.parsers import find_listings, read_listing
from kg.parsers import source as source_module
from kg.parsers.labelled_markdown import LABELLED_MARKDOWN
from tests.parsers.reading import read

GOOD = LABELLED_MARKDOWN.example
BAD = [
    (b"", "empty"),
    (b" \n\n\t\n", "empty"),
    (b"%PDF-1.7\n1 0 obj", "a PDF; copy its text"),
    (bytes(range(32)) * 9, "a binary file, not text"),
    (b"\xff\xfeA\x00", "not a listing in a known format"),
    (b"Dear reader,\n\nthis is a letter.\n", "not a listing in a known format; `kg formats` shows the formats"),
    (b"<!DOCTYPE html>\n<html></html>\n", "no paper found in the format html; open this web page in a browser"),
    (b"\x1f\x8b\x08nonsense", "the compressed file is"),
    (gzip.compress(GOOD.encode())[:-9], "the compressed file is truncated"),
]


@pytest.mark.parametrize(("content", "message"), BAD, ids=[message[:20] for _, message in BAD])
def test_one_line_with_the_remedy(content: bytes, message: str, tmp_path: Path) -> None:
    with pytest.raises(ListingError) as caught:
        read(tmp_path, content)
    text = str(caught.value)
    assert text.startswith(f"{tmp_path / 'listing'}: {message}") and "\n" not in text


def test_a_format_that_does_not_exist_or_does_not_fit(tmp_path: Path) -> None:
    with pytest.raises(ListingError, match=r"unknown format 'docx'; the formats are poster-session, "):
        read(tmp_path, GOOD, ListingHints(format="docx"))
    with pytest.raises(ListingError, match="no paper found in the format papers-cool"):
        read(tmp_path, GOOD, ListingHints(format="papers-cool"))


def test_paths_that_are_no_listings(tmp_path: Path) -> None:
    with pytest.raises(ListingError, match="no such file or folder; check the path"):
        find_listings([tmp_path / "nothing"])
    with pytest.raises(ListingError, match="no listing given"):
        find_listings([])
    (tmp_path / "notes.txt").write_text("Nothing of interest.\n", encoding="utf-8")
    with pytest.raises(ListingError, match="no listing in this folder; `kg formats`"):
        find_listings([tmp_path])
    with pytest.raises(ListingError, match="not a file"):
        read_listing(tmp_path)


def test_what_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_module, "MOST_BYTES", 1 << 20)
    with pytest.raises(ListingError, match="larger than 1 MiB when unpacked"):
        read(tmp_path, gzip.compress(b" " * (2 << 20)))


def test_folders_are_searched_by_content_and_not_by_name(tmp_path: Path) -> None:
    inside = tmp_path / "deep" / "er"
    inside.mkdir(parents=True)
    (inside / "b.dat").write_text(GOOD, encoding="utf-8")
    (inside / "a.gz").write_bytes(gzip.compress(GOOD.encode()))
    (tmp_path / "README.md").write_text("# About these lists\n", encoding="utf-8")
    (tmp_path / ".hidden").write_text(GOOD, encoding="utf-8")
    output = tmp_path / "output"
    output.mkdir()
    for name in ("manifest.json", "graph.ttl", "papers.jsonl"):
        (output / name).write_text('{"title": "On Counting Sheep"}\n', encoding="utf-8")
    assert find_listings([tmp_path, inside / "b.dat"]) == [inside / "a.gz", inside / "b.dat"]


def test_line_ends_marks_and_a_cut_character_are_said_and_lose_nothing(tmp_path: Path) -> None:
    plain = read(tmp_path, GOOD)
    windows = read(tmp_path, b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    old = read(tmp_path, GOOD.replace("\n", "\r"))
    cut = read(tmp_path, GOOD.replace("asleep.", "aslé").encode().split(b"\xa9")[0])
    for parsed in (windows, old):
        assert [(r.title, r.abstract, r.lines) for r in parsed.records] == [
            (r.title, r.abstract, r.lines) for r in plain.records
        ]
    assert [w.message for w in windows.ledger.warnings] == [
        "a byte order mark before the first line was skipped",
        "lines end in CR LF",
    ]
    assert [w.message for w in old.ledger.warnings] == ["lines end in CR"]
    assert [w.message for w in cut.ledger.warnings] == [
        "the file ends with an incomplete character, which was dropped; it may be truncated",
        "the listing ends in mid-sentence; it may be truncated",
    ]
