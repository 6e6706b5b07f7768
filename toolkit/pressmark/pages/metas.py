"""Reads the meta tags of a page by what they mean: one table of names, whatever vocabulary they come from.

Names are compared in lower case with `:` and `.` as one, so that `DC.date.issued` and `dc:date.issued` are the same.
Of two names with one meaning the one named earlier stands first.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from lxml.html import HtmlElement

from pressmark.pages.found import Found, plain_text
from pressmark.pages.tree import place

_TABLE = """
title          og.title twitter.title dcterms.title dc.title citation_title parsely-title sailthru.title headline hdl
title          title
author         author article.author byl authors article.author_name parsely-author sailthru.author dc.creator
author         dcterms.creator dc.contributor.author citation_author cxenseparse.author dable.author
description    og.description description twitter.description dcterms.description dc.description
published      article.published_time article.published og.article.published_time og.published_time datepublished
published      dateissued parsely-pub-date sailthru.date cxenseparse.recs.publishtime cxenseparse.publishtime
published      bt.pubdate dcterms.issued dc.date.issued dc.date.published dc.issued citation_online_date
published      citation_publication_date rnews.datepublished publication_date published_date publish_date publish-date
published      published-date publication-date publishdate publisheddate pubdate article_date_original
published      originalpublicationdate article.publicationdate shareaholic.article_published_time iptc.firstpublished
dated          date dc.date dcterms.date dc.date.created dcterms.created dc.created datecreated citation_date
dated          displaydate article.created
modified       article.modified_time article.modified og.article.modified_time og.updated_time datemodified
modified       dcterms.modified dc.date.modified dc.modified last-modified last_modified lastmodified lastmod moddate
modified       revised modified modified_date article.updated updated_time iptc.lastmodified
expires        article.expiration_time og.article.expiration_time expires dcterms.valid unavailable_after
publisher      og.site_name dcterms.publisher dc.publisher publisher citation_publisher
site           og.site_name application-name apple-mobile-web-app-title twitter.app.name.iphone
section        article.section parsely-section og.section section category
keyword        news_keywords keywords parsely-tags sailthru.tags citation_keywords tags
tag            article.tag og.article.tag
subject        dc.subject dcterms.subject
language       dcterms.language dc.language language content-language inlanguage og.locale
license        dcterms.license dc.rights.license license
rights         dcterms.rights dc.rights copyright rights rights-standard og.copyright
holder         dcterms.rightsholder
url            og.url parsely-link citation_public_url dc.identifier twitter.url
original       original-source syndication-source dc.source dcterms.source
tdm_reservation tdm-reservation
tdm_policy     tdm-policy
robots         robots
kind           og.type
"""


def _names_by_meaning() -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for line in _TABLE.strip().splitlines():
        meaning, *listed = line.split()
        names[meaning] = (*names.get(meaning, ()), *listed)
    return names


NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(_names_by_meaning())
Metas = Mapping[str, tuple[Found, ...]]


def read_metas(tree: HtmlElement) -> Metas:
    """Returns the meta tags of a page by meaning, those of the better names first."""
    by_name: dict[str, list[HtmlElement]] = {}
    for element in tree.iter("meta"):
        for name in _names(element):
            by_name.setdefault(name, []).append(element)
    return {
        meaning: tuple(found for name in names for element in by_name.get(name, ()) for found in _content(element))
        for meaning, names in NAMES.items()
    }


def _names(element: HtmlElement) -> set[str]:
    names = (element.get("name"), element.get("property"), element.get("http-equiv"), element.get("itemprop"))
    return {compared for name in names if name for compared in name.lower().replace(":", ".").split()}


def _content(element: HtmlElement) -> tuple[Found, ...]:
    # `contents` is what Pelican took as well, so that there are pages with it.
    name = "content" if element.get("content") is not None else "contents"
    verbatim = element.get(name) or ""
    value = plain_text(verbatim)
    return (Found(value, verbatim, place(element, name), "meta"),) if value else ()
