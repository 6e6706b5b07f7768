"""The command `pressmark convert`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from pressmark.cli.processors import processors
from pressmark.cli.progress import progress_bar
from pressmark.cli.today import today
from pressmark.errors import PressmarkError

_REASONS = 5  # that are listed
STOPPED = 130  # as shells have it of what a key has stopped
_GOES_ON = "stopped; what was read is kept, and the same command goes on from there"


def run(
    sources: Annotated[list[Path], typer.Argument(help="Files, folders, zip or tar archives of articles.")],
    to: Annotated[Path | None, typer.Option(help="The folder of the package.")] = None,
    config: Annotated[
        Path | None, typer.Option(help="A pressmark.toml; by default the one in the source folder.")
    ] = None,
    name: Annotated[str | None, typer.Option(help="The slug of the dataset; by default the folder's.")] = None,
    prefix: Annotated[
        str | None, typer.Option(help="The prefix of the article ids, 2 to 12 letters or digits.")
    ] = None,
    format: Annotated[str | None, typer.Option(help="csv (the default), parquet, jsonl; json with --explain.")] = None,
    converter: Annotated[
        str | None, typer.Option(help="One converter for every input, instead of recognition.")
    ] = None,
    previous: Annotated[Path | None, typer.Option(help="A release whose articles keep their ids.")] = None,
    metadata: Annotated[
        Path | None, typer.Option(help="A table (CSV, JSONL, Parquet, CSL-JSON, RIS, BibTeX) that describes the texts.")
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Write nothing; show what is recognised, and the evidence of each field.")
    ] = False,
    record: Annotated[
        str | None,
        typer.Option(help="With --explain: one record, by its locator (row=7) or its input (a.zip!/b.md#row=7)."),
    ] = None,
    strict_coverage: Annotated[
        bool, typer.Option("--strict-coverage", help="Keep the earlier package where a site loses a field.")
    ] = False,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Read all anew, also what a run that was stopped read.")
    ] = False,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes that read; by default one a processor. The result is the same.")
    ] = None,
) -> None:
    """Convert collections of articles into a data package, or explain what would be made of them.

    A run that was stopped goes on when the same command is given again.
    Example: pressmark convert articles/ --to packages/harbour-press
    """
    if explain:
        from pressmark.cli.explaining import explain as tell

        with _stoppable("stopped"):
            tell(sources, config=config, converter=converter, metadata=metadata, record=record, form=format)
        return
    if to is None:
        raise PressmarkError("no folder is named for the package", remedy="name it with --to, or ask with --explain")
    from pressmark.stages.convert import convert

    with progress_bar("Reading") as progress, _stoppable(_GOES_ON):
        conversion = convert(
            *sources,
            to=to,
            config=config,
            name=name,
            prefix=prefix,
            format=format,
            converter=converter,
            previous=previous,
            metadata=metadata,
            created=today(),
            workers=workers or processors(),
            fresh=fresh,
            strict_coverage=strict_coverage,
            progress=progress,
            resumed=_resumed,
        )
    counts = conversion.counts
    ends = [_counted(counts["articles"], "article"), _counted(counts["duplicates"], "duplicate")]
    ends += [f"{counts[end]:,} {end}" for end in ("rejected", "skipped")]
    read = f"{_counted(conversion.inputs, 'input')}, {_counted(counts['records'], 'record')}"
    typer.echo(f"{to}: {read}: {', '.join(ends)}")
    for line in _reasons(conversion.reasons):
        typer.echo(line)
    for pattern in conversion.unmatched:
        typer.echo(f"no input matches {pattern!r} of [[convert.files]]", err=True)
    if conversion.alarms is None:
        typer.echo("coverage was not compared: the earlier package cannot be read")
    for alarm in conversion.alarms or ():
        typer.echo(f"coverage collapsed: {alarm}")
    for article_id in conversion.kept:
        typer.echo(f"kept {article_id}, which only the package before this one had withdrawn", err=True)
    for one in conversion.returns:
        typer.echo(f"{one.article_id} is {one.of} again ({one.sign}) and is bound by its withdrawal", err=True)


def _reasons(reasons: Mapping[tuple[str, str], int]) -> Iterator[str]:
    """Yields why records became no article, the most frequent reasons first."""
    ordered = sorted(reasons.items(), key=lambda found: (-found[1], found[0]))
    for (outcome, reason), number in ordered[:_REASONS]:
        yield f"  {number:,} {outcome}: {reason}"
    if more := sum(number for _, number in ordered[_REASONS:]):
        yield f"  {more:,} more: the table source_records has the reason of each"


@contextmanager
def _stoppable(said: str) -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        typer.echo(said, err=True)
        raise typer.Exit(STOPPED) from None


def _resumed(before: int, inputs: int) -> None:
    typer.echo(f"going on with {before:,} of {inputs:,} inputs that were read before", err=True)


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
