"""Reading of thesaurus files: columns, VOSviewer's files, contradictions, malformed lines."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.extract.thesaurus import ThesaurusLine, match_key
from kg.extract.thesaurus_file import COLUMNS, MAX_LABEL, guarded, parse_thesaurus, read_thesaurus
from kg.model.errors import SettingsError
from kg.model.mention import Kind

HEADER = "label\treplace by\tkind\tbroader\tnote\n"
CELLS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Zs", "Cf", "Co", "Cn"]), min_size=1, max_size=30
)


def write(folder: Path, text: str | bytes) -> Path:
    path = folder / "concepts.tsv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_every_column_is_read(tmp_path: Path) -> None:
    rows = "Sheep net\tSheepNet\tmethod\tneural network | animal model\tsame\nFooSet\t\tdataset\t\t\nwolf\n"
    text = f"# mine\n{HEADER}\n{rows}"
    thesaurus = read_thesaurus(write(tmp_path, text))
    assert thesaurus.name == "concepts.tsv"
    assert thesaurus.lines == (
        ThesaurusLine(4, "Sheep net", "SheepNet", Kind.METHOD, ("neural network", "animal model")),
        ThesaurusLine(5, "FooSet", kind=Kind.DATASET),
        ThesaurusLine(6, "wolf"),
    )
    assert [line.removes for line in thesaurus.lines] == [False, False, True]


@pytest.mark.parametrize("delimiter", ["\t", ";", ","])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_file_of_vosviewer_is_read_as_it_is(tmp_path: Path, delimiter: str, end: str) -> None:
    rows = [("label", "replace by"), ("sheep nets", "sheep net"), ("copyright", ""), ('"big, old" sheep', "sheep; big")]
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(rows)
    lines = read_thesaurus(write(tmp_path, text.getvalue().encode("utf-8-sig"))).lines
    assert [(line.label, line.replace_by, line.removes) for line in lines] == [
        ("sheep nets", "sheep net", False),
        ("copyright", "", True),
        ('"big, old" sheep', "sheep; big", False),
    ]


def test_the_header_may_have_other_case_and_order(tmp_path: Path) -> None:
    lines = read_thesaurus(write(tmp_path, "Label\tKind\tReplace_By\t\nsheep net\tMethod\tSheepNet\n")).lines
    assert lines == (ThesaurusLine(2, "sheep net", "SheepNet", Kind.METHOD),)


@pytest.mark.parametrize(
    ("rows", "line", "problem"),
    [
        ("sheep net\tb net\nsheep net\tc net\n", 3, 'line 2: "sheep net" replaced by "b net"'),
        ("sheep net\tb net\nSheep-Nets\t\n", 3, '"Sheep-Nets" removed, but line 2'),
        ("sheep net\tb net\nb net\tc net\nc net\tsheep net\n", 2, "circle by lines 2, 3, 4"),
        ("sheep net\t\tmethod\nsheep net\t\tdataset\n", 3, "a method on line 2"),
        ("sheep net\tb net\tmethod\nb net\t\tdataset\n", 3, "a method on line 2"),
        ("sheep net\t\tmodel\n", 2, "kind must be method or dataset, not 'model'"),
        ("sheep net\t\t\tSheep net\n", 2, "broader than itself"),
        ("\tb net\n", 2, "no label"),
        ('"sheep net\tb net\n', 2, "quotation mark"),
        ("sheep net\tb net\t\t\t\tmore\n", 2, "6 cells under 5 columns"),
        (f"sheep net\t{'b' * (MAX_LABEL + 1)}\n", 2, "at most 200"),
        ("a\x00net\tb net\n", 2, "printable"),
    ],
)
def test_a_wrong_line_is_an_error_of_one_line_that_names_it(tmp_path: Path, rows: str, line: int, problem: str) -> None:
    with pytest.raises(SettingsError) as refused:
        read_thesaurus(write(tmp_path, HEADER + rows))
    assert refused.value.line == line
    assert refused.value.file is not None
    assert problem in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "header", ["term\treplacement\n", "label\tname\n", "label\treplace by\tlabel\n", "sheep net\n"]
)
def test_another_header_is_refused_with_the_right_one(tmp_path: Path, header: str) -> None:
    with pytest.raises(SettingsError, match='begin the file with the header "label", "replace by"'):
        read_thesaurus(write(tmp_path, f"{header}a\tb\n"))


def test_a_missing_file_and_another_encoding_are_refused_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"none\.tsv: cannot read the thesaurus: .*check the path in kg.toml"):
        read_thesaurus(tmp_path / "none.tsv")
    for content in (f"{HEADER}a\tb\n".encode("utf-16"), f"{HEADER}Núñez net\tb\n".encode("latin-1")):
        with pytest.raises(SettingsError, match="not UTF-8; save it as UTF-8"):
            read_thesaurus(write(tmp_path, content))


def test_invisible_characters_are_left_out(tmp_path: Path) -> None:
    [line] = read_thesaurus(write(tmp_path, "label\treplace by\nsheep\u00ad net\u200b\tSheep\u200dNet\n")).lines
    assert (line.label, line.replace_by) == ("sheep net", "SheepNet")


def test_equal_lines_and_an_empty_file_are_accepted(tmp_path: Path) -> None:
    assert read_thesaurus(write(tmp_path, "")).lines == ()
    lines = read_thesaurus(write(tmp_path, f"{HEADER}sheep net\tb net\nSheep-nets\tB Net\n")).lines
    assert len(lines) == 2


def test_a_long_chain_of_replacements_is_read_in_linear_time(tmp_path: Path) -> None:
    rows = "".join(f"net {n}x\tnet {n + 1}x\n" for n in range(20_000))
    assert len(read_thesaurus(write(tmp_path, f"label\treplace by\n{rows}")).lines) == 20_000


@given(st.lists(st.tuples(CELLS, CELLS, st.sampled_from(["", "method", "dataset"]), CELLS), max_size=5))
@example([("=SUM(A1)", "'+b", "", '"quoted')])
@example([("#tag", "@b", "", "-c")])
def test_written_cells_are_read_back(rows: list[tuple[str, str, str, str]]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, delimiter="\t", lineterminator="\n")
    writer.writerow(COLUMNS[:4])
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    lines = parse_thesaurus(text.getvalue())
    assert [(line.label, line.replace_by, line.kind or "") for line in lines] == [row[:3] for row in rows]


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_with_one_line(text: str) -> None:
    try:
        lines = parse_thesaurus(text)
    except SettingsError as refused:
        assert len(str(refused).splitlines()) == 1
    else:
        assert all(line.label and line.label.isprintable() for line in lines)


@given(CELLS)
def test_case_accents_and_hyphens_make_no_difference(label: str) -> None:
    assert match_key(label)
    assert match_key("Möbius Auto-Encoders") == match_key("mobius autoencoder")
