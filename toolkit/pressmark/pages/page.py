"""Holds one parsed page with what it declares, read once and shared by every reader of a field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from pressmark.evidence.addresses import host_of, web_url
from pressmark.pages.found import Found, key_of
from pressmark.pages.linked_data import ARTICLES, PAGES, LinkedData, Node, read_linked_data, said
from pressmark.pages.links import Link, read_links
from pressmark.pages.marks import Marks, read_marks
from pressmark.pages.metas import Metas, read_metas
from pressmark.pages.regions import Regions, regions_of
from pressmark.pages.tree import place


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its tree, linked data and meta tags; `article` is the described article that the page is about."""

    tree: HtmlElement
    links: Sequence[Link]
    linked: LinkedData
    metas: Metas
    article: Node | None
    regions: Regions
    marked: Marks

    def about(self, *, articles_only: bool) -> Iterator[Node]:
        """Yields the described article, or else also what the linked data says that the page itself is."""
        if self.article is not None:
            yield self.article
        if not articles_only:
            yield from self.linked.of(PAGES)


def open_page(tree: HtmlElement) -> Page:
    """Returns a page with its declarations read."""
    marks, links = read_marks(tree), read_links(tree)
    linked, metas = read_linked_data(tree), read_metas(tree)
    article = _main_article(linked.of(ARTICLES), _own_addresses(links, metas), _titles(tree, metas))
    return Page(tree, links, linked, metas, article, regions_of(tree, marks), marks)


def is_of_page(page: Page, node: Node) -> bool:
    """Says whether a page shows a described article: they share an address, or the page bears its title."""
    return any(_fit(node, _own_addresses(page.links, page.metas), _titles(page.tree, page.metas)))


def canonical(links: Sequence[Link]) -> tuple[Found, ...]:
    """Returns the addresses that the page's links call canonical."""
    named = [link for link in links if "canonical" in link.rel and link.element.tag == "link"]
    return tuple(
        Found(url, link.href, place(link.element, "href"), "meta")
        for link in named
        if (url := web_url(link.href.strip()))
    )


def _own_addresses(links: Sequence[Link], metas: Metas) -> set[str]:
    return {_bare(found.value) for found in (*canonical(links), *metas["url"]) if host_of(found.value)}


def _titles(tree: HtmlElement, metas: Metas) -> str:
    shown = [found.value for found in metas["title"]] + [element.text or "" for element in tree.iter("title")]
    return " ".join(key_of(title) for title in shown)


def _main_article(articles: tuple[Node, ...], addresses: set[str], titles: str) -> Node | None:
    """Prefers the article at the page's own address, then the one whose headline the page bears, then the first."""
    return max(articles, key=lambda node: _fit(node, addresses, titles), default=None)


def _fit(node: Node, addresses: set[str], titles: str) -> tuple[bool, bool]:
    headline = said(node, "headline") or said(node, "name")
    return (bool(_addresses_of(node) & addresses), bool(headline and key_of(headline.value) in titles))


def _addresses_of(node: Node) -> set[str]:
    of_page = node.data.get("mainEntityOfPage")
    values = [node.data.get("url"), node.data.get("@id"), of_page.get("@id") if isinstance(of_page, dict) else of_page]
    return {_bare(value) for value in values if isinstance(value, str)}


def _bare(url: str) -> str:
    return url.split("#")[0].split("?")[0].split("://")[-1].rstrip("/").lower()
