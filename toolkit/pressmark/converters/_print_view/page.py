"""A page in its three zones, and the values that its header and footer print, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pressmark.converters._print_view.footer import read_footer
from pressmark.converters._print_view.header import read_header
from pressmark.converters._print_view.lines import Unit, Zone
from pressmark.converters._print_view.paragraphs import Paragraph, Span, paragraphs
from pressmark.converters._print_view.roles import with_roles
from pressmark.converters._print_view.several import articles
from pressmark.evidence.text import one_line
from pressmark.sites.description import SiteDescription
from pressmark.sites.grammar import Value
from pressmark.sites.inline import defined_targets
from pressmark.sites.wording import Anchor, Wording

_OUTER = 6000  # characters at either end of a page in which a site's signature is looked for


@dataclass(frozen=True, slots=True)
class Printed:
    """One value as printed: its words on one line, and where they stand in the source."""

    text: str
    start: int
    end: int
    wording: Wording
    value: Value

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        """The hyperlinks that cover some of the value."""
        return self.wording.anchored(self.value.start, self.value.end)


@dataclass(frozen=True, slots=True)
class Page:
    """What a decoded source prints, zone by zone, in its order."""

    source: str
    site: SiteDescription
    title: Wording | None
    subtitle: Wording | None
    lede: Wording | None
    header: tuple[Unit, ...]
    body: tuple[Paragraph, ...]
    footer: tuple[Unit, ...]
    values: tuple[Printed, ...]
    zone: Zone

    @property
    def units(self) -> tuple[Unit, ...]:
        """Header and footer, line by line."""
        return self.header + self.footer

    @property
    def explained(self) -> int:
        """How many values and certain paragraphs the site's description accounts for."""
        return sum(len(unit.values) + unit.certain for unit in self.units)

    def printed(self, *fields: str) -> list[Printed]:
        """Returns the values of some fields, in the order in which they are printed; an empty one is none."""
        return [printed for printed in self.values if printed.value.field in fields]


def best_page(
    source: str, sites: Sequence[SiteDescription], order: str | None = None, span: Span | None = None
) -> Page:
    """Returns the reading of a source, or of the part of it in `span`, by the site that signs it.

    A page may hold a signature only because it speaks of that site. So a reading is taken at once where it finds the
    site's own publisher, and else the one that explains most lines; the first of equals.
    """
    start, end = span or (0, len(source))
    outer = f"{source[start : min(end, start + _OUTER)]}\n{source[max(start, end - _OUTER) : end]}"
    pages = []
    for site in sites:
        if not site.signatures or any(mark.search(outer) for mark in site.signatures):
            pages.append(read_page(source, site, order, (start, end)))
            if site.publishers and pages[-1].printed("publisher"):
                return pages[-1]
    return max(pages, key=lambda page: page.explained)


def parts(source: str, site: SiteDescription) -> list[Span]:
    """Returns the spans of the articles that a decoded source holds."""
    zone = Zone(source, defined_targets(source), site, None, site.header, {})
    return articles(zone, paragraphs(source))


def read_page(source: str, site: SiteDescription, order: str | None = None, span: Span | None = None) -> Page:
    """Returns the zones of a decoded source, or of a part of it, read as a site lays out its pages."""
    targets = defined_targets(source)
    order = order or site.date_order
    wordings: dict[Span, Wording] = {}
    top = Zone(source, targets, site, order, site.header, wordings)
    bottom = Zone(source, targets, site, order, site.footer, wordings)
    header = read_header(top, paragraphs(source, *(span or (0, None))))
    body, footer = read_footer(bottom, header.body)
    units = header.units if site.publishers else with_roles(header.units, footer)
    return Page(
        source=source,
        site=site,
        title=header.title,
        subtitle=header.subtitle,
        lede=header.lede,
        header=tuple(units),
        body=tuple(body),
        footer=tuple(footer),
        values=tuple(_values([*units, *footer])),
        zone=bottom,
    )


def _values(units: Iterable[Unit]) -> Iterator[Printed]:
    for unit in units:
        yield from (_printed(unit.wording, value) for value in unit.values if value.start < value.end)


def _printed(wording: Wording, value: Value) -> Printed:
    plain = wording.plain[value.start : value.end]
    inner = value.start + len(plain) - len(plain.lstrip())
    start, end = wording.place(inner, inner + len(plain.strip()))
    return Printed(one_line(plain), start, end, wording, value)
