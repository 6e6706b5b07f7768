"""What a batch knows of its sites reaches each of its articles, in one process or in several."""

from __future__ import annotations

from pathlib import Path

import pytest

from pressmark.files import sha256_of
from pressmark.stages.convert import convert


def print_view(place: Path, day: str, number: int) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(f"# Kite {number}\n\nBy Ann Lee\n\nThe River Post, {day}\n\nKite {number} flew.\n", "utf-8")


def page(place: Path, day: str, number: int) -> None:
    place.write_text(
        f'<html><head><title>Kite {number}</title><meta property="og:site_name" content="The River Post"></head><body>'
        f'<article><h1>Kite {number}</h1><p class="date">{day}</p><p>They flew {number} hours over the town, and '
        "everyone on the quay looked up and stayed until the lamps were lit again.</p></article></body></html>",
        "utf-8",
    )


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    for number in range(1, 71):
        print_view(tmp_path / "in" / f"{number}.md", f"{1 + number % 28}/4/2011", number)
    page(tmp_path / "in" / "page.html", "2/5/2011", 99)
    return tmp_path / "in"


def test_a_folder_of_print_views_and_pages_has_one_order(batch: Path, tmp_path: Path) -> None:
    package = convert(batch, to=tmp_path / "package").package
    dates = package.scan("dates").collect()
    assert dates["precision"].unique().to_list() == ["day"]
    assert {day.month for day in dates["earliest"]} == {4, 5}
    claims = package.scan("claims").collect()
    (note,) = claims.filter(claims["claim"] == "date_order")["note"].unique().to_list()
    assert note == "the dates in figures of its site that tell day from month agree"


def test_workers_change_nothing(batch: Path, tmp_path: Path) -> None:
    one, two = (convert(batch, to=tmp_path / str(workers), workers=workers).package for workers in (1, 2))
    hashes = [{place.name: sha256_of(place) for place in sorted((one.folder / "data").iterdir())} for one in (one, two)]
    assert hashes[0] == hashes[1]
