"""Rules about the sources: how they were decoded, and whether what was kept stands in them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import polars as pl

from pressmark.archives import walk
from pressmark.archives.captures import Break, captures, is_web_archive
from pressmark.evidence.encodings import decode, html_declarations
from pressmark.evidence.faithful import is_of_table, unfaithful
from pressmark.model.draft import Source
from pressmark.rules.base import NotChecked, Problem, Subject, package_rule, row_rule
from pressmark.tabular.nesting import expanded
from pressmark.tabular.rows import encoding_of, form_of, rows_of
from pressmark.wires.originals import original_of

_UNNAMED = ("text/plain", "text/markdown", "text/csv", "text/tab-separated-values")  # which name no encoding
_MOST_OF_A_RECORD = 50_000_000  # bytes, as a page may have


@row_rule(
    "text",
    "warning",
    table="sources",
    field="encoding",
    message="the encoding {encoding} was guessed: nothing names it",
)
def encoding_guessed() -> pl.Expr:
    """The encoding of a source is known.

    Why: plain text does not say how its letters were written. Code pages of neighbouring languages differ in a few
    letters only, so that a guess which is wrong gives words that look right to whoever does not know them.

    Wrong: a text file in a code page for Polish that was taken for one of the Baltic languages: `Prom wypģynąģ`.

    Right: UTF-8, or a format that names its encoding, as XML and HTML do.

    Mend: read a few words with letters beyond ASCII. Where they are right, this can be set aside; else save the source
    in UTF-8 and convert it again.
    """
    unnamed = pl.col("media_type").is_in(_UNNAMED) & (pl.col("outcome") == "converted")
    return ~(unnamed & ~pl.col("encoding").str.contains(r"^(?:utf-|us-ascii)"))


@package_rule("text", "error")
def statement_unlike_source(subject: Subject) -> Iterable[Problem] | NotChecked:
    """Every statement stands in its source, letter by letter, at the place that was noted.

    Why: a copyright notice that was tidied up is no evidence any more.

    Wrong: `© Balkan Insight 2016` where the page prints `Copyright © Balkan Insight, 2016`.

    Right: the wording as printed; what it means stands in other tables.

    Mend: convert the source again; never edit `statements`.
    """
    if subject.sources is None:
        return NotChecked("needs the inputs: pressmark validate --sources FOLDER")
    return _differing(subject, subject.sources)


def _differing(subject: Subject, folder: Path) -> Iterator[Problem]:
    articles = subject.tables["articles"].select("article_id", "source_id", "source_locator")
    placed = subject.tables["statements"].drop_nulls(["verbatim", "locator"])
    printed = placed.join(articles, on="article_id")
    statements = printed.sort("article_id", "slot", "position").collect().partition_by("source_id", as_dict=True)
    known = subject.tables["sources"].select("source_id", "sha256", "converter").collect()
    by_hash = {sha256: (name, by) for name, sha256, by in known.iter_rows() if (name,) in statements}
    with tempfile.TemporaryDirectory(prefix="pressmark-") as scratch:
        for found in walk([folder], Path(scratch)):
            if isinstance(found, Source) and found.sha256 in by_hash:
                source_id, converter = by_hash.pop(found.sha256)
                yield from _compared(found, statements.pop((source_id,)).to_dicts(), converter)
    for unseen in statements.values():
        for article_id in unseen["article_id"].unique().sort().to_list():
            message = "its source is not in the folder"
            yield Problem(message=message, table="statements", key=article_id, field="locator", severity="note")


def _compared(source: Source, rows: Sequence[Mapping[str, Any]], converter: str | None) -> Iterator[Problem]:
    in_table: list[Mapping[str, Any]] = []
    in_place: dict[str, Mapping[str, Any]] = {}
    for row in rows:
        if is_of_table(row["locator"]):
            in_table.append(row)
        else:
            in_place[f"{row['slot']}/{row['position']}/{row['article_id']}"] = row
    if in_place and is_web_archive(source.location):
        wrong = _unlike_records(source, in_place)
    else:
        wrong = unfaithful(_places(in_place), original_of(source, converter) if in_place else b"")
    for row in (*map(in_place.__getitem__, wrong), *_unlike_cells(source, in_table)):
        key = f"{row['article_id']}/{row['slot']}/{row['position']}"
        yield Problem(message="differs from the source at its place", table="statements", key=key, field="verbatim")


def _places(rows: Mapping[str, Mapping[str, Any]]) -> list[tuple[str, str, str]]:
    return [(name, row["verbatim"], row["locator"]) for name, row in rows.items()]


def _unlike_records(source: Source, rows: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Yields what differs from the record of a web archive that it was read from; places are those of its payload."""
    by_record: dict[str, dict[str, Mapping[str, Any]]] = {}
    for name, row in rows.items():
        by_record.setdefault(row["source_locator"] or "", {})[name] = row
    for found in captures(source.location, wanted=lambda capture: capture.locator in by_record, most=_MOST_OF_A_RECORD):
        if isinstance(found, Break) or found.payload is None or found.locator not in by_record:
            continue
        declared = chain([found.charset] if found.charset else [], html_declarations(found.payload))
        text = decode(found.payload, declared).text
        yield from unfaithful(_places(by_record.pop(found.locator)), text.encode("utf-8", "replace"))
    for missing in by_record.values():
        yield from missing


def _unlike_cells(source: Source, rows: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    form = form_of(source) if rows else None
    if form is None:
        yield from rows
        return
    wanted: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        wanted.setdefault(row["locator"].removeprefix("row="), []).append(row)
    for number, cells in enumerate(rows_of(source, form, encoding_of(source, form)), start=1):
        for row in wanted.pop(str(number), ()):
            if not isinstance(cells, dict) or row["verbatim"] not in expanded(cells).values():
                yield row
    for missing in wanted.values():
        yield from missing
