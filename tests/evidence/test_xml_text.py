"""XML is parsed where it is well formed, told where it is not, and fetches or grows nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from pressmark.errors import SourceError
from pressmark.evidence.locators import resolve
from pressmark.evidence.xml_text import local_name, parse_xml, prefixes, xml_place

FEED = """<?xml version="1.0" encoding="koi8-r"?>
<rss xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<item><title>Fähren &amp; Boote</title><dc:creator>Ann Lee</dc:creator></item>
<item><title a="1">Two</title></item><x:odd xmlns:x="urn:x"/></channel></rss>"""


def test_a_value_is_found_again_at_its_place() -> None:
    root = parse_xml(FEED)
    places = {xml_place(element): "".join(element.itertext()) for element in root.iter() if not len(element)}
    assert places == {
        "/rss/channel/item[1]/title": "Fähren & Boote",
        "/rss/channel/item[1]/dc:creator": "Ann Lee",
        "/rss/channel/item[2]/title": "Two",
        "/rss/channel/x:odd": "",
    }
    assert {place: resolve(place, FEED) for place in places} == places
    assert resolve("/rss/channel/item[2]/title/@a", FEED) == "1"
    assert resolve("/rss/channel/item[3]/title", FEED) is None
    assert resolve("/rss/none:title", FEED) is None


def test_a_default_namespace_has_places_too() -> None:
    text = '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>One</title></entry><entry/></feed>'
    title = next(element for element in parse_xml(text).iter() if local_name(element) == "title")
    assert resolve(xml_place(title), text) == "One"


def test_prefixes_mean_what_they_mean_first() -> None:
    assert prefixes(parse_xml('<a xmlns:p="urn:1"><b xmlns:p="urn:2" xmlns="urn:3"/></a>')) == {"p": "urn:1"}


def test_json_has_places() -> None:
    assert resolve("#/a/0/b", '{"a": [{"b": "c"}]}') == "c"
    assert resolve("#/a/1", '{"a": [{"b": "c"}]}') is None


BROKEN = {
    "<a>\n<b></a>": ("Opening and ending tag mismatch: b line 2 and a", "line 2, column 8"),
    '<?xml version="1.0"?>\n<a b=1/>': ("AttValue: \" or ' expected", "line 2, column 6"),
    "": ("Document is empty", "line 1, column 1"),
    "words": ("Start tag expected, '<' not found", "line 1, column 1"),
    "<a>&unheard;</a>": ("Entity 'unheard' not defined", "line 1, column 13"),
}


@pytest.mark.parametrize("text", BROKEN)
def test_what_is_broken_is_told_with_its_place(text: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse_xml(text)
    what, where = BROKEN[text]
    assert (caught.value.what, caught.value.where) == (f"is no well-formed XML: {what}", where)


def test_names_of_characters_are_read_without_the_dtd_that_defines_them() -> None:
    text = '<!DOCTYPE a PUBLIC "-//A//B" "http://127.0.0.1:9/a.dtd"><a>Caf&eacute;&nbsp;&amp;&lt;</a>'
    assert parse_xml(text).text == "Café\xa0&<"


def test_an_entity_reads_no_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("canary", "utf-8")
    text = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{(tmp_path / "secret").as_uri()}">]><a>&x;</a>'
    with pytest.raises(SourceError, match="not defined"):
        parse_xml(text)


def test_entities_do_not_grow_without_end() -> None:
    grown = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    with pytest.raises(SourceError, match="amplification"):
        parse_xml(f'<!DOCTYPE a [<!ENTITY e0 "aaaaaaaaaa">{grown}]><a>&e9;</a>')


def test_depth_has_an_end() -> None:
    with pytest.raises(SourceError, match="Excessive depth"):
        parse_xml("<a>" * 100_000)
