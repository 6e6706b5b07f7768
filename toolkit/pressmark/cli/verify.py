"""The command `pressmark verify`."""

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pressmark.errors import PressmarkError
from pressmark.files import settled_json

if TYPE_CHECKING:
    from pressmark.model.verification import Verification

FOUND = 1


class Form(StrEnum):
    """How the findings are printed."""

    text = "text"
    json = "json"


def run(
    release: Annotated[Path, typer.Argument(help="The folder of a release, or of a dataset with its index.json.")],
    version: Annotated[str | None, typer.Option(help="A version of the dataset; by default the newest.")] = None,
    all_versions: Annotated[bool, typer.Option("--all", help="Every version of the dataset.")] = False,
    root: Annotated[str | None, typer.Option(metavar="HEX", help="The content root as you know it elsewhere.")] = None,
    format: Annotated[Form, typer.Option(help="A line a finding, or JSON.")] = Form.text,
) -> None:
    """Compute every hash of a release again, and say what differs and where.

    Example: pressmark verify releases/harbour-press
    """
    from pressmark.stages.verify import verify, verify_all

    if all_versions and (version or root):
        raise PressmarkError("--all goes with no version and no root", remedy="verify one version")
    found = list(verify_all(release)) if all_versions else [verify(release, version, root=root)]
    if format is Form.json:
        shown: Any = [_document(each) for each in found]
        typer.echo(settled_json(shown if all_versions else shown[0]), nl=False)
    else:
        for each in found:
            _print(each)
    if not all(each.verified for each in found):
        raise typer.Exit(FOUND)


def _print(found: Verification) -> None:
    for difference in found.differences:
        typer.echo(_line(f"{difference}"))
    said = _line(f"{found.name} {found.version}")
    if found.verified:
        counted = f"{found.files:,} files, {found.records:,} records, {found.texts:,} texts"
        typer.echo(f"{said}: verified, {counted}, against {', '.join(found.against)}")
        typer.echo(f"content root {found.content_root}")
    else:
        count = len(found.differences)
        typer.echo(f"{said}: not verified, {count:,} difference{'' if count == 1 else 's'}")


def _line(text: str) -> str:
    """Returns a text on one line; names of files and what a descriptor says may hold signs that drive a terminal."""
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)


def _document(found: Verification) -> dict[str, Any]:
    document = {"verified": found.verified, **asdict(found)}
    document["differences"] = [
        {
            **{name: value for name, value in difference.items() if value not in (None, ())},
            "regions": [
                {name: value for name, value in region.items() if value is not None} for region in difference["regions"]
            ],
        }
        for difference in document["differences"]
    ]
    return document
