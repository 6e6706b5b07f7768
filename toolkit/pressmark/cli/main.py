"""Assembles the command line: one file a command, errors in one line, exit status 0, 1 or 2."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from pressmark import __version__
from pressmark.cli import (
    cite,
    convert,
    diff,
    explain,
    fix,
    init,
    learn,
    list,
    publish,
    rehydrate,
    release,
    rights,
    validate,
    verify,
    withdraw,
)
from pressmark.errors import PressmarkError

CANNOT = 2

app = typer.Typer(
    name="pressmark",
    help="Turns collections of articles into validated, versioned, citable data packages.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (
    init,
    learn,
    convert,
    validate,
    fix,
    rights,
    withdraw,
    release,
    diff,
    publish,
    verify,
    rehydrate,
    cite,
    list,
    explain,
):
    app.command(name=command.__name__.rpartition(".")[2])(command.run)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"pressmark {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Turns collections of articles into validated, versioned, citable data packages."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the command line, or what it would say; a request that cannot be done ends with one line and status 2."""
    try:
        app(arguments, prog_name="pressmark")
    except PressmarkError as refused:
        typer.echo(f"pressmark: {refused}", err=True)
        sys.exit(CANNOT)
    except OSError as failed:
        typer.echo(f"pressmark: {failed.filename or 'the disk'}: {failed.strerror or failed}", err=True)
        sys.exit(CANNOT)
