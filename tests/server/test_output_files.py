"""Files of the output folder are served with the policy of their page."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.server.output_files import output_files, own_policy
from kg.views.pages import policy

STRICT = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def test_only_the_pages_and_tables_of_a_build_are_offered(tmp_path: Path) -> None:
    (tmp_path / "report" / "queries").mkdir(parents=True)
    for name in (
        "report.html",
        "graph.ttl",
        "notes.html",
        "report/venues.csv",
        "report/queries/works.rq",
        "report/a.js",
    ):
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert output_files(tmp_path) == {"report.html", "report/venues.csv", "report/queries/works.rq"}


def head(stated: str) -> str:
    return own_policy(f'<meta http-equiv="Content-Security-Policy" content="{stated}">')


def test_a_page_keeps_the_policy_of_its_own_script_and_style() -> None:
    stated = policy(["run()"], ["p {}"])
    assert head(stated.replace("'", "&#39;")) == f"{stated}; frame-ancestors 'none'"


@pytest.mark.parametrize(
    "stated",
    [
        "",
        "script-src 'unsafe-inline'",
        "default-src *",
        "script-src https://evil.example",
        "script-src 'self'",
        "default-src 'none'; script-src 'sha256-short'",
        "default-src 'none'; style-src blob:",
    ],
)
def test_a_policy_that_allows_anything_else_is_replaced(stated: str) -> None:
    assert head(stated) == STRICT


def test_a_page_without_a_policy_runs_no_script() -> None:
    assert own_policy("<script>run()</script>") == STRICT
