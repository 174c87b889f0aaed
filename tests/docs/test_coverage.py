"""All commands, options, queries, files, settings, formats and public names are documented."""

from __future__ import annotations

import dataclasses
import importlib
import re
import shlex
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import pytest
import rdflib
import typer

import kg
from docs.generate import command_line, python_api
from docs.generate.hooks import FRAGMENTS, on_page_markdown
from kg.graph.choices import EXPORTS
from kg.model.errors import SettingsError
from kg.output import ARTEFACTS
from kg.parsers import FORMATS
from kg.server.settings import ServerSettings
from kg.store import named_queries
from tests.docs.blocks import PAGES, ROOT

DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"
COMMANDS = dict(command_line.commands())


def filled(page: Path) -> str:
    """Return the text of a page with its generated fragments."""
    return on_page_markdown(page.read_text(encoding="utf-8"))


def missing(names: Iterable[str], text: str) -> list[str]:
    """Return the names that a text does not contain in backticks or as a heading."""
    return [name for name in names if not re.search(rf"`[^`\n]*{re.escape(name)}\b|^#+ {re.escape(name)}$", text, re.M)]


def without_help(command: object) -> list[str]:
    """Return the parameters of a command whose help has only their type and default."""
    found = command_line.parameters(command)
    return [spelling for _, spelling, help in found if not re.sub(r"\[[^]]*\]", "", help).strip()]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_help_for_every_parameter_and_an_example_that_can_be_parsed(name: str) -> None:
    command = COMMANDS[name]
    assert (command.help or "").strip()
    assert without_help(command) == []
    examples = command_line.examples(command)
    assert examples
    for example in examples:
        words = shlex.split(example.partition(" > ")[0])
        assert words[: len(name.split())] == name.split()
        command.make_context(name, words[len(name.split()) :])  # raises UsageError


def test_the_reference_has_every_command_and_option() -> None:
    page = filled(REFERENCE / "command-line.md")
    assert missing(COMMANDS, page) == []
    spellings = (spelling for command in COMMANDS.values() for _, spelling, _ in command_line.parameters(command))
    assert [spelling for spelling in spellings if f"| `{spelling}` |" not in page] == []


def test_every_command_is_used_in_a_guide() -> None:
    guides = "\n".join(path.read_text(encoding="utf-8") for path in PAGES if path.parent != REFERENCE)
    assert [name for name in COMMANDS if not re.search(rf"\b{name}\b", guides)] == []


def test_a_parameter_without_help_and_a_name_without_documentation_are_found() -> None:
    app = typer.Typer()

    @app.command()
    def forgotten(
        speed: Annotated[int, typer.Option()] = 1, name: Annotated[str, typer.Option(help="A name.")] = ""
    ) -> None:
        """Do nothing."""

    [spelling] = without_help(typer.main.get_command(app))
    assert "--speed" in spelling
    assert missing(["kg build", "kg forgotten"], "## kg build\n\nkg forgotten is here, but not as code") == [
        "kg forgotten"
    ]


def test_every_named_query_is_documented() -> None:
    queries = named_queries()
    page = filled(REFERENCE / "named-queries.md")
    assert missing(queries, page) == []
    assert [name for name, query in queries.items() if not (query.title and query.question and query.theme)] == []
    unexplained = [
        f"{name}: {each.name}" for name, query in queries.items() for each in query.parameters if not each.meaning
    ]
    assert unexplained == []


def test_every_output_file_is_documented_and_written(examples_built: Path) -> None:
    page = filled(REFERENCE / "output.md")
    assert missing(ARTEFACTS, page) == []
    assert [name for name, contents in ARTEFACTS.items() if len(contents.split()) < 4] == []
    assert {path.name for path in (examples_built / "output").iterdir()} == set(ARTEFACTS)


def test_every_setting_is_documented(tmp_path: Path) -> None:
    configure = (DOCS / "how-to" / "configure.md").read_text(encoding="utf-8")
    for text in ("unknown = 1", '[[listing]]\npath = "*"\nunknown = 1'):
        (tmp_path / "kg.toml").write_text(text, encoding="utf-8")
        with pytest.raises(SettingsError, match="known keys: ") as refused:
            kg.read_settings(tmp_path / "kg.toml")
        known = str(refused.value).rpartition("known keys: ")[2].split(", ")
        assert [key for key in known if f"| `{key}` |" not in configure and f"[{key}]" not in configure] == []
    serve = (DOCS / "how-to" / "serve.md").read_text(encoding="utf-8")
    assert [each.name for each in dataclasses.fields(ServerSettings) if f"| `{each.name}` |" not in serve] == []


def test_every_format_is_described_with_an_example() -> None:
    page = filled(REFERENCE / "format-examples.md")
    assert missing([form.name for form in FORMATS], page) == []
    assert [form.name for form in FORMATS if not (form.description and form.example.strip() in page)] == []
    rules = (REFERENCE / "formats.md").read_text(encoding="utf-8")
    assert [form.name for form in FORMATS if f"\n| `{form.name}` |" not in rules] == []


def test_every_export_is_documented() -> None:
    assert missing(EXPORTS, filled(DOCS / "how-to" / "networks.md")) == []


def test_every_public_name_of_python_is_documented() -> None:
    page = filled(REFERENCE / "python-api.md")
    assert python_api.names()
    assert [name for name in python_api.names() if f"::: {python_api.home(name)}\n" not in page] == []


def test_every_class_of_the_ontology_is_in_the_glossary() -> None:
    graph = rdflib.Graph().parse(ROOT / "ontology" / "kg.ttl")
    labels = {str(graph.value(each, rdflib.RDFS.label)) for each in graph.subjects(rdflib.RDF.type, rdflib.OWL.Class)}
    terms = re.findall(r"^(\S.*)\n:   ", (REFERENCE / "glossary.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert terms == sorted(terms, key=str.casefold)
    assert labels - {term.casefold() for line in terms for term in line.split(", ")} == set()


def test_every_fragment_is_used_once() -> None:
    texts = "\n".join(path.read_text(encoding="utf-8") for path in PAGES)
    assert sorted(re.findall(r"^<!-- generated: (.+) -->$", texts, re.MULTILINE)) == sorted(FRAGMENTS)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_and_files_that_a_page_names_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    modules = re.findall(r"(?:-m |preload )((?:benchmarks|kg)(?:\.\w+)+)", text)
    files = re.findall(r"`((?:kg|tests|docs|benchmarks|ontology|examples)/[\w./-]*)`", text)
    assert [name for name in modules if importlib.util.find_spec(name) is None] == []
    generated = ("kg/views/bundle/", "kg/server/bundle/")
    assert [name for name in files if not (ROOT / name).exists() and name not in generated] == []
