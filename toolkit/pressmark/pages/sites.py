"""Finds who publishes a page, its own address, and the page or outlet that it plainly declares to be its origin."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pressmark.evidence.addresses import host_of, web_url
from pressmark.evidence.people import is_agency
from pressmark.pages.found import Found, distinct
from pressmark.pages.linked_data import Node, said, things
from pressmark.pages.mastheads import in_title, is_of_host
from pressmark.pages.page import Page, canonical

_MOST_WORDS = 8
_FEEDS = re.compile(r"shortlink|edituri|alternate application/(?:rss|atom)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a page says its article comes from; each part only where it is plainly declared."""

    publisher: Found | None
    url: Found | None


def publishers(page: Page, own: tuple[Found, ...]) -> tuple[Found, ...]:
    """Returns who the page says publishes it: the linked data's publisher, the site's name, what its title adds.

    An agency, or a single word, that the address does not bear stands behind a name that it bears: pages name the
    agency that a text came from, or a section, where they should name themselves.
    """
    hosts = _hosts(page, own)
    linked = [*_publisher_of(page, page.article)]
    tagged = [found for found in (*page.metas["publisher"], *page.metas["site"]) if _is_a_name(found)]
    stated = distinct([*linked, *tagged, *_site_nodes(page), *in_title(page, hosts)])
    named = tuple(sorted(stated, key=lambda found: _is_long_winded(found.value)))
    alike = [found for found in named if is_of_host(found.value, hosts)]
    first = named[0].value if named else ""
    is_doubted = (is_agency(first) or " " not in first) and not is_of_host(first, hosts)
    return distinct([*alike, *named]) if is_doubted else named


def site_names(page: Page, own: tuple[Found, ...], named: tuple[Found, ...]) -> frozenset[str]:
    """Returns every name that the page gives to its site, its host included, to be cut from titles and bylines."""
    hosts = _hosts(page, own)
    labels = {host.split(".")[-2] for host in hosts if "." in host}
    return frozenset({found.value for found in named} | hosts | labels)


def _hosts(page: Page, own: tuple[Found, ...]) -> set[str]:
    """Returns the hosts of the page's addresses, or else those that its links start from or that its feeds are on."""
    hosts = {host.removeprefix("www.") for found in own if (host := host_of(found.value))}
    if hosts:
        return hosts
    feeds = [link.href for link in page.links if _FEEDS.search(f"{' '.join(link.rel)} {link.element.get('type')}")]
    bases = [element.get("href") or "" for element in page.tree.iter("base")]
    return {host for href in (*bases, *feeds) if (host := host_of(href))}


def addresses(page: Page) -> tuple[Found, ...]:
    """Returns the page's own addresses: Open Graph, canonical link, linked data."""
    declared = [*page.metas["url"], *canonical(page.links), *_of_article(page)]
    usable = [
        replace(found, value=url) for found in declared if (url := web_url(found.value)) and "/" in url[8:].strip("/")
    ]
    return tuple({found.value: found for found in reversed(usable)}.values())[::-1]


def origin(page: Page, own: tuple[Found, ...]) -> Origin:
    """Returns the origin that `isBasedOn`, a source tag, or a canonical address at another site declares."""
    if not own:
        return Origin(None, None)
    based = things(page.linked, page.article, "isBasedOn") if page.article is not None else ()
    declared = [found for thing in based for found in _address_of(thing)]
    urls = [
        found
        for found in (*declared, *page.metas["original"], *own)
        if _is_url(found) and not _same_site(found, own[0])
    ]
    named = [found for thing in based if isinstance(thing, Node) for found in _publisher_of(page, thing)]
    return Origin(named[0] if named and urls else None, urls[0] if urls else None)


def _address_of(thing: Node | Found) -> list[Found]:
    if isinstance(thing, Found):
        return [thing]
    return [found for key in ("url", "@id") if (found := said(thing, key)) is not None]


def _publisher_of(page: Page, node: Node | None) -> list[Found]:
    parties = [thing for key in ("publisher", "provider") for thing in (things(page.linked, node, key) if node else ())]
    named = [thing if isinstance(thing, Found) else said(thing, "name") for thing in parties]
    return [found for found in named if found is not None and not _is_url(found)]


def _site_nodes(page: Page) -> list[Found]:
    named = [said(node, "name") for node in page.linked.of(frozenset({"WebSite", "NewsMediaOrganization"}))]
    houses = [said(node, "name") for node in page.linked.of(frozenset({"Organization"}))]
    sole = houses if len(houses) == 1 else []
    return [found for found in (*named, *sole) if found is not None and not _is_url(found)]


def _of_article(page: Page) -> list[Found]:
    """Returns where the linked data says that the article stands; the page that holds it may be a thing of its own."""
    if page.article is None:
        return []
    pages = [found for thing in things(page.linked, page.article, "mainEntityOfPage") for found in _address_of(thing)]
    own = [said(page.article, key) for key in ("url", "@id")]
    return [found for found in (own[0], *pages[:1], own[1]) if found is not None]


def _is_long_winded(name: str) -> bool:
    """Says whether a name is a bare host, or says so much that it is a slogan or the title of a page."""
    return name.startswith("www.") or len(name.split()) > _MOST_WORDS


def _is_a_name(found: Found) -> bool:
    """Says whether a site's name is one, and no address or account."""
    return not _is_url(found) and not found.value.startswith("@")


def _is_url(found: Found) -> bool:
    return web_url(found.value) is not None


def _same_site(one: Found, other: Found) -> bool:
    """Says whether two addresses share their last two labels, which errs towards one site."""
    hosts = [(host_of(found.value) or "").split(".")[-2:] for found in (one, other)]
    return hosts[0] == hosts[1]
