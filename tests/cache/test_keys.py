"""Cache keys depend on everything that mentions depend on; packed mentions are unpacked unchanged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.cache import cache_folder, fingerprint, key_of, pack, unpack
from kg.model.mention import Finder, Kind, RawMention, Role

TEXTS = st.text(min_size=1, max_size=60)
SURE = st.floats(0, 1)


@given(st.data(), TEXTS, st.sampled_from(Kind), st.sampled_from(Role), st.sampled_from(Finder), SURE)
def test_packed_mentions_are_independent_of_the_work(
    data: st.DataObject, text: str, kind: Kind, role: Role, finder: Finder, sure: float
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    long_form = data.draw(TEXTS)
    found = RawMention("work/a", start, end, text[start:end], kind, finder, sure, role, sure, "concept/x", long_form)
    (back,) = unpack(pack([found]), "work/a", text) or ()
    assert back == found
    assert (type(back.kind), type(back.role), type(back.finder)) == (Kind, Role, Finder)
    assert [mention.work for mention in unpack(pack([found]), "work/b", text) or ()] == ["work/b"]


GOOD = [0, 3, "method", "model", 0.5, "uses", 1, "concept/x", ""]
REPLACED = [
    *((0, start) for start in (-1, 3, 9, "0", 0.0, None, True)), *((1, end) for end in (0, 9, 10**30, "3", None)),
    (2, "person"), (2, None), (2, []), (3, "oracle"), (4, 1.5), (4, -0.1), (4, float("nan")), (4, "1"), (4, True),
    (5, "praises"), (5, {}), (6, None), (6, float("inf")), (7, None), (7, 7), (7, "\ud800"), (8, ["a"]), (8, "\udfff"),
]  # fmt: skip


@pytest.mark.parametrize(("place", "value"), REPLACED)
def test_a_value_of_another_program_is_no_list_of_mentions(place: int, value: object) -> None:
    assert unpack(json.dumps([GOOD]).encode(), "work/a", "BERT") is not None
    wrong = [*GOOD[:place], value, *GOOD[place + 1 :]]
    assert unpack(json.dumps([GOOD, wrong]).encode(), "work/a", "BERT") is None


@pytest.mark.parametrize(
    "packed", [b"", b"\xff\xfe", b"null", b"7", b"{}x", b'{"a": 1}', b"[1]", b"[[]]", b"[" * 100_000]
)
def test_other_bytes_are_no_list_of_mentions(packed: bytes) -> None:
    assert unpack(packed, "work/a", "BERT") is None


@given(st.binary(max_size=40))
def test_any_bytes_are_mentions_of_the_abstract_or_none(packed: bytes) -> None:
    assert all(mention.end <= 4 for mention in unpack(packed, "work/a", "BERT") or ())


def test_another_text_or_another_version_is_another_key() -> None:
    assert len({key_of("a", "1"), key_of("b", "1"), key_of("a", "2"), key_of("\ud800", "1")}) == 4


def test_a_change_of_code_or_model_is_another_version(tmp_path: Path) -> None:
    code, model = tmp_path / "code", tmp_path / "model"
    for folder in (code, model):
        folder.mkdir()
        (folder / "a").write_text("1")
    before = fingerprint([code], str(model))
    assert fingerprint([code], str(model)) == before
    assert fingerprint([code], None) != before
    (code / "__pycache__").mkdir()
    (code / "__pycache__" / "a.pyc").write_text("x")
    assert fingerprint([code], str(model)) == before
    (model / "a").write_text("2")
    changed = fingerprint([code], str(model))
    (code / "a").write_text("2")
    assert len({before, changed, fingerprint([code], str(model))}) == 3


def test_the_folder_is_the_one_given_or_that_of_the_environment_or_the_users(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", "/var/caches")
    assert cache_folder() == Path("/var/caches/paperkg")
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")  # which the standard says to ignore
    assert cache_folder() == Path.home() / ".cache" / "paperkg"
    monkeypatch.setenv("KG_CACHE", "/elsewhere")
    assert cache_folder() == Path("/elsewhere")
    assert cache_folder("given") == Path("given")
