"""The command `pressmark publish`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def run(
    release: Annotated[Path, typer.Argument(help="The folder of a release.")],
    place: Annotated[str, typer.Argument(help="Where to: a folder.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")] = False,
) -> None:
    """Publish a release to a place, verified on both sides.

    Example: pressmark publish releases/harbour-press/0.1.0 /srv/datasets
    """
    from pressmark.stages.publish import publish

    receipt = publish(release, place, dry_run=dry_run)
    for step in receipt.steps:
        typer.echo(f"{'done' if receipt.done else 'would'}: {step}")
