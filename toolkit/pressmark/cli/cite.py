"""The command `pressmark cite`."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Annotated

import typer


def run(
    release: Annotated[Path, typer.Argument(help="The folder of a release, or of a dataset.")],
    form: Annotated[str, typer.Option("--as", help="apa, bibtex, csl-json, cff, datacite or ris.")] = "apa",
) -> None:
    """Print the citation of a release.

    Example: pressmark cite releases/harbour-press/0.1.0 --as bibtex
    """
    from pressmark.stages.cite import cite

    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        cited = cite(release, form)
    for warning in told:
        typer.echo(str(warning.message), err=True)
    typer.echo(cited, nl=False)
