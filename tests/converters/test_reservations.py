"""What a page or its HTTP headers reserve becomes a claim, and closes the text."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from converters.crawled import answer, locator, page, record

from pressmark.evidence.reservations import forbids_learning
from pressmark.stages.convert import convert


def meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{content}">'


LICENSED = '<link rel="license" href="https://creativecommons.org/licenses/by/4.0/">'
# HTTP headers, what stands in the page's head, and the claims: value, basis, chosen.
CASES: list[tuple[dict[str, str], str, list[tuple[str, str, bool]]]] = [
    ({}, "", []),
    ({"tdm_reservation": "1"}, "", [("1", "header", True)]),
    ({"TDM_Reservation": "0"}, "", [("0", "header", True)]),
    ({"X_Robots_Tag": "noindex, noai"}, "", [("1", "header", True)]),
    ({"X_Robots_Tag": "somebot: noai"}, "", [("1", "header", True)]),
    ({"X_Robots_Tag": "noindex, noimageai"}, "", []),
    ({}, meta("robots", "NOAI, noimageai"), [("1", "meta", True)]),
    ({}, meta("robots", "noarchive"), []),
    ({}, meta("tdm-reservation", "0") + meta("robots", "noai"), [("1", "meta", True), ("0", "meta", False)]),
    ({"tdm_reservation": "1"}, meta("tdm-reservation", "0"), [("0", "meta", True), ("1", "header", False)]),
]


@pytest.mark.parametrize(("headers", "head", "claims"), CASES)
def test_a_reservation_is_a_claim_and_closes(
    headers: dict[str, str], head: str, claims: list[tuple[str, str, bool]], tmp_path: Path
) -> None:
    archive = tmp_path / "harbour.warc"
    archive.write_bytes(record(1, answer(page("first", LICENSED + head), **headers)))
    package = convert(archive, to=tmp_path / "package").package
    rows = package.scan("claims").filter(pl.col("claim") == "tdm_reservation").sort("position").collect()
    assert rows.select("value", "basis", "chosen").rows() == claims
    assert all(row["locator"] == locator(1) for row in rows.iter_rows(named=True) if row["basis"] == "header")
    (rule,) = package.scan("articles").collect()["release_rule"].to_list()
    assert (rule == "mining-reserved") == any(value == "1" for value, _, _ in claims)


@pytest.mark.parametrize(
    ("directives", "said"),
    [("noai", True), ("index,NoAI;follow", True), ("noaim", False), ("no ai", False), ("x-noai", False), ("", False)],
)
def test_noai_is_a_word_of_its_own(directives: str, said: bool) -> None:
    assert forbids_learning(directives) is said
