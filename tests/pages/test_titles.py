"""A heading that holds more than the title is read up to where the declared title parts with it."""

from __future__ import annotations

import pytest

from pressmark.pages.page import open_page
from pressmark.pages.titles import titles
from pressmark.pages.tree import parse

TITLE = "The ferry sails at night"
HEADINGS = {
    "the site's name": (f"<span>{TITLE}</span><a href='/'>Merrow Courier</a>", f"{TITLE} » Local » Courier", TITLE),
    "a byline": (f"<span>{TITLE}</span><br><span>Ann Lee</span>", f"{TITLE} (photo: Lee)", TITLE),
    "more that is declared too": (f"<span>{TITLE}</span> <b>again</b>", f"{TITLE} again", f"{TITLE} again"),
    "a short first part": (f"<b>The ferry</b> {TITLE[9:]} and by day", "The ferry", f"{TITLE} and by day"),
    "what nothing declares": (f"<span>{TITLE}</span> <b>again</b>", "Harbour news", f"{TITLE} again"),
}


@pytest.mark.parametrize(("heading", "declared", "expected"), HEADINGS.values(), ids=HEADINGS)
def test_the_title_ends_where_the_declared_one_parts_with_the_heading(
    heading: str, declared: str, expected: str
) -> None:
    tree = parse(f"<html><head><title>{declared}</title></head><body><h1>{heading}</h1></body></html>")
    assert tree is not None
    assert titles(open_page(tree), set())[0].value == expected


SITE = "Merrow Harbour Courier"
CHOSEN = {
    "a heading of the site above it": (f"<h1>News . Tides . {SITE}s</h1><h2>{TITLE}</h2>", TITLE),
    "a heading named after comments": (f"<h1 class='comment-headline'>{TITLE} again</h1>", f"{TITLE} again"),
    "a tool of the editors": (f"<h1>{TITLE} <a style='display: none'>Edit</a></h1>", TITLE),
    "a day before it": (f"<h1>04.05.2020 - {TITLE}</h1>", TITLE),
    "no parted words": ("<h1>渡し船は明日から夜も出る</h1>", "渡し船は明日から夜も出る"),
    "how its signs are read": ("<h1>夜<rt>よる</rt>の渡し船は明日から出る</h1>", "夜の渡し船は明日から出る"),
}


@pytest.mark.parametrize(("headings", "expected"), CHOSEN.values(), ids=CHOSEN)
def test_the_heading_of_the_article_is_chosen(headings: str, expected: str) -> None:
    markup = f"<html><head><title>{TITLE} | {SITE} - News . Tides . Boats</title></head><body>{headings}</body></html>"
    tree = parse(markup)
    assert tree is not None
    assert titles(open_page(tree), {SITE})[0].value == expected
