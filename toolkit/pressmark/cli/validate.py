"""The command `pressmark validate`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pressmark.files import write_whole

FOUND = 1


class Level(StrEnum):
    """How deep to look."""

    descriptor = "descriptor"
    structure = "structure"
    content = "content"


class FailOn(StrEnum):
    """From which severity on the exit status is 1."""

    error = "error"
    warning = "warning"


def run(
    subject: Annotated[Path, typer.Argument(help="A package, a release, or a .jsonl file of records.")],
    level: Annotated[Level, typer.Option(help="descriptor reads no data, structure no rows.")] = Level.content,
    sources: Annotated[Path | None, typer.Option(help="The folder of the inputs, to compare statements with.")] = None,
    report: Annotated[
        str, typer.Option(help="The form of the report; `pressmark list reporters` names them.")
    ] = "text",
    output: Annotated[Path | None, typer.Option(help="A file for the report, instead of standard output.")] = None,
    fail_on: Annotated[FailOn, typer.Option(help="From which severity on the exit status is 1.")] = FailOn.error,
) -> None:
    """Validate a package, a release or contributed records.

    Exit status: 0 passed, 1 findings, 2 could not be done. Example: pressmark validate packages/harbour-press
    """
    from pressmark.registry import Shelf
    from pressmark.stages.validate import validate

    reporter = Shelf("reporter", "pressmark.reporters")[report]
    found = validate(subject, level=level.value, sources=sources)
    text = reporter.render(found, fail_on.value)
    if output:
        write_whole(output, text)
    else:
        typer.echo(text, nl=False)
    if not found.passed(fail_on.value):
        raise typer.Exit(FOUND)
