"""Conversion end to end: every record is accounted for, ids last, and the way in does not matter."""

from __future__ import annotations

import csv
import json
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from stages.island import BAKERY, BELL, DAY, FERRY, NAME, PUFFINS, SOURCES, WITHDRAWALS, Edits, packed, sources, tree

from pressmark.contracts.package import FORMATS, Package
from pressmark.contracts.tables import TABLES
from pressmark.contracts.withdrawals import read_withdrawals
from pressmark.errors import ConfigurationError, PackageError, PressmarkError, UnknownNameError
from pressmark.records.hashing import content_root
from pressmark.stages.convert import convert

ROWS = [json.loads(line) for line in (SOURCES / "wire.jsonl").read_text("utf-8").splitlines()]


def ids(package: Package) -> set[str]:
    return set(package.scan("articles").collect()["article_id"])


def root(package: Package) -> str:
    return content_root({name: package.scan(name) for name in TABLES})


def titles(package: Package) -> dict[str, str]:
    return dict(package.scan("articles").select("title", "article_id").collect().iter_rows())


def test_every_article_has_its_row_and_the_receipt_adds_up(tmp_path: Path) -> None:
    said = convert(SOURCES, to=tmp_path / "package", created=DAY)
    assert said.inputs == 4
    assert said.counts == {"records": 7, "articles": 7, "duplicates": 0, "rejected": 0, "skipped": 0}
    assert said.package.name == NAME
    told = said.package.scan("sources").select("path", "records", "articles").collect()
    assert set(told.iter_rows()) == {("bell.md", 1, 1), ("chess.md", 1, 1), ("seals.html", 1, 1), ("wire.jsonl", 4, 4)}


def test_what_became_no_article_says_why(tmp_path: Path) -> None:
    wire = (SOURCES / "wire.jsonl").read_text("utf-8")
    more = {
        "again.jsonl": wire.splitlines()[1] + "\n{broken\n" + "{}\n",
        "nothing.html": " ",
        "bell-again.md": (SOURCES / "bell.md").read_text("utf-8"),
        "picture.png": "\x89PNG\x00\x01",
    }
    said = convert(sources(tmp_path / "in", more=more), to=tmp_path / "package")
    counts = said.counts
    assert counts["articles"] == 7
    assert counts["duplicates"] == 2
    assert counts["records"] == sum(counts[end] for end in ("articles", "duplicates", "rejected", "skipped")) == 13
    left = said.package.scan("source_records").collect()
    assert left.height == 6
    assert left.filter(pl.col("reason").is_null()).height == 0
    twins = left.filter(outcome="duplicate")["article_id"].sort().to_list()
    assert twins == sorted([BELL, PUFFINS])


@pytest.mark.parametrize("form", ["csv", "jsonl", "tsv", "parquet"])
def test_the_form_of_a_table_changes_no_id(form: str, tmp_path: Path) -> None:
    table = tmp_path / f"wire.{form}"
    rows = [{name: row.get(name) for name in ROWS[0]} for row in ROWS]
    if form == "parquet":
        pl.DataFrame(rows).write_parquet(table)
    elif form == "jsonl":
        table.write_text("".join(json.dumps(row) + "\r\n" for row in reversed(rows)), "utf-8")
    else:
        with table.open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.DictWriter(stream, rows[0], delimiter="\t" if form == "tsv" else ",", quoting=csv.QUOTE_ALL)
            writer.writeheader()
            writer.writerows(rows)
    package = packed(tmp_path / "package", table, prefix="sk")
    first = packed(tmp_path / "first", SOURCES / "wire.jsonl", prefix="sk")
    assert {FERRY, PUFFINS, BAKERY} < ids(package) == ids(first)
    assert sorted(hashes(package)) == sorted(hashes(first))


def hashes(package: Package) -> list[tuple[str, str]]:
    """Returns what identifies articles and texts, without what differs by source file."""
    return list(package.scan("articles").select("article_id", "text_sha256").collect().iter_rows())


def as_zip(to: Path) -> Path:
    with zipfile.ZipFile(to / "in.zip", "w") as archive:
        for path in sorted(SOURCES.iterdir(), reverse=True):
            archive.write(path, path.name)
    return to / "in.zip"


def as_tar(to: Path) -> Path:
    with tarfile.open(to / "in.tar.gz", "w:gz") as archive:
        archive.add(SOURCES, "in")
    return to / "in.tar.gz"


@pytest.mark.parametrize("pack", [as_zip, as_tar])
def test_an_archive_holds_the_same_articles(pack: Callable[[Path], Path], package: Package, tmp_path: Path) -> None:
    found = packed(tmp_path / "package", pack(tmp_path), config=SOURCES / "pressmark.toml")
    assert hashes(found) == hashes(package)


def test_the_order_of_sources_changes_no_record(package: Package, tmp_path: Path) -> None:
    files = sorted(SOURCES.glob("[!p]*"))
    backwards = convert(
        *reversed(files), to=tmp_path / "package", config=SOURCES / "pressmark.toml", created=DAY, name=NAME
    ).package
    assert tree(backwards.folder) == tree(package.folder)


def test_several_workers_write_the_same_bytes(package: Package, tmp_path: Path) -> None:
    assert tree(packed(tmp_path / "package", workers=3).folder) == tree(package.folder)


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_has_the_content_root_of_csv(form: str, package: Package, tmp_path: Path) -> None:
    other = packed(tmp_path / "package", format=form)
    assert {path.suffix for path in other.paths.values()} == {f".{form}"}
    assert root(other) == root(package)


# What was changed in the sources, and the titles whose ids must be those of before.
KEPT: list[tuple[str, Edits, tuple[str, ...]]] = [
    ("a title, found by its address", {"wire.jsonl": {"A Ladder Is Missing": "Ladder Found"}}, ("Ladder Found",)),
    (
        "an address, found by its text",
        {"wire.jsonl": {"/2024/ferry": "/moved"}},
        ("Ferry Timetable Shortened for the Winter",),
    ),
    (
        "a page without an address, found by its path",
        {"chess.md": {"more oil": "oil"}},
        ("Island Chess Evening Ends in a Draw",),
    ),
    (
        "a page's words, found by its address",
        {"seals.html": {"Three grey": "Four grey"}},
        ("Seals Return to the Slipway",),
    ),
]


@pytest.mark.parametrize(("what", "edits", "kept"), KEPT, ids=[case[0] for case in KEPT])
def test_previous_keeps_ids(
    what: str, edits: Edits, kept: tuple[str, ...], dataset: Path, package: Package, tmp_path: Path
) -> None:
    changed = sources(tmp_path / "in", edits)
    anew = titles(packed(tmp_path / "anew", changed))
    after = titles(packed(tmp_path / "after", changed, previous=dataset / "1.0.0"))
    assert set(after.values()) == ids(package)
    assert all(anew[title] not in ids(package) for title in kept)


def test_an_article_that_is_new_gets_an_id_of_its_own(dataset: Path, package: Package, tmp_path: Path) -> None:
    fresh = json.dumps(
        {**ROWS[0], "title": "Noon Boat", "url": "https://lantern.example.org/noon", "text": "It sailed."}
    )
    changed = sources(tmp_path / "in", more={"more.jsonl": fresh})
    after = ids(packed(tmp_path / "after", changed, previous=dataset / "1.0.0"))
    assert after > ids(package)
    assert len(after) == 8


def test_rows_that_move_keep_their_ids(dataset: Path, package: Package, tmp_path: Path) -> None:
    moved = {"wire.jsonl": "".join(json.dumps(row) + "\n" for row in reversed(ROWS))}
    assert ids(packed(tmp_path / "after", sources(tmp_path / "in", more=moved), previous=dataset / "1.0.0")) == ids(
        package
    )


def test_the_ledgers_of_the_collection_come_along(tmp_path: Path) -> None:
    review = f"{FERRY},holder,The Lantern,Thora Vik,2026-11-01,\n"
    ledgers = {
        "reviews.csv": f"article_id,claim,value,reviewer,reviewed_on,note\n{review}",
        "withdrawals.csv": f"{WITHDRAWALS}{PUFFINS},2026-11-02,error,record,,\n",
    }
    package = packed(tmp_path / "package", sources(tmp_path / "in", more=ledgers))
    assert (package.folder / "reviews.csv").read_text("utf-8") == ledgers["reviews.csv"]
    (line,) = read_withdrawals(package.folder / "withdrawals.csv").values()
    assert (line.article_id, line.date.isoformat(), line.reason, line.scope) == (
        PUFFINS,
        "2026-11-02",
        "error",
        "record",
    )
    again = packed(tmp_path / "package", sources(tmp_path / "second"))
    assert not (again.folder / "reviews.csv").exists()
    assert read_withdrawals(again.folder / "withdrawals.csv") == {PUFFINS: line}


REFUSED: list[tuple[str, type[PressmarkError], dict[str, Any]]] = [
    ("is no format", ConfigurationError, {"format": "xlsx"}),
    ("no converter is called 'tabel' (did you mean 'table'?)", UnknownNameError, {"converter": "tabel"}),
    ("is no prefix", ConfigurationError, {"prefix": "S K"}),
    ("is no name of a dataset", ConfigurationError, {"name": "../up"}),
    ("does not exist", ConfigurationError, {"config": "absent.toml"}),
    ("no datapackage.json", PackageError, {"previous": "absent"}),
]


@pytest.mark.parametrize(("said", "kind", "options"), REFUSED, ids=[next(iter(case[2])) for case in REFUSED])
def test_a_wrong_request_writes_nothing(
    said: str, kind: type[PressmarkError], options: dict[str, Any], tmp_path: Path
) -> None:
    with pytest.raises(kind) as refused:
        convert(SOURCES, to=tmp_path / "package", **options)
    assert said in str(refused.value)
    assert not list(tmp_path.iterdir())


def test_only_an_earlier_package_is_replaced(dataset: Path, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/diary.txt").write_text("mine")
    for target, said in ((tmp_path / "full", "is no package"), (dataset / "1.0.0", "is a release")):
        before = tree(target)
        with pytest.raises(PackageError, match=said):
            packed(target)
        assert tree(target) == before
    inside = sources(tmp_path / "in")
    with pytest.raises(PackageError, match="lies inside a source"):
        packed(inside / "package", inside)
