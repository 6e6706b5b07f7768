"""Reads one item of NewsML-G2: its rights, its metadata and its content."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from pressmark.evidence.addresses import web_url
from pressmark.evidence.licenses import spdx_from
from pressmark.evidence.people import Kind
from pressmark.evidence.text import normalise, one_line
from pressmark.evidence.xml_text import local_name
from pressmark.model.draft import Link, Subject
from pressmark.pages.fragment import fragment_text
from pressmark.wires.item import Item, Moment, Party, Permit
from pressmark.wires.nitf import body_text
from pressmark.wires.said import Said, child, children, every, language_of, said
from pressmark.wires.status import standing

_ROLES = {"phot": "photographer", "edit": "editor", "transl": "translator"}
_ORIGINS = re.compile(r"(?:origProv|source)$", re.IGNORECASE)


def g2_item(element: etree._Element) -> Item:
    """Returns what a newsItem says of itself."""
    meta, content, rights = child(element, "itemMeta"), child(element, "contentMeta"), child(element, "rightsInfo")
    status = standing(named(child(meta, "pubStatus")), next(iter(every(meta, "embargoed")), None))
    originals = tuple(_originals(content))
    publishers = tuple(found for one in children(meta, "provider") if (found := named(one)) is not None)
    return Item(
        titles=(*every(content, "headline"), *_inline_titles(element), *every(meta, "title")),
        lede=_lede(content),
        text=_text(element),
        languages=tuple(_languages(element, content)),
        bylines=every(content, "by"),
        parties=tuple(_parties(content)),
        publishers=publishers,
        originals=originals if publishers else (),
        published=tuple(_moments(meta, "firstCreated") or _moments(meta, "versionCreated")),
        modified=tuple(_moments(meta, "versionCreated")) if _moments(meta, "firstCreated") else (),
        undated=(*_moments(content, "contentCreated"), *_moments(content, "contentModified")),
        notices=every(rights, "copyrightNotice"),
        holders=tuple(found for one in children(rights, "copyrightHolder") if (found := named(one)) is not None),
        permits=tuple(_permits(rights)),
        addresses=tuple(_addresses(meta)),
        subjects=tuple(_subjects(meta, content)),
        links=tuple(_links(meta)),
        embargo=status.embargo,
        takedown=status.takedown,
        ledger=tuple(_ledger(element, meta, content)),
    )


def named(element: etree._Element | None) -> Said | None:
    """Returns a concept's name, or else its literal, or else the code of its vocabulary."""
    if element is None:
        return None
    if (found := next(iter(every(element, "name")), None)) is not None:
        return found
    if (literal := said(element, "literal")) is not None:
        return literal
    code = said(element, "qcode")
    if code is not None:
        return Said(code.value.partition(":")[2] or code.value, code.verbatim, code.place)
    return said(element) or said(element, "uri")


def _lede(content: etree._Element | None) -> str | None:
    """Returns the summary; a caption, and a description without a role, may be of something else."""
    found = [one for one in children(content, "description") if (one.get("role") or "").endswith(":summary")]
    return next(filter(None, map(body_text, found)), None)


def _text(element: etree._Element) -> str | None:
    for one in children(element, "contentSet", "inlineXML"):
        inner = next((part for part in one.iter("{*}body.content", "{*}body")), one)
        content = child(inner, "body.content") if child(inner, "body.content") is not None else inner
        if text := body_text(content):
            return text
    for one in children(element, "contentSet", "inlineData"):
        data = "".join(map(str, one.itertext()))
        text = fragment_text(data) if "html" in (one.get("contenttype") or "") else normalise(data)
        if text:
            return text
    return None


def _inline_titles(element: etree._Element) -> Iterator[Said]:
    for one in children(element, "contentSet", "inlineXML"):
        yield from (found for line in one.iter("{*}hl1") if (found := said(line)) is not None)


def _languages(element: etree._Element, content: etree._Element | None) -> Iterator[Said]:
    for one in children(content, "language"):
        if (found := said(one, "tag")) is not None:
            yield found
    if (found := language_of(element)) is not None:
        yield found


def _moments(element: etree._Element | None, name: str) -> list[Moment]:
    return [Moment(said=found, note=name) for found in every(element, name)]


def _parties(content: etree._Element | None) -> Iterator[Party]:
    """Yields creators and contributors by their names; a code alone names nobody."""
    for element, usual in ((one, "author") for one in children(content, "creator")):
        yield from _party(element, usual)
    for element in children(content, "contributor"):
        yield from _party(element, "contributor")


def _party(element: etree._Element, usual: str) -> Iterator[Party]:
    role = (element.get("role") or "").rpartition(":")[2].lower()
    found = next(iter(every(element, "name")), None) or said(element, "literal")
    if found is not None and role not in ("source", "origprov"):
        kind: Kind | None = "organization" if (element.get("type") or "").endswith("organisation") else None
        told = next((known for word, known in _ROLES.items() if role.startswith(word)), usual)
        yield Party(role=told, said=found, kind=kind, identifier=element.get("uri"))


def _originals(content: etree._Element | None) -> Iterator[Said]:
    """Yields whom an item calls the source or the first provider of its information, where a name says it."""
    for one in children(content, "infoSource"):
        found = next(iter(every(one, "name")), None) or said(one, "literal")
        if found is not None and _ORIGINS.search(one.get("role") or ""):
            yield found


def _permits(rights: etree._Element | None) -> Iterator[Permit]:
    for found in every(rights, "usageTerms"):
        spdx = spdx_from(found.value)
        yield Permit(said=found, spdx=spdx, grants=spdx is not None)
    for one in children(rights, "link"):
        address = said(one, "href")
        if address is not None and (spdx := spdx_from(address.value)):
            yield Permit(said=address, spdx=spdx, grants=True)


def _addresses(meta: etree._Element | None) -> Iterator[Said]:
    """Yields where the item itself can be seen, where a link says so."""
    for one in children(meta, "link"):
        found = said(one, "href")
        if found is not None and (one.get("rel") or "").rpartition(":")[2] in ("permalink", "canonical", "self"):
            yield found


def _links(meta: etree._Element | None) -> Iterator[Link]:
    for one in children(meta, "link"):
        found = said(one, "href")
        if found is not None and (href := web_url(found.value)):
            title = one.get("title") or one.get("rel")
            yield Link(role="body", anchor=title, href_verbatim=found.verbatim, href=href, status="kept")


def _subjects(meta: etree._Element | None, content: etree._Element | None) -> Iterator[Subject]:
    seen: set[tuple[str, str]] = set()
    for parent, name, scheme in (
        (content, "subject", "subject"),
        (content, "keyword", "keyword"),
        (content, "genre", "genre"),
        (meta, "service", "service"),
    ):
        for one in children(parent, name):
            found = named(one)
            if found is not None and (scheme, found.value) not in seen:
                seen.add((scheme, found.value))
                uri = web_url(one.get("uri"))
                yield Subject(scheme=scheme, label_verbatim=found.verbatim, label=found.value, uri=uri)


def _ledger(
    element: etree._Element, meta: etree._Element | None, content: etree._Element | None
) -> Iterator[tuple[str, Said]]:
    for attribute, name in (("guid", "identifier"), ("version", "version")):
        if (own := said(element, attribute)) is not None:
            yield name, own
    for parent, path, name in (
        (meta, "pubStatus", "status"),
        (content, "located", "located"),
        (content, "infoSource", "info_source"),
        (content, "creator", "creator"),
    ):
        for one in children(parent, path):
            if (concept := named(one)) is not None:
                yield name, concept
    for parent, path, name in (
        (meta, "edNote", "note_to_editors"),
        (content, "slugline", "slugline"),
        (content, "creditline", "credit"),
        (content, "dateline", "dateline"),
    ):
        for found in every(parent, path):
            yield name, found


def kind_of_item(element: etree._Element) -> str:
    """Returns what an item is by its class: text, picture, graphic, audio, video, composite; a package is composite."""
    if local_name(element) == "packageItem":
        return "composite"
    one = child(element, "itemMeta", "itemClass")
    code = one.get("qcode") if one is not None else None
    return one_line((code or "").rpartition(":")[2]) or "text"
