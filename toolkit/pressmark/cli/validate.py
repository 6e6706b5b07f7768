"""The command `pressmark validate`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pressmark.cli.today import today
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
    config: Annotated[
        Path | None, typer.Option(help="A pressmark.toml with a [validate] table; by default the package's own.")
    ] = None,
    select: Annotated[str, typer.Option(metavar="NAME,...", help="Rules or families; only they judge.")] = "",
    ignore: Annotated[str, typer.Option(metavar="NAME,...", help="Rules or families that do not judge.")] = "",
    baseline: Annotated[Path | None, typer.Option(help="A file of known findings; they are counted apart.")] = None,
    write_baseline: Annotated[
        Path | None, typer.Option("--write-baseline", help="A file for all findings of today, as the next baseline.")
    ] = None,
    examples: Annotated[int, typer.Option(min=1, help="How many findings of a rule to show; all are counted.")] = 20,
) -> None:
    """Validate a package, a release or contributed records.

    Exit status: 0 passed, 1 findings, 2 could not be done. Example: pressmark validate packages/harbour-press
    """
    from pressmark.checking.baseline import read_baseline, render_baseline
    from pressmark.registry import Shelf
    from pressmark.stages.validate import validate

    reporter = Shelf("reporter", "pressmark.reporters")[report]
    found = validate(
        _below_here(subject),
        level=level.value,
        sources=sources,
        config=config,
        select=_names(select),
        ignore=_names(ignore),
        baseline=read_baseline(baseline) if baseline else (),
        today=today(),
        examples=examples,
    )
    if write_baseline:
        write_whole(write_baseline, render_baseline(found))
    text = reporter.render(found, fail_on.value)
    if output:
        write_whole(output, text)
    else:
        typer.echo(text, nl=False)
    if not found.passed(fail_on.value):
        raise typer.Exit(FOUND)


def _names(listed: str) -> list[str]:
    return [name.strip() for name in listed.split(",") if name.strip()]


def _below_here(path: Path) -> Path:
    """Returns a path as seen from the working directory where it lies below it, for reports that name files."""
    try:
        return path.resolve().relative_to(Path.cwd())
    except ValueError:
        return path
