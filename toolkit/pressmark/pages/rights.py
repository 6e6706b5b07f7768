"""Finds what a page says of rights: licences with what they speak of, the copyright notice, and mining reservations.

A licence in the linked data of the article, or a `rel=license` inside the article, speaks for the article, and so does
one in an element inside it that is named after the licence and holds nothing but its wording. One at a picture, or
linked inside the article without such a mark, speaks for a part only, mostly a picture. All others speak for the site,
and no site's licence is an article's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from pressmark.evidence.licenses import spdx_from
from pressmark.evidence.notices import Notice, is_notice, read_notice
from pressmark.evidence.text import one_line
from pressmark.pages.found import Found
from pressmark.pages.fragment import BLOCKS
from pressmark.pages.linked_data import Node, said, things
from pressmark.pages.links import Link
from pressmark.pages.marks import names_of
from pressmark.pages.page import Page
from pressmark.pages.regions import in_footer
from pressmark.pages.tree import place, wording
from pressmark.rights.precedence import preferred

_SCOPES = ("article", "site", "part")
_PICTURES = re.compile(r"caption|photo|image-|gallery")
_PICTURE_NAMES = re.compile(
    r"caption|(?<!site-)credit|photo|image-|gallery|(?:^|[\s_-])(?:img|pictures?|thumb(?:nail)?s?|bild)(?=$|[\s_-])"
)
_BADGE = re.compile(r"88x31|80x15|somerights|creative\s?commons|licensebuttons", re.IGNORECASE)
_OF_A_PICTURE = re.compile(
    r"\b(?:photos?|fotos?|photographs?|images?|pictures?|bild(?:er|nachweis)?|own work|flickr)\b|wikimedia commons",
    re.IGNORECASE,
)
_OF_A_TEXT = re.compile(
    r"texte?|article|artikel|beitr[aä]g|inhalt|content|site|seite|blog|werk|this work", re.IGNORECASE
)
_GRANT = re.compile(
    r"^(?:\W*licen[cs]e\b|\W*lizenz\b|\W*licencia\b|\W*CC[ -]?(?:0|BY))|\b(?:licen[cs]ed|lizenziert|licenciad[oa])\b|"
    r"\b(?:under|unter|sous|bajo|sob|sotto)\b.*\b(?:licen[cs]e|\w*lizenz|licencia|licença|licenza|creative commons)\b|"
    r"to the extent possible under law|public domain|gemeinfrei|domaine public|dominio público",
    re.IGNORECASE,
)
_LICENSE_NAMES = re.compile(r"(?:^|[\s_-])(?:licen[cs]es?|lizenz|licencia|licenza)(?=$|[\s_-])")
_LONGEST_NOTICE, _LONGEST_GRANT = 250, 120
_NEAR = 2  # ancestors


@dataclass(frozen=True, slots=True)
class License:
    """One licence statement: the SPDX id where it is a known one, what it speaks of, and who states it."""

    found: Found
    spdx: str | None
    scope: str  # article site part
    grantor: str | None


def licenses(page: Page) -> tuple[License, ...]:
    """Returns the licence statements, those for the article first."""
    stated = [*_linked(page), *_links(page), *_metas(page)]
    return tuple(sorted(stated, key=lambda license: (_SCOPES.index(license.scope), license.spdx is None)))


def chosen(stated: Sequence[License]) -> License | None:
    """Returns the licence that holds; where the article states one that is not understood, no other of its own does."""
    own = any(license.scope == "article" and license.spdx is None for license in stated)
    return preferred(
        (license for license in stated if not (own and license.scope == "article")),
        lambda license: (license.scope, license.spdx),
    )


def notices(page: Page) -> tuple[tuple[Found, Notice], ...]:
    """Returns the copyright notices for the article: its linked data's, the meta tags', the printed."""
    linked = [found for node in _article(page) if (found := said(node, "copyrightNotice")) is not None]
    worded = [*linked, *page.metas["rights"], *_printed_notices(page)]
    return tuple((found, read_notice(found.value)) for found in worded if is_notice(found.value))


def license_lines(page: Page) -> Iterator[str]:
    """Yields the lines that only state a licence: those around a link that marks it, or that grant what one names."""
    for link in page.links:
        if link.element.tag == "a" and _names_a_license(link):
            around = (other for other in link.element.iterancestors() if other.tag in BLOCKS)
            line = one_line(wording(next(around, link.element)))
            if len(line) <= _LONGEST_NOTICE and ("license" in link.rel or _GRANT.search(line)):
                yield line


def holders(page: Page) -> tuple[Found, ...]:
    """Returns the holders that the article's linked data or its meta tags name."""
    named = [_name(thing) for node in _article(page) for thing in things(page.linked, node, "copyrightHolder")]
    return (*(found for found in named if found is not None), *page.metas["holder"])


def copyright_year(page: Page) -> Found | None:
    """Returns the year that the article's linked data states."""
    return next((found for node in _article(page) if (found := said(node, "copyrightYear")) is not None), None)


def _article(page: Page) -> tuple[Node, ...]:
    return (page.article,) if page.article is not None else ()


def _name(thing: Node | Found) -> Found | None:
    return thing if isinstance(thing, Found) else said(thing, "name")


def _linked(page: Page) -> Iterator[License]:
    for node in _article(page):
        grantor = next((found for key in ("copyrightHolder", "publisher") for found in _names(page, node, key)), None)
        for thing in things(page.linked, node, "license"):
            found = (
                thing if isinstance(thing, Found) else said(thing, "url") or said(thing, "@id") or said(thing, "name")
            )
            if found is not None:
                yield License(found, spdx_from(found.value), "article", grantor.value if grantor else None)


def _names(page: Page, node: Node, key: str) -> Iterator[Found]:
    for thing in things(page.linked, node, key):
        if (found := _name(thing)) is not None:
            yield found


def _links(page: Page) -> Iterator[License]:
    for link in page.links:
        if _names_a_license(link):
            found = Found(one_line(link.href), link.href, place(link.element, "href"), "rel-license")
            yield License(found, spdx_from(found.value), _scope(page, link), None)


def _names_a_license(link: Link) -> bool:
    """Says whether a link's `rel` makes it the licence, or its target is a deed that needs no such mark."""
    if "license" in link.rel:
        return bool(link.href)
    return "creativecommons.org/" in link.href and spdx_from(link.href) is not None


def _scope(page: Page, link: Link) -> str:
    element = link.element
    inside = page.regions.inside_article(element)
    # What holds the whole page may be named after a picture in it.
    near = [ancestor for ancestor in element.iterancestors() if inside or ancestor not in page.regions.spine]
    if any(map(_shows_a_picture, near)) or _is_said_of_a_picture(element):
        return "part"
    if inside:
        return "article" if "license" in link.rel or _is_in_a_box_of_its_own(element) else "part"
    return "site"


def _is_in_a_box_of_its_own(element: HtmlElement) -> bool:
    """Says whether a link stands in an element that is named after the licence and holds nothing but its wording."""
    boxes = [box for box in (element, *islice(element.iterancestors(), _NEAR)) if _LICENSE_NAMES.search(names_of(box))]
    lines = [one_line(wording(box)) for box in boxes if _shows_no_picture(box)]
    return any(len(line) <= _LONGEST_GRANT and _GRANT.search(line) for line in lines)


def _shows_no_picture(box: HtmlElement) -> bool:
    return next(box.iter("img"), None) is None or _shows_a_badge_alone(box)


def _shows_a_picture(element: HtmlElement) -> bool:
    """Says whether an element holds a picture or what is said of one."""
    if element.tag in ("figure", "figcaption"):
        return True
    found = _PICTURE_NAMES.search(names_of(element))
    return found is not None and not (found[0] == "image-" and _shows_a_badge_alone(element))


def _shows_a_badge_alone(element: HtmlElement) -> bool:
    """Says whether the only pictures in an element are buttons of a licence, which speak of no picture."""
    shown = [f"{picture.get('src') or ''} {picture.get('alt') or ''}" for picture in element.iter("img")]
    return bool(shown) and all(_BADGE.search(said) for said in shown)


def _is_said_of_a_picture(element: HtmlElement) -> bool:
    """Says whether the line around a link speaks of pictures first, as `All photos in this blog` does."""
    parent = element.getparent()
    line = one_line(wording(parent)) if parent is not None else ""
    picture, text = _OF_A_PICTURE.search(line), _OF_A_TEXT.search(line)
    return len(line) <= _LONGEST_NOTICE and picture is not None and (text is None or picture.start() < text.start())


def stands_with_a_picture(page: Page, element: HtmlElement) -> bool:
    """Says whether words stand with a picture; a mere credit, or what holds the heading, may be the text's."""
    around = (ancestor for ancestor in (element, *element.iterancestors()) if ancestor not in page.regions.spine)
    return any(
        ancestor.tag in ("figure", "figcaption") or _PICTURES.search(names_of(ancestor)) is not None
        for ancestor in around
    )


def _metas(page: Page) -> Iterator[License]:
    for found in (*page.metas["license"], *page.metas["rights"]):
        if (spdx := spdx_from(found.value)) is not None:
            yield License(found, spdx, "site", None)


def _printed_notices(page: Page) -> Iterator[Found]:
    for element in page.tree.iter("p", "small", "span", "div", "cite"):
        if "©" in (element.text or "") or "opyright" in (element.text or ""):
            verbatim = wording(element)
            if stands_with_a_picture(page, element):
                continue
            if len(verbatim) <= _LONGEST_NOTICE and page.regions.inside_article(element) and not in_footer(element):
                yield Found(one_line(verbatim), verbatim, place(element), "printed")
