"""Reads JSON Feed, versions 1.0 and 1.1."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pressmark.evidence.addresses import web_url
from pressmark.evidence.text import normalise, one_line
from pressmark.pages.entry import Channel, Entry, labelled
from pressmark.pages.feed_dates import settle
from pressmark.pages.feed_people import Person, person
from pressmark.pages.found import Found, plain_text
from pressmark.pages.fragment import fragment_text

Item = Mapping[str, Any]
_DEEPEST = 20


def items_of(feed: Item) -> list[Any]:
    """Returns the items of a feed."""
    items = feed.get("items")
    return items if isinstance(items, list) else []


def channel_of(feed: Item) -> Channel:
    """Returns what a feed says of itself."""
    title, language = _said(feed, "title", "#"), _said(feed, "language", "#")
    return Channel(
        publishers=(title,) if title else (),
        people=tuple(_people(feed, "#")),
        languages=(language,) if language else (),
    )


def entry_of(item: Item, number: int, *, order: str | None) -> Entry:
    """Returns what the item of a number, counted from 0, says."""
    place = f"#/items/{number}"
    tags = item.get("tags")
    text, completeness = _text(item)
    identifier = _said(item, "id", place)
    own = [found for name in ("url", "id") if (found := _said(item, name, place)) and (name == "url" or _web(found))]
    elsewhere = _said(item, "external_url", place)
    return Entry(
        fields=dict(_fields(item)),
        identifier=identifier,
        titles=tuple(filter(None, [_said(item, "title", place)])),
        people=tuple(_people(item, place)),
        urls=tuple(own or filter(None, [elsewhere])),
        published=settle("published", _listed(item, "date_published", place), order=order),
        modified=settle("modified", _listed(item, "date_modified", place), order=order),
        languages=tuple(_listed(item, "language", place)),
        subjects=labelled("tag", (tag for tag in tags if isinstance(tag, str))) if isinstance(tags, list) else (),
        text=text,
        completeness=completeness,
    )


def _web(found: Found) -> bool:
    return web_url(found.value) is not None


def _listed(item: Item, name: str, place: str) -> list[Found]:
    found = _said(item, name, place)
    return [found] if found else []


def _said(item: Item, name: str, place: str) -> Found | None:
    value = item.get(name)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not one_line(value):
        return None
    return Found(plain_text(value) if name == "title" else one_line(value), value, f"{place}/{name}", "feed")


def _people(item: Item, place: str) -> Iterator[Person]:
    """Yields the authors: a list since version 1.1, one before."""
    authors = item.get("authors")
    listed = (
        [(author, f"{place}/authors/{at}") for at, author in enumerate(authors)] if isinstance(authors, list) else []
    )
    for author, where in listed or [(item.get("author"), f"{place}/author")]:
        if isinstance(author, Mapping):
            uri = author.get("url")
            yield from person(_said(author, "name", where), uri=uri if isinstance(uri, str) else None)


def _text(item: Item) -> tuple[str | None, str]:
    markup, plain, summary = (item.get(name) for name in ("content_html", "content_text", "summary"))
    whole = (fragment_text(markup) if isinstance(markup, str) else None) or _plain(plain)
    return (whole, "full") if whole else (_plain(summary), "partial" if _plain(summary) else "unknown")


def _plain(value: Any) -> str | None:
    return normalise(value) or None if isinstance(value, str) else None


def _fields(value: Any, name: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """Yields the non-empty values of an item as strings, by their pointers within it."""
    if isinstance(value, Mapping) and depth < _DEEPEST:
        for key, inner in value.items():
            yield from _fields(inner, f"{name}/{key}" if name else str(key), depth + 1)
    elif isinstance(value, list) and depth < _DEEPEST:
        for at, inner in enumerate(value):
            yield from _fields(inner, f"{name}/{at}", depth + 1)
    elif value not in (None, ""):
        yield name, str(value)
