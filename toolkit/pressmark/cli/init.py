"""The command `pressmark init`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pressmark.cli.today import today


def run(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that is to be made, or is empty.")],
) -> None:
    """Begin a repository in which people contribute articles: sources, a package of them, checks and a guide.

    Example: pressmark init harbour-press
    """
    from pressmark.stages.convert import convert
    from pressmark.stages.init import init

    made = init(folder)
    converted = convert(made / "sources", to=made / "package", config=made / "pressmark.toml", created=today())
    counts = converted.counts
    typer.echo(
        f"{folder}: {counts['articles']:,} example articles, checks and a guide; CONTRIBUTING.md says how to go on"
    )
    typer.echo(f"Fill in {folder / 'pressmark.toml'} before the first release.")
