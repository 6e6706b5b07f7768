"""The command `pressmark withdraw`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def run(
    package: Annotated[Path, typer.Argument(help="The folder of a package.")],
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE...", help="The ids of the articles that must go.")],
    reason: Annotated[
        str,
        typer.Option(help="rights-holder-request, privacy, legal, error, duplicate, merged; the next release says it."),
    ],
    scope: Annotated[str, typer.Option(help="record, or text: the metadata stay.")] = "record",
    replaced_by: Annotated[str | None, typer.Option(help="The id of the article that stands in their place.")] = None,
    note: Annotated[str | None, typer.Option(help="A remark that stays private.")] = None,
    sources: Annotated[
        Path | None, typer.Option(help="The folder with pressmark.toml, whose withdrawals.csv is written too.")
    ] = None,
    releases: Annotated[
        Path | None, typer.Option(help="The folder of releases; versions that hold the articles are yanked at once.")
    ] = None,
    date: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="The day of the withdrawal.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, and change nothing.")] = False,
) -> None:
    """Withdraw articles, so that no later release holds them, under whatever address they come back.

    Example: pressmark withdraw packages/harbour-press hp-0123456789abcdef --reason privacy --releases releases
    """
    from pressmark.cli.today import today
    from pressmark.stages.withdraw import withdraw

    done = withdraw(
        package,
        articles,
        reason=reason,
        on=today(date),
        scope=scope,
        replaced_by=replaced_by,
        note=note,
        sources=sources,
        releases=releases,
        dry_run=dry_run,
    )
    would = "would be " if dry_run else ""
    for article_id in done.withdrawn:
        typer.echo(f"{article_id}: {would}withdrawn ({scope}, {reason})")
    for article_id in done.already:
        typer.echo(f"{article_id}: was withdrawn before")
    for one in done.returns:
        typer.echo(f"{one.article_id}: {would}bound, since it is {one.of} again ({one.sign}, {one.scope})")
    for version in done.yanked:
        typer.echo(f"{version}: {would}yanked")
    for ledger in done.ledgers:
        typer.echo(f"{ledger}: {'would be ' if dry_run else ''}written", err=True)
    if sources is None and done.withdrawn:
        remedy = f"copy the lines of {package / 'withdrawals.csv'} to the folder with pressmark.toml, or give --sources"
        typer.echo(f"a conversion to another folder does not know of this yet: {remedy}", err=True)
    if done.withdrawn and not dry_run:
        typer.echo("the next step: pressmark release", err=True)
