"""The command `pressmark diff`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

FOUND = 1


class Form(StrEnum):
    """How a difference is told."""

    summary = "summary"
    table = "table"
    json = "json"


def run(
    old: Annotated[Path, typer.Argument(help="The package or release before.")],
    new: Annotated[Path, typer.Argument(help="The package or release after, in any format.")],
    form: Annotated[Form, typer.Option(help="A summary, a CSV table of one row a change, or JSON.")] = Form.summary,
    to: Annotated[Path | None, typer.Option(help="A file for it, instead of standard output.")] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 also where there are changes.")] = False,
) -> None:
    """Compare two packages or releases, article by article and value by value.

    What either side must not show of a text is compared by hashes and never printed. Exit status: 0 no difference,
    1 differences, 2 could not be done. Example: pressmark diff releases/harbour-press/1.0.0 packages/harbour-press
    """
    from pressmark.stages.diff import diff, uncompared, whole_file

    if to is None:
        found = diff(old, new, form=form.value, write=lambda text: typer.echo(text, nl=False))
    else:
        with whole_file(to) as write:
            found = diff(old, new, form=form.value, write=write)
    if left_out := uncompared(old, new):
        typer.echo(f"compared by their schemas only, not row by row: {', '.join(left_out)}", err=True)
    if found.differs and not exit_zero:
        raise typer.Exit(FOUND)
