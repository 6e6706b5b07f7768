"""A field that a site loses is found for that site, field and months only, and in healthy collections nothing is."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from records.collected import MONTHS, SHARES, collected, shuffled, tables_of

from pressmark.contracts.package import DESCRIPTOR, Package, descriptor, open_package, resource, write_table
from pressmark.contracts.tables import table
from pressmark.files import settled_json
from pressmark.records.collapses import Collapse, fallen, fallen_since
from pressmark.records.coverage import FIELDS
from pressmark.records.nest import Rows

SITE, FIRST, LAST = 1, 13, 16  # 2023-02 to 2023-05
HERE = ("site1.example", "2023-02", "2023-05")


def within(rows: Rows, kind: str = "package") -> list[Collapse]:
    return fallen(tables_of(rows), kind)


def place(found: Collapse) -> tuple[str, str, str, str]:
    return found.field, found.site, found.first, found.last


def lost(field: str, part: float, first: int = FIRST, last: int = LAST) -> Rows:
    return collected(
        5, lambda site, month, name: 1 - part if name == field and site == SITE and first <= month <= last else 1.0
    )


def written(rows: Rows, folder: Path, kind: str = "package") -> Package:
    tables = {name: frame for name, frame in tables_of(rows).items() if rows.get(name)}
    for name, frame in tables.items():
        write_table(frame, table(name), folder / "data" / f"{name}.csv")
    resources = [resource(table(name), folder / "data" / f"{name}.csv", folder) for name in tables]
    (folder / DESCRIPTOR).write_text(settled_json(descriptor("sites", kind, resources)), encoding="utf-8")
    return open_package(folder)


def test_every_field_has_a_share_here() -> None:
    assert SHARES.keys() == FIELDS.keys()


@pytest.mark.parametrize("part", [1.0, 0.6])
@pytest.mark.parametrize("field", list(SHARES))
def test_a_field_that_a_site_loses_is_found_there_only(field: str, part: float) -> None:
    assert [place(found) for found in within(lost(field, part))] == [(field, *HERE)]


@pytest.mark.parametrize("site", range(3))
def test_each_site_is_judged_by_itself(site: int) -> None:
    rows = collected(6, lambda at, month, name: 0.0 if (at, name) == (site, "authors") and month >= FIRST else 1.0)
    assert [place(found) for found in within(rows)] == [("authors", f"site{site}.example", "2023-02", "2023-06")]


def test_a_ramp_is_found() -> None:
    rows = collected(7, lambda at, month, name: max(0.0, min(1.0, (15 - month) / 5)) if name == "authors" else 1.0)
    found = [place(one) for one in within(rows)]
    assert {(field, site) for field, site, _, _ in found} == {("authors", f"site{n}.example") for n in range(3)}
    assert {last for _, _, _, last in found} == {"2023-06"}
    assert len(found) == 3


@pytest.mark.parametrize("seed", range(20))
def test_a_healthy_collection_has_no_alarm(seed: int) -> None:
    rows = collected(seed)
    assert within(rows) == []
    assert within(shuffled(rows, seed)) == []


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_the_order_of_the_rows_does_not_matter(seed: int) -> None:
    rows = LOST
    drawn = random.Random(seed)
    mixed = {name: drawn.sample(found, len(found)) for name, found in rows.items()}
    assert within(mixed) == within(rows) != []


LOST = lost("authors", 1.0)


def test_an_alarm_says_how_many_when_and_where() -> None:
    (alarm,) = within(lost("authors", 1.0, FIRST, MONTHS))
    assert (
        str(alarm) == f"0 of {alarm.run.now.of} articles with authors from 2023-02 on, 87 % before; site site1.example"
    )


def test_what_is_withheld_is_not_counted_and_not_named() -> None:
    hidden = [
        row | ({"release_profile": "withheld"} if row["source_id"].startswith("s1-") else {})
        for row in LOST["articles"]
    ]
    assert within({**LOST, "articles": hidden}) == []


def test_a_release_is_not_asked_for_the_text_of_what_is_shown_as_metadata() -> None:
    rows = lost("text", 1.0)
    bare = {row["article_id"] for row in rows["texts"] if "text" not in row}
    shown = [row | ({"release_profile": "metadata"} if row["article_id"] in bare else {}) for row in rows["articles"]]
    assert within({**rows, "articles": shown}, "release") == []
    assert within({**rows, "articles": shown}, "package") != []


@pytest.mark.parametrize(
    ("known", "site"),
    [
        ({"publisher": "Site 1"}, "site1.example"),
        ({}, "site1.example"),
        ({"url": "https://mirror.example/a", "publisher": "Site 1"}, "mirror.example"),
    ],
)
def test_an_article_without_an_address_belongs_to_the_site_of_its_publisher_or_folder(
    known: dict[str, str], site: str
) -> None:
    rows = collected(8)
    more: Rows = {name: [] for name in rows}
    for number in range(40):
        of = {"article_id": f"cv-f{number:015x}", "source_id": f"s1-f{number}", "title": None, "language": "und"}
        more["articles"].append(of | {"release_profile": "metadata"} | known)
        more["sources"].append({"source_id": of["source_id"], "path": f"site1/2023/06/f{number}.html"})
        day = date(2023, 7, 2)
        more["dates"].append({**dated(of["article_id"]), "earliest": day, "latest": day})
    found = within({name: [*rows[name], *more[name]] for name in rows})
    assert {one.site for one in found} == ({site} if site == "site1.example" else set())


def dated(article_id: str | None) -> dict[str, Any]:
    return {"article_id": article_id, "role": "retrieved"}


def test_pages_without_a_date_that_one_crawl_fetched_are_no_month() -> None:
    rows = collected(9)
    crawled = [
        row | ({"earliest": date(2024, 1, 1), "latest": date(2024, 1, 1)} if row["role"] == "retrieved" else {})
        for row in rows["dates"]
    ]
    undated = {row["article_id"] for row in rows["articles"]} - {
        row["article_id"] for row in rows["dates"] if row["role"] == "published"
    }
    bare = [row for row in rows["agents"] if row["article_id"] not in undated]
    assert within({**rows, "dates": crawled, "agents": bare}) == []


@pytest.mark.parametrize("part", [1.0, 0.6])
@pytest.mark.parametrize("field", list(SHARES))
def test_a_field_is_compared_with_the_same_month_of_an_earlier_package(field: str, part: float, tmp_path: Path) -> None:
    earlier = written(collected(5), tmp_path)
    assert fallen_since(earlier, tables_of(collected(5)), "package") == []
    found = fallen_since(earlier, tables_of(lost(field, part)), "package")
    assert [place(one) for one in found] == [(field, *HERE)]


@pytest.mark.parametrize("field", list(SHARES))
def test_a_field_that_is_lost_in_all_months_is_found_beside_the_earlier_package(field: str, tmp_path: Path) -> None:
    found = fallen_since(written(collected(5), tmp_path), tables_of(lost(field, 1.0, 0, MONTHS)), "package")
    assert [place(one) for one in found] == [(field, "site1.example", "2022-01", "2023-06")]
    assert within(lost(field, 1.0, 0, MONTHS)) == []


def test_more_than_before_is_no_alarm(tmp_path: Path) -> None:
    assert fallen_since(written(lost("authors", 1.0), tmp_path), tables_of(collected(5)), "package") == []


def test_of_an_earlier_release_only_full_texts_are_compared(tmp_path: Path) -> None:
    rows = collected(5)
    released = {**rows, "texts": [], "articles": [row | {"release_profile": "metadata"} for row in rows["articles"]]}
    assert fallen_since(written(released, tmp_path, "release"), tables_of(rows), "package") == []
