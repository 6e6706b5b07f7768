"""Marks what was withdrawn in a package, as a conversion with the same ledger would, and writes the package anew."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl

from pressmark.contracts.package import DESCRIPTOR, Package, descriptor, resource, write_table
from pressmark.contracts.tables import TABLES, table
from pressmark.contracts.withdrawals import WITHDRAWALS, Withdrawal
from pressmark.files import settled_json, whole_folder, write_whole
from pressmark.records.binding import bind
from pressmark.records.nest import frames_of
from pressmark.records.returns import Return, returned
from pressmark.records.withdrawing import replaced, tombstone, withdrawn_records
from pressmark.rights.gate import Policy

_KEPT = ("created", "title", "description")

Tables = Mapping[str, pl.LazyFrame]


@dataclass(frozen=True, slots=True)
class Marking:
    """The tables of a package that withdrawals change, as they are after them, and what comes back."""

    tables: Mapping[str, pl.DataFrame]
    returns: Mapping[str, Return]


def marking(tables: Tables, lines: Mapping[str, Withdrawal], policy: Policy) -> Marking:
    """Returns what withdrawals that are in force change in the tables of a package; those that do not are left out."""
    returns = returned(tables, lines)
    changed = list(withdrawn_records(tables, lines, returns, policy))
    present = {record["article_id"] for record in changed}
    stones = frames_of({"tombstones": [tombstone(found) for name, found in lines.items() if name in present]})
    others = tables["tombstones"].filter(~pl.col("article_id").is_in(sorted(present)))
    after = {name: replaced(tables[name], name, changed) for name in ("articles", "claims")}
    after["tombstones"] = pl.concat([others, stones["tombstones"].lazy()])
    after["articles"] = bind({**tables, **after}, after["articles"])
    settled = {name: _settled(name, rows) for name, rows in after.items()}
    return Marking(
        {name: rows for name, rows in settled.items() if not rows.equals(_settled(name, tables[name]))}, returns
    )


def _settled(name: str, rows: pl.LazyFrame) -> pl.DataFrame:
    found = table(name)
    return rows.select(found.columns).sort(found.primary_key).collect()


def rewrite(source: Package, made: Marking, ledger: str | None) -> None:
    """Writes a package anew with the changed tables and the text of its ledger; all other files stay as they are."""
    if not made.tables and ledger is None:
        return
    with whole_folder(source.folder, replace=True) as folder:
        left = {source.paths[name].resolve() for name in made.tables if name in source.paths}
        for path in sorted(source.folder.rglob("*")):
            if path.is_file() and path.resolve() not in left and path.name != DESCRIPTOR:
                target = folder / path.relative_to(source.folder)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
        if ledger is not None:
            write_whole(folder / WITHDRAWALS, ledger)
        said = {key: value for key, value in source.descriptor.items() if key in _KEPT}
        entries = list(map(partial(_resource, source, made, folder), _names(source, made)))
        write_whole(folder / DESCRIPTOR, settled_json(descriptor(source.name, "package", entries, **said)))


def _names(source: Package, made: Marking) -> list[str]:
    filled = {name for name, rows in made.tables.items() if rows.height or name == "articles"}
    return [name for name in TABLES if name in filled or (name in source.paths and name not in made.tables)]


def _resource(source: Package, made: Marking, folder: Path, name: str) -> dict[str, Any]:
    found = table(name)
    if name not in made.tables:
        return resource(found, folder / source.paths[name].relative_to(source.folder), folder)
    path = folder / "data" / f"{name}.{source.format}"
    write_table(made.tables[name].lazy(), found, path)
    return resource(found, path, folder)
