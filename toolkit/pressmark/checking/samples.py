"""Cuts a package to what Frictionless judges of it, since it reads whole tables for a few rows.

It loads a Parquet file as a whole, whatever the limit, and reads every row that a key could point at. What is cut away
has no part in its verdict on the rows that it is asked about.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import frictionless
import polars as pl

from pressmark.checking.staging import ROW, Staged

# Beyond as many rows a table is judged by a sample; the same constraints are judged on all rows by the other engines.
SAMPLE = 5_000


def sample(resource: frictionless.Resource, staged: Staged, folder: Path) -> frictionless.Resource:
    """Returns a resource of the same name and path with the rows that are judged, and the rows that they point at.

    Args:
        resource: A table of a package.
        staged: The rows of the package.
        folder: An empty folder to write in, which must outlive the resource.
    """
    package = resource.package
    pointed_at = dict(_pointed_at(resource, staged))
    cut = resource.format == "parquet" and rows_of(staged, resource.name) > SAMPLE and _cut(resource, folder)
    if package is None or not (pointed_at or cut):
        return resource
    own = resource.to_copy()
    others = [found.to_copy() for found in package.resources if found.name not in {resource.name, *pointed_at}]
    for each in (own, *others):
        each.basepath = package.basepath
    if cut:
        own.basepath = str(folder)
    smaller = frictionless.Package(resources=[own, *others, *pointed_at.values()], basepath=package.basepath)
    return smaller.get_resource(str(resource.name))


def rows_of(staged: Staged, name: str | None) -> int:
    """Returns how many rows a table has; none where it could not be read."""
    scan = staged.scans.get(str(name))
    return int(scan.select(pl.len()).collect().item()) if scan is not None else 0


def _cut(resource: frictionless.Resource, folder: Path) -> bool:
    """Writes the first rows of a Parquet file under the same path, typed as they are."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = folder / str(resource.path)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with pq.ParquetFile(resource.normpath) as whole:
            first = next(whole.iter_batches(SAMPLE, use_threads=False))
        pq.write_table(pa.Table.from_batches([first]), path)
    except (OSError, pa.ArrowException):
        return False
    return True


def _pointed_at(resource: frictionless.Resource, staged: Staged) -> Iterator[tuple[str, frictionless.Resource]]:
    """Yields the large tables that keys point at, with the keys of the judged rows alone."""
    keys: dict[str, list[tuple[str, str]]] = {}
    for key in resource.schema.foreign_keys:
        reference = key["reference"]
        if len(key["fields"]) == 1 and len(reference["fields"]) == 1:
            keys.setdefault(reference["resource"], []).append((key["fields"][0], reference["fields"][0]))
    for name, fields in keys.items():
        if name != resource.name and resource.name in staged.scans and rows_of(staged, name) > SAMPLE:
            rows = staged.scans[str(resource.name)].filter(pl.col(ROW) <= SAMPLE)
            yield name, _keys(name, rows, staged.scans[name], fields)


def _keys(name: str, rows: pl.LazyFrame, target: pl.LazyFrame, fields: list[tuple[str, str]]) -> frictionless.Resource:
    wanted = list(dict.fromkeys(field for _, field in fields))
    found = [
        target.join(rows.select(pl.col(own).alias(field)), on=field, how="semi").select(wanted) for own, field in fields
    ]
    held = pl.concat(found).unique().collect()
    schema = frictionless.Schema.from_descriptor({"fields": [{"name": each, "type": "string"} for each in wanted]})
    return frictionless.Resource(name=name, data=[wanted, *map(list, held.iter_rows())], schema=schema)
