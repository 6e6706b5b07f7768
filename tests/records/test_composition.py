"""Two differences in a row make the difference of the ends, exactly; and how many are read at once changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from records.quay import ARTICLE, ROWS, Rows, described, rows, side

from pressmark.contracts.tables import TABLES, table
from pressmark.records.difference import CHANGES, PLACE, Side, changes, compose, difference, settled

IDS = ("aa-0000000000000001", "aa-0000000000000002", "aa-0000000000000003")
WORDS = st.sampled_from(["", "a", "b", "Ä\n", 'x,"y"']).map(lambda word: word or None)
HASHES = st.sampled_from(["0" * 64, "1" * 64])
ID = st.sampled_from(IDS)
PROFILES = st.sampled_from(["fulltext", "excerpt", "metadata", "withheld"])

ARTICLES = st.dictionaries(
    st.sampled_from(IDS),
    st.fixed_dictionaries(
        {"title": WORDS, "record_sha256": HASHES, "text_sha256": HASHES, "release_profile": PROFILES, "license": WORDS}
    ),
)


def listed(*values: Any) -> st.SearchStrategy[dict[Any, dict[str, Any]]]:
    """Returns rows by their key, so that no key is there twice."""
    return st.dictionaries(st.tuples(*values), st.fixed_dictionaries({"given": WORDS}), max_size=4)


CHILDREN: Mapping[str, tuple[tuple[str, ...], str, st.SearchStrategy[Any]]] = {
    "agents": (("article_id", "role", "position"), "name", listed(ID, st.just("author"), st.integers(1, 2))),
    "flags": (("article_id", "kind", "value"), "", listed(ID, st.just("rights-caveat"), st.sampled_from("ab"))),
    "features": (("article_id", "token"), "", listed(ID, st.sampled_from("ab"))),
    "texts": (("article_id",), "text", listed(ID)),
    "copies": (("cluster_id", "article_id"), "role", listed(st.just("c-1"), ID)),
    "permissions": (("permission_id",), "text", listed(st.sampled_from(["LicenseRef-A", "LicenseRef-B"]))),
    "source_records": (("source_id", "locator"), "reason", listed(st.just("s-1"), st.sampled_from(["row=1", "a/b"]))),
    "tombstones": (("article_id",), "reason", listed(ID)),
}  # fmt: skip


@st.composite
def collections(draw: st.DrawFn) -> Side:
    """Draws a small collection, with what its descriptor says; every row is of an article that is there."""
    articles = draw(ARTICLES)
    found: Rows = {"articles": [{**ARTICLE, **row, "article_id": name} for name, row in articles.items()]}
    found["sources"] = [{"source_id": "s-1", "sha256": draw(HASHES), "bytes": 1, "bom": False}]
    for name, (keys, column, strategy) in CHILDREN.items():
        drawn = [dict(zip(keys, key, strict=True)) | row for key, row in draw(strategy).items()]
        there = [row for row in drawn if not table(name).of_article or row["article_id"] in articles]
        found[name] = [{**row, column: row["given"]} if column else row for row in there]
        for row in found[name]:
            del row["given"]
    said = described(found) | {"title": draw(WORDS), "licenses": [{"name": draw(HASHES)}]}
    said["articles:kind"] = draw(st.sampled_from(["release", "release", "package"]))
    for entry in said["resources"]:
        entry["schema"]["missingValues"] = ["", draw(st.sampled_from(["NA", "-"]))]
    return side(found, said)


def whole(old: Side, new: Side) -> pl.DataFrame:
    """Returns all rows of a difference, with those of what is new or gone."""
    return pl.concat([CHANGES.to_frame(), *changes(old, new, whole=True)])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(first=collections(), second=collections(), third=collections())
def test_two_differences_in_a_row_make_one(first: Side, second: Side, third: Side) -> None:
    composed = compose(whole(first, second), whole(second, third))
    assert composed.equals(settled(whole(first, third)))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(first=collections(), second=collections())
def test_there_and_back_is_nothing(first: Side, second: Side) -> None:
    there, back = whole(first, second), whole(second, first)
    assert compose(there, back).is_empty()
    swapped = there.rename({"old_hash": "new_hash", "new_hash": "old_hash"})
    assert settled(back).equals(settled(swapped))
    assert whole(first, first).is_empty()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(first=collections(), second=collections())
def test_no_place_is_told_of_twice_and_each_batch_tells_the_same(first: Side, second: Side) -> None:
    found = whole(first, second)
    assert not found.select(PLACE).is_duplicated().any()
    told, one_by_one = (pl.concat([CHANGES.to_frame(), *changes(first, second, size=size)]) for size in (100, 1))
    assert told.equals(one_by_one)


def test_a_difference_does_not_depend_on_the_order_of_rows() -> None:
    new = rows()
    new["articles"][0]["title"] = "A Gull"
    turned = {name: listed[::-1] for name, listed in new.items()}
    found = [difference(side(rows()), side(each, described(new))) for each in (new, turned)]
    assert found[0] == found[1]


def test_the_collection_has_a_row_in_most_tables() -> None:
    assert set(ROWS) >= {name for name in TABLES if table(name).of_article} - {"excerpts", "features"}
