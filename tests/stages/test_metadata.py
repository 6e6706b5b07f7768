"""Texts and the table that describes them, converted: who is joined, who is left over, and that all add up."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pressmark.cli.main import app
from pressmark.errors import ConfigurationError
from pressmark.stages.convert import Conversion, convert
from pressmark.stages.validate import validate

TABLE = "filename,title,author,date,copyright_holder\na.txt,A Kite,Ann Lee,2019-05-04,The River Post\nc.txt,Gone,,,\n"
CONFIGURATION = '[convert.metadata]\nfile = "metadata.csv"\n'


def folder(place: Path, *, table: str = TABLE, name: str = "metadata.csv", configuration: str = CONFIGURATION) -> Path:
    place.mkdir()
    (place / "a.txt").write_text("The kite rose above the quay. It came back before the evening ferry.\n", "utf-8")
    (place / "b.md").write_text("---\ntitle: A Ferry\nauthor: Tom Okafor\n---\nIt went out at noon.\n", "utf-8")
    (place / name).write_text(table, "utf-8")
    (place / "pressmark.toml").write_text(configuration, "utf-8")
    return place


def rows(said: Conversion, table: str) -> list[dict[str, object]]:
    return said.package.scan(table).collect().to_dicts()


def test_texts_and_rows_are_joined_and_what_has_no_partner_is_told(tmp_path: Path) -> None:
    said = convert(folder(tmp_path / "in"), to=tmp_path / "package", prefix="kt")
    assert said.counts == {"records": 3, "articles": 2, "duplicates": 0, "rejected": 0, "skipped": 1}
    articles = {row["title"]: row for row in rows(said, "articles")}
    assert set(articles) == {"A Kite", "A Ferry"}
    assert str(articles["A Kite"]["published"]) == "2019-05-04"
    assert {(row["role"], row["name"], row["basis"]) for row in rows(said, "agents")} == {
        ("author", "Ann Lee", "curated"),
        ("rights_holder", "The River Post", "curated"),
        ("author", "Tom Okafor", "metadata"),
    }
    assert [(row["role"], row["basis"]) for row in rows(said, "dates")] == [("published", "external")]
    joined = {
        row["value"]: (row["locator"], row["note"]) for row in rows(said, "claims") if row["claim"] == "metadata_row"
    }
    assert joined == {"a.txt": ("metadata.csv#row=1", None), None: (None, "metadata.csv has no row for b.md")}
    (table,) = (row for row in rows(said, "sources") if row["path"] == "metadata.csv")
    assert (table["outcome"], table["skipped"], table["articles"]) == ("skipped", 1, 0)
    assert table["reason"] == "describes other inputs: 1 of 2 rows have a text"
    assert [(row["locator"], row["reason"]) for row in rows(said, "source_records")] == [
        ("row=2", "no text has its filename")
    ]


def test_the_package_is_sound(tmp_path: Path) -> None:
    source = folder(tmp_path / "in")
    report = validate(convert(source, to=tmp_path / "package", prefix="kt").package.folder, sources=source)
    outcomes = {found.rule: found.outcome for found in report.outcomes}
    assert (outcomes["counts-add-up"], outcomes["statement-unlike-source"]) == ("passed", "passed")
    assert [found for found in report.findings if found.severity == "error"] == []


def test_members_of_an_archive_are_described_from_outside(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "texts.zip", "w") as archive:
        archive.writestr("in/a.txt", "The kite rose above the quay. It came back before the evening ferry.\n")
    (tmp_path / "metadata.csv").write_text(TABLE, "utf-8")
    said = convert(tmp_path / "texts.zip", to=tmp_path / "package", prefix="kt", metadata=tmp_path / "metadata.csv")
    assert [row["title"] for row in rows(said, "articles")] == ["A Kite"]


def test_rows_are_found_by_address(tmp_path: Path) -> None:
    source = folder(
        tmp_path / "in",
        table=json.dumps([{"id": "k", "type": "article", "URL": "https://river.example.org/k", "title": "A Kite"}]),
        name="library.json",
        configuration='[convert.metadata]\nfile = "library.json"\nkey = "url"\nprefer = "document"\n',
    )
    (source / "b.md").write_text(
        "---\ntitle: Kite\ncanonical_url: https://river.example.org/k\n---\nIt rose.\n", "utf-8"
    )
    said = convert(source, to=tmp_path / "package", prefix="kt")
    titles = {row["value"]: row["chosen"] for row in rows(said, "claims") if row["claim"] == "title"}
    assert titles["Kite"] is True
    assert titles["A Kite"] is False


def test_a_row_for_two_texts_and_two_rows_for_one_are_errors(tmp_path: Path) -> None:
    source = folder(tmp_path / "in")
    (source / "deep").mkdir()
    (source / "deep/a.txt").write_text("Another kite.\n", "utf-8")
    with pytest.raises(ConfigurationError, match=r"row 1 names two inputs, a\.txt and deep/a\.txt"):
        convert(source, to=tmp_path / "package")
    twice = folder(tmp_path / "twice", table=TABLE + "a.txt,Again,,,\n")
    with pytest.raises(ConfigurationError, match="rows 1 and 3 have the same filename"):
        convert(twice, to=tmp_path / "package")
    assert not (tmp_path / "package").exists()


def test_the_command_takes_a_table(tmp_path: Path) -> None:
    source = folder(tmp_path / "in", configuration="")
    run = CliRunner().invoke(
        app, ["convert", str(source), "--to", str(tmp_path / "package"), "--metadata", str(source / "metadata.csv")]
    )
    assert run.exit_code == 0, run.output
    assert "2 articles" in run.output
    assert "1 skipped" in run.output


def test_workers_change_nothing(tmp_path: Path) -> None:
    source = folder(tmp_path / "in")
    made = [convert(source, to=tmp_path / f"{count}", prefix="kt", name="kites", workers=count) for count in (1, 2)]
    assert rows(made[0], "claims") == rows(made[1], "claims")
