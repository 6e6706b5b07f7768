"""Tells what `pressmark convert` would make of its inputs, for `--explain`."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from difflib import get_close_matches
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from pressmark.cli.explained import at_length, counted, in_short
from pressmark.cli.processors import processors
from pressmark.cli.progress import progress_bar
from pressmark.errors import PressmarkError
from pressmark.files import canonical_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressmark.stages.explain_source import ExplainedSource

_OUTCOMES = ("articles", "duplicates", "rejected", "skipped")
_NAMED = 1_000  # records that are kept in mind to say what could have been meant


def explain(
    sources: list[Path],
    *,
    config: Path | None,
    converter: str | None,
    metadata: Path | None,
    record: str | None,
    form: str | None,
) -> None:
    """Prints an explanation of every input, or of the one record that is asked for; raises where that is not there."""
    from pressmark.stages.explain_source import explain_source

    if form not in (None, "json"):
        raise PressmarkError(f"{form!r} is no form of an explanation", remedy="json, or none for text")
    with progress_bar("Reading") as progress:
        explained = explain_source(
            *sources,
            config=config,
            converter=converter,
            metadata=metadata,
            record=record,
            workers=processors(),
            progress=progress,
        )
        if record:
            _one(explained, record, form=form)
        elif form == "json":
            for found in explained:
                typer.echo(canonical_json(asdict(found)))
        else:
            _all(explained)


def _all(explained: Iterator[ExplainedSource]) -> None:
    first, second = next(explained, None), next(explained, None)
    if first is None:
        typer.echo("nothing is there to be read")
        return
    if second is None:
        typer.echo(at_length(first))
        return
    inputs, counts = 0, Counter[str]()
    named = first.path
    for found in chain([first, second], explained):
        typer.echo(in_short(found))
        inputs += 1
        counts.update({name: getattr(found, name) for name in _OUTCOMES})
        named = named if not found.articles or counts["articles"] > found.articles else found.path
    typer.echo(f"\n{inputs:,} inputs: {counted(*(counts[name] for name in _OUTCOMES))}")
    typer.echo(f"To see one of them at length, name it: --record {_quoted(named)}")


def _one(explained: Iterator[ExplainedSource], record: str, *, form: str | None) -> None:
    held = False
    known: list[str] = []
    for found in explained:
        if found.records or found.leftovers:
            held = True
            typer.echo(canonical_json(asdict(found)) if form == "json" else at_length(found, one=True))
        elif len(known) < _NAMED:
            known += [found.path, *found.others]
    if not held:
        near = get_close_matches(record, known, n=3, cutoff=0.5) or known[:3]
        remedy = f"there are {', '.join(map(_quoted, near))}; --explain without --record lists what is there"
        raise PressmarkError(f"no record is at {record}", remedy=remedy)


def _quoted(name: str) -> str:
    """Returns a name as a shell takes it, where that needs quotation marks."""
    plain = all(sign.isalnum() or sign in "./=_:@%+,-" for sign in name)
    return name if plain else "'" + name.replace("'", "'\\''") + "'"
