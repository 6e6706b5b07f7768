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


OFFERS = (
    "Get the day's tides delivered to your inbox, so that you never miss the ferry.",
    "By providing your email address, you have read and agree to the terms of the ferry.",
    "Sign up for our weekly harbour newsletter",
    "Suscríbete a nuestro boletín",
    "Follow us on the river",
    "close",
    "- Advertisement -",
)


@pytest.mark.parametrize("offer", OFFERS)
def test_what_a_site_offers_between_paragraphs_is_no_text(offer: str) -> None:
    assert text_of(above=f"<p>{FIRST}</p><p>{SECOND}</p><p>{offer}</p>") == "\n\n".join(
        (FIRST, SECOND, FIRST, SECOND, THIRD)
    )


FEET = {
    "a citation": "<p>Citation: The ferry (2020, May 4) retrieved 5 May 2020 from https://ferry.example</p>",
    "a count of pictures": "<p>1 / 22</p>",
    "a day with an hour": "<p>4 May 2020 18:28</p>",
    "the text again": f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>",
}


@pytest.mark.parametrize("below", FEET.values(), ids=FEET)
def test_what_only_ends_a_page_is_no_text(below: str) -> None:
    assert text_of(below=below) == "\n\n".join((FIRST, SECOND, THIRD))


def test_a_reservation_of_rights_in_the_text_stays() -> None:
    said = "This material may not be published, broadcast or rewritten by anybody who has not asked the ferrymen."
    assert (text_of(below=f"<p>{said}</p>") or "").endswith(said)


def test_a_refrain_is_kept() -> None:
    refrain = "The river rises and the river falls, and the ferry goes over it by day and by night, whatever it does."
    assert text_of(below=f"<p>{refrain}</p>" * 2) == "\n\n".join((FIRST, SECOND, THIRD, refrain, refrain))
