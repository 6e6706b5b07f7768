"""Writes small releases whose words are hostile or few, so that validators meet them before a user's do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polars as pl
import yaml
from describers.works import SHELF, WORKS

from pressmark.contracts.package import write_table
from pressmark.contracts.tables import TABLES, table
from pressmark.files import write_manifest, write_whole
from pressmark.stages._describing import data_file

CLEAN = Path(__file__).resolve().parents[1] / "rules/clean.yaml"
EXAMPLES = (("plain", "csv"), ("metadata-only", "parquet"), ("hostile", "csv"), ("plain", "jsonl"))


def write_examples(folder: Path) -> list[Path]:
    """Returns the folders of the releases that were written."""
    return [write_release(folder / f"{name}-{form}", name, form) for name, form in EXAMPLES]


def write_release(folder: Path, name: str, form: str) -> Path:
    """Writes one of the describers' works around the tables of the clean record set, and returns its folder."""
    tables = yaml.safe_load(CLEAN.read_text("utf-8"))["tables"]
    files = []
    for each in (each for each in TABLES if tables.get(each)):
        found = table(each)
        path = folder / "data" / f"{each}.{form}"
        rows = [{column: row.get(column) for column in found.columns} for row in tables[each]]
        write_table(pl.DataFrame(rows, schema=found.polars_schema).lazy(), found, path)
        files.append(data_file(each, path, folder, len(rows)))
    work = replace(WORKS[name], files=tuple(files))
    for describer in SHELF.values():
        write_whole(folder / describer.filename, describer.render(work))
    write_manifest(folder)
    return folder
