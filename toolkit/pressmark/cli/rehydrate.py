"""The command `pressmark rehydrate`."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from pressmark.cli.processors import processors
from pressmark.cli.progress import progress_bar
from pressmark.cli.today import today

STOPPED = 130  # as shells have it of what a key has stopped


def run(
    release: Annotated[Path, typer.Argument(help="The folder of a release, or of a dataset with index.json.")],
    to: Annotated[Path, typer.Option(help="The folder of the private package.")],
    sources: Annotated[
        list[Path] | None, typer.Argument(help="Files, folders, archives and web archives that hold the articles.")
    ] = None,
    config: Annotated[Path | None, typer.Option(help="A pressmark.toml that says how the sources are read.")] = None,
    converter: Annotated[
        str | None, typer.Option(help="One converter for every input, instead of recognition.")
    ] = None,
    format: Annotated[str | None, typer.Option(help="csv, parquet or jsonl; by default that of the release.")] = None,
    changed: Annotated[
        bool, typer.Option("--changed", help="Keep texts that differ as well, apart in changed/.")
    ] = False,
    fetch: Annotated[
        bool, typer.Option("--fetch", help="Ask the articles' own addresses for what is missing.")
    ] = False,
    archive: Annotated[
        str | None,
        typer.Option(help="Ask an archive, such as https://archive.example/web/{timestamp}id_/{url}."),
    ] = None,
    host: Annotated[list[str] | None, typer.Option(help="A host that may be asked; repeat it. No other is.")] = None,
    contact: Annotated[
        str | None, typer.Option(help="Your e-mail or web address, for the operators of the hosts.")
    ] = None,
    delay: Annotated[float | None, typer.Option(help="Seconds between two requests to a host; 5 unless said.")] = None,
    report: Annotated[
        Path | None, typer.Option(help="Write the losses by source and month to a .json or .csv file.")
    ] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Begin anew; read and fetch all again.")] = False,
) -> None:
    """Rebuild the texts of a release from files that you lawfully hold, and say what became of each article.

    The package is private. A run that was stopped goes on when the same command is given again.
    Example: pressmark rehydrate releases/harbour-press/0.1.0 articles/ --to private/harbour-press
    """
    from pressmark.cli.losses import check_report, in_short, write_report
    from pressmark.stages._asking import Clock
    from pressmark.stages._manners import Fetching
    from pressmark.stages.rehydrate import rehydrate

    check_report(report)
    with progress_bar("Reading") as progress:
        try:
            found = rehydrate(
                release,
                *(sources or ()),
                to=to,
                config=config,
                converter=converter,
                format=format,
                changed=changed,
                fetching=Fetching(live=fetch, archive=archive, hosts=tuple(host or ()), contact=contact, delay=delay),
                clock=Clock(now=lambda: datetime.now(UTC), seconds=time.monotonic, wait=time.sleep),
                created=today(),
                workers=processors(),
                fresh=fresh,
                progress=progress,
                resumed=lambda before, all: typer.echo(
                    f"going on with {before:,} of {all:,} inputs that were read before", err=True
                ),
            )
        except KeyboardInterrupt:
            typer.echo("stopped; what was read and fetched is kept, and the same command goes on from there", err=True)
            raise typer.Exit(STOPPED) from None
    if found.yanked:
        typer.echo(f"{release} was yanked: {found.yanked}", err=True)
    if report:
        write_report(found, report)
    typer.echo(in_short(found, to))
