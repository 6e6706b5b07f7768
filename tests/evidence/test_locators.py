"""A locator finds the very wording that was noted at its place, or nothing."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml.html import document_fromstring

from pressmark.evidence.locators import Locator, resolve

PAGE = """<!DOCTYPE html><html><head><meta name="date" content="2016-08-09">
<script type="application/ld+json">{"a": {"b~c": ["x", 1, null, true, {"k": "ü"}]}, "": "empty",
"e/f": "stroke"}</script>
</head><body><h1 class="t">Kites <b>return</b></h1><p>Ä  ö</p><p>2</p><!-- note --></body></html>"""
PLACES: dict[str, str | None] = {
    "char=0,9": "<!DOCTYPE",
    "char=3,3": "",
    "char=9,3": None,
    "char=0,99999": None,
    f"char=0,{'9' * 5000}": None,
    "char=-1,3": None,
    "char=0": None,
    "char=٣,٥": None,
    "/html/body/h1": "Kites return",
    "/html/body/h1/b/text()": "return",
    "/html/body/h1/@class": "t",
    "//meta[@name='date']/@content": "2016-08-09",
    "/html/body/p[1]": "Ä  ö",
    "/html/body/p[2]": "2",
    "/html/body/p[3]": None,
    "//script#/a/b~0c/0": "x",
    "//script#/a/b~0c/1": "1",
    "//script#/a/b~0c/2": None,
    "//script#/a/b~0c/3": "true",
    "//script#/a/b~0c/4": '{"k": "ü"}',
    "//script#/a/b~0c/5": None,
    "//script#/a/b~0c/-1": None,
    "//script#/a/b~0c/00": None,
    "//script#/a/b~0c/x": None,
    "//script#/a/none": None,
    "//script#/a/b~0c/0/0": None,
    "//script#/": "empty",
    "//script#/e~1f": "stroke",
    "//script#a": None,
    "/html/body/h1#/a": None,
    "count(//p)": None,
    "//p[": None,
    "//x:y": None,
    "//p[none()]": None,
    "//namespace::*": None,
    "//\x00": None,
    "//\ud800": None,
    "": None,
    "//": None,
    "h1": None,
    "row=7": None,
    "page=2": None,
}


@pytest.mark.parametrize("locator", PLACES, ids=lambda locator: ascii(locator[:40]))
def test_a_place_holds_its_wording(locator: str) -> None:
    assert resolve(locator, PAGE) == PLACES[locator]


def test_data_nested_beyond_any_reader_holds_nothing() -> None:
    depth = 200_000
    assert resolve("//script#/0", f"<script>{'[' * depth}{']' * depth}</script>") is None


@given(st.text(), st.text(min_size=1), st.text())
def test_characters_are_found_at_their_place(before: str, wording: str, after: str) -> None:
    place = f"char={len(before)},{len(before) + len(wording)}"
    assert resolve(place, before + wording + after) == wording


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1)


@given(st.lists(WORDS, min_size=1, max_size=5), st.data())
@settings(deadline=None)
def test_an_element_is_found_by_its_path(words: list[str], data: st.DataObject) -> None:
    page = document_fromstring("<html><body></body></html>")
    for word in words:
        etree.SubElement(page.body, "p", {"title": word}).text = word
    source = Locator(etree.tostring(page, encoding="unicode", method="html"))
    chosen = data.draw(st.integers(1, len(words)))
    assert source.resolve(f"/html/body/p[{chosen}]") == words[chosen - 1]
    assert source.resolve(f"/html/body/p[{chosen}]/@title") == words[chosen - 1]


JSON = st.recursive(
    st.one_of(st.text(st.characters(exclude_categories=["Cs"])), st.integers(), st.booleans(), st.none()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=3), inner, max_size=3)),
    max_leaves=8,
)


def leaves(value: object, pointer: str = "") -> list[tuple[str, object]]:
    if isinstance(value, dict):
        steps = [(key.replace("~", "~0").replace("/", "~1"), inner) for key, inner in value.items()]
    elif isinstance(value, list):
        steps = [(str(index), inner) for index, inner in enumerate(value)]
    else:
        return [(pointer, value)]
    return [leaf for key, inner in steps for leaf in leaves(inner, f"{pointer}/{key}")]


@given(JSON)
@settings(deadline=None)
def test_a_pointer_finds_every_value_of_the_data(value: object) -> None:
    data = json.dumps(value).replace("</", r"<\/")
    source = Locator(f"<script>{data}</script>")
    for pointer, leaf in leaves(value):
        said = leaf if isinstance(leaf, str) else None if leaf is None else json.dumps(leaf)
        assert source.resolve(f"//script#{pointer}") == said


@given(st.text(), st.one_of(st.text(), st.text().map("//p{}".format), st.text().map("//script#/{}".format)))
@settings(deadline=None)
def test_any_locator_may_be_asked_of_any_text(text: str, locator: str) -> None:
    found = resolve(locator, text)
    assert found is None or isinstance(found, str)


def test_a_line_of_json_has_places_within() -> None:
    text = '{"a": "b"}\n\n{"a": ["c"]}\n'
    assert resolve("row=1#/a", text) == "b"
    assert resolve("row=2#/a/0", text) == "c"
    assert resolve("row=3#/a", text) is None
    assert resolve("row=0#/a", text) is None
    assert resolve("row=2", text) is None
