"""What a Markdown parser makes of the pages: hostile words stay words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from describers.works import NASTY, SHELF, WORKS, with_words
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from pressmark.describers import _markdown as md
from pressmark.describers import readme
from pressmark.describers._wording import plain
from pressmark.model.work import Tally

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
PAGES = [kind for kind in SHELF if SHELF[kind].filename.endswith(".md")]
WORDS = st.text(min_size=1).filter(plain)


def tokens(page: str) -> Iterator[Token]:
    for token in PARSER.parse(page):
        yield token
        yield from token.children or ()


def headings(page: str) -> list[str]:
    """The headings of the page itself, not those inside a quotation."""
    found = list(tokens(page))
    return [
        following.content for token, following in pairwise(found) if token.type == "heading_open" and token.level == 0
    ]


@given(WORDS)
def test_a_line_reads_as_it_was_written(words: str) -> None:
    (paragraph,) = (token for token in PARSER.parse(f"x{md.inline(words)}x") if token.type == "inline")
    assert "".join(part.content for part in paragraph.children or ()) == f"x{plain(words)}x"


@given(WORDS)
def test_a_link_is_one_link(words: str) -> None:
    found = list(tokens(md.link(words, f"https://a.example/{words}")))
    assert [str(token.attrGet("href"))[:18] for token in found if token.type == "link_open"] == ["https://a.example/"]


@given(WORDS)
def test_a_quotation_ends_what_it_opens(words: str) -> None:
    page = md.page(md.quoted(f"```\n<b>{words}"), "## After")
    assert headings(page) == ["After"]
    assert not any(token.type.startswith("html") for token in tokens(page))


@pytest.mark.parametrize("kind", PAGES)
def test_hostile_words_make_no_heading_and_no_html(kind: str) -> None:
    page = SHELF[kind].render(with_words(NASTY))
    assert len(headings(page)) == len(headings(SHELF[kind].render(with_words("word"))))
    assert not any(token.type.startswith("html") for token in tokens(page))


def test_every_file_that_the_readme_links_is_written() -> None:
    written = {SHELF[kind].filename for kind in SHELF} | {file.path for file in WORKS["plain"].files}
    linked = {
        str(token.attrGet("href")) for token in tokens(readme.render(WORKS["plain"])) if token.type == "link_open"
    }
    local = {target for target in linked if not re.match(r"https?://", target)}
    assert local == (written - {"README.md"}) | {"manifest-sha256.txt"}


def test_the_largest_counts_come_first_and_the_rest_is_added_up() -> None:
    counts = [Tally(label=f"n{number:02}", articles=number) for number in range(1, 61)]
    rows = md.tallies("Holder", counts).splitlines()[2:]
    assert (rows[0], rows[-1], len(rows)) == ("| n60 | 60 |", "| 10 others | 55 |", 51)
