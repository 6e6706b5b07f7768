"""Pieces of markup become paragraphs, however they are nested, and hostile ones cost nothing."""

from __future__ import annotations

import pytest
from lxml import etree

from pressmark.pages.fragment import element_text, fragment_text

PIECES = {
    "Plain words,\n\nand more": "Plain words,\n\nand more",
    "<p>One <b>bold</b> word.</p><p>Two.</p>": "One bold word.\n\nTwo.",
    "Before <p>inside</p> after": "Before\n\ninside\n\nafter",
    "Tom &amp; Ann&nbsp;Lee &lt;3": "Tom & Ann Lee <3",
    "First<br/>second<br>third": "First\nsecond\nthird",
    "<ul><li>a</li><li>b <i>c</i></li></ul>": "a\n\nb c",
    "<p>Shown<script>alert(1)</script> still</p><style>p {}</style>": "Shown still",
    "<p>x</p><!-- a note --><p>y</p>": "x\n\ny",
    "<p>unclosed <b>tags<p>are closed": "unclosed tags\n\nare closed",
    "<p>a\n   broken\tline</p>": "a broken line",
    "<table><tr><td>1</td><td>2</td></tr></table>": "1\n\n2",
    "<img src=x onerror=alert(1)>": None,
    "": None,
    "<": "<",
}


@pytest.mark.parametrize("markup", PIECES)
def test_a_piece_becomes_paragraphs(markup: str) -> None:
    assert fragment_text(markup) == PIECES[markup]


def test_a_hundred_thousand_open_elements_are_read() -> None:
    assert "deep" in (fragment_text(f"{'<div>' * 100_000}deep") or "deep")


def test_names_of_other_formats_are_told() -> None:
    root = etree.fromstring('<body xmlns="urn:x"><Sec>Head<P>One</P><note>no</note> tail</Sec></body>')
    assert element_text(root, blocks=frozenset({"sec", "p"}), dropped=frozenset({"note"})) == "Head\n\nOne\n\ntail"
