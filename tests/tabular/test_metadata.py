"""Tables of metadata: which rows name which texts, and which tables cannot be used."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pressmark.errors import ConfigurationError
from pressmark.model.draft import Claim, Draft
from pressmark.tabular.metadata import MetadataTable, read_metadata, shared_rows

ROWS = [
    {"filename": "a.txt", "title": "A Kite", "author": "Ann Lee", "date": "2019-05-04"},
    {"filename": "en/b.txt", "title": "A Ferry", "author": "Tom Okafor", "date": "2019-05-05"},
]


def table(folder: Path, rows: list[dict[str, Any]], name: str = "metadata.csv", **options: Any) -> MetadataTable:
    place = folder / name
    frame = pl.DataFrame(rows)
    writers = {
        ".csv": frame.write_csv,
        ".tsv": lambda to: frame.write_csv(to, separator="\t"),
        ".jsonl": frame.write_ndjson,
        ".parquet": frame.write_parquet,
    }
    writers[place.suffix](place)
    return read_metadata(place, **options)


@pytest.mark.parametrize("form", ["csv", "tsv", "jsonl", "parquet"])
def test_every_form_of_table_says_the_same(form: str, tmp_path: Path) -> None:
    found = table(tmp_path, ROWS, f"metadata.{form}")
    assert (found.key, found.by) == ("filename", "file")
    assert [found.number_of(path) for path in ("a.txt", "deep/a.txt", "en/b.txt", "b.txt", "c.txt")] == [
        1,
        1,
        2,
        None,
        None,
    ]
    said = found.said_of(2)
    assert (said.title, [agent.name for agent in said.agents], said.dates[0].edtf) == (
        "A Ferry",
        ["Tom Okafor"],
        "2019-05-05",
    )
    assert said.language == "und"


@pytest.mark.parametrize(
    ("key", "path", "found"),
    [
        ("a", "x/a.txt", 1),
        ("./x/a.txt", "x/a.txt", 1),
        ("x\\a.txt", "x/a.txt", 1),
        ("in/a.txt", "z.zip!/in/a.txt", None),
        ("z.zip/in/a.txt", "z.zip!/in/a.txt", 1),
        ("a.md", "a.txt", None),
        ("A.txt", "a.txt", None),
    ],
)
def test_a_file_is_named_by_its_path_or_its_name(key: str, path: str, found: int | None, tmp_path: Path) -> None:
    assert table(tmp_path, [{"file": key, "title": "T"}]).number_of(path) == found


@pytest.mark.parametrize(
    ("column", "key", "draft"),
    [
        (
            "url",
            "http://www.river.example.org/a/?utm_source=x",
            Draft(source_sha256="", url="https://river.example.org/a"),
        ),
        ("doi", "https://doi.org/10.5555/AB", Draft(source_sha256="", url="https://doi.org/10.5555/ab")),
        ("id", "x-7", Draft(source_sha256="", claims=(Claim(claim="identifier", value="X-7", basis="feed"),))),
    ],
)
def test_a_text_is_named_by_an_address_or_an_identifier(column: str, key: str, draft: Draft, tmp_path: Path) -> None:
    found = table(tmp_path, [{column: key, "title": "T"}])
    assert found.number_for(draft) == 1
    assert found.number_for(Draft(source_sha256="", url="https://river.example.org/other")) is None


def test_csl_json_is_a_table(tmp_path: Path) -> None:
    items = [
        {
            "id": "kite", "type": "article-newspaper", "title": "A Kite", "container-title": "The River Post",
            "author": [{"given": "Ann", "family": "Lee"}, {"literal": "Harbour Desk"}], "URL": "https://river.example.org/k",
            "issued": {"date-parts": [[2019, 5, 4]]}, "language": "en",
        },
        {"id": "ferry", "type": "article", "issued": {"raw": "May 2019"}, "file": "b.txt"},
    ]  # fmt: skip
    (tmp_path / "library.json").write_text(json.dumps(items), "utf-8")
    found = read_metadata(tmp_path / "library.json", key="id")
    said = found.said_of(1)
    assert (said.title, said.publisher, said.language, said.url) == (
        "A Kite", "The River Post", "en", "https://river.example.org/k",
    )  # fmt: skip
    assert [agent.name for agent in said.agents if agent.role == "author"] == ["Ann Lee", "Harbour Desk"]
    assert (said.dates[0].edtf, said.dates[0].verbatim) == ("2019-05-04", "2019-05-04")
    assert found.said_of(2).dates[0].edtf == "2019-05"


REFUSED: list[tuple[str, str, dict[str, Any]]] = [
    ("filename,title\na.txt,One\nb.txt,Two\na.txt,Three\n", "rows 1 and 3 have the same filename, 'a.txt'", {}),
    ("name,title\na.txt,One\n", "has no column that names its texts", {}),
    ("filename,title\na.txt,One\n", "has no column 'url'", {"key": "url"}),
    ("Once upon a time.\n", "is no table", {}),
]


@pytest.mark.parametrize(("data", "said", "options"), REFUSED, ids=[case[1][:20] for case in REFUSED])
def test_a_table_that_cannot_be_used_is_refused(data: str, said: str, options: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "metadata.csv").write_text(data, "utf-8")
    with pytest.raises(ConfigurationError) as refused:
        read_metadata(tmp_path / "metadata.csv", **options)
    assert said in str(refused.value)


def test_a_table_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="does not exist"):
        read_metadata(tmp_path / "metadata.csv")


def test_a_row_that_cannot_be_read_is_kept_apart(tmp_path: Path) -> None:
    (tmp_path / "metadata.csv").write_text("filename,title\na.txt,One\nb.txt\n,Three\n", "utf-8")
    found = read_metadata(tmp_path / "metadata.csv")
    assert found.broken == {2: "the row has 1 cells and the header 2", 3: "has no filename"}


def test_a_row_that_names_two_inputs_is_told(tmp_path: Path) -> None:
    found = table(tmp_path, ROWS)
    assert list(shared_rows(found, ["a.txt", "en/b.txt", "x/a.txt"])) == [(1, "a.txt", "x/a.txt")]
