"""The command `pressmark learn`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pressmark.cli.processors import processors


def run(
    sources: Annotated[list[Path], typer.Argument(help="Files, folders, zip or tar archives of articles.")],
    to: Annotated[Path, typer.Option(help="A .toml file for one site, or a folder for a file a site.")],
    config: Annotated[
        Path | None, typer.Option(help="A pressmark.toml; by default the one in the source folder.")
    ] = None,
) -> None:
    """Learn what the articles of a site share, as a site description to review.

    Example: pressmark learn articles/ --to site.toml
    """
    from pressmark.stages.learn import learn

    for lesson in learn(*sources, to=to, config=config, workers=processors()):
        typer.echo(f"{lesson.path}: {lesson.site}, {lesson.articles:,} articles")
