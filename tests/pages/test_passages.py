"""Where the text of an article stands, told by its sentences, and when that is not sure."""

from __future__ import annotations

import pytest

from pressmark.pages.page import open_page
from pressmark.pages.passages import Passages, passages
from pressmark.pages.tree import parse

FIRST = "The ferry sails at six in the morning, and whoever wants a seat has to be at the quay before that."
SECOND = "On market days the baskets take the places of the people, and the pilot counts both with the same patience."
THIRD = "In fog a bell is rung on either bank, and the old say that one hears the other one better than one's own."
FOURTH = "Since March it sails at night as well, paid for by the bakers, who have to cross before the bread is baked."
LINES = (FIRST, SECOND, THIRD, FOURTH)
TEXT = "".join(f"<p>{line}</p>" for line in LINES)
OTHER = "The fish market moves indoors before the winter, as the traders had asked for nine years in a row."


def read(body: str) -> Passages:
    tree = parse(f"<html><head><title>The ferry</title></head><body>{body}</body></html>")
    assert tree is not None
    return passages(open_page(tree))


AROUND = {
    "a menu and a foot": f"<nav><p>{OTHER}</p></nav><div>{TEXT}</div><footer><p>{OTHER}</p></footer>",
    "a name of furniture": f"<div>{TEXT}<div class='newsletter-box'><p>{OTHER}</p></div></div>",
    "a caption": f"<div>{TEXT}<figure><figcaption>{OTHER}</figcaption></figure></div>",
    "a hidden part": f"<div>{TEXT}<div style='display: none'><p>{OTHER}</p></div></div>",
    "links to other articles": f"<div>{TEXT}<ul><li><a href='/fish'>{OTHER}</a></li></ul></div>",
    "a teaser under a linked heading": f"<div>{TEXT}<div><h3><a href='/fish'>Fish</a></h3><p>{OTHER}</p></div></div>",
    "a heading over nothing": f"<div>{TEXT}<h3>More from the quay</h3></div>",
    "text beside the article": f"<div><div>{TEXT}</div><div>{OTHER}</div></div>",
    "another article": f"<main><article><h1>The ferry</h1>{TEXT}</article><article><p>{OTHER}</p></article></main>",
}


@pytest.mark.parametrize("body", AROUND.values(), ids=AROUND)
def test_what_stands_around_the_text_is_left_out(body: str) -> None:
    found = read(body)
    assert [line for line in found.paragraphs if line != "The ferry"] == list(LINES)
    assert found.sure


WITHIN = {
    "in parts": "<article>" + "".join(f"<div class='part'><p>{line}</p></div>" for line in LINES) + "</article>",
    "parted by broken lines": f"<div><div>{'<div></div>'.join(LINES)}</div></div>",
    "with a link to a place on the page": TEXT.replace("The ferry", "<a href='#ferry'>The ferry</a>"),
    "with letters that have no width": TEXT.replace("morning", "mor\u00adning"),
    "with a link that is named like furniture": TEXT.replace("six", "<a class='tag' href='/six'>six</a>"),
    "with a formula": TEXT.replace("fog", "<math><mi>fog</mi><annotation>\\fog</annotation></math>"),
    "with its reading above the letters": TEXT.replace("fog", "<ruby>fog<rt>mist</rt></ruby>"),
}


@pytest.mark.parametrize("body", WITHIN.values(), ids=WITHIN)
def test_the_text_is_whole(body: str) -> None:
    assert read(body) == Passages((), LINES, sure=True)


def test_sentences_between_the_title_and_the_text_are_told_apart() -> None:
    found = read(f"<main><div><h1>The ferry</h1><p>{OTHER}</p></div><div>{TEXT}</div></main>")
    assert found == Passages((OTHER,), LINES, sure=True)


DOUBTFUL = {
    "nothing": "",
    "a scrap": f"<div><p>{FIRST}</p></div>",
    "no sentences": "<ul>" + "<li>Cod, two barrels</li>" * 40 + "</ul>",
    "as much beside it": f"<div>{TEXT}</div><div>{TEXT}</div>",
    "more in a part of a doubtful name": f"<div>{TEXT}</div><div class='sidebar-grid'>{TEXT * 2}</div>",
}


@pytest.mark.parametrize("body", DOUBTFUL.values(), ids=DOUBTFUL)
def test_a_page_of_another_make_leaves_doubt(body: str) -> None:
    assert not read(body).sure
