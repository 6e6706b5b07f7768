"""Releases of the island in every format, and what tests do to their files, tables and to all that vouches for them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
from stages.island import issued, packed

from pressmark.contracts.package import DESCRIPTOR, open_package, resource, scan_table, write_table
from pressmark.contracts.tables import TABLES, table
from pressmark.files import settled_json, write_manifest
from pressmark.model.verification import Verification
from pressmark.records.hashing import content_root
from pressmark.records.index import INDEX, entry_of

Rows = list[dict[str, Any]]


def released(folder: Path, form: str) -> Path:
    """Returns the folder of version 1.0.0 in a format; its dataset lists it."""
    return issued(packed(folder / "package", format=form), folder, version="1.0.0").folder


def copied(release: Path, folder: Path) -> Path:
    """Returns a copy of a release that lies in a copy of its dataset."""
    return Path(shutil.copytree(release.parent, folder / release.parent.name)) / release.name


def flip(path: Path, place: int, bit: int) -> None:
    """Flips one bit of a file."""
    whole = bytearray(path.read_bytes())
    whole[place] ^= 1 << bit
    path.write_bytes(whole)


def rows_of(release: Path, name: str) -> Rows:
    """Returns the rows of a table."""
    return scan_table(table(name), open_package(release).paths[name]).collect().to_dicts()


def rewrite(release: Path, name: str, change: Callable[[Rows], object]) -> None:
    """Changes the rows of a table, and writes it as Pressmark does."""
    rows = rows_of(release, name)
    change(rows)
    frame = pl.LazyFrame(rows, schema=table(name).polars_schema)
    write_table(frame, table(name), open_package(release).paths[name])


def reseal(release: Path, *, descriptor: bool = False, index: bool = False) -> None:
    """Makes the manifest fit the files again; on demand what the descriptor and the index say of them, too."""
    package = open_package(release)
    if descriptor:
        said = dict(package.descriptor)
        said["resources"] = [
            entry | {key: value for key, value in made.items() if key in ("bytes", "hash")}
            for entry in said["resources"]
            for made in [resource(table(entry["name"]), release / entry["path"], release)]
        ]
        said["articles:contentRoot"] = content_root({name: package.scan(name) for name in TABLES})
        (release / DESCRIPTOR).write_text(settled_json(said), "utf-8")
    write_manifest(release)
    if index:
        path = release.parent / INDEX
        known = json.loads(path.read_text("utf-8"))
        known["versions"] = [entry_of(release)]
        path.write_text(settled_json(known), "utf-8")


def kinds(found: Verification) -> set[str]:
    """Returns what kinds of difference were found."""
    return {difference.kind for difference in found.differences}


def named(found: Verification, kind: str) -> set[str | None]:
    """Returns the articles that differences of a kind name."""
    return {difference.article_id for difference in found.differences if difference.kind == kind}
