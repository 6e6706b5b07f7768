"""Two collections are compared by article, and the largest change says which step the version takes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressmark.contracts.tables import TABLES, table
from pressmark.evidence.licenses import RIGHTS_STATEMENTS
from pressmark.model.version import STEPS, parse_version
from pressmark.records.difference import KEYED, Difference, difference

ID = "aa-0000000000000001"
BASE: dict[str, Any] = {
    "article_id": ID,
    "title": "A title",
    "license": None,
    "rights_statement": RIGHTS_STATEMENTS["InC"],
    "release_profile": "excerpt",
    "record_sha256": "0" * 64,
    "text_sha256": "a" * 64,
}
SUBJECT = {"article_id": ID, "scheme": "theme", "position": 1, "label": "Tides"}
KEPT = {"article_id": ID, "method": "text-sha256-prev", "position": 1, "value": "a" * 64}


def tables(articles: list[dict[str, Any]], **more: list[dict[str, Any]]) -> dict[str, pl.LazyFrame]:
    """Returns the tables of a collection."""
    rows = {"articles": articles, **more}
    return {name: pl.LazyFrame(rows.get(name, []), schema=table(name).polars_schema) for name in TABLES}


def article(**changes: Any) -> dict[str, Any]:
    """Returns the article with some columns changed, and so with another hash."""
    hashed = set(changes) - {"release_profile"}
    return {**BASE, **({"record_sha256": "1" * 64} if hashed else {}), **changes}


def statement(name: str) -> dict[str, str]:
    """Returns the column of a rights statement."""
    return {"rights_statement": RIGHTS_STATEMENTS[name]}


# What differs in the article, before and after; the group and step of the one line that comes of it.
ARTICLES: tuple[tuple[str, dict[str, Any], dict[str, Any], str, str], ...] = (
    ("shows less", {"release_profile": "fulltext"}, {"release_profile": "metadata"}, "Rights", "major"),
    ("shows a little less", {"release_profile": "excerpt"}, {"release_profile": "features"}, "Rights", "major"),
    ("shows more", {"release_profile": "metadata"}, {"release_profile": "excerpt"}, "Rights", "minor"),
    ("licence taken back", {"license": "CC-BY-4.0"}, {"license": None}, "Rights", "major"),
    ("permission taken back", {"license": "LicenseRef-A"}, {"license": None}, "Rights", "major"),
    ("licence for a permission", {"license": "CC-BY-NC-4.0"}, {"license": "LicenseRef-A"}, "Rights", "major"),
    ("commerce forbidden", {"license": "CC-BY-4.0"}, {"license": "CC-BY-NC-4.0"}, "Rights", "major"),
    ("changes forbidden", {"license": "CC-BY-NC-4.0"}, {"license": "CC-BY-NC-ND-4.0"}, "Rights", "major"),
    ("changes for commerce", {"license": "CC-BY-NC-4.0"}, {"license": "CC-BY-ND-4.0"}, "Rights", "major"),
    ("share alike", {"license": "CC-BY-4.0"}, {"license": "CC-BY-SA-4.0"}, "Rights", "major"),
    ("name the author", {"license": "CC0-1.0"}, {"license": "CC-BY-4.0"}, "Rights", "major"),
    ("no longer free", statement("NoC-US"), statement("InC"), "Rights", "major"),
    ("restricted now", statement("NKC"), statement("NoC-CR"), "Rights", "major"),
    ("education no more", statement("InC-EDU"), statement("InC"), "Rights", "major"),
    ("a licence", {"license": None}, {"license": "CC-BY-NC-4.0"}, "Rights", "minor"),
    ("a wider licence", {"license": "CC-BY-NC-SA-4.0"}, {"license": "CC-BY-SA-4.0"}, "Rights", "minor"),
    ("a newer licence", {"license": "CC-BY-3.0"}, {"license": "CC-BY-4.0"}, "Rights", "minor"),
    ("a dedication", {"license": "CC-BY-SA-4.0"}, {"license": "CC0-1.0"}, "Rights", "minor"),
    ("looked into", statement("CNE"), statement("InC"), "Rights", "minor"),
    ("education", statement("InC"), statement("InC-EDU"), "Rights", "minor"),
    ("another text", {}, {"text_sha256": "b" * 64}, "Changed", "major"),
    ("no text", {}, {"text_sha256": None}, "Changed", "major"),
    ("a text at last", {"text_sha256": None}, {"text_sha256": "b" * 64}, "Changed", "minor"),
    ("a recount", {"word_count": 6}, {"word_count": 7}, "Fixed", "patch"),
    ("a detail at last", {}, {"word_count": 7}, "Fixed", "minor"),
    ("a child row", {}, {"record_sha256": "1" * 64}, "Fixed", "minor"),
)


@pytest.mark.parametrize(
    ("before", "after", "group", "step"), [pytest.param(*case[1:], id=case[0]) for case in ARTICLES]
)
def test_a_change_of_an_article_has_its_step(
    before: dict[str, Any], after: dict[str, Any], group: str, step: str
) -> None:
    found = difference(tables([{**BASE, **before}]), tables([{**BASE, **before, **article(**after)}]))
    assert found.step == step
    assert [(change.group, change.ids) for change in found.changes] == [(group, (ID,))]


@pytest.mark.parametrize("column", KEYED)
def test_a_correction_of_a_value_that_queries_go_by_is_named(column: str) -> None:
    kind = table("articles")[column].type
    old, new = {"date": (date(2024, 3, 4), date(2024, 3, 5)), "string": ("One", "Another")}[kind]
    corrected = difference(tables([{**BASE, column: old}]), tables([article(**{column: new})]))
    filled = difference(tables([{**BASE, column: None}]), tables([article(**{column: new})]))
    assert (corrected.step, filled.step) == ("minor", "minor")
    assert [change.text for change in corrected.changes] == [f"1 article with a corrected {column}"]
    assert [change.text for change in filled.changes] == [f"1 article with {column} filled in"]


# What the two collections hold, the group of each line, and the step.
COLLECTIONS: tuple[tuple[str, dict[str, pl.LazyFrame], dict[str, pl.LazyFrame], list[str], str | None], ...] = (
    ("nothing", tables([BASE]), tables([BASE]), [], None),
    ("order", tables([BASE, {**BASE, "article_id": "b"}]), tables([{**BASE, "article_id": "b"}, BASE]), [], None),
    ("an article more", tables([BASE]), tables([BASE, {**BASE, "article_id": "b"}]), ["Added"], "minor"),
    ("an article less", tables([BASE, {**BASE, "article_id": "b"}]), tables([BASE]), ["Removed"], "major"),
    ("another id", tables([BASE]), tables([{**BASE, "article_id": "b"}]), ["Added", "Removed"], "major"),
    ("a table more", tables([BASE]), tables([BASE], subjects=[SUBJECT]), ["Added"], "minor"),
    ("a table less", tables([BASE], subjects=[SUBJECT]), tables([BASE]), ["Removed"], "major"),
    (
        "a corrected text whose hash is kept",
        tables([BASE], fingerprints=[{**KEPT, "method": "text-sha256"}]),
        tables([article(text_sha256="b" * 64)], fingerprints=[KEPT]),
        ["Changed"],
        "minor",
    ),
    (
        "a corrected text whose hash another article keeps",
        tables([BASE], fingerprints=[{**KEPT, "method": "text-sha256"}]),
        tables([article(text_sha256="b" * 64)], fingerprints=[{**KEPT, "article_id": "b"}]),
        ["Changed"],
        "major",
    ),
    (
        "the largest step",
        tables([BASE]),
        tables([article(title="Another", text_sha256="b" * 64, release_profile="fulltext")]),
        ["Rights", "Changed", "Fixed"],
        "major",
    ),
)


@pytest.mark.parametrize(
    ("before", "after", "groups", "step"), [pytest.param(*case[1:], id=case[0]) for case in COLLECTIONS]
)
def test_the_largest_change_gives_the_step(
    before: Mapping[str, pl.LazyFrame], after: Mapping[str, pl.LazyFrame], groups: list[str], step: str | None
) -> None:
    found = difference(before, after)
    assert [change.group for change in found.changes] == groups
    assert found.step == step


def test_a_line_counts_all_and_names_the_first() -> None:
    many = [{**BASE, "article_id": f"aa-{number:016x}"} for number in range(30)]
    (change,) = difference(tables(many[:1]), tables(many)).changes
    assert change.text == "29 articles"
    assert change.ids == tuple(row["article_id"] for row in many[1:21])


SOME = st.dictionaries(
    st.sampled_from(["a", "b", "c"]),
    st.fixed_dictionaries(
        {
            "release_profile": st.sampled_from(["metadata", "fulltext"]),
            "record_sha256": st.sampled_from(["0" * 64, "1" * 64]),
        }
    ),
)


@settings(max_examples=40, deadline=None)
@given(before=SOME, after=SOME)
def test_what_one_way_adds_the_other_removes(before: dict[str, Any], after: dict[str, Any]) -> None:
    def collection(rows: dict[str, Any]) -> dict[str, pl.LazyFrame]:
        return tables([{**BASE, "article_id": name, **row} for name, row in rows.items()])

    there = difference(collection(before), collection(after))
    back = difference(collection(after), collection(before))
    assert ids(there, "Added") == ids(back, "Removed") == set(after) - set(before)
    assert ids(there, "Removed") == ids(back, "Added") == set(before) - set(after)
    assert (there.step is None) is (before == after)
    if set(before) - set(after):
        assert there.step == "major"


def ids(found: Difference, group: str) -> set[str]:
    """Returns the ids that the lines of a group name."""
    return {name for change in found.changes if change.group == group for name in change.ids}


# A version, the step, and the version after it.
AFTER = (
    ("0.1.0", "patch", "0.1.1"),
    ("0.1.4", "minor", "0.2.0"),
    ("0.1.4", "major", "0.2.0"),
    ("1.2.3", "patch", "1.2.4"),
    ("1.2.3", "minor", "1.3.0"),
    ("1.2.3", "major", "2.0.0"),
    ("2.0.0-rc.1", "minor", "2.0.0"),
)


@pytest.mark.parametrize(("version", "step", "following"), AFTER)
def test_the_step_gives_the_next_version(version: str, step: str, following: str) -> None:
    assert str(parse_version(version).after(step)) == following
    assert step in STEPS
    assert parse_version(version).order < parse_version(following).order
