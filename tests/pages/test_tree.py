"""Every place can be found again, also below elements whose names no XPath can say."""

from __future__ import annotations

import pytest

from pressmark.evidence.locators import resolve
from pressmark.model.draft import Draft
from pressmark.pages.article import article_of
from pressmark.pages.tree import parse, place, wording

TEXT = "<p>The ferry sailed at six, and the bell on the reef was heard on either bank that night.</p>" * 4
ODD = {"a quotation mark": "section'x", "a colon": "o:p", "signs of JSON": "div{&quot;a&quot;:1}"}
PAGE = "<!DOCTYPE html><html><head><title>{title}</title></head><body><div></div>{body}</body></html>"


@pytest.mark.parametrize("name", ODD.values(), ids=ODD)
def test_a_place_is_found_again_below_an_element_of_any_name(name: str) -> None:
    markup = PAGE.format(title="The bell", body=f"<{name}><p>One</p><p>Two</p></{name}>")
    tree = parse(markup)
    assert tree is not None
    last = list(tree.iter("p"))[-1]
    assert resolve(place(last), markup) == wording(last) == "Two"


@pytest.mark.parametrize("name", ODD.values(), ids=ODD)
def test_a_title_and_a_date_below_an_element_of_any_name_are_read(name: str) -> None:
    changed = "<time class='modified' datetime='2021-03-04'>updated 4 March 2021</time>"
    body = f"<{name}><h1>The bell on the reef</h1>{changed}{TEXT}</{name}>"
    found = article_of(PAGE.format(title="Bell", body=body), source_sha256="", date_order=None, language="en")
    assert isinstance(found, Draft)
    assert (found.title, [dated.edtf for dated in found.dates]) == ("The bell on the reef", ["2021-03-04"])
