"""Measures `pressmark diff` on two large releases: wall time and peak memory, few articles changed and all of them.

The releases are rows of nonsense with a record hash each and five child rows, written straight into tables; what is
measured is the comparison alone.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from datetime import date
from pathlib import Path

import polars as pl

from pressmark.contracts.package import descriptor, resource, write_table
from pressmark.contracts.tables import table
from scale import measured


def rows(name: str, count: int, changed: int) -> pl.LazyFrame:
    """Returns the rows of a table; of the first `changed` articles other titles, authors and labels than else."""
    number = pl.int_range(count, dtype=pl.Int64, eager=True).alias("number")
    hexed = pl.col("number").cast(pl.String).str.zfill(16)
    moved = pl.when(pl.col("number") < changed).then(pl.lit("b")).otherwise(pl.lit("a"))
    word = pl.concat_str(pl.lit("Word"), hexed, moved, separator=" ")
    known = {
        "article_id": pl.concat_str(pl.lit("aa-"), hexed),
        "record_sha256": pl.concat_str(hexed, hexed, hexed, moved, pl.lit("0" * 15)),
        "text_sha256": pl.concat_str(hexed, hexed, hexed, hexed),
        "source_sha256": pl.concat_str(hexed, hexed, hexed, hexed),
        "source_id": pl.concat_str(pl.lit("s-"), (pl.col("number") // 1000).cast(pl.String).str.zfill(16)),
        "title": word,
        "name": word,
        "label": word,
        "value": word,
        "publisher": pl.lit("The Quay"),
        "license": pl.lit("CC-BY-4.0"),
        "rights_statement": pl.lit("http://rightsstatements.org/vocab/InC/1.0/"),
        "release_profile": pl.lit("metadata"),
        "role": pl.lit("published" if name == "dates" else "author"),
        "claim": pl.lit("title"),
        "method": pl.lit("simhash64"),
        "scheme": pl.lit("theme"),
    }
    default = {"string": pl.lit("of no matter"), "integer": pl.lit(1), "boolean": pl.lit(value=False)}
    default["date"] = pl.lit(date(2024, 3, 4))
    found = table(name)
    columns = [known.get(field.name, default[field.type]).cast(field.dtype).alias(field.name) for field in found.fields]
    return pl.LazyFrame([number]).select(columns)


def release(folder: Path, count: int, changed: int, form: str) -> None:
    """Writes a release of so many articles, of which the first ones are changed."""
    resources = []
    for name in ("articles", "agents", "dates", "claims", "subjects", "fingerprints"):
        path = folder / "data" / f"{name}.{form}"
        write_table(rows(name, count, changed if name != "fingerprints" else 0), table(name), path)
        resources.append(resource(table(name), path, folder))
    said = descriptor("quay", "release", resources, version="1.0.0", licenses=[{"name": "CC0-1.0"}])
    (folder / "datapackage.json").write_text(json.dumps(said), "utf-8")


def main() -> int:
    """Writes the releases, compares them, and prints a Markdown table; returns 1 where a comparison failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=200_000)
    parser.add_argument("--changed", type=int, nargs="*", default=None, help="how many articles differ, once each")
    parser.add_argument("--format", choices=("csv", "parquet"), default="parquet")
    options = parser.parse_args()
    failed = False
    print(f"{options.articles:,} and {options.articles:,} articles, {5 * options.articles:,} child rows a side\n")
    print("| changed | exit | seconds | peak MB |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        release(folder / "old", options.articles, 0, options.format)
        for changed in options.changed or (options.articles // 100, options.articles):
            new = folder / f"new-{changed}"
            release(new, options.articles, changed, options.format)
            run = measured(["diff", str(folder / "old"), str(new), "--form", "table", "--to", str(folder / "out.csv")])
            failed |= run.status > 1
            print(f"| {changed:,} | {run.status} | {run.seconds:.1f} | {run.memory / 1e6:.0f} |", flush=True)
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
