"""The command `pressmark fix`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

WOULD = 1
_LONGEST = 60


def run(
    package: Annotated[Path, typer.Argument(help="The folder of a package.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, and change nothing.")] = False,
    select: Annotated[
        str, typer.Option(metavar="NAME,...", help="Rules whose findings are fixed; by default all.")
    ] = "",
) -> None:
    """Mend what a validation finds and the record itself says how to mend.

    Statements, claims and sources are never touched. Exit status: 0 done, 1 with --dry-run where something would
    change, 2 could not be done. Example: pressmark fix packages/harbour-press --dry-run
    """
    from pressmark.stages.fix import fix
    from pressmark.stages.validate import validate

    names = [name.strip() for name in select.split(",") if name.strip()]
    report = validate(package, examples=_ALL)
    done = fix(package, report=report, select=names, dry_run=dry_run)
    for change in done.changes:
        if change.table:
            typer.echo(f"{change.rule}: {change.table} {change.key} {change.field}: {_values(change)}")
        else:
            typer.echo(f"{change.rule}: {change.key} is written anew")
    rules = len({change.rule for change in done.changes})
    verb = "would change" if dry_run else "changed"
    counts = f"{len(done.changes):,} values of {done.articles:,} articles {verb}, by {rules} rules"
    typer.echo(counts if done.changes else "Nothing to fix.", err=True)
    if dry_run and done.changes:
        raise typer.Exit(WOULD)


_ALL = 2**62


def _values(change: Any) -> str:
    """Returns old and new value where they may be shown; of an author's words, their lengths."""
    from pressmark.rules.base import quotable

    if quotable(change.field):
        return f"{_said(change.old)} → {_said(change.new)}"
    return f"{_measured(change.old)} → {_measured(change.new)}"


def _said(value: Any) -> str:
    text = "nothing" if value is None else str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _measured(value: Any) -> str:
    return "nothing" if value is None else f"{len(str(value)):,} characters"
