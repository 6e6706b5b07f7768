"""Hostile inputs among good ones: nothing breaks, everything is accounted for, and the good is converted."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from converters.hostile import Fate, build

from pressmark.stages.convert import Conversion, convert
from pressmark.stages.validate import validate

OUTCOMES = ("articles", "duplicates", "rejected", "skipped")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Fate]]:
    made = tmp_path_factory.mktemp("hostile") / "inputs"
    made.mkdir()
    return made, build(made)


@pytest.fixture(scope="module")
def conversion(folder: tuple[Path, dict[str, Fate]], tmp_path_factory: pytest.TempPathFactory) -> Conversion:
    return convert(folder[0], to=tmp_path_factory.mktemp("packages") / "hostile", prefix="hx")


def rows(conversion: Conversion, table: str) -> list[dict[str, object]]:
    return conversion.package.scan(table).collect().to_dicts()


def test_each_input_comes_to_what_it_must(folder: tuple[Path, dict[str, Fate]], conversion: Conversion) -> None:
    found = {row["path"]: {name: row[name] for name in OUTCOMES} for row in rows(conversion, "sources")}
    assert found == {path: {name: getattr(fate, name) for name in OUTCOMES} for path, fate in folder[1].items()}


def test_each_record_that_is_no_article_has_its_reason(
    folder: tuple[Path, dict[str, Fate]], conversion: Conversion
) -> None:
    paths = {row["source_id"]: row["path"] for row in rows(conversion, "sources")}
    left: dict[object, list[tuple[object, str]]] = {}
    for row in rows(conversion, "source_records"):
        left.setdefault(paths[row["source_id"]], []).append((row["locator"], str(row["reason"])))
    for path, fate in folder[1].items():
        reasons = [reason for _, reason in sorted(left.get(path, []))]
        assert len(reasons) == len(fate.reasons), path
        assert all(said in reason for said, reason in zip(fate.reasons, reasons, strict=True)), (path, reasons)


def test_the_counts_add_up(folder: tuple[Path, dict[str, Fate]], conversion: Conversion) -> None:
    wanted = {name: sum(getattr(fate, name) for fate in folder[1].values()) for name in OUTCOMES}
    assert conversion.counts == {"records": sum(wanted.values()), **wanted}
    assert conversion.inputs == len(folder[1])
    assert len(rows(conversion, "articles")) == wanted["articles"]


def test_the_package_is_sound_but_for_letters_that_were_broken_before(
    folder: tuple[Path, dict[str, Fate]], conversion: Conversion
) -> None:
    report = validate(conversion.package.folder, sources=folder[0])
    outcomes = {found.rule: found.outcome for found in report.outcomes}
    assert outcomes["counts-add-up"] == "passed"
    assert outcomes["statement-unlike-source"] == "passed"
    assert {finding.rule for finding in report.findings if finding.severity == "error"} == {"text-unreadable"}


def test_parquet_holds_the_same_as_csv(
    folder: tuple[Path, dict[str, Fate]], conversion: Conversion, tmp_path: Path
) -> None:
    other = convert(folder[0], to=tmp_path / "hostile", prefix="hx", format="parquet")
    assert other.counts == conversion.counts
    keys = ["source_id", "locator"]
    both = [one.package.scan("source_records").sort(keys).collect() for one in (conversion, other)]
    assert both[0].equals(both[1].cast(dict(both[0].schema)))


def test_nothing_outside_is_written_or_read(folder: tuple[Path, dict[str, Fate]], conversion: Conversion) -> None:
    places = [folder[0].parent, folder[0], conversion.package.folder.parent, Path.cwd(), Path.cwd().parent]
    assert [found for place in places for found in place.glob("evil.md")] == []
    text = pl.DataFrame(rows(conversion, "texts"))["text"]
    assert text.str.contains("good ferry").any()
    assert not text.str.contains("evil ferry|secret ferry").any()
