"""Frictionless is given the rows that it judges and what they point at, and says of them what it says of the whole."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import frictionless
import polars as pl
import pytest

from pressmark.checking.samples import SAMPLE, sample
from pressmark.checking.staging import stage
from pressmark.contracts.package import DESCRIPTOR, descriptor, open_package, resource, write_table
from pressmark.contracts.tables import table

MANY = SAMPLE + 1_000
DANGLING = (7, SAMPLE + 7)  # the second is beyond what is judged


def rows(name: str) -> pl.LazyFrame:
    """Returns one agent an article, two of whom belong to none."""
    number = pl.int_range(MANY, eager=True).alias("number")
    own = pl.concat_str(pl.lit("aa-"), pl.col("number").cast(pl.String).str.zfill(16))
    lost = pl.col("number").is_in(DANGLING) if name == "agents" else pl.lit(value=False)
    known = {"article_id": pl.when(lost).then(pl.lit("aa-none")).otherwise(own), "position": pl.lit(1)}
    fields = table(name).fields
    cells = [known.get(field.name, pl.lit(None)).cast(field.dtype).alias(field.name) for field in fields]
    return pl.LazyFrame([number]).select(cells)


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_sample_is_judged_like_the_whole(form: str, tmp_path: Path) -> None:
    entries = []
    for name in ("articles", "agents"):
        path = tmp_path / "data" / f"{name}.{form}"
        write_table(rows(name), table(name), path, ordered=True)
        entries.append(resource(table(name), path, tmp_path))
    (tmp_path / DESCRIPTOR).write_text(json.dumps(descriptor("quay", "package", entries)), "utf-8")
    (tmp_path / "staged").mkdir()
    staged = stage(open_package(tmp_path), tmp_path / "staged")
    whole = frictionless.Package(str(tmp_path / DESCRIPTOR)).get_resource("agents")
    cut = sample(whole, staged)
    assert cut.package is not None
    assert len(cut.package.get_resource("articles").read_rows()) == SAMPLE - 1
    assert len(cut.read_rows()) == (SAMPLE if form == "parquet" else MANY)
    found = _errors(cut)
    assert [row for kind, row in found if kind == "foreign-key"] == [DANGLING[0] + 2]
    if form == "csv":  # it takes minutes to read as much Parquet
        assert found == _errors(whole)


def _errors(judged: frictionless.Resource) -> list[tuple[str, int | None]]:
    errors = judged.validate(limit_rows=SAMPLE).tasks[0].errors
    return [(error.type, getattr(error, "row_number", None)) for error in errors]


ROWS = {
    "article_id": ["aa-1", "aa-2", None, "aa-2"],
    "role": ["published", "published", "seen", "published"],
    "edtf": ["2020", None, "2020-01", ""],
    "earliest": [date(2020, 1, 1), None, date(2020, 1, 31), date(1, 1, 1)],
    "ambiguous": [True, False, None, False],
}


@pytest.mark.parametrize("name", ["dates", "claims"])
def test_parquet_is_judged_as_csv_of_the_same_rows(name: str, tmp_path: Path) -> None:
    found = table(name)
    frame = pl.DataFrame({key: values for key, values in ROWS.items() if key in found.columns})
    absent = [pl.lit(None).cast(field.dtype).alias(field.name) for field in found.fields if field.name not in ROWS]
    errors = {}
    for form in ("csv", "parquet"):
        path = tmp_path / form / "data" / f"{name}.{form}"
        write_table(frame.lazy().with_columns(absent), found, path)
        entries = [resource(found, path, tmp_path / form)]
        (tmp_path / form / DESCRIPTOR).write_text(json.dumps(descriptor("quay", "package", entries)), "utf-8")
        (tmp_path / form / "staged").mkdir()
        staged = stage(open_package(tmp_path / form), tmp_path / form / "staged")
        judged = frictionless.Package(str(tmp_path / form / DESCRIPTOR)).get_resource(name)
        errors[form] = [
            (error.type, getattr(error, "row_number", None), getattr(error, "field_name", None))
            for error in sample(judged, staged).validate().tasks[0].errors
        ]
    assert len(errors["csv"]) > len(ROWS)
    assert errors["parquet"] == errors["csv"]
