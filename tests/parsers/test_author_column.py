"""Authors are read by the notation of their whole column."""

from __future__ import annotations

import pytest

from kg.parsers.author_column import AuthorRow, read_row, style_of, written_in
from kg.parsers.author_style import AuthorStyle
from kg.parsers.block import AuthorCell

# ruff: noqa: E501
COLUMNS: list[tuple[list[str], list[list[str]]]] = [
    (["Marten, Ilse; Vance, Tobin", "Okoro, Chidi"], [["Ilse Marten", "Tobin Vance"], ["Chidi Okoro"]]),
    (["Marten, Ilse and Hoek, Pia van der", "Okoro, Chidi"], [["Ilse Marten", "Pia van der Hoek"], ["Chidi Okoro"]]),
    (["Marten, I., Vance, T.B.", "Lindqvist, P."], [["I. Marten", "T. B. Vance"], ["P. Lindqvist"]]),
    (["Marten, Ilse, Vance, Tobin", "Okoro, Chidi"], [["Ilse Marten", "Tobin Vance"], ["Chidi Okoro"]]),
    (["Ilse Marten, Tobin Vance", "Wibisono, Lena Brandt"], [["Ilse Marten", "Tobin Vance"], ["Wibisono", "Lena Brandt"]]),
    (["Ilse Marten, Tobin Vance and Mio Sato"], [["Ilse Marten", "Tobin Vance", "Mio Sato"]]),
    (["Marten I; Vance TB; van der Hoek P"], [["I. Marten", "T. B. Vance", "P. van der Hoek"]]),
    (["Okoro C.", "Brandt L., Al-Nouri S."], [["C. Okoro"], ["L. Brandt", "S. Al-Nouri"]]),
    (["['Ilse Marten' 'Tobin Vance']", '["Mio \\"Mimi\\" Sato"]'], [["Ilse Marten", "Tobin Vance"], ['Mio "Mimi" Sato']]),
    (["Brandt, Otto, Jr.; Vance, Tobin", "Calder, Jr., Emil"], [["Otto Brandt Jr.", "Tobin Vance"], ["Emil Calder Jr."]]),
    (["O'DELL, MOIRA; VAN DER HOEK, PIA"], [["Moira O'Dell", "Pia van der Hoek"]]),
    (["Ilse MartenTobin B. VancePia Hoek", "Yann McDonald"], [["Ilse Marten", "Tobin B. Vance", "Pia Hoek"], ["Yann McDonald"]]),
    (["Ilse Marten¹, Tobin Vance²*", "Chidi Okoro1,2, Lena Brandt2"], [["Ilse Marten", "Tobin Vance"], ["Chidi Okoro", "Lena Brandt"]]),
    (["The Harbour, Wind and Tide Consortium; Ilse Marten"], [["The Harbour, Wind and Tide Consortium", "Ilse Marten"]]),
    (["林小舟，陈木石", "Ilse Marten，Tobin Vance、Pia Hoek"], [["林小舟", "陈木石"], ["Ilse Marten", "Tobin Vance", "Pia Hoek"]]),
    (["Ilse Marten\nTobin Vance"], [["Ilse Marten", "Tobin Vance"]]),
    (["Ilse Marten, Tobin Vance,\nMio Sato"], [["Ilse Marten", "Tobin Vance", "Mio Sato"]]),
    (["Ilse Marten*, *Tobin Vance*, Mio Sato"], [["Ilse Marten", "Tobin Vance", "Mio Sato"]]),
    (["Marten, Ilse and Vance, Tobin", "Mio Sato, Lena Brandt, Pia Hoek", "Otto Quill"], [["Ilse Marten", "Tobin Vance"], ["Mio Sato", "Lena Brandt", "Pia Hoek"], ["Otto Quill"]]),
    (["Ilse Marten et al.", "T Vance, ...", "Anonymous", "nan", "3"], [["Ilse Marten"], ["T Vance"], [], [], []]),
]  # fmt: skip


def _style(cells: list[AuthorCell], separator: str | None = None, order: str | None = None) -> AuthorStyle:
    return style_of(map(written_in, cells), separator, order)


def _row(cell: AuthorCell, style: AuthorStyle) -> AuthorRow:
    return read_row(cell, written_in(cell), style)


@pytest.mark.parametrize(("rows", "expected"), COLUMNS, ids=[rows[0][:30] for rows, _ in COLUMNS])
def test_a_column_is_read_by_its_own_notation(rows: list[str], expected: list[list[str]]) -> None:
    cells = [AuthorCell(row) for row in rows]
    style = _style(cells)
    assert [[author.name for author in _row(cell, style).authors] for cell in cells] == expected


def test_what_stands_beside_a_name_is_kept() -> None:
    row = (
        "Ilse Marten (Northmoor University); Tobin Vance <t@moor.example>; Mio Sato (0000-0000-1111-2228); Li Chen 0012"
    )
    cell = AuthorCell(row)
    ilse, tobin, mio, li = _row(cell, _style([cell])).authors
    assert (ilse.name, ilse.affiliations) == ("Ilse Marten", ("Northmoor University",))
    assert (tobin.name, tobin.email) == ("Tobin Vance", "t@moor.example")
    assert (mio.name, mio.orcid) == ("Mio Sato", "0000-0000-1111-2228")
    assert (li.name, li.source_id, li.as_written) == ("Li Chen", "dblp:Li Chen 0012", "Li Chen 0012")


def test_columns_beside_the_authors_belong_to_each_of_them() -> None:
    cell = AuthorCell("Ilse Marten;Tobin Vance", orcids="0000-0000-1111-2228;", affiliations="Lake College;Hill Lab")
    ilse, tobin = _row(cell, _style([cell])).authors
    assert (ilse.orcid, ilse.affiliations, tobin.orcid, tobin.affiliations) == (
        "0000-0000-1111-2228",
        ("Lake College",),
        None,
        ("Hill Lab",),
    )
    uneven = _row(AuthorCell("Ilse Marten", affiliations="A;B"), _style([cell]))
    assert not uneven.authors[0].affiliations and "more of them than authors" in uneven.notes[0]


def test_columns_beside_separate_names_have_a_separator_of_their_own() -> None:
    cell = AuthorCell(("Ilse Marten", "Tobin Vance"), affiliations="Lake College; Hill Lab")
    assert [a.affiliations for a in _row(cell, _style([cell])).authors] == [("Lake College",), ("Hill Lab",)]


def test_what_the_user_sets_overrides_what_the_rows_show() -> None:
    cell = AuthorCell("Marten Ilse, Vance Tobin")
    assert [a.name for a in _row(cell, _style([cell], ",", "family-first")).authors] == [
        "Ilse Marten",
        "Tobin Vance",
    ]


def test_a_cut_or_anonymous_list_is_noted() -> None:
    style = _style([])
    assert _row(AuthorCell("Ilse Marten et al."), style).notes == ("the list of authors is incomplete",)
    assert _row(AuthorCell("Anonymous Authors"), style).notes == ("the authors are anonymous",)


def test_one_row_with_commas_leaves_a_column_without_separators_as_it_is() -> None:
    cells = [AuthorCell(row) for row in ("Ilse MartenTobin Vance", "Mio SatoLena Brandt", "Pia Hoek MD, PhD")]
    rows = [_row(cell, _style(cells)) for cell in cells]
    assert [a.name for a in rows[0].authors] == ["Ilse Marten", "Tobin Vance"]
    assert [a.name for a in rows[1].authors] == ["Mio Sato", "Lena Brandt"]


@pytest.mark.parametrize(
    "row",
    [
        "Ilse Marten, Tobin Vance, Mio Sato, Lena\n  Brandt, Pia Hoek",
        "Ilse Marten (Moor), Tobin Vance (Lake), Mio\n  Sato (Moor), Lena Brandt, Pia Hoek",
        "Ilse Marten, Tobin Vance, Mio Sato, Lena Brandt and Pia Hoek\n  (Moor)",
        "Ilse Marten, Tobin Vance, Mio Sato, Lena Brandt and\nPia Hoek",
    ],
)
def test_the_lines_of_a_wrapped_row_are_joined(row: str) -> None:
    cells = [AuthorCell(row), AuthorCell("Chidi Okoro, Mio Sato, Pia Hoek")]
    names = [author.name for author in _row(cells[0], _style(cells)).authors]
    assert names == ["Ilse Marten", "Tobin Vance", "Mio Sato", "Lena Brandt", "Pia Hoek"]


def test_one_name_a_line_is_kept_apart() -> None:
    cell = AuthorCell("Marten, Ilse\nVance, Tobin\nOkoro, Chidi, Jr.")
    assert [author.name for author in _row(cell, _style([cell])).authors] == [
        "Ilse Marten", "Tobin Vance", "Chidi Okoro Jr.",
    ]  # fmt: skip


def test_titles_before_a_name_are_no_part_of_it() -> None:
    cell = AuthorCell("Prof. Dr. Ilse Marten; Dr Tobin Vance; Mr. Mio Sato; Ing Li")
    authors = _row(cell, _style([cell])).authors
    assert [author.name for author in authors] == ["Ilse Marten", "Tobin Vance", "Mio Sato", "Ing Li"]
    assert authors[0].as_written == "Prof. Dr. Ilse Marten"


def test_a_group_after_a_semicolon_does_not_hide_the_names_before_it() -> None:
    cells = [
        AuthorCell("Marten I, Vance TB, Sato M; The Sheep Consortium."),
        AuthorCell("Okoro C, Hu M, Li B."),
        AuthorCell("Hoek P, Hu M, Quill OA."),
    ]
    rows = [[author.name for author in _row(cell, _style(cells)).authors] for cell in cells]
    assert rows == [
        ["I. Marten", "T. B. Vance", "M. Sato", "The Sheep Consortium"],
        ["C. Okoro", "M. Hu", "B. Li"],
        ["P. Hoek", "M. Hu", "O. A. Quill"],
    ]
