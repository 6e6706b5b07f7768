"""The command `pressmark validate`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pressmark.cli.today import today
from pressmark.files import write_whole

if TYPE_CHECKING:
    from pressmark.model.report import Report

FOUND = 1
_ALL = 2**62


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
    subject: Annotated[
        Path, typer.Argument(help="A package, a release, a folder of several, or a .jsonl file of records.")
    ],
    level: Annotated[Level, typer.Option(help="descriptor reads no data, structure no rows.")] = Level.content,
    sources: Annotated[Path | None, typer.Option(help="The folder of the inputs, to compare statements with.")] = None,
    previous: Annotated[
        Path | None, typer.Option(help="The release before, or an earlier conversion, to compare with.")
    ] = None,
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
    since: Annotated[
        str | None,
        typer.Option(metavar="REV", help="A git revision; only packages and articles that changed since are judged."),
    ] = None,
    write_baseline: Annotated[
        Path | None, typer.Option("--write-baseline", help="A file for all findings of today, as the next baseline.")
    ] = None,
    examples: Annotated[int, typer.Option(min=1, help="How many findings of a rule to show; all are counted.")] = 20,
    split: Annotated[
        tuple[Path, Path] | None,
        typer.Option(
            metavar="GOOD BAD", help="Write the articles without an error to GOOD, the others and the reasons to BAD."
        ),
    ] = None,
) -> None:
    """Validate a package, a release or contributed records.

    Exit status: 0 passed, 1 findings, 2 could not be done. Example: pressmark validate packages/harbour-press
    """
    from pressmark.checking.baseline import read_baseline, render_baseline
    from pressmark.registry import Shelf
    from pressmark.stages.validate import validate

    if split:
        _refuse_early(subject, level, split, since)
    reporter = Shelf("reporter", "pressmark.reporters")[report]
    found = validate(
        _below_here(subject),
        level=level.value,
        sources=sources,
        previous=previous,
        config=config,
        select=_names(select),
        ignore=_names(ignore),
        baseline=read_baseline(baseline) if baseline else (),
        since=since,
        today=today(),
        examples=_ALL if split else examples,
    )
    if split:
        _split(subject, found, split)
        found = found.shortened(examples)
    if write_baseline:
        write_whole(write_baseline, render_baseline(found))
    text = reporter.render(found, fail_on.value)
    if output:
        write_whole(output, text)
    else:
        typer.echo(text, nl=False)
    if not found.passed(fail_on.value):
        raise typer.Exit(FOUND)


def _refuse_early(subject: Path, level: Level, folders: tuple[Path, Path], since: str | None) -> None:
    """Refuses what cannot be split before the time for a validation is spent."""
    from pressmark.stages.split import check_split

    if level is not Level.content:
        raise typer.BadParameter("a package is split by what the level content finds", param_hint="--split")
    if since:
        raise typer.BadParameter("a package is split by what is found of all its articles", param_hint="--split")
    check_split(subject, *folders)


def _split(subject: Path, found: Report, folders: tuple[Path, Path]) -> None:
    from pressmark.stages.split import split

    good, bad = folders
    done = split(subject, report=found, good=good, bad=bad)
    typer.echo(f"{good}: {done.good_articles:,} articles without an error", err=True)
    typer.echo(f"{bad}: {done.bad_articles:,} articles with errors; reasons.csv says which", err=True)
    if done.remaining:
        typer.echo(f"{good}: errors of no article remain: {', '.join(done.remaining)}", err=True)


def _names(listed: str) -> list[str]:
    return [name.strip() for name in listed.split(",") if name.strip()]


def _below_here(path: Path) -> Path:
    """Returns a path as seen from the working directory where it lies below it, for reports that name files."""
    try:
        return path.resolve().relative_to(Path.cwd())
    except ValueError:
        return path
