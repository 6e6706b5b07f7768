"""Lists the lines at either end of a page, read or not, from which the labels of its site can be learned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pressmark.converters._print_view.lines import Zone
from pressmark.converters._print_view.page import Page
from pressmark.converters._print_view.paragraphs import Span, words
from pressmark.evidence.text import one_line
from pressmark.sites.header_lines import Line

_TOP, _BOTTOM = 8, 6  # lines of what was taken for the body


def observed(page: Page) -> tuple[Line, ...]:
    """Returns the lines of the header and the footer of a page, with the ends of its body, from top to bottom."""
    body = [words(page.source, span) for paragraph in page.body for span in paragraph]
    top, rest = body[:_TOP], body[_TOP:]
    header = _placed([*_headlines(page), *_units(page), *_lines(page, "header", top)])
    return (*header, *(line for _, line in _lines(page, "footer", rest[-_BOTTOM:])))


def _placed(found: list[tuple[int, Line]]) -> Iterator[Line]:
    """Yields the lines of the header in their order, each with what stands above it."""
    above, titled = "", any("title" in line.fields for _, line in found)
    for _, line in sorted(found, key=lambda pair: pair[0]):
        yield replace(line, above=above)
        if line.fields:
            above = line.fields[-1]
        elif not titled:
            above, titled = "title", True
        else:
            above = "subtitle" if above == "title" else "line"


def _headlines(page: Page) -> Iterator[tuple[int, Line]]:
    if page.title:
        yield page.title.start, Line(one_line(page.title.plain), ("title",))
    if page.subtitle:
        yield page.subtitle.start, Line(one_line(page.subtitle.plain), ())


def _units(page: Page) -> Iterator[tuple[int, Line]]:
    for zone, units in (("header", page.header), ("footer", page.footer)):
        for unit in units:
            if unit.values:
                fields = () if unit.guessed else tuple(value.field for value in unit.values)
                yield unit.wording.start, Line(one_line(unit.wording.plain), fields, zone=zone)


def _lines(page: Page, zone: str, spans: list[Span]) -> Iterator[tuple[int, Line]]:
    labelled = page.site.header if zone == "header" else page.site.footer
    reader = Zone(page.source, page.zone.targets, page.site, page.zone.order, labelled, {})
    for span in spans:
        unit = reader.line(span)
        if unit is None or unit.values:
            fields = tuple(value.field for value in unit.values) if unit and not unit.guessed else ()
            yield span[0], Line(one_line(reader.wording(*span).plain), fields, zone=zone)
