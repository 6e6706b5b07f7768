"""The line to print follows the contract's template; what is not known leaves no trace."""

from __future__ import annotations

from typing import Any

import pytest

from pressmark.records.attribution import attribution

AGAIN: dict[str, Any] = {"is_republication": True, "original_publisher": "Courier", "publisher": "Digest"}
DAYS = {"published": "2024-03-05", "original_published": "2024-03-04"}
# The article, authors, holders, dates, and the line.
CASES: tuple[tuple[dict[str, Any], tuple[str, ...], tuple[str, ...], dict[str, str], str], ...] = (
    ({}, (), (), {}, "“[untitled]”. original link not preserved"),
    ({"title": "Tides"}, (), (), {}, "“Tides”. original link not preserved"),
    (
        {"title": "Tides", "publisher": "Courier", "copyright_year": "2024", "url": "https://c.example/1"},
        ("Ada Lind", "Tomas Berg"),
        ("Courier",),
        {"published": "2024-03-05"},
        "“Tides”, Ada Lind, Tomas Berg, Courier, 2024-03-05. © Courier 2024. https://c.example/1",
    ),
    (
        {"title": "Tides", "copyright_year": "2024", **AGAIN},
        ("Ada Lind",),
        ("Courier", "Lind Ltd"),
        DAYS,
        "“Tides”, Ada Lind, Courier, 2024-03-04; republished by Digest, 2024-03-05. © Courier, Lind Ltd 2024. "
        "original link not preserved",
    ),
    (
        {"title": "Tides", **AGAIN, "publisher": None},
        (),
        (),
        {"published": "2024-03-05"},
        "“Tides”, Courier; republished by 2024-03-05. original link not preserved",
    ),
    (
        {"title": "Tides", **AGAIN, "publisher": None},
        (),
        (),
        {},
        "“Tides”, Courier; republished. original link not preserved",
    ),
    (
        {"title": "Tides", **AGAIN, "url": "https://d.example/2", "original_url": "https://c.example/1"},
        (),
        (),
        {"original_published": "2024-03"},
        "“Tides”, Courier, 2024-03; republished by Digest. https://c.example/1",
    ),
    (
        {"title": "Tides", **AGAIN, "url": "https://d.example/2"},
        (),
        (),
        DAYS,
        "“Tides”, Courier, 2024-03-04; republished by Digest, 2024-03-05. https://d.example/2",
    ),
    ({"title": "Tides"}, (), ("Courier",), {}, "“Tides”. © Courier. original link not preserved"),
    (
        {"title": "Tides", "copyright_year": "2019/2024"},
        (),
        (),
        {},
        "“Tides”. © 2019/2024. original link not preserved",
    ),
    (
        {"title": "Tides", "publisher": "Courier", "original_publisher": "Ignored"},
        (),
        (),
        {"original_published": "2024-03-04"},
        "“Tides”, Courier. original link not preserved",
    ),
)
EMPTY = ("title", "publisher", "original_publisher", "copyright_year", "url", "original_url")


@pytest.mark.parametrize(("article", "authors", "holders", "dates", "line"), CASES)
def test_the_line_is_as_the_template_says(
    article: dict[str, Any], authors: tuple[str, ...], holders: tuple[str, ...], dates: dict[str, str], line: str
) -> None:
    row = {**dict.fromkeys(EMPTY), "is_republication": False, **article}
    assert attribution(row, authors=authors, holders=holders, dates=dates) == line
