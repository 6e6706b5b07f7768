"""Lines above and below a text that are no part of it, on pages that mark none of them."""

from __future__ import annotations

import pytest

from pressmark.model.draft import Draft
from pressmark.pages.article import article_of

FIRST = "The ferry sails at six in the morning, and whoever wants a seat has to be at the quay before that."
SECOND = "On market days the baskets take the places of the people, and the pilot counts both with the same patience."
THIRD = "In fog a bell is rung on either bank, and the old say that one hears the other one better than one's own."
DEED = "https://creativecommons.org/licenses/by/4.0/"


def text_of(above: str = "", below: str = "") -> str | None:
    text = "".join(f"<p>{line}</p>" for line in (FIRST, SECOND, THIRD))
    page = f"<title>The ferry</title><article><h1>The ferry sails at six</h1>{above}{text}{below}</article>"
    markup = f"<!DOCTYPE html><html><body>{page}</body></html>"
    found = article_of(markup, source_sha256="", date_order=None, language="en")
    assert isinstance(found, Draft)
    return found.text


ABOVE = {
    "a byline with a month": "<p>By the staff of the library, September 2020</p>",
    "a byline and a date": "<p>By Ann Lee</p><p>4 May 2020</p>",
    "a date": "<div>Published: 4 May 2020 at 10:15</div>",
    "a byline in another element": "<h3>By Ann Lee, Merrow</h3>",
}
BELOW = {
    "a marked licence": f"<p>The library waives its rights: <a rel='license' href='{DEED}'>CC BY 4.0</a>.</p>",
    "a licence that nothing marks": f"<p>This text is licensed under <a href='{DEED}'>CC BY 4.0</a>.</p>",
    "a copyright notice": "<p>© 2020 The Merrow Library. All rights reserved.</p>",
    "a licence above a notice": f"<p>Lizenz: <a href='{DEED}'>CC BY 4.0</a></p><p>© 2020 The Merrow Library</p>",
}


@pytest.mark.parametrize("above", ABOVE.values(), ids=ABOVE)
def test_a_byline_and_a_date_under_the_title_are_no_text(above: str) -> None:
    assert text_of(above=above) == "\n\n".join((FIRST, SECOND, THIRD))


@pytest.mark.parametrize("below", BELOW.values(), ids=BELOW)
def test_a_statement_of_rights_under_the_text_is_no_text(below: str) -> None:
    assert text_of(below=below) == "\n\n".join((FIRST, SECOND, THIRD))


def test_a_sentence_that_speaks_of_a_licence_is_text() -> None:
    said = "Timetables may be copied by anybody, since the ferrymen chose"
    below = f"<p>{said} <a href='{DEED}'>a licence</a> that lets them be.</p>"
    assert text_of(below=below) == "\n\n".join((FIRST, SECOND, THIRD, f"{said} a licence that lets them be."))
