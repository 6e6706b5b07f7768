"""Statements are compared with the bytes that they were printed in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.errors import SourceError
from pressmark.evidence.faithful import unfaithful

PAGE = '<meta charset="iso-8859-1"><h1>Café “open”</h1><p>By  Ann Lee</p>'.encode("cp1252")
STATEMENTS: list[tuple[str, str, bool]] = [
    ("Café “open”", "//h1", True),
    ("By  Ann Lee", "//p", True),
    ("<meta", "char=0,5", True),
    ("By Ann Lee", "//p", False),  # not to the letter
    ("Cafe “open”", "//h1", False),
    ("Café “open”", "//h2", False),
    ("Café “open”", "page=2", False),
    ("", "//h2", False),  # nothing is not what is printed there
    ("whatever", "row=7", True),  # judged where the table is read
]


@pytest.mark.parametrize(("wording", "locator", "faithful"), STATEMENTS)
def test_a_statement_is_what_its_place_says(wording: str, locator: str, faithful: bool) -> None:
    assert list(unfaithful([("title", wording, locator)], PAGE)) == ([] if faithful else ["title"])


def test_every_unfaithful_slot_is_named_in_order() -> None:
    statements = [("title", "x", "//h1"), ("byline", "By  Ann Lee", "//p"), ("published", "y", "//p")]
    assert list(unfaithful(statements, PAGE)) == ["title", "published"]


def test_a_table_is_not_decoded_for_its_rows_alone() -> None:
    assert list(unfaithful([("title", "x", "row=1")], bytes(100))) == []


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(SourceError, match="binary"):
        list(unfaithful([("title", "x", "char=0,1")], bytes(100)))


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"), min_size=1), st.data())
def test_the_very_words_are_faithful_and_others_are_not(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    place = f"char={start},{end}"
    assert list(unfaithful([("title", text[start:end], place)], text.encode())) == []
    assert list(unfaithful([("title", f"{text[start:end]}!", place)], text.encode())) == ["title"]
