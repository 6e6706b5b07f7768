"""The command `pressmark list`."""

from __future__ import annotations

from typing import Annotated

import typer

from pressmark.errors import UnknownNameError


def run(
    shelf: Annotated[str | None, typer.Argument(help="converters, rules, describers, publishers or reporters.")] = None,
) -> None:
    """List the kinds that Pressmark knows.

    Example: pressmark list rules
    """
    from pressmark.cli.shelves import PLURALS, summaries

    if shelf is not None and shelf not in PLURALS:
        raise UnknownNameError("shelf", shelf, PLURALS)
    for plural in [shelf] if shelf else PLURALS:
        found = summaries(plural)
        width = max(map(len, found), default=0)
        if shelf is None:
            typer.echo(f"{plural}:")
        for name, said in found.items():
            typer.echo(f"{'' if shelf else '  '}{name:<{width}}  {said}")
