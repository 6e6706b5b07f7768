"""Turns a piece of markup that is an article's text already, with nothing around it, into paragraphs.

Feeds, exports of content management systems and wire formats hold their texts so; no extractor has to look for them.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree
from lxml.html import HTMLParser, fragment_fromstring

from pressmark.evidence.text import normalise, one_line
from pressmark.evidence.xml_text import local_name

# Elements that begin and end a paragraph, in HTML and in the news formats that took their names from it.
BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead title tr ul".split()
)
DROPPED = frozenset("script style template iframe noscript object embed svg math figure audio video form".split())


def fragment_text(markup: str) -> str | None:
    """Returns the text of a piece of HTML in norm-v1, or None where it holds none; no markup is its own text."""
    if "<" not in markup and "&" not in markup:
        return normalise(markup) or None
    try:
        root = fragment_fromstring(markup, create_parent="div", parser=_parser())
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return normalise(markup) or None
    return element_text(root)


def _parser() -> HTMLParser:
    return HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)


def element_text(
    root: etree._Element, *, blocks: frozenset[str] = BLOCKS, dropped: frozenset[str] = DROPPED
) -> str | None:
    """Returns the paragraphs inside an element, in norm-v1; names are compared without namespace and case."""
    pieces: list[str] = []
    paragraphs: list[str] = []
    for piece in _pieces(root, blocks, dropped):
        if piece is not None:
            pieces.append(piece)
        elif pieces:
            paragraphs.append("".join(pieces))
            pieces = []
    paragraphs.append("".join(pieces))
    lines = ("\n".join(filter(None, map(one_line, paragraph.split("\v")))) for paragraph in paragraphs)
    return normalise("\n\n".join(filter(None, lines))) or None


def _pieces(root: etree._Element, blocks: frozenset[str], dropped: frozenset[str]) -> Iterator[str | None]:
    """Yields runs of text; None stands between paragraphs, a vertical tab for a broken line."""
    # Iterative: a hostile document nests deeper than calls may.
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        name = local_name(element).lower()
        if name in blocks:
            yield None
        if event == "end":
            yield (element.tail or "") if element is not root else ""
        elif name in dropped:
            walk.skip_subtree()
        else:
            yield "\v" if name == "br" else ""
            yield element.text or ""
