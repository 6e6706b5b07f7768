"""The command `pressmark explain`."""

from __future__ import annotations

from typing import Annotated

import typer

from pressmark.errors import UnknownNameError


def run(
    name: Annotated[str, typer.Argument(help="The name of a rule, converter, describer, publisher or reporter.")],
) -> None:
    """Print the page of a rule, converter, describer, publisher or reporter.

    Example: pressmark explain required-link-lost
    """
    from pressmark.cli.shelves import PLURALS, page, summaries

    pages = {plural: found for plural in PLURALS if (found := page(plural, name)) is not None}
    if not pages:
        raise UnknownNameError("kind", name, [known for plural in PLURALS for known in summaries(plural)])
    for plural, found in pages.items():
        typer.echo(f"{name} ({plural.removesuffix('s')})\n\n{found}")
