"""Writes the reference pages from what the code itself says, so that they cannot tell another story.

Commands come from the command line's own description, kinds from their docstrings, tables from the schemas. Run
`make docs` after a change; a test compares the committed pages with what would be written.
"""

from __future__ import annotations

import inspect
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import typer
import typer.main
from typer.core import TyperGroup

from pressmark.checking.catalogue import catalogue
from pressmark.cli.main import app
from pressmark.contracts.documents import schema
from pressmark.contracts.tables import CONTRACT_VERSION, TABLES, Field, table
from pressmark.registry import Shelf
from pressmark.rules.base import FAMILIES, Rule

FOLDER = Path(__file__).resolve().parent / "reference"
NOTE = "<!-- Written by docs/make_reference.py: edit the docstring or the schema, then run `make docs`. -->"
WIDTH = 100  # of a usage line, whatever terminal this runs in
SHELVES = {
    "converters": ("converter", "What can be read. `pressmark convert` chooses by content, or by `--converter`."),
    "describers": ("describer", "What a release says of itself, each file rendered from one description."),
    "publishers": ("publisher", "Where a release can go. `pressmark publish` chooses by the place."),
    "reporters": ("reporter", "How `pressmark validate --report` shows what it found."),
}
RULES = (
    "A rule is known by its name. An error blocks a release unless the gate withholds every row that it concerns; a "
    "warning and a note never do. `pressmark explain NAME` prints one page."
)
TABLE_NOTE = "The columns of each table, as `schemas/` states them. A table without rows is left out of a release."
CONFIGURATION = (
    "What can be said of a collection, in the file `pressmark.toml` beside its sources. Nothing in it is required to "
    "convert; what a release needs, it names. `[]` after a name: a list, and where it has keys of its own, one table "
    "each (`[[convert.files]]`). `*` stands for a name of the operator's choice."
)


def pages() -> dict[str, str]:
    """Returns every page of the reference by its file name."""
    written = {
        "commands.md": commands(),
        "configuration.md": configuration(),
        "rules.md": rules(),
        "tables.md": tables(),
    }
    for shelf, (kind, purpose) in SHELVES.items():
        written[f"{shelf}.md"] = shelf_page(shelf, kind, purpose)
    return {name: f"{NOTE}\n\n{text.rstrip()}\n" for name, text in sorted(written.items())}


def commands() -> str:
    """Returns the page of the commands, as the command line describes them."""
    group = command_group()
    found = [
        typer.Context(each, info_name=f"pressmark {name}", terminal_width=WIDTH)
        for name, each in sorted(group.commands.items())
    ]
    return "\n\n".join(["# Commands", prose(group.help), *map(command_section, found)])


def command_group() -> TyperGroup:
    """Returns the command line as typer understands it."""
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    return group


def command_section(context: typer.Context) -> str:
    """Returns the section of one command: its usage, its words, and a row a parameter."""
    usage = context.command.get_usage(context).removeprefix("Usage: ")
    records = filter(None, (parameter.get_help_record(context) for parameter in context.command.params))
    rows = [(f"`{spelling}`", " ".join(words.split())) for spelling, words in records]
    parts = [f"## {context.command.name}", f"    {usage}", prose(context.command.help)]
    return "\n\n".join([*parts, grid(("parameter", "meaning"), rows)])


def configuration() -> str:
    """Returns the page of the configuration, a section a table."""
    found = schema("configuration")
    sections = [
        f"## [{name}]\n\n{part.get('description', '')}\n\n{grid(('key', 'type', 'meaning'), list(keys(part)))}"
        for name, part in found["properties"].items()
    ]
    return "\n\n".join([f"# Configuration\n\n{CONFIGURATION}", *sections])


def keys(part: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str, str]]:
    """Yields the keys of a table of the configuration, those of the tables in it by their whole names."""
    for name, said in part.get("properties", {}).items():
        yield from key(f"{before}{name}", said)
    more = part.get("additionalProperties")
    if isinstance(more, Mapping):
        yield from key(f"{before}*", more)


def key(name: str, said: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yields a key with its type, its meaning and its values, then the keys below it."""
    values = said.get("enum") or said.get("items", {}).get("enum") or ()
    listed = f" One of: {', '.join(f'`{value}`' for value in values)}." if values else ""
    kind = said.get("type", "string")
    inner = said.get("items", {}) if kind == "array" else said
    below = inner.get("properties", {})
    plain = bool(below) and not any("description" in one or "properties" in one for one in below.values())
    listed += f" Its keys: {', '.join(f'`{one}`' for one in below)}." if plain else ""
    if kind == "array":
        name, kind = f"{name}[]", inner.get("type", "string")
    yield f"`{name}`", kind, f"{said.get('description', '')}{listed}".strip()
    if not plain:
        yield from keys(inner, f"{name}.")


def shelf_page(shelf: str, kind: str, purpose: str) -> str:
    """Returns the page of one shelf: the docstring of each kind on it."""
    kinds = Shelf(kind, f"pressmark.{shelf}")
    return "\n\n".join([f"# {shelf.capitalize()}\n\n{purpose}", *(section(name, kinds[name]) for name in kinds)])


def section(name: str, kind: ModuleType) -> str:
    """Returns the section of one kind."""
    return f"## {name}\n\n{prose(kind.__doc__)}"


def rules() -> str:
    """Returns the page of the rules, a section a family."""
    declared = list(catalogue().values())
    families = [family for family in FAMILIES if any(rule.family == family for rule in declared)]
    sections = [
        [f"## {family}", *(rule_page(rule) for rule in declared if rule.family == family)] for family in families
    ]
    return "\n\n".join(["# Rules", RULES, *itertools.chain(*sections)])


def rule_page(rule: Rule) -> str:
    """Returns the page of one rule under its name and what follows from breaking it."""
    judged = {"both": "packages and releases", "package": "packages", "release": "releases"}[rule.judges]
    return f"### {rule.name}\n\n*{rule.severity}, judges {judged}.* {prose(rule.page)}"


def tables() -> str:
    """Returns the page of the contract's tables, a section a table in the order of a release."""
    return "\n\n".join(
        [f"# Tables of the article contract {CONTRACT_VERSION}", TABLE_NOTE, *map(table_section, TABLES)]
    )


def table_section(name: str) -> str:
    """Returns the section of one table."""
    found = table(name)
    keys = f"Key: {', '.join(f'`{column}`' for column in found.primary_key)}."
    rows = [(f"`{field.name}`", field.type, required(field), meaning(field)) for field in found.fields]
    grid_of_columns = grid(("column", "type", "required", "meaning"), rows)
    return f"## {name}\n\n{found.description} {keys}\n\n{grid_of_columns}"


def required(field: Field) -> str:
    """Returns when a column must have a value."""
    return "yes" if field.required else f"if {field.required_when}" if field.required_when else ""


def meaning(field: Field) -> str:
    """Returns what a column means, and its values where the contract closes the list."""
    values = f" One of: {', '.join(f'`{value}`' for value in field.enum)}." if field.enum else ""
    return field.description + values


def prose(text: str | None) -> str:
    """Returns a docstring as Markdown, each of its headings (`Why: …`) a paragraph that begins in bold."""
    shown = inspect.cleandoc(text or "").split("\f")[0].rstrip()
    return re.sub(r"\n+([A-Z][a-z]+): ", r"\n\n**\1.** ", shown)


def grid(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """Returns a Markdown table."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def main() -> None:
    """Writes the pages and removes those that nothing stands behind any more."""
    FOLDER.mkdir(exist_ok=True)
    written = pages()
    for stale in {place.name for place in FOLDER.glob("*.md")} - written.keys():
        (FOLDER / stale).unlink()
    for name, text in written.items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
