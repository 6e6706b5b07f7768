"""How pages are known again, which source is the best, and how far a text has moved."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from pressmark.records.matching import best_of, candidates, judged
from pressmark.records.rehydration import address_key, excerpt_distance, length_distance

KEYS = ("article_id", "source_sha256", "text_sha256", "url_key", "place", "path", "source_locator")
SCHEMA = {**dict.fromkeys(KEYS, pl.String()), "word_count": pl.Int64(), "char_count": pl.Int64()}
NONE = pl.DataFrame(schema={"article_id": pl.String(), "found_id": pl.String()})
NO_TEXTS = pl.DataFrame(schema={"article_id": pl.String(), "value": pl.String()})


def keyed(*rows: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame([dict.fromkeys(SCHEMA) | row for row in rows], schema=SCHEMA)


def article(name: str, **values: str | None) -> dict[str, Any]:
    return {"article_id": name, "source_sha256": f"bytes of {name}", "text_sha256": f"text of {name}", **values}


WANTED = keyed(
    article("a", url_key="example.org/a"),
    article("b", url_key="example.org/twins"),
    article("c", url_key="example.org/twins"),
    article("d", place="d.html\n\nthe kite"),
)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (article("a"), ("a", "identical")),
        (article("a", text_sha256="other"), ("a", "other-converter")),
        (article("a", source_sha256="other"), ("a", "other-markup")),
        (article("x", url_key="example.org/a"), ("a", "changed")),
        (article("x", url_key="example.org/a", text_sha256=None), None),
        (article("x", url_key="example.org/twins"), None),
        (article("x", place="d.html\n\nthe kite"), ("d", "changed")),
        (article("x", place="d.html\n\nanother"), None),
        (article("x"), None),
    ],
)
def test_a_record_is_known_by_its_bytes_its_text_its_address_or_its_place(
    found: dict[str, Any], expected: tuple[str, str] | None
) -> None:
    record = keyed({**found, "path": "in.html"})
    pairs = candidates(WANTED, record, NONE, NO_TEXTS)
    rows = judged(pairs, WANTED, record, archive=False).select("article_id", "outcome").rows()
    assert rows == ([expected] if expected else [])


def test_what_was_fetched_for_an_article_is_judged_as_its_own() -> None:
    record = keyed({**article("x"), "path": "x.warc"}, {**article("a", source_sha256="y"), "article_id": "y"})
    asked = pl.DataFrame({"article_id": ["b", "a"], "found_id": ["x", "y"]})
    pairs = candidates(WANTED, record, asked, NO_TEXTS)
    rows = judged(pairs, WANTED, record, archive=True).select("article_id", "outcome").rows()
    assert rows == [("a", "from-archive"), ("b", "changed")]


def test_an_earlier_text_is_known() -> None:
    record = keyed({**article("x"), "path": "old.html"})
    earlier = pl.DataFrame({"article_id": ["a"], "value": ["text of x"]})
    pairs = candidates(WANTED, record, NONE, earlier)
    assert judged(pairs, WANTED, record, archive=False).select("article_id", "outcome", "how").rows() == [
        ("a", "changed", "earlier")
    ]


def test_the_best_source_is_taken_and_of_equals_the_first_by_its_path() -> None:
    records = keyed(
        {**article("a", source_sha256="1"), "article_id": "1", "path": "b.html"},
        {**article("a", source_sha256="2"), "article_id": "2", "path": "a.html"},
        {**article("a", url_key="example.org/a", text_sha256="other"), "article_id": "3", "path": "0.html"},
    )
    for order in (records, records.reverse()):
        pairs = candidates(WANTED, order, NONE, NO_TEXTS)
        found = judged(pairs, WANTED, order, archive=False)
        assert found.select("found_id", "outcome").rows() == [("2", "other-markup")]


def test_of_several_rounds_the_first_of_the_best_counts() -> None:
    rounds = [
        pl.DataFrame({"article_id": ["a", "b"], "outcome": [first, "missing"], "round": [number, number]})
        for number, first in enumerate(("changed", "from-archive", "from-archive", "gone"))
    ]
    assert best_of(rounds).rows() == [("a", "from-archive", 1), ("b", "missing", 0)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.example.org/a/", "http://example.org/a"),
        ("https://example.org/a?utm_source=x&id=7#top", "https://EXAMPLE.org/a?id=7"),
    ],
)
def test_two_addresses_of_one_page_have_one_key(one: str, other: str) -> None:
    assert address_key(one) == address_key(other)


@pytest.mark.parametrize("other", ["https://example.org/A", "https://example.org/a?id=7", "https://example.com/a"])
def test_two_pages_have_two_keys(other: str) -> None:
    assert address_key("https://example.org/a") != address_key(other)


def test_a_distance_is_from_none_to_one() -> None:
    assert length_distance(100, 100) == 0
    assert length_distance(100, 75) == length_distance(75, 100) == 0.25
    assert length_distance(0, 10) == 1
    words = "one two three four five six seven eight"
    assert excerpt_distance(words, f"Before. {words.upper()} and more") == 0
    assert excerpt_distance(words, "something else altogether") == 1
    assert excerpt_distance(words, "one two three four five six SEVEN nine") == 0.25
    assert excerpt_distance("too short", "this is too short here") == 0
