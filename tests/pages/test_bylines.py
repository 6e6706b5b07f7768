"""Who wrote an article, where only a box beside it or the line below it tells."""

from __future__ import annotations

import pytest

from pressmark.pages.names import authors
from pressmark.pages.page import open_page
from pressmark.pages.tree import parse

SENTENCE = "The ferry sails at six in the morning, and whoever wants a seat has to be at the quay before that hour."
TEXT = f"<p>{SENTENCE}</p>" * 5
LINK = "<a rel='author' href='/who/ann'>Ann Lee</a>"


def names(body: str) -> list[str]:
    tree = parse(f"<html><body><h1>The ferry sails at six</h1>{body}</body></html>")
    assert tree is not None
    return [author.name.name for author in authors(open_page(tree), set(), ["The ferry sails at six"])]


TOLD = {
    "a box of the author beside the text": f"<div>{TEXT}</div><aside class='author-meta'>{LINK} Pilot</aside>",
    "a name in bold letters below": f"<div>{TEXT}<p><strong>Ann Lee</strong></p></div>",
    "a name to the right below": f"<div>{TEXT}<p style='text-align: right'>Ann Lee</p></div>",
    "a name behind a dash below": f"<div>{TEXT}<p>— Ann Lee</p></div>",
    "a byline before a name below": f"<p class='byline'>Ann Lee</p><div>{TEXT}<p><b>Bo Kim</b></p></div>",
}
UNTOLD = {
    "boxes of two authors": f"<div>{TEXT}</div>"
    + "<aside class='author'><a rel='author' href='/a'>Ann Lee</a></aside>" * 2,
    "a box of something else": f"<div>{TEXT}</div><aside class='events'>{LINK}</aside>",
    "a heading of what follows": f"<div>{TEXT}<p><strong>Further Reading</strong></p><ul><li>Tides</li></ul></div>",
    "a link": f"<div>{TEXT}<p><strong><a href='/'>Back Home</a></strong></p></div>",
    "a line like any other": f"<div>{TEXT}<p>Merry Christmas</p></div>",
    "more than a name": f"<div>{TEXT}<p><b>Ann Lee rings the bell</b></p></div>",
    "a label with a colon": f"<p class='byline'>Bo Kim Tide tables: where to get them</p><div>{TEXT}</div>",
}


@pytest.mark.parametrize("body", TOLD.values(), ids=TOLD)
def test_the_author_is_told(body: str) -> None:
    assert names(body) == ["Ann Lee"]


@pytest.mark.parametrize("body", UNTOLD.values(), ids=UNTOLD)
def test_nobody_is_told(body: str) -> None:
    assert names(body) == []
