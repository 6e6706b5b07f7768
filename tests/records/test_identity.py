"""An id is minted from bytes once, and kept by address, text, or place."""

from __future__ import annotations

import hashlib
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.contracts.tables import table
from pressmark.evidence.text import text_sha256
from pressmark.model.draft import Draft
from pressmark.records.identity import Identity, earlier_ids, mint
from pressmark.records.receipt import source_id

OLD, NEW = "a" * 64, "b" * 64
KEPT, OTHER, MINTED = "aa-0000000000000001", "aa-0000000000000002", f"aa-{NEW[:16]}"
WORDS = text_sha256("A lede.", "A text.")


def before(*articles: dict[str, Any], paths: tuple[str | None, ...] = ("in/a.html", "in/b.jsonl")) -> dict[Any, str]:
    """Returns what an earlier release knows of its articles."""
    sources = [{"source_id": f"s-{number}", "path": path} for number, path in enumerate(paths)]
    frames = {"articles": articles, "sources": sources}
    return earlier_ids(
        {name: pl.LazyFrame(list(rows), schema=table(name).polars_schema) for name, rows in frames.items()}
    )


EARLIER: dict[str, Any] = {"article_id": KEPT, "url": "https://c.example/1", "text_sha256": WORDS, "source_id": "s-0"}
# The articles of the release before, the draft, its path, and the id that it gets.
CASES: tuple[tuple[tuple[dict[str, Any], ...], dict[str, Any], str, str], ...] = (
    ((), {}, "new.html", MINTED),
    ((EARLIER,), {}, "new.html", MINTED),
    ((EARLIER,), {"url": "https://c.example/1"}, "new.html", KEPT),
    ((EARLIER,), {"url": "https://c.example/2"}, "new.html", MINTED),
    ((EARLIER,), {"lede": "A lede.", "text": "A text."}, "new.html", KEPT),
    ((EARLIER,), {"text": "A lede.\n\nA  text."}, "new.html", KEPT),
    ((EARLIER,), {"text": "Another text."}, "new.html", MINTED),
    ((EARLIER,), {}, "in/a.html", KEPT),
    ((EARLIER,), {"locator": "/items/1"}, "in/a.html", MINTED),
    (({**EARLIER, "source_locator": "/items/1"},), {"locator": "/items/1"}, "in/a.html", KEPT),
    (({**EARLIER, "source_id": "s-1", "source_locator": "row=2"},), {"locator": "row=2"}, "in/b.jsonl", MINTED),
    (({**EARLIER, "url": None, "text_sha256": None},), {}, "in/c.html", MINTED),
    # The address comes before the text, and the text before the place.
    (
        ({**EARLIER, "text_sha256": None, "source_id": "s-1"}, {**EARLIER, "article_id": OTHER, "url": None}),
        {"url": "https://c.example/1", "lede": "A lede.", "text": "A text."},
        "in/a.html",
        KEPT,
    ),
    (
        (
            {**EARLIER, "url": None, "source_id": "s-1"},
            {**EARLIER, "article_id": OTHER, "url": None, "text_sha256": None},
        ),
        {"text": "A lede. A text."},
        "in/a.html",
        KEPT,
    ),
)


@pytest.mark.parametrize(("earlier", "found", "path", "expected"), CASES)
def test_an_article_keeps_the_id_that_it_had(
    earlier: tuple[dict[str, Any], ...], found: dict[str, Any], path: str, expected: str
) -> None:
    draft = Draft(source_sha256=NEW, **found)
    assert Identity("aa", before(*earlier)).article_id(draft, path) == expected


def test_an_earlier_id_is_given_once() -> None:
    identity = Identity("aa", before(EARLIER))
    given = [
        identity.article_id(Draft(source_sha256=digit * 64, url=EARLIER["url"]), f"{digit}.html") for digit in "cd"
    ]
    assert given == [KEPT, "aa-dddddddddddddddd"]


def test_an_id_that_bytes_claim_goes_to_those_bytes() -> None:
    claimed = mint("aa", OLD)
    earlier = before({**EARLIER, "article_id": claimed})
    identity = Identity("aa", earlier, reserved=frozenset({claimed}))
    changed, same = Draft(source_sha256=NEW, url=EARLIER["url"]), Draft(source_sha256=OLD)
    assert [identity.article_id(changed, "x"), identity.article_id(same, "y")] == [MINTED, claimed]


def test_a_source_whose_path_was_cleared_gives_no_place() -> None:
    cleared = {**EARLIER, "url": None, "text_sha256": None}
    assert before(cleared, paths=(None, None)) == {}


@given(st.text(alphabet="0123456789abcdef", min_size=64, max_size=64), st.sampled_from(["aa", "globalresear", "x1"]))
def test_a_minted_id_is_prefix_and_first_digits(sha256: str, prefix: str) -> None:
    assert mint(prefix, sha256) == f"{prefix}-{sha256[:16]}"


def test_a_source_is_known_by_its_path_and_its_bytes() -> None:
    expected = hashlib.sha256(b"in/a.html\n" + OLD.encode()).hexdigest()[:16]
    assert source_id("in/a.html", OLD) == f"s-{expected}"
    assert len({source_id(path, sha256) for path in ("a", "b") for sha256 in (OLD, NEW)}) == 4
