"""A run of eight withheld words is found wherever a release shows it; seven words, and permitted ones, are not."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressmark.contracts.package import FORMATS, scan_table, write_table
from pressmark.contracts.tables import TABLES, table
from pressmark.records.profiles import permitted_words
from pressmark.rights.leaks import HEADER_SLOTS, Leak, leaks

OWN, OTHER = "aa-0000000000000001", "aa-0000000000000002"
TITLE = "The Nine Bright Lanterns of the Old Harbour Wall at Dusk"
CANARY = "zircon walrus ambles past seven quiet copper kettles"
TEXT = f"First a line. {TITLE} was a headline. Then {CANARY} and a last line."
SEVEN = CANARY.rpartition(" ")[0]

# A file that a describer writes, and what it says.
FILES: Mapping[str, str] = {
    "README.md": f"An example: _{CANARY}_.",
    "CHANGELOG.md": f"- Fixed a typing error in: {CANARY.upper()}",
    "RIGHTS.md": "> " + CANARY.replace(" ", "\n> ", 3),
    "CITATION.cff": f"abstract: {CANARY}",
    "citation.bib": CANARY.replace(" ", r"\_ ") + "}",
    "index.html": f"<p>{html.escape(CANARY)}</p>".replace("past", "past&nbsp;"),
    "notes": CANARY.replace(" ", ", "),
    "datapackage.json": json.dumps({"resources": [{"examples": [["x", CANARY]]}]}),
    "datacite.json": json.dumps({CANARY: None}),
    "citation.json": json.dumps({"abstract": CANARY}).replace("w", r"\u0077"),
    "reports/report.json": json.dumps([{"message": f"has {CANARY}"}]),
}
# A table and a row of it that shows the words.
ROWS: Mapping[str, tuple[str, dict[str, Any]]] = {
    "text": ("texts", {"text": TEXT}),
    "lede": ("texts", {"lede": CANARY}),
    "anchor": ("links", {"position": 1, "role": "body", "anchor": CANARY}),
    "disclaimer": ("statements", {"slot": "disclaimer", "position": 1, "verbatim": CANARY}),
    "fair use": ("statements", {"slot": "fair_use", "position": 1, "verbatim": f"See {CANARY}."}),
    "note": ("claims", {"claim": "license", "position": 1, "note": f"It says: {CANARY}"}),
    "flag": ("flags", {"kind": "rights-caveat", "value": CANARY}),
    "fingerprint": ("fingerprints", {"method": "sketch", "position": 1, "value": CANARY}),
    "permission": ("permissions", {"permission_id": "LicenseRef-A", "text": CANARY}),
    "path": ("sources", {"source_id": "s-1", "path": f"{CANARY}.html"}),
    "reason": ("source_records", {"source_id": "s-1", "locator": "row=1", "reason": CANARY}),
    "another's subject": ("subjects", {"article_id": OTHER, "scheme": "theme", "position": 1, "label": CANARY}),
    "another's notice": ("agents", {"article_id": OTHER, "role": "author", "position": 1, "name": CANARY}),
}
# What is no leak: words that every profile shows of the article itself, and a headline that stands in two articles.
PERMITTED: Mapping[str, tuple[str, dict[str, Any]]] = {
    "own title": ("articles", {"title": TITLE}),
    "own printed title": ("statements", {"slot": "title", "position": 1, "verbatim": f"# {TITLE}"}),
    "own claim": ("claims", {"claim": "title", "position": 1, "value": TITLE, "chosen": True}),
    "own subject": ("subjects", {"scheme": "theme", "position": 1, "label": TITLE}),
    "own header link": ("links", {"position": 1, "role": "source-statement", "anchor": TITLE}),
    "own excerpt": ("excerpts", {"text": TITLE}),
    "another's title": ("articles", {"article_id": OTHER, "title": f"{TITLE}: a copy"}),
    "another's attribution": ("articles", {"article_id": OTHER, "attribution": f"“{TITLE}”, 2020"}),
    "another's printed title": ("statements", {"article_id": OTHER, "slot": "title", "position": 1, "verbatim": TITLE}),
    "another's open text": ("texts", {"article_id": OTHER, "text": TEXT}),
    "seven words": ("flags", {"kind": "rights-caveat", "value": SEVEN}),
    "seven words twice": ("flags", {"kind": "rights-caveat", "value": f"{SEVEN} and then {CANARY.partition(' ')[2]}"}),
    "two cells": ("claims", {"claim": "license", "position": 1, "value": SEVEN, "note": CANARY.rpartition(" ")[2]}),
}


def found(folder: Path, withheld: str = TEXT) -> set[tuple[str, str]]:
    """Returns the articles and files that the scan names, of one withheld text."""
    tables = {name: _scan(folder, name) for name in TABLES}
    gated = pl.LazyFrame({"article_id": [OWN], "text": [withheld]})
    return {(leak.article_id, leak.file) for leak in leaks(gated, permitted_words(tables), folder)}


def _scan(folder: Path, name: str) -> pl.LazyFrame:
    path = next((folder / "data").glob(f"{name}.*"), None)
    if path is None:
        return table(name).empty().lazy()
    return scan_table(table(name), path)


def write(folder: Path, name: str, row: Mapping[str, Any], form: str = "csv") -> str:
    """Writes one row of a table and returns the path of its file."""
    of = table(name)
    cells = {column: row.get(column) for column in of.columns}
    if "article_id" in cells and cells["article_id"] is None:
        cells["article_id"] = OWN
    write_table(pl.LazyFrame([cells], schema=of.polars_schema), of, folder / f"data/{name}.{form}")
    return f"data/{name}.{form}"


def write_file(folder: Path, name: str, content: str) -> None:
    """Writes a file of a release."""
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(content, encoding="utf-8")


@pytest.mark.parametrize("name", FILES)
def test_words_in_a_document_are_found(name: str, tmp_path: Path) -> None:
    write(tmp_path, "articles", {"title": TITLE})
    write_file(tmp_path, name, FILES[name])
    assert found(tmp_path) == {(OWN, name)}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("place", ROWS)
def test_words_in_a_table_are_found(place: str, form: str, tmp_path: Path) -> None:
    name, row = ROWS[place]
    write(tmp_path, "articles", {"title": TITLE}, form)
    assert found(tmp_path) == set()
    assert found(tmp_path) | {(OWN, write(tmp_path, name, row, form))} == found(tmp_path)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("place", PERMITTED)
def test_words_that_may_be_shown_are_not(place: str, form: str, tmp_path: Path) -> None:
    name, row = PERMITTED[place]
    write(tmp_path, name, row, form)
    assert found(tmp_path) == set()


def test_a_title_that_the_article_may_show_may_stand_in_every_document(tmp_path: Path) -> None:
    write(tmp_path, "articles", {"title": TITLE})
    write_file(tmp_path, "README.md", f"- {TITLE}")
    assert found(tmp_path) == set()
    write(tmp_path, "articles", {"article_id": OTHER, "title": TITLE})
    assert found(tmp_path) == {(OWN, "README.md")}


@pytest.mark.parametrize(("words", "shown"), [(CANARY, True), (SEVEN, False), (CANARY.partition(" ")[2], False)])
def test_eight_words_are_a_leak_and_seven_are_none(words: str, shown: bool, tmp_path: Path) -> None:
    write_file(tmp_path, "README.md", f"before {words} after")
    assert found(tmp_path) == ({(OWN, "README.md")} if shown else set())


@settings(max_examples=60, deadline=None)
@given(start=st.integers(0, 40), length=st.integers(1, 30))
def test_every_run_of_a_text_is_found_from_eight_words_on(
    start: int, length: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    words = [f"w{number}" for number in range(60)]
    folder = tmp_path_factory.mktemp("release")
    write_file(folder, "README.md", f"so {'; '.join(words[start : start + length])} it is")
    assert bool(found(folder, " ".join(words))) is (length >= 8)


def test_no_withheld_text_and_no_file_are_no_leak(tmp_path: Path) -> None:
    nothing = pl.LazyFrame(schema={"article_id": pl.String, "text": pl.String})
    gated = pl.LazyFrame({"article_id": [OWN], "text": [TEXT]})
    assert list(leaks(gated, nothing, tmp_path)) == []
    write_file(tmp_path, "README.md", TEXT)
    assert list(leaks(nothing, nothing, tmp_path)) == []
    assert list(leaks(gated, nothing, tmp_path)) == [Leak(OWN, "README.md")]


def test_only_slots_of_the_contract_are_header() -> None:
    assert set(table("statements")["slot"].enum) >= HEADER_SLOTS
