"""The hyperlinks of a page, each with the role of the place where it is printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pressmark.converters._print_view.lines import Unit
from pressmark.evidence.addresses import link_status, web_url
from pressmark.evidence.text import one_line
from pressmark.model.draft import Link
from pressmark.sites.wording import Anchor, Wording

_ROLES = {
    "articles_by": "articles-by",
    "publisher": "publisher",
    "original_publisher": "original-publisher",
    "original_site": "original-publisher",
    "original_url": "original-publisher",
    "subject": "subject",
    "source": "source-statement",
    "notice": "copyright",
    **dict.fromkeys(("byline", "contributor", "editor", "translator", "photographer"), "byline"),
}


def links(units: Iterable[Unit], article: Iterable[Wording]) -> tuple[Link, ...]:
    """Returns the hyperlinks of header and footer lines and of the article's own wordings, in the order of the page."""
    placed = [
        *((unit.wording.start, unit.wording, unit) for unit in units),
        *((wording.start, wording, None) for wording in article),
    ]
    return tuple(link for _, wording, unit in sorted(placed, key=lambda row: row[0]) for link in _links(wording, unit))


def _links(wording: Wording, unit: Unit | None) -> Iterator[Link]:
    for anchor in wording.anchors:
        yield _link(wording, anchor, _role(anchor, unit) if unit else "body")


def _role(anchor: Anchor, unit: Unit) -> str:
    inside = (value.field for value in unit.values if anchor.start < value.end and value.start < anchor.end)
    role = next((_ROLES[field] for field in inside if field in _ROLES), "boilerplate")
    return "contact" if unit.boilerplate and unit.boilerplate.slot == "contact" else role


def _link(wording: Wording, anchor: Anchor, role: str) -> Link:
    status = link_status(anchor.target)
    href = anchor.target if status == "mailto" else web_url(anchor.target)
    return Link(
        role=role,
        anchor=one_line(wording.plain[anchor.start : anchor.end]) or None,
        href_verbatim=anchor.target,
        href=href,
        status=status,
    )
