"""Cache keys depend on everything that mentions depend on; packed mentions are unpacked unchanged."""

from __future__ import annotations

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
    (back,) = unpack(pack([found]), "work/a", text)
    assert back == found
    assert (type(back.kind), type(back.role), type(back.finder)) == (Kind, Role, Finder)
    assert unpack(pack([found]), "work/b", text)[0].work == "work/b"


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
