"""Turns the body of a text in Markdown or reStructuredText into paragraphs and links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docutils.core import publish_parts
from lxml import etree
from lxml.html import HTMLParser, fragment_fromstring
from markdown_it import MarkdownIt

from pressmark.converters._front_matter.templates import without_templates
from pressmark.evidence.addresses import link_status, web_url
from pressmark.evidence.text import one_line
from pressmark.model.draft import Link
from pressmark.pages.fragment import element_text

_NOTE = re.compile(r"^\[\^(?P<name>[^\]\s]+)\]:[ \t]+(?P<words>.+(?:\n(?:[ ]{2,}|\t)\S.*)*)", re.MULTILINE)
_CALL = re.compile(r"(?<!\\)\[\^(?P<name>[^\]\s]+)\](?!:)")
_FENCED = re.compile(r"^(`{3,}|~{3,})[^\n]*\n.*?(?:^\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_PRE = re.compile(r"<pre[ >].*?</pre>", re.DOTALL)
_ROLE = re.compile(r"(?<![\w`:]):[A-Za-z][\w:+.-]*:`(?P<words>[^`<]+?)(?:\s*<[^`>]*>)?`")
_DOCUTILS = {
    "file_insertion_enabled": False,  # no file is read that the source names
    "raw_enabled": False,
    "_disable_config": True,
    "report_level": 5,
    "halt_level": 5,
    "smart_quotes": False,
    "math_output": "LaTeX",
    "syntax_highlight": "none",
    "doctitle_xform": False,
    "embed_stylesheet": False,
    "line_length_limit": 1_000_000,
}


@dataclass(frozen=True, slots=True)
class Body:
    """Paragraphs in norm-v1, the first heading of the first order where the text begins with it, and the links."""

    text: str | None
    heading: str | None
    links: tuple[Link, ...]


def read_markdown(text: str) -> Body:
    """Returns a body in Markdown: code as it stands, foot notes below the text, and no tags of templates."""
    reader = _Reader("commonmark", {"maxNesting": 30}).enable(["table", "strikethrough"])
    return _body(reader.render(_with_notes(without_templates(text))))


def read_rst(text: str) -> Body:
    """Returns a body in reStructuredText; directives that read files, run code or are not known leave nothing."""
    markup = publish_parts(_ROLE.sub(r"\g<words>", text), writer="html5", settings_overrides=_DOCUTILS)["body"]
    return _body(str(markup))


def read_fragment(markup: str) -> Body:
    """Returns a body that is HTML already."""
    return _body(without_templates(markup))


class _Reader(MarkdownIt):
    """Markdown whose link targets stay as they are written."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the library's name
        return url

    def validateLink(self, url: str) -> bool:  # noqa: N802
        return bool(url)


def _with_notes(text: str) -> str:
    """Returns a text whose foot notes are paragraphs at its end, and whose calls for them are no links."""
    notes: list[str] = []
    pieces: list[str] = []
    at = 0
    for fenced in (*_FENCED.finditer(text), None):
        plain = text[at : fenced.start() if fenced else len(text)]
        notes += [f"\\[{found['name']}\\] {one_line(found['words'])}" for found in _NOTE.finditer(plain)]
        pieces.append(_CALL.sub(r"\\[\g<name>\\]", _NOTE.sub("", plain)))
        if fenced:
            pieces.append(fenced[0])
            at = fenced.end()
    return "\n\n".join(["".join(pieces), *notes])


def _body(markup: str) -> Body:
    if not markup.strip():
        return Body(None, None, ())
    # Lines of code stay lines.
    markup = _PRE.sub(lambda found: found[0].rstrip().replace("\n", "<br>"), markup.replace("\x00", ""))
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = fragment_fromstring(markup, create_parent="div", parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return Body(None, None, ())
    links = tuple(_links(root))
    heading = _leading_heading(root)
    return Body(element_text(root), heading, links)


def _leading_heading(root: etree._Element) -> str | None:
    """Returns the words of a heading that nothing stands before."""
    first = next((element for element in root.iter("h1", "h2", "p", "ul", "ol", "pre", "table", "blockquote")), None)
    if first is None or first.tag != "h1" or (root.text or "").strip():
        return None
    return one_line("".join(map(str, first.itertext()))) or None


def _links(root: etree._Element) -> Iterator[Link]:
    for element in root.iter("a"):
        href = element.get("href")
        if href is None or href.startswith("#"):
            continue
        anchor = one_line("".join(map(str, element.itertext()))) or None
        address = web_url(href)
        status = link_status(href)
        # An address within the site has a target, which only the site knows.
        status = "lost" if status == "malformed" and "://" not in href else status
        yield Link(role="body", anchor=anchor, href_verbatim=href or None, href=address, status=status)
