"""Knows what the columns of article tables are usually called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

# What each value is called in the wild, the likeliest name first; compared in lower case, without signs.
CONVENTIONAL: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "identifier": ("id", "article_id", "doc_id", "guid", "identifier", "uid"),
        "title": ("title.rendered", "headline.main", "title", "headline", "heading", "head", "web_title"),
        "authors": (
            "byline.original", "authors", "author", "byline", "creator", "writer", "written_by", "fields.byline",
        ),
        "published": (
            "published", "date_published", "publication_date", "published_at", "publish_date", "date_publish",
            "pub_date", "pubdate", "date", "issued", "datetime", "timestamp", "web_publication_date", "seendate",
            "post_date",
        ),
        "original_published": ("original_published", "first_published", "original_date", "date_created"),
        "modified": ("modified", "updated", "date_modified", "date_modify", "last_modified", "updated_at"),
        "publisher": (
            "publisher", "publication", "outlet", "newspaper", "site_name", "source_name", "source.name",
            "source.title", "source", "media_name", "media", "thread.section_title",
        ),
        "original_publisher": ("original_publisher", "original_source", "source_publisher", "agency"),
        "url": ("url", "link", "canonical_url", "article_url", "web_url", "permalink", "source_url", "link_url"),
        "original_url": ("original_url", "original_link", "is_based_on"),
        "language": ("language", "lang", "in_language"),
        "lede": ("lede", "lead", "standfirst", "teaser"),
        "text": (
            "content.rendered", "fields.body_text", "maintext", "text", "body", "article_body", "content",
            "article_text", "full_text", "body_text", "article",
        ),
        "copyright": ("copyright", "copyright_notice", "copyrightnotice"),
        "holder": ("copyright_holder", "rights_holder", "holder"),
        "license": ("license", "licence", "license_url", "rights"),
        "tdm_reservation": ("tdm_reservation",),
        "section": ("section", "article_section", "section_name", "desk", "rubric"),
        "category": ("category", "categories"),
        "keyword": ("keywords", "keyword"),
        "tag": ("tags", "tag"),
        "topic": ("topics", "topic"),
        "place": ("places", "place"),
        "region": ("regions", "region"),
        "theme": ("themes", "theme"),
    }
)  # fmt: skip

SUBJECTS = ("section", "category", "keyword", "tag", "topic", "place", "region", "theme")

# At least one of these must be there: a table without any is no table of articles.
TELLING = ("title", "text")


def columns_of(names: Iterable[str], mapping: Mapping[str, str]) -> Mapping[str, str]:
    """Returns which column holds which value; the configuration's mapping goes before convention."""
    return _columns_of(tuple(names), tuple(mapping.items()))


@lru_cache(maxsize=4096)  # the rows of a table share few sets of columns
def _columns_of(present: tuple[str, ...], given: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    mapping = dict(given)
    plain = {_plain(name): name for name in reversed(present)}
    found = {value: column for value, column in mapping.items() if column in present}
    taken = set(found.values())
    for value, conventional in CONVENTIONAL.items():
        column = next((plain[_plain(name)] for name in conventional if _plain(name) in plain), None)
        if value not in mapping and column is not None and column not in taken:
            found[value] = column
            taken.add(column)
    return MappingProxyType(found)


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())
