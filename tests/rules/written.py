"""Writes what a case of `test_cases.py` describes: a package as a conversion leaves it, or a whole and true release."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import yaml

from pressmark.contracts.configuration import CONFIGURATION, read_configuration
from pressmark.contracts.package import DESCRIPTOR, Package, descriptor, open_package, resource, write_table
from pressmark.contracts.tables import TABLES, table
from pressmark.files import settled_json, write_manifest
from pressmark.model.work import Change, Version
from pressmark.records.difference import difference
from pressmark.records.hashing import content_root
from pressmark.records.nest import Rows, frames_of
from pressmark.registry import Shelf
from pressmark.stages._describing import data_file, describe, history

HERE = Path(__file__).resolve().parent
CLEAN = yaml.safe_load((HERE / "clean.yaml").read_text("utf-8"))
DESCRIBERS = Shelf("describer", "pressmark.describers")
NAME = "lighthouses"
FIRST = (Change(group="Added", text="First release"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What a case says of the files, as the docstring of `test_cases.py` describes it."""

    format: str = "csv"
    descriptor: Mapping[str, Any] = field(default_factory=dict)
    resources: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    files: Mapping[str, str | bytes | None] = field(default_factory=dict)
    edits: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    symlinks: Mapping[str, str] = field(default_factory=dict)


def write(shape: Shape, rows: Rows, kind: str, folder: Path, before: Package | None = None) -> Package:
    """Writes tables, descriptor and everything beside them, in the order in which Pressmark does."""
    frames = rewrite(shape, {name: found for name, found in rows.items() if found or name == "articles"}, folder)
    _fill(folder, {CONFIGURATION: CLEAN["configuration"]})
    document = _released(shape, frames, folder, before) if kind == "release" else _converted(shape, frames, folder)
    resources = [merged(entry, shape.resources.get(entry["name"], {})) for entry in document["resources"]]
    document = merged({**document, "resources": resources}, shape.descriptor)
    (folder / DESCRIPTOR).write_text(settled_json(document), encoding="utf-8")
    if kind == "release":
        (folder / CONFIGURATION).unlink()
        write_manifest(folder)
    return open_package(folder)


def rewrite(shape: Shape, rows: Rows, folder: Path) -> dict[str, pl.DataFrame]:
    """Writes tables alone, and returns them."""
    frames = dict(frames_of(rows))
    for name, frame in frames.items():
        write_table(frame.lazy(), table(name), _path(folder, name, shape))
    return frames


def spoil(shape: Shape, folder: Path) -> Package:
    """Does to a written package what the case says was done to it afterwards."""
    _fill(folder, shape.files)
    for name, replaced in shape.edits.items():
        text = (folder / name).read_bytes().decode()
        for old, new in replaced.items():
            assert str(old) in text, f"{name} does not hold {old!r}"
            text = text.replace(str(old), str(new), 1)
        (folder / name).write_bytes(text.encode())
    for name, target in shape.symlinks.items():
        (folder / name).symlink_to(target)
    return open_package(folder)


def _converted(shape: Shape, frames: Mapping[str, pl.DataFrame], folder: Path) -> dict[str, Any]:
    resources = [resource(table(name), _path(folder, name, shape), folder) for name in frames]
    return descriptor(NAME, "package", resources, **CLEAN["descriptor"])


def _released(shape: Shape, frames: Mapping[str, pl.DataFrame], folder: Path, before: Package | None) -> dict[str, Any]:
    tables = {name: frames.get(name, table(name).empty()).lazy() for name in TABLES}
    said = merged(CLEAN["descriptor"], shape.descriptor)
    version, issued = str(said.get("version")), date.fromisoformat(str(said.get("created"))[:10])
    work = describe(
        read_configuration(None, folder),
        tables,
        name=NAME,
        version=version,
        issued=issued,
        files=[data_file(name, _path(folder, name, shape), folder, frame.height) for name, frame in frames.items()],
        content_root=content_root(tables),
        versions=[
            Version(version=version, issued=issued, changes=_changes(tables, before)),
            *(history(before.descriptor) if before else ()),
        ],
        findings=[],
    )
    for describer in DESCRIBERS.values():
        (folder / describer.filename).write_text(describer.render(work), encoding="utf-8", newline="")
    return dict(open_package(folder).descriptor)


def _changes(tables: Mapping[str, pl.LazyFrame], before: Package | None) -> tuple[Change, ...]:
    if before is None:
        return FIRST
    changes = difference({name: before.scan(name) for name in TABLES}, tables).changes
    return changes or (Change(group="Changed", text="The description of the dataset"),)


def merged(document: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """Returns a document with more in it; mappings are merged, and null takes a key away."""
    result = dict(document)
    for name, value in more.items():
        both = isinstance(value, Mapping) and isinstance(result.get(name), Mapping)
        result[name] = merged(result[name], value) if both else value
    return {name: value for name, value in result.items() if value is not None}


def _path(folder: Path, name: str, shape: Shape) -> Path:
    return folder / "data" / f"{name}.{shape.format}"


def _fill(folder: Path, files: Mapping[str, str | bytes | None]) -> None:
    for name, content in files.items():
        path = folder / name
        if content is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)


def write_sources(sources: Mapping[str, str], folder: Path) -> Path:
    """Writes the inputs of a case."""
    _fill(folder, sources)
    return folder
