"""`list` and `explain` know every kind on every shelf, and the synopsis of the commands is what can be typed."""

from __future__ import annotations

import re
from typing import Any

import pytest
import typer
from stages.island import pressmark

from pressmark.checking.catalogue import catalogue
from pressmark.cli.main import app
from pressmark.cli.shelves import PLURALS, SHELVES

KINDS = [(plural, name) for plural, shelf in SHELVES.items() for name in shelf]
RULES = catalogue()

# What a user may rely on: the commands with their operands, and their options with a value each (a dash for a switch).
SYNOPSIS: dict[str, tuple[str, dict[str, str]]] = {
    "convert": (
        "SOURCES",
        dict.fromkeys("--to --config --name --prefix --format --converter --previous".split(), "value"),
    ),
    "validate": ("SUBJECT", dict.fromkeys("--level --sources --report --output --fail-on".split(), "value")),
    "release": (
        "PACKAGE",
        dict.fromkeys("--to --version --previous --profile --date".split(), "value") | {"--strict-profile": "-"},
    ),
    "publish": ("RELEASE PLACE", {}),
    "cite": ("RELEASE", {"--as": "value"}),
    "list": ("SHELF", {}),
    "explain": ("NAME", {}),
}
DEFAULTS = {
    ("validate", "level"): "content",
    ("validate", "fail_on"): "error",
    ("validate", "report"): "text",
    ("release", "version"): "auto",
    ("cite", "form"): "apa",
}
COMMANDS: Any = typer.main.get_command(app)
FORMS = {"cite": "apa bibtex csl-json cff datacite ris", "validate": "descriptor structure content error warning"}


@pytest.mark.parametrize("command", SYNOPSIS)
def test_every_option_of_the_synopsis_can_be_typed(command: str) -> None:
    found = {option: parameter for parameter in COMMANDS.commands[command].params for option in parameter.opts}
    operands, options = SYNOPSIS[command]
    assert [
        p.name.upper() for p in COMMANDS.commands[command].params if p.param_type_name == "argument"
    ] == operands.split()
    assert {name: "-" if found[name].is_flag else "value" for name in options} == options
    said = pressmark(command, "--help").out
    assert [name for name in (*options, *FORMS.get(command, "").split()) if name not in said] == []


def test_the_defaults_are_those_of_the_synopsis() -> None:
    found = {
        (command, parameter.name): parameter.default
        for command in SYNOPSIS
        for parameter in COMMANDS.commands[command].params
    }
    assert {place: str(found[place]) for place in DEFAULTS} == DEFAULTS


def test_the_commands_are_listed_with_what_they_do() -> None:
    said = pressmark("--help")
    assert said.code == 0
    assert [name for name in SYNOPSIS if not re.search(rf"^ +{name} +\w+", said.out, flags=re.MULTILINE)] == []
    assert "--install-completion" in said.out
    assert "--version" in said.out


@pytest.mark.parametrize("plural", PLURALS)
def test_a_shelf_is_listed_with_a_sentence_each(plural: str) -> None:
    said = pressmark("list", plural)
    assert (said.code, said.err) == (0, "")
    listed = dict(line.split(maxsplit=1) for line in said.out.splitlines())
    assert list(listed) == sorted(RULES if plural == "rules" else SHELVES[plural])
    assert all(sentence.strip()[0].isupper() or plural == "rules" for sentence in listed.values())


def test_all_shelves_are_listed_at_once() -> None:
    said = pressmark("list")
    assert (said.code, said.err) == (0, "")
    assert [line for line in said.out.splitlines() if not line.startswith(" ")] == [f"{plural}:" for plural in PLURALS]
    parts = {plural: pressmark("list", plural).out for plural in PLURALS}
    named = {line.split()[0] for line in said.out.splitlines() if line.startswith(" ")}
    assert named == {line.split()[0] for part in parts.values() for line in part.splitlines()}


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_explained(rule: str) -> None:
    said = pressmark("explain", rule)
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(f"{rule} (rule)\n\n{RULES[rule].page.splitlines()[0]}")
    headings = re.findall(r"^(\w+): \S", said.out, flags=re.MULTILINE)
    assert headings == ["Why", "Wrong", "Right", "Mend", "Severity"]


@pytest.mark.parametrize(("plural", "name"), KINDS)
def test_a_kind_is_explained(plural: str, name: str) -> None:
    said = pressmark("explain", name)
    assert (said.code, said.err) == (0, "")
    assert f"{name} ({plural.removesuffix('s')})\n\n" in said.out
    assert (SHELVES[plural][name].__doc__ or "").strip() in said.out
