"""Reads the elements of an entry, be it of RSS, RDF, Atom or CDF; most words mean the same in all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from pressmark.converters._feed.blogger import KIND, unshown
from pressmark.evidence.addresses import web_url
from pressmark.evidence.text import one_line
from pressmark.model.draft import Subject
from pressmark.pages.entry import Channel, Entry, Right, labelled
from pressmark.pages.feed_dates import settle
from pressmark.pages.feed_people import Person, parties, person, without_addresses
from pressmark.pages.feed_terms import Node, base_of, fields_of, joined_url, language_of, text_of, wording
from pressmark.pages.found import Found

# How many readers wrote something is no part of what the entry says.
_COUNTERS = frozenset({"slash:comments", "slash:hit_parade", "thr:total"})
_PUBLISHED = ("published", "issued", "pubdate", "dcterms:issued", "dc:date", "dcterms:date")
_MODIFIED = ("updated", "modified", "dcterms:modified")
_WHOLE = ("content:encoded", "content", "xhtml:body", "xhtml:div", "fullitem")
_SHORT = ("description", "summary", "dc:description", "dcterms:abstract", "abstract", "itunes:summary")
_RIGHTS = ("rights", "copyright", "dc:rights", "dcterms:rights", "dcterms:license", "license", "cc:license")
_MEDIA_RIGHTS = ("media:copyright", "media:license")
_CUT = ("[…]", "[...]", "…", "...")


@dataclass(frozen=True, slots=True)
class Setting:
    """What an entry is read with: the channel's base address and the order of dates in figures."""

    base: str
    order: str | None


def entry_of(node: Node, setting: Setting) -> Entry:
    """Returns what an entry's elements say."""
    source = next(node.all("source", "dc:source"), None)
    text, completeness = _text(node)
    return Entry(
        fields=dict(fields_of(node.element, _COUNTERS)),
        identifier=_identifier(node),
        titles=tuple(node.found("title", "dc:title", "media:title", "itunes:title")),
        people=tuple(_people(node)),
        publishers=parties(node.found("dc:publisher", "dcterms:publisher")),
        origin=_origin(node, source),
        origin_urls=tuple(_links(node, setting.base, "via")),
        urls=tuple(_urls(node, setting.base)),
        published=settle("published", _dates(node, _PUBLISHED), order=setting.order),
        modified=settle("modified", [*_dates(node, _MODIFIED), *_attribute(node, "lastmod")], order=setting.order),
        languages=tuple(_languages(node)),
        rights=(*_rights(node, "article"), *(_rights(node.at(source), "site") if source is not None else ())),
        subjects=tuple(_subjects(node)),
        unshown=unshown(node),
        text=text,
        completeness=completeness,
    )


def channel_of(node: Node) -> Channel:
    """Returns what a feed's own elements say; its title stands for its publisher where it names none."""
    base = base_of(node.element)
    link = next(iter(_links(node, base, "alternate")), None)
    return Channel(
        publishers=parties(node.found("dc:publisher", "dcterms:publisher", "title", "dc:title")),
        people=tuple(_people(node)) if node.atom else (),
        languages=tuple(_languages(node)),
        rights=tuple(_rights(node, "site")),
        base=base or (link.value if link else ""),
    )


def _identifier(node: Node) -> Found | None:
    named = next(node.found("guid", "id", "dc:identifier", "dcterms:identifier"), None)
    about = next((name for name in node.element.attrib if str(name).endswith("}about")), None)
    return named or (node.attribute(node.element, str(about)) if about else None)


def _people(node: Node) -> Iterator[Person]:
    """Yields the authors and contributors; `author` holds elements in Atom and words in RSS."""
    named = next(filter(None, ([*node.all(name)] for name in ("author", "dc:creator", "itunes:author"))), [])
    yield from (found for element in named for found in _person(node, element, "author"))
    for element in node.all("contributor", "dc:contributor"):
        yield from _person(node, element, "contributor")


def _person(node: Node, element: etree._Element, role: str) -> Iterator[Person]:
    parts = node.at(element)
    uri = next((wording(child).strip() for child in parts.all("uri", "url", "homepage")), None)
    name = next(parts.found("name"), None) if len(element) else parts.words(element)
    yield from person(name, role=role, uri=uri)


def _origin(node: Node, source: etree._Element | None) -> Found | None:
    """Returns the party that a `source` names: a feed with a title in Atom, words in RSS; an address names none."""
    if source is None:
        return None
    found = next(node.at(source).found("title"), None) if len(source) else node.words(source)
    return None if found is None or "://" in found.value else without_addresses(found)


def _urls(node: Node, base: str) -> Iterator[Found]:
    """Yields the addresses of the article; behind a counting service stands the one that it leads to."""
    yield from node.found("feedburner:origlink")
    yield from _links(node, base, "alternate")
    for guid in node.all("guid"):
        found = node.words(guid)
        if found and (guid.get("isPermaLink") or "true").lower() != "false" and web_url(found.value):
            yield found
    yield from _attribute(node, "href")
    for name in node.element.attrib:
        if str(name).endswith("}about") and (about := node.attribute(node.element, str(name))):
            yield about


def _links(node: Node, base: str, rel: str) -> Iterator[Found]:
    """Yields what links of one relation lead to, pages before other types; in RSS and RDF a link is words."""
    typed = []
    for link in node.all("link", "a"):
        if found := node.attribute(link, "href"):
            relation = (link.get("rel") or "alternate").lower().rsplit("/", 1)[-1]
            if relation == rel:
                joined = joined_url(base_of(link) or base, found.value)
                typed.append((link.get("type", "text/html") != "text/html", replace(found, value=joined)))
        elif rel == "alternate" and (said := node.words(link)):
            typed.append((False, replace(said, value=joined_url(base_of(link) or base, said.value))))
    yield from (found for _, found in sorted(typed, key=lambda pair: pair[0]))


def _attribute(node: Node, name: str) -> Iterator[Found]:
    for attribute in node.element.attrib:
        if str(attribute).lower() == name and (found := node.attribute(node.element, str(attribute))):
            yield found


def _dates(node: Node, names: tuple[str, ...]) -> list[Found]:
    return [*node.found(*names)]


def _languages(node: Node) -> Iterator[Found]:
    yield from node.found("language", "dc:language")
    around = [*node.all(*_WHOLE, *_SHORT, "title"), node.element]
    tag = next((tag for element in around if (tag := language_of(element))), None)
    if tag:
        yield Found(tag, tag, None, "feed")


def _rights(node: Node, scope: str) -> Iterator[Right]:
    """Yields what is said of rights, licences that are links included; what media say holds for them alone."""
    for element in node.all(*_RIGHTS):
        resource = next((str(name) for name in element.attrib if str(name).endswith("resource")), None)
        if found := node.attribute(element, resource) if resource else node.words(element):
            yield Right(found, scope)
    for link in node.all("link"):
        if (link.get("rel") or "").lower() == "license" and (found := node.attribute(link, "href")):
            yield Right(found, scope)
    for element in node.all(*_MEDIA_RIGHTS):
        if found := node.words(element) or node.attribute(element, "url"):
            yield Right(found, "part")


def _subjects(node: Node) -> Iterator[Subject]:
    terms = []
    for element in node.all("category", "itunes:category", "media:category"):
        if (element.get("scheme") or "").endswith(KIND):
            continue
        label = element.get("label") or element.get("term") or element.get("text") or wording(element)
        terms.append(one_line(label))
    yield from labelled("category", terms)
    yield from labelled("subject", (one_line(wording(element)) for element in node.all("dc:subject")))
    words = (wording(element).split(",") for element in node.all("itunes:keywords", "media:keywords", "keywords"))
    yield from labelled("keyword", (label for labels in words for label in labels))


def _text(node: Node) -> tuple[str | None, str]:
    """Returns the text and whether it is whole: a summary alone is a part, and beside a whole text it is no lede."""
    whole = _first_text(node, _WHOLE)
    if whole is not None:
        return whole, "partial" if whole.endswith(_CUT) else "full"
    short = _first_text(node, _SHORT)
    return short, "partial" if short else "unknown"


def _first_text(node: Node, names: tuple[str, ...]) -> str | None:
    found = (text_of(element, markup=not node.atom) for element in node.all(*names) if not element.get("src"))
    return next(filter(None, found), None)
