"""Cuts a package to what Frictionless judges of it, since it reads whole tables for a few rows.

It reads every row that a key could point at, and of Parquet each cell by way of a copy of its row. What is cut away has
no part in its verdict on the rows that it is asked about.
"""

from __future__ import annotations

from collections.abc import Iterator

import frictionless
import polars as pl

from pressmark.checking.staging import ROW, Staged

# Beyond as many rows a table is judged by a sample; the same constraints are judged on all rows by the other engines.
SAMPLE = 5_000


def sample(resource: frictionless.Resource, staged: Staged) -> frictionless.Resource:
    """Returns a resource of the same name with the rows that are judged, and the rows that they point at.

    Args:
        resource: A table of a package.
        staged: The rows of the package.
    """
    package = resource.package
    read = resource.format == "parquet"
    pointed_at = dict(_pointed_at(resource, staged))
    if package is None or not (pointed_at or read):
        return resource
    own = _read(resource) if read else resource.to_copy()
    others = [found.to_copy() for found in package.resources if found.name not in {resource.name, *pointed_at}]
    for each in (own, *others):
        each.basepath = package.basepath
    smaller = frictionless.Package(resources=[own, *others, *pointed_at.values()], basepath=package.basepath)
    return smaller.get_resource(str(resource.name))


def rows_of(staged: Staged, name: str | None) -> int:
    """Returns how many rows a table has; none where it could not be read."""
    scan = staged.scans.get(str(name))
    return int(scan.select(pl.len()).collect().item()) if scan is not None else 0


def _read(resource: frictionless.Resource) -> frictionless.Resource:
    """Returns the first rows of a Parquet file, typed as they are there; none of one that cannot be read."""
    try:
        first = pl.scan_parquet(str(resource.normpath), glob=False).head(SAMPLE).collect()
    except (OSError, pl.exceptions.PolarsError):
        first = pl.DataFrame()
    cells = [first.columns, *map(list, first.iter_rows())] if first.columns else []
    return frictionless.Resource(name=str(resource.name), data=lambda: cells, schema=resource.schema.to_copy())


def _pointed_at(resource: frictionless.Resource, staged: Staged) -> Iterator[tuple[str, frictionless.Resource]]:
    """Yields the tables of Parquet, and the large ones, that keys point at, with the keys of the judged rows alone."""
    keys: dict[str, list[tuple[str, str]]] = {}
    for key in resource.schema.foreign_keys:
        reference = key["reference"]
        if len(key["fields"]) == 1 and len(reference["fields"]) == 1:
            keys.setdefault(reference["resource"], []).append((key["fields"][0], reference["fields"][0]))
    for name, fields in keys.items():
        known = name != resource.name and {name, resource.name} <= staged.scans.keys()
        if known and (resource.format == "parquet" or rows_of(staged, name) > SAMPLE):
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
