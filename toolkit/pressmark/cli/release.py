"""The command `pressmark release`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pressmark.cli.today import today

FOUND = 1


def run(
    package: Annotated[Path, typer.Argument(help="The folder of a package.")],
    to: Annotated[Path, typer.Option(help="The folder of releases; the release goes to TO/NAME/X.Y.Z.")],
    version: Annotated[str, typer.Option(help="X.Y.Z, or auto: the step that the changes ask for.")] = "auto",
    previous: Annotated[Path | None, typer.Option(help="The release before; by default the newest in TO.")] = None,
    profile: Annotated[str | None, typer.Option(help="The most that any article may show; by default mixed.")] = None,
    strict_profile: Annotated[bool, typer.Option("--strict-profile", help="Refuse rather than show less.")] = False,
    date: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="The day of the release.")] = None,
) -> None:
    """Validate a package, and release what the rights of each article allow.

    Example: pressmark release packages/harbour-press --to releases
    """
    from pressmark.stages.release import release
    from pressmark.stages.validate import validate

    issued = today(date)
    report = validate(package, today=issued)
    if not report.passed():
        from pressmark.reporters import text

        typer.echo(text.render(report, "error"), nl=False, err=True)
        raise typer.Exit(FOUND)
    released = release(
        package,
        to=to,
        report=report,
        issued=issued,
        version=version,
        previous=previous,
        profile=profile,
        strict_profile=strict_profile,
    )
    work = released.work
    shown = ", ".join(f"{tally.articles:,} {tally.label}" for tally in work.profiles) or "none"
    articles = f"{work.articles:,} article{'' if work.articles == 1 else 's'}"
    typer.echo(f"{released.folder}: {work.name} {work.version}, {articles} ({shown}), {work.withheld} withheld")
    typer.echo(f"content root {work.content_root}")
    for one in released.returns:
        typer.echo(f"{one.article_id} is {one.of} again ({one.sign}) and is bound by its withdrawal", err=True)
    if released.yanked:
        typer.echo(f"yanked, since they hold what was withdrawn: {', '.join(released.yanked)}", err=True)
    if work.previous:
        typer.echo(f"since {work.previous.version}: {' '.join(work.versions[0].meaning)}", err=True)
    if released.lowered:
        named = ", ".join(released.lowered[:10])
        typer.echo(f"{len(released.lowered)} articles show less than asked: {named}", err=True)
