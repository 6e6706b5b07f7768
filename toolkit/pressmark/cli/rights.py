"""The command `pressmark rights`."""

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pressmark.files import settled_json


class Form(StrEnum):
    """How the explanation is printed."""

    text = "text"
    json = "json"


def run(
    package: Annotated[Path, typer.Argument(help="The folder of a package or of a release.")],
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE...", help="The ids of one or more articles.")],
    profile: Annotated[
        str | None, typer.Option(help="The most that a release shows; by default what pressmark.toml says.")
    ] = None,
    format: Annotated[Form, typer.Option(help="text or json.")] = Form.text,
) -> None:
    """Explain step by step how much of an article a release may show, on what evidence, and what would change it.

    Example: pressmark rights packages/harbour-press hp-0123456789abcdef
    """
    from pressmark.cli.rights_told import told
    from pressmark.stages.rights import explain_rights

    found = list(explain_rights(package, articles, profile=profile))
    if format is Form.json:
        typer.echo(settled_json([asdict(each) for each in found]), nl=False)
    else:
        typer.echo("\n\n".join(map(told, found)))
