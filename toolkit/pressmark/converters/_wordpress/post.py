"""Reads one item of an export: what kind it is, and what it says."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from pressmark.converters._wordpress.content import read_content
from pressmark.converters._wordpress.dates import settle_local
from pressmark.model.draft import Claim, Subject
from pressmark.pages.entry import Channel, Entry, labelled
from pressmark.pages.feed_people import Person, person
from pressmark.pages.feed_terms import Node, fields_of, wording
from pressmark.pages.found import Found
from pressmark.pages.fragment import fragment_text

# What readers write and plugins note is no part of what a post says.
_NOT_OF_THE_POST = frozenset({"wp:comment", "wp:postmeta"})
_KINDS = {
    "page": "is a page of the site and no post",
    "attachment": "is an attachment and no post",
    "nav_menu_item": "is an entry of a menu and no post",
    "revision": "is a revision of another post",
}
_SCHEMES = {"category": "category", "post_tag": "tag", "tag": "tag"}


def channel_of(node: Node) -> Channel:
    """Returns what an export says of its site."""
    return Channel(
        publishers=tuple(node.found("title"))[:1],
        languages=tuple(node.found("language")),
        base=next((found.value for found in node.found("link")), ""),
    )


def displayed_names(node: Node) -> dict[str, str]:
    """Returns what the authors of an export are displayed as, by the names that they log in with."""
    names: dict[str, str] = {}
    for author in node.all("wp:author"):
        parts = node.at(author)
        login = next(parts.found("wp:author_login"), None)
        shown = next(parts.found("wp:author_display_name"), None)
        if login and shown:
            names[login.value] = shown.value
    return names


def skipped(node: Node, types: Collection[str]) -> str | None:
    """Returns why an item is no published post of these types, or None where it is one; WXR 1.0 can lack a type."""
    kind = _value(node, "wp:post_type") or "post"
    if kind not in types:
        return _KINDS.get(kind, f"is of the type {kind!r} and no {' or '.join(types)}")
    status = _value(node, "wp:status") or "publish"
    if status != "publish":
        return f"is not published: its status is {status!r}"
    return "is behind a password" if _value(node, "wp:post_password") else None


def entry_of(node: Node, names: Mapping[str, str]) -> Entry:
    """Returns what an item says; `names` are what its authors are displayed as."""
    content = read_content(_stored(node, "content:encoded"))
    excerpt = None if content.text else fragment_text(_stored(node, "excerpt:encoded"))
    return Entry(
        fields=dict(fields_of(node.element, _NOT_OF_THE_POST)),
        identifier=next(node.found("guid"), None),
        titles=tuple(node.found("title")),
        people=tuple(_people(node, names)),
        urls=tuple(node.found("link")),
        published=settle_local("published", *_both(node, "wp:post_date"), [*node.found("pubdate")]),
        modified=settle_local("modified", *_both(node, "wp:post_modified")),
        subjects=tuple(_subjects(node)),
        claims=tuple(_claims(content.shortcodes)),
        text=content.text or excerpt,
        completeness="full" if content.text else "partial" if excerpt else "unknown",
    )


def _value(node: Node, name: str) -> str | None:
    return next((wording(element).strip() for element in node.all(name)), None) or None


def _stored(node: Node, name: str) -> str:
    return next((wording(element) for element in node.all(name)), "")


def _both(node: Node, name: str) -> tuple[Found | None, Found | None]:
    return next(node.found(name), None), next(node.found(f"{name}_gmt"), None)


def _people(node: Node, names: Mapping[str, str]) -> Iterator[Person]:
    for login in node.found("dc:creator"):
        yield from person(replace(login, value=names.get(login.value, login.value)))


def _subjects(node: Node) -> Iterator[Subject]:
    """Yields categories and tags; exports before WXR 1.1 list a category twice, once without its kind."""
    for domain in ("category", "post_tag", "tag"):
        elements = (found for found in node.all("category") if (found.get("domain") or "category") == domain)
        yield from labelled(_SCHEMES[domain], (wording(element) for element in elements))


def _claims(shortcodes: tuple[str, ...]) -> Iterator[Claim]:
    if shortcodes:
        note = "their marks were taken out of the text"
        yield Claim(claim="shortcodes", value=", ".join(shortcodes), basis="inferred", note=note)
