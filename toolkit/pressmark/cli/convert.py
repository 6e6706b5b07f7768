"""The command `pressmark convert`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from pressmark.cli.progress import progress_bar
from pressmark.cli.today import today


def run(
    sources: Annotated[list[Path], typer.Argument(help="Files, folders, zip or tar archives of articles.")],
    to: Annotated[Path, typer.Option(help="The folder of the package.")],
    config: Annotated[
        Path | None, typer.Option(help="A pressmark.toml; by default the one in the source folder.")
    ] = None,
    name: Annotated[str | None, typer.Option(help="The slug of the dataset; by default the folder's.")] = None,
    prefix: Annotated[
        str | None, typer.Option(help="The prefix of the article ids, 2 to 12 letters or digits.")
    ] = None,
    format: Annotated[str | None, typer.Option(help="csv (the default) or parquet.")] = None,
    converter: Annotated[
        str | None, typer.Option(help="One converter for every input, instead of recognition.")
    ] = None,
    previous: Annotated[Path | None, typer.Option(help="A release whose articles keep their ids.")] = None,
) -> None:
    """Convert collections of articles into a data package.

    Example: pressmark convert articles/ --to packages/harbour-press
    """
    from pressmark.stages.convert import convert

    with progress_bar("Reading") as progress:
        conversion = convert(
            *sources,
            to=to,
            config=config,
            name=name,
            prefix=prefix,
            format=format,
            converter=converter,
            previous=previous,
            created=today(),
            workers=os.cpu_count() or 1,
            progress=progress,
        )
    counts = conversion.counts
    ends = [_counted(counts["articles"], "article"), _counted(counts["duplicates"], "duplicate")]
    ends += [f"{counts[end]:,} {end}" for end in ("rejected", "skipped")]
    read = f"{_counted(conversion.inputs, 'input')}, {_counted(counts['records'], 'record')}"
    typer.echo(f"{to}: {read}: {', '.join(ends)}")


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
