"""A release that was changed anywhere is found out, and where it was changed is told as far as it can be known."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from stages.broken import copied, flip, kinds, named, reseal, rewrite, rows_of
from stages.island import BELL

from pressmark.checking.released_records import HASHED
from pressmark.checking.released_rows import in_order
from pressmark.contracts.package import FORMATS, open_package
from pressmark.contracts.rows import rows
from pressmark.contracts.tables import table
from pressmark.files import MANIFEST, listed_files, read_manifest
from pressmark.records.hashing import as_metadata
from pressmark.stages.verify import verify

EXAMPLE = Path(__file__).resolve().parents[2] / "datapackages/harbour-press/0.1.0"
# Cells that no hash covers but that of their file.
UNCOVERED = {"record_version", "release_rule", "source_id"}


@pytest.fixture(params=FORMATS)
def release(request: pytest.FixtureRequest, in_every_format: Mapping[str, Path], tmp_path: Path) -> Path:
    """Returns a copy of the release, in each format."""
    return copied(in_every_format[request.param], tmp_path)


def test_a_release_is_what_it_says(release: Path) -> None:
    found = verify(release.parent, "1.0.0")
    root = open_package(release).descriptor["articles:contentRoot"]
    assert (found.differences, found.content_root) == ((), root)
    assert (found.files, found.records, found.texts) == (len(read_manifest(release)), 7, 2)
    assert found.against == (MANIFEST, "datapackage.json", "index.json")
    assert verify(release, root=root).against[-1] == "the given root"


def test_a_flipped_bit_is_found_and_its_file_named(release: Path) -> None:
    dice = random.Random(release.parent.parent.name)
    for name in listed_files(release):
        path = release / name
        whole = path.read_bytes()
        for _ in range(2):
            place = dice.randrange(len(whole))
            flip(path, place, dice.randrange(8))
            found = verify(release)
            assert "identifier-changed" in kinds(found), name
            regions = [region for difference in found.differences for region in difference.regions]
            # A flipped bit in the manifest accuses its own line, or the file that the line named.
            assert name == MANIFEST or name in {region.file for region in regions}, (name, place)
            in_form = any("in its form alone" in one.message for one in found.differences)
            if len(whole) < 5_000 and name != MANIFEST and not in_form:
                assert any(region.file == name and region.bytes == (place, place) for region in regions), (name, place)
            path.write_bytes(whole)
    assert verify(release).verified


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", HASHED)
def test_an_edited_cell_is_found_in_its_article(
    name: str, form: str, in_every_format: Mapping[str, Path], tmp_path: Path
) -> None:
    release = copied(in_every_format[form], tmp_path)
    path = open_package(release).paths[name]
    whole, rows = path.read_bytes(), rows_of(release, name)
    for column in [column for column in table(name).columns if column not in UNCOVERED]:
        place = next((place for place, row in enumerate(rows) if counts(name, row, column)), None)
        if place is None:
            continue
        rewrite(release, name, lambda found, at=place, of=column: found[at].update({of: another(found[at][of])}))
        found = verify(release)
        path.write_bytes(whole)
        (changed,) = [difference for difference in found.differences if difference.kind == "file-changed"]
        assert [region.file for region in changed.regions] == [f"data/{name}.{form}"]
        if column == "release_profile":
            assert "root-changed" in kinds(found)
            continue
        assert rows[place]["article_id"] in {one.article_id for one in found.differences}, column
        if column not in table(name).primary_key:
            (suspect,) = [one for one in found.differences if one.kind == "record-changed"]
            (region,) = suspect.regions
            assert (region.file, region.table) == (f"data/{name}.{form}", name)
            assert region.rows is not None
            assert region.rows[0] <= place + 1 <= region.rows[1]
            assert (region.lines is None) == (form == "parquet")


def counts(name: str, row: dict[str, Any], column: str) -> bool:
    """Returns whether a row has something in a column, and its record's hash covers it."""
    shown = row if name == "articles" else as_metadata(name, row)
    return shown is not None and shown[column] is not None


def another(value: Any) -> Any:
    """Returns another value of the same type."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    return date(1999, 9, 9) if isinstance(value, date) else f"{value}x"


def test_a_wording_that_its_profile_may_show_is_found_by_its_own_hash(tmp_path: Path) -> None:
    release = copied(EXAMPLE, tmp_path)
    terms = [row for row in rows_of(release, "statements") if as_metadata("statements", row) != row]
    assert terms
    key = ("article_id", "slot", "position")

    def change(rows: list[dict[str, Any]]) -> None:
        (row,) = [row for row in rows if all(row[name] == terms[0][name] for name in key)]
        row["verbatim"] += " more"

    rewrite(release, "statements", change)
    found = verify(release)
    assert named(found, "wording-changed") == {terms[0]["article_id"]}
    assert "record-changed" not in kinds(found)


def edited_text(rows: list[dict[str, Any]]) -> None:
    next(row for row in rows if row["article_id"] == BELL)["text"] += " More."


def without_bell(rows: list[dict[str, Any]]) -> None:
    rows[:] = [row for row in rows if row["article_id"] != BELL]


def bell_twice(rows: list[dict[str, Any]]) -> None:
    rows.append(next(row for row in rows if row["article_id"] == BELL) | {"title": "Another"})


def a_row_more(rows: list[dict[str, Any]]) -> None:
    row = next(row for row in rows if row["article_id"] == BELL)
    rows.append({**row, "position": 99})


def bell_shows_less(rows: list[dict[str, Any]]) -> None:
    next(row for row in rows if row["article_id"] == BELL)["release_profile"] = "metadata"


# What is done to which table, and the kinds of difference that name the article, with those that name none.
CHANGES: dict[str, tuple[str, Callable[[list[dict[str, Any]]], None], set[str], set[str]]] = {
    "a text": ("texts", edited_text, {"text-changed"}, set()),
    "a text less": ("texts", without_bell, {"text-missing"}, set()),
    "an article less": ("articles", without_bell, {"row-orphaned"}, {"root-changed", "descriptor"}),
    "an article twice": (
        "articles",
        bell_twice,
        {"article-repeated", "record-changed"},
        {"root-changed", "descriptor"},
    ),
    "the rows of a child less": ("agents", without_bell, {"record-changed"}, set()),
    "a row of a child more": ("statements", a_row_more, {"record-changed"}, set()),
    "a fingerprint": (
        "fingerprints",
        lambda rows: [row.update(value="0" * 64) for row in rows if row["article_id"] == BELL],
        {"fingerprint-changed"},
        set(),
    ),
    "a profile": ("articles", bell_shows_less, {"text-unexpected"}, {"root-changed"}),
}


@pytest.mark.parametrize("case", CHANGES)
@pytest.mark.parametrize("sealed", [False, True])
def test_rows_that_changed_are_told_by_article(case: str, sealed: bool, release: Path) -> None:
    name, change, of_bell, of_none = CHANGES[case]
    rewrite(release, name, change)
    if sealed:
        reseal(release)
    found = verify(release)
    files = {"descriptor"} if sealed else {"file-changed"}
    assert kinds(found) == of_bell | of_none | files | {"identifier-changed"}
    for kind in of_bell:
        assert named(found, kind) == {BELL}


def in_another_order(path: Path) -> None:
    head, *rows = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([head, *rows[::-1]]) if path.suffix == ".csv" else b"".join([*rows[::-1], head]))


def between_quotation_marks(path: Path) -> None:
    path.write_bytes(re.sub(rb"^\w+", rb'"\g<0>"', path.read_bytes()).replace(b'{"', b'{ "', 1))


def test_rows_without_order_are_sorted_by_the_size_of_their_numbers(tmp_path: Path) -> None:
    release = copied(EXAMPLE, tmp_path)
    rewrite(release, "agents", lambda rows: rows.extend({**rows[0], "position": number} for number in (10, 2)))
    in_another_order(release / "data/agents.csv")
    paths = open_package(release).paths
    numbers = [row.cells["position"] for row in rows(table("agents"), in_order("agents", paths["agents"], tmp_path))]
    assert numbers[:3] == [1, 2, 10]


def test_articles_without_order_have_the_same_root(tmp_path: Path) -> None:
    release = copied(EXAMPLE, tmp_path)
    in_another_order(release / "data/claims.csv")
    in_another_order(release / "data/articles.csv")
    found = verify(release)
    assert kinds(found) == {"file-changed", "identifier-changed"}
    assert found.content_root == verify(EXAMPLE).content_root


@pytest.mark.parametrize("form", ["csv", "jsonl"])
@pytest.mark.parametrize("change", [in_another_order, between_quotation_marks])
@pytest.mark.parametrize("name", ["agents", "sources"])
def test_another_form_of_the_same_rows_is_called_that(
    name: str, change: Callable[[Path], None], form: str, in_every_format: Mapping[str, Path], tmp_path: Path
) -> None:
    release = copied(in_every_format[form], tmp_path)
    change(release / f"data/{name}.{form}")
    found = verify(release)
    assert kinds(found) <= {"file-changed", "identifier-changed"}
    assert "in its form alone" in str(found.differences[0])
    assert found.content_root == verify(in_every_format[form]).content_root
