"""Tables are written in settled bytes, and what is read from each format is what was written, whatever it holds."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas
import polars as pl
import pyarrow.json
import pytest

from pressmark.contracts.package import FORMATS, scan_strings, scan_table, write_table
from pressmark.contracts.tables import table
from pressmark.records.hashing import content_root, record_sha256

HOSTILE = {
    "quotation marks": 'She said "no", and "", and """',
    "line ends": "one\ntwo\r\nthree\rfour\u2028five\u2029six\x85seven",
    "a lone carriage return": "\r",
    "signs beyond the plane": "\U0001f600 \U00020bb7 \u200d\U0001f3fd",
    "control characters": "\x01\x08\t\x0b\x0c\x1f\x7f\x9f",
    "zeros before": "007",
    "what reads as nothing": "null",
    "what pandas takes for nothing": "NA",
    "what reads as a number": "1e5",
    "what reads as a day": "2024-03-05",
    "what reads as a truth": "true",
    "blanks around": "  two  ",
    "backslashes": "C:\\new\\u0041\\",
    "a formula": "=1+1",
    "JSON": '{"a": [1, "\\u00e9"]}',
    "CSV": 'a,b;c\td\r\n"e"',
    "a mark of byte order": "\ufeffHarbour",
    "composed": "\u00e9\u1e69",
    "decomposed": "e\u0301s\u0323\u0307",
    "not characters": "\ufffe\uffff\ufdd0",
    "very long": "Möwe " * 100_000,
}
ARTICLES = table("articles")


def rows() -> list[dict[str, Any]]:
    """Returns an article for each hostile title, with numbers and days at their ends."""
    plain: dict[str, Any] = dict.fromkeys(ARTICLES.columns)
    numbers = [2**63 - 1, -(2**63), 2**53 + 1, 0]
    days = [date(1, 1, 1), date(9999, 12, 31), date(1582, 10, 15), None]
    found = []
    for place, title in enumerate(HOSTILE.values()):
        cells = {"word_count": numbers[place % 4], "published": days[place % 4], "is_republication": place % 2 == 0}
        row = {**plain, "article_id": f"aa-{place:03}", "title": title, "release_profile": "metadata", **cells}
        found.append({**row, "record_sha256": record_sha256(row)})
    return found


def written(found: list[dict[str, Any]], path: Path) -> Path:
    write_table(pl.LazyFrame(found, schema=ARTICLES.polars_schema), ARTICLES, path)
    return path


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_read_is_what_was_written(form: str, tmp_path: Path) -> None:
    # A bracket in the name of a folder is no pattern.
    read = scan_table(ARTICLES, written(rows()[::-1], tmp_path / f"[of]*2024?/articles.{form}")).collect()
    assert read.to_dicts() == rows()
    assert read.schema == ARTICLES.polars_schema
    assert [record_sha256(row) for row in read.to_dicts()] == [row["record_sha256"] for row in rows()]
    assert content_root({"articles": read.lazy()}) == content_root({"articles": pl.LazyFrame(rows())})


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_string_is_missing_in_every_format(form: str, tmp_path: Path) -> None:
    row = {**rows()[0], "title": "", "publisher": None}
    (read,) = scan_table(ARTICLES, written([row], tmp_path / f"articles.{form}")).collect().to_dicts()
    assert read["title"] is read["publisher"] is None
    assert record_sha256(row) == record_sha256(read)


@pytest.mark.parametrize("form", FORMATS)
def test_a_table_without_rows_is_read(form: str, tmp_path: Path) -> None:
    path = written([], tmp_path / f"articles.{form}")
    assert scan_table(ARTICLES, path).collect().equals(ARTICLES.empty())
    assert scan_strings(ARTICLES, path).collect().shape == (0, len(ARTICLES.columns))


def test_a_line_of_json_is_settled(tmp_path: Path) -> None:
    path = written(rows(), tmp_path / "articles.jsonl")
    lines = [
        json.dumps(
            {name: str(cell) if isinstance(cell, date) else cell for name, cell in row.items()},
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for row in rows()
    ]
    assert path.read_bytes().decode("utf-8") == "".join(f"{line}\n" for line in lines)


def test_readers_of_json_lines_agree_on_the_words(tmp_path: Path) -> None:
    path = str(written(rows(), tmp_path / "articles.jsonl"))
    titles = [row["title"] for row in rows()]
    numbers = [row["word_count"] for row in rows()]
    arrow = pyarrow.json.read_json(path, pyarrow.json.ReadOptions(block_size=1 << 24)).to_pydict()
    assert (arrow["title"], arrow["word_count"]) == (titles, numbers)
    asked = (
        "select title, word_count from read_json(?, format = 'newline_delimited', sample_size = -1) order by article_id"
    )
    assert duckdb.execute(asked, [path]).fetchall() == list(zip(titles, numbers, strict=True))
    frame = pandas.read_json(path, lines=True, dtype=False)
    assert frame["title"].to_list() == titles
    assert frame["word_count"].to_list() == numbers
