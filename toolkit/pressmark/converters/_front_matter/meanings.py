"""Knows what the fields of front matter are called by Jekyll, Hugo, Pelican, Hexo, Zola, Eleventy and their writers."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pressmark.converters._front_matter.pieces import Piece, plain_name

_TABLE = """
title               title headline pagetitle
subtitle            subtitle
authors             author authors byline by creator creators writer writers
contributor         contributor contributors
editor              editor editors
translator          translator translators
photographer        photographer photographers
published           date published publishdate pubdate datepublished publishedat publishedon publisheddate issued
published           publicationdate
created             created createdat datecreated createdon
original_published  originaldate originallypublished firstpublished originalpublicationdate
modified            modified lastmod updated lastmodified lastmodifiedat datemodified modifieddate updatedat updatedon
modified            updateddate revised
language            lang language locale
url                 canonicalurl canonical canonicallink url permalink link
original_url        originalurl sourceurl originallink syndicatedfrom externalurl crosspostedfrom
publisher           publisher publication sitename
original_publisher  originalpublisher originalsource
source              source via
license             license licence
rights              rights copyright copyrightnotice
holder              copyrightholder rightsholder
description         description summary excerpt abstract
category            category categories
section             section sections
tag                 tag tags
keyword             keyword keywords
topic               topic topics
series              series
draft               draft
status              status
nested              params extra taxonomies
"""

_MEANINGS: Mapping[str, str] = MappingProxyType(
    {name: line.split()[0] for line in _TABLE.strip().splitlines() for name in line.split()[1:]}
)
SUBJECTS = ("category", "section", "tag", "keyword", "topic", "series")
# What a header that stands for itself is told by; a line "Source: …" begins many a text.
TELLING = frozenset({"title", "authors", "published", "created", "modified", "category", "tag", "status", "language"})


def meaning_of(name: str) -> str | None:
    """Returns what a field says, or None where its name is not known."""
    return _MEANINGS.get(plain_name(name))


def by_meaning(fields: Mapping[str, object]) -> dict[str, list[object]]:
    """Returns the values by what they say, in their order; what stands below `params` and the like counts as well."""
    found: dict[str, list[object]] = {}
    for name, value in fields.items():
        meaning = meaning_of(name)
        if meaning == "nested" and isinstance(value, dict):
            for inner, values in by_meaning(value).items():
                found.setdefault(inner, []).extend(values)
        elif meaning is not None and not (isinstance(value, Piece) and not value.text.strip()):
            found.setdefault(meaning, []).append(value)
    return found
