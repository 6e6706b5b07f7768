"""Writes why articles were set aside: reason by reason, counted by rule and by pairs of rules; and rows kept apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

from pressmark.checking.staging import ROW
from pressmark.contracts.package import Package, scan_strings
from pressmark.contracts.tables import table


def write_reasons(reasons: pl.DataFrame, folder: Path) -> None:
    """Writes `reasons.csv`, `rules.csv` and `together.csv`; an error of no article counts for no article."""
    broken = reasons.select("article_id", "rule").unique()
    held = pl.col("article_id").is_not_null().sum().alias("articles")
    _write(reasons, folder / "reasons.csv")
    _write(broken.group_by("rule").agg(held).sort("rule"), folder / "rules.csv")
    pairs = broken.drop_nulls().join(broken.rename({"rule": "other"}), on="article_id")
    both = pairs.filter(pl.col("rule") < pl.col("other")).group_by("rule", "other").agg(articles=pl.len())
    _write(both.sort("rule", "other"), folder / "together.csv")


def write_apart(source: Package, rows: Mapping[str, Sequence[int]], folder: Path) -> None:
    """Writes rows of a package's tables by their numbers, each cell as it stood in the file."""
    for name, numbers in rows.items():
        found, path = table(name), source.paths[name]
        frame = scan_strings(found, path)
        wanted = pl.LazyFrame({ROW: numbers}, schema={ROW: pl.UInt32})
        numbered = frame.with_row_index(ROW, offset=1).join(wanted, on=ROW, how="semi").sort(ROW).drop(ROW)
        folder.mkdir(exist_ok=True)
        _write(numbered.cast(pl.String).collect(), folder / f"{name}.csv")


def _write(frame: pl.DataFrame, path: Path) -> None:
    frame.write_csv(path, line_terminator="\r\n", quote_style="necessary")
