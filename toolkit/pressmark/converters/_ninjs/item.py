"""Reads one object of ninjs, in the names of its versions 1, 2 and 3."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pressmark.converters._ninjs.source import key_of
from pressmark.evidence.addresses import web_url
from pressmark.evidence.licenses import spdx_from
from pressmark.evidence.text import normalise, one_line
from pressmark.model.draft import Link, Subject
from pressmark.pages.fragment import fragment_text
from pressmark.wires.item import Item, Moment, Party, Permit
from pressmark.wires.said import Said
from pressmark.wires.status import standing

_COMPLETE = {"complete": "full", "incomplete": "partial"}
_TOPICS = {
    "subject": "subject", "subjects": "subject", "genre": "genre", "genres": "genre", "service": "service",
    "services": "service", "keywords": "keyword", "person": "person", "people": "person", "place": "place",
    "places": "place", "organisation": "organisation", "organisations": "organisation", "event": "event",
    "events": "event", "products": "product",
}  # fmt: skip
_ROLES = {"editor": "editor", "translator": "translator", "photographer": "photographer"}
_LEDGER = {
    "uri": "identifier", "guid": "identifier", "version": "version", "pubstatus": "status", "slugline": "slugline",
    "located": "located", "ednote": "note_to_editors", "urgency": "urgency", "dateline": "dateline",
    "descriptioncreditline": "credit",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Node:
    """An object of the source and its place."""

    value: Mapping[str, Any]
    place: str

    def named(self, *names: str) -> Iterator[tuple[Any, str]]:
        """Yields the values of properties and their places, in the order of the names that are asked for."""
        keys = {key_of(key): key for key in reversed(list(self.value))}
        for name in names:
            if name in keys:
                key = keys[name]
                yield self.value[key], f"{self.place}/{key.replace('~', '~0').replace('/', '~1')}"

    def all(self, *names: str) -> tuple[Said, ...]:
        """Returns what the properties say, where they are words or numbers, or lists of these or of objects."""
        return tuple(found for value, place in self.named(*names) for found in _said(value, place))

    def nodes(self, *names: str) -> Iterator[Node]:
        """Yields the objects that properties hold."""
        for value, place in self.named(*names):
            if isinstance(value, Mapping):
                yield Node(value, place)
            for number, one in enumerate(value if isinstance(value, list) else ()):
                if isinstance(one, Mapping):
                    yield Node(one, f"{place}/{number}")


def _said(value: Any, place: str) -> Iterator[Said]:
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        verbatim = value if isinstance(value, str) else json.dumps(value)
        if one_line(verbatim):
            yield Said(one_line(verbatim), verbatim, place)
    elif isinstance(value, Mapping):
        yield from Node(value, place).all("name", "value", "literal")[:1]
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from () if isinstance(one, list) else _said(one, f"{place}/{number}")


def ninjs_item(value: Mapping[str, Any], place: str) -> Item:
    """Returns what an object says of itself; `place` is its locator, such as `#/0`."""
    node = Node(value, place)
    rights = next(node.nodes("rightsinfo"), Node({}, place))
    status = standing(next(iter(node.all("pubstatus")), None), next(iter(node.all("embargoed")), None))
    created, versions = _moments(node, "firstcreated"), _moments(node, "versioncreated")
    houses = node.all("provider") or node.all("source")
    return Item(
        titles=_titles(node),
        lede=_prose(node, "description", "descriptions"),
        text=_prose(node, "body", "bodies"),
        completeness=_COMPLETE.get(next((found.value for found in node.all("representationtype")), ""), "unknown"),
        languages=node.all("language"),
        bylines=node.all("byline", "by"),
        parties=tuple(_parties(node)),
        publishers=houses,
        originals=tuple(_originals(node)) if houses else (),
        published=created or versions,
        modified=versions if created else (),
        undated=(*_moments(node, "contentcreated"), *_moments(node, "contentmodified")),
        notices=(*node.all("copyrightnotice"), *rights.all("copyrightnotice")),
        holders=(*node.all("copyrightholder"), *rights.all("copyrightholder")),
        permits=tuple(_permits(node, rights)),
        addresses=tuple(found for found in node.all("url", "uri")[:2] if web_url(found.value)),
        subjects=tuple(_subjects(node)),
        links=tuple(_links(node)),
        embargo=status.embargo,
        takedown=status.takedown,
        ledger=tuple((name, found) for key, name in _LEDGER.items() for found in node.all(key)),
    )


def _moments(node: Node, name: str) -> tuple[Moment, ...]:
    return tuple(Moment(said=found, note=name) for found in node.all(name))


def _titles(node: Node) -> tuple[Said, ...]:
    """Returns the headline, the main one of several first; a title is for the newsroom and comes last."""
    several = sorted(node.nodes("headlines"), key=lambda one: one.value.get("role") not in (None, "main"))
    plain = [found for one in several for found in one.all("value")]
    return (*node.all("headline"), *plain, *node.all("title"))


def _prose(node: Node, stem: str, plural: str) -> str | None:
    """Returns a text: markup before plain words, which have no paragraphs as a rule."""
    several = sorted(node.nodes(plural), key=lambda one: one.value.get("role") not in (None, "main", "summary"))
    for one in several:
        for found in one.all("value"):
            kind = next((said.value for said in one.all("contenttype")), "")
            if text := _text(found.verbatim, marked="html" in kind or "xml" in kind or "</p>" in found.verbatim):
                return text
    for form in ("xhtml", "html", "text", "markdown"):
        for found in node.all(f"{stem}{form}"):
            if text := _text(found.verbatim, marked=form in ("xhtml", "html")):
                return text
    return None


def _text(value: str, *, marked: bool) -> str | None:
    return fragment_text(value) if marked else normalise(value) or None


def _parties(node: Node) -> Iterator[Party]:
    for one in node.nodes("authors", "author", "creators"):
        for found in one.all("name")[:1]:
            role = next((said.value.lower() for said in one.all("role")), "")
            yield Party(role=_ROLES.get(role, "author"), said=found, identifier=_uri(one))
    for one in node.nodes("photographer"):
        for found in one.all("name")[:1]:
            yield Party(role="photographer", said=found, identifier=_uri(one))


def _uri(node: Node) -> str | None:
    return next((address for found in node.all("uri") if (address := web_url(found.value))), None)


def _originals(node: Node) -> Iterator[Said]:
    """Yields the parties that the information came from."""
    yield from node.all("source") if node.all("provider") else ()
    yield from node.all("infosource", "infosources")


def _permits(node: Node, rights: Node) -> Iterator[Permit]:
    linked = [found for one in rights.nodes("linkedrights") for found in one.all("href", "uri", "value")]
    for found in (*node.all("usageterms"), *rights.all("usageterms"), *rights.all("linkedrights"), *linked):
        spdx = spdx_from(found.value)
        yield Permit(said=found, spdx=spdx, grants=spdx is not None)


def _subjects(node: Node) -> Iterator[Subject]:
    seen = set()
    for key, scheme in _TOPICS.items():
        nodes = {one.place: one for one in node.nodes(key)}
        for found in node.all(key):
            if (scheme, found.value) not in seen:
                seen.add((scheme, found.value))
                owner = nodes.get(found.place.rpartition("/")[0])
                uri = _uri(owner) if owner else None
                yield Subject(scheme=scheme, label_verbatim=found.verbatim, label=found.value, uri=uri)


def _links(node: Node) -> Iterator[Link]:
    for one in node.nodes("links", "derivedfrom"):
        for found in one.all("href")[:1]:
            if (href := web_url(found.value)) is not None:
                anchor = next((said.value for said in one.all("title", "rel")), None)
                yield Link(role="body", anchor=anchor, href_verbatim=found.verbatim, href=href, status="kept")
