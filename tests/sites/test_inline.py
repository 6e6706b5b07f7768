"""Inline marks: what goes, what stays, and where each character stood."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.sites.inline import defined_targets, read_wording

PLAIN = {
    "By [Coast Wire](#)": "By Coast Wire",
    "*all* of **this** is __plain__, and _that_ too": "all of this is plain, and that too",
    "***both***": "both",
    "2*3*4 and a sn*il, a w*rd": "2*3*4 and a sn*il, a w*rd",
    "snake_case_name": "snake_case_name",
    "a lone * star, and one at an end*": "a lone * star, and one at an end*",
    "noted.[1] And [^2], [^3]: so": "noted.[1] And [^2], [^3]: so",
    r"\*kept\* and \[kept\]": "*kept* and [kept]",
    "Fish &amp; Chips &#8211; AT&T &nosuch;": "Fish & Chips – AT&T &nosuch;",
    "![a swift](swift.jpg) flies": " flies",
    "[![logo](logo.png)](https://a.example)": "",
    "[one [two] three](https://a.example 'title')": "one [two] three",
    "see <https://a.example/x>": "see https://a.example/x",
    "[not a link] (really)": "[not a link] (really)",
}


@pytest.mark.parametrize("printed", PLAIN)
def test_marks_go_and_words_stay(printed: str) -> None:
    assert read_wording(printed, 0, len(printed)).plain == PLAIN[printed]


TARGETS = {
    "[a](#)": [("a", "#")],
    "[a]()": [("a", None)],
    "[a](<b c>)": [("a", "b c")],
    "[a](https://a.example/x_(y) 'z')": [("a", "https://a.example/x_(y)")],
    "<mailto:a@b.example>": [("mailto:a@b.example", "mailto:a@b.example")],
    "<a@b.example>": [("a@b.example", "mailto:a@b.example")],
    "(https://a.example/x.)": [("https://a.example/x", "https://a.example/x")],
    "https://a.example/x_(y), then": [("https://a.example/x_(y)", "https://a.example/x_(y)")],
    "[https://a.example](https://b.example)": [("https://a.example", "https://b.example")],
    "[the *long* way](#)": [("the long way", "#")],
}


@pytest.mark.parametrize("printed", TARGETS)
def test_every_hyperlink_keeps_its_words_and_target(printed: str) -> None:
    wording = read_wording(printed, 0, len(printed))
    found = [(wording.plain[anchor.start : anchor.end], anchor.target) for anchor in wording.anchors]
    assert found == TARGETS[printed]


def test_a_target_may_be_defined_apart() -> None:
    source = "The [log][a] and the [note][b].\n\n[a]: https://a.example/log\n"
    wording = read_wording(source, 0, 31, defined_targets(source))
    assert wording.plain == "The log and the [note][b]."
    assert [anchor.target for anchor in wording.anchors] == ["https://a.example/log"]


@pytest.mark.parametrize(
    ("printed", "italic"),
    [
        ("*a b*", True),
        ("_a [b](#)_", True),
        ("***a***", True),
        ("**a**", False),
        ("*a* b", False),
        ("*a* b *c*", False),
    ],
)
def test_italics_of_the_whole_are_told_from_those_of_a_part(printed: str, italic: bool) -> None:
    assert read_wording(printed, 0, len(printed)).italic is italic


@given(st.text(alphabet="ab *_[]()#!<>&;\\:/", max_size=40))
def test_each_character_stands_where_it_is_said_to(source: str) -> None:
    wording = read_wording(source, 0, len(source))
    for index, character in enumerate(wording.plain):
        start, end = wording.place(index, index + 1)
        assert 0 <= start < end <= len(source)
        assert character in source[start:end]


@pytest.mark.parametrize("unit", ["[", "[a ", "*a ", "[a](<", '[a]("', "_a*", "[[a]", "\\", "http://a(", "![a](b"])
def test_hostile_marks_take_linear_time(unit: str) -> None:
    source = unit * 40_000
    started = time.perf_counter()
    read_wording(source, 0, len(source))
    assert time.perf_counter() - started < 5
