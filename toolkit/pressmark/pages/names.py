"""Finds who wrote a page's article, and drops what is no name: addresses, ages, the title, the site itself.

Whoever the linked data calls the author stands first, then the meta tags, then what is printed as a byline.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from pressmark.evidence.people import Name, read_byline
from pressmark.evidence.text import one_line
from pressmark.pages.bylines import bylines
from pressmark.pages.found import Found, distinct, key_of
from pressmark.pages.linked_data import Node, said, things
from pressmark.pages.page import Page

_ADDRESS = re.compile(r"\S+(?:@|\[at\]|\(at\))\S+\.\w+|(?:https?:)?//\S+|www\.\S+", re.IGNORECASE)
_MAKER = re.compile(r"\w\W+(?:https?:|www\.)|\b(?:web)?design(?:ed)?\b", re.IGNORECASE)
_ALL_POSTS = re.compile(
    r"^(?:(?:view all|more) (?:posts|articles)|(?:zeige )?alle (?:beiträge|artikel)|voir tous les articles|"
    r"ver todas las entradas)\s+(?:by|from|von|de|par|por)\s+",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"\b(?:\d+|an?|one)?\s*(?:seconds?|minutes?|mins?|hours?|days?|weeks?|months?|years?)\s+ago\b[\s,·|-]*",
    re.IGNORECASE,
)
_INTERVIEW = re.compile(r"\s+im (?:Gespräch|Interview) mit\s+")
_NICKNAME = re.compile(r"[^\W\d_]+\d[\w.-]*")
_NO_NAME = re.compile(
    r"^(?:admin(?:istrator)?|author|autor|publisher|editor|posted|by|unknown|anonymous|null|none|undefined|guest|n/?a)$",
    re.IGNORECASE,
)
_MOST_WORDS, _LONG = 7, 6
_IDENTIFIER = re.compile(
    r"https?://(?:orcid\.org|isni\.org|ror\.org|www\.wikidata\.org|d-nb\.info|viaf\.org)/\S+", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Author:
    """One author with the statement that names them."""

    name: Name
    identifier: str | None
    found: Found


def authors(page: Page, site_names: Collection[str], titles: Collection[str]) -> tuple[Author, ...]:
    """Returns the authors that the first statement to name a person names, or else the first to name a party.

    The site itself is an author only where the linked data or a byline says so and nothing names anyone else.
    """
    refused, sites = {key_of(title) for title in titles}, {key_of(name) for name in site_names}
    statements = [list(_linked(page)), list(_meta(page)), *_printed(page)]
    named = [[author for author in statement if _is_name(author.name.name, refused)] for statement in statements]
    telling = [[author for author in statement if not _is_site(author.found, sites)] for statement in named]
    personal = [statement for statement in telling if any(author.name.kind == "person" for author in statement)]
    chosen = _unique(next(filter(None, [*personal, *telling, named[0], *named[2:]]), []))
    return next((more for more in map(_unique, telling[2:]) if _adds_persons(more, chosen)), chosen)


def _adds_persons(more: Sequence[Author], chosen: Sequence[Author]) -> bool:
    """Says whether a byline names everyone whom another statement names, and further persons."""
    known = {key_of(author.name.name) for author in chosen}
    new = [author for author in more if key_of(author.name.name) not in known]
    return (
        bool(known)
        and len(more) - len(new) == len(known) < len(more)
        and all(author.name.kind == "person" for author in new)
    )


def _linked(page: Page) -> Iterator[Author]:
    if page.article is None:
        return
    for thing in things(page.linked, page.article, "author") or things(page.linked, page.article, "creator"):
        found = thing if isinstance(thing, Found) else said(thing, "name")
        if found is not None:
            organization = isinstance(thing, Node) and any("Organization" in kind for kind in thing.types)
            yield from _read(found, _identifier(thing), (found.value,) if organization else ())


def _meta(page: Page) -> Iterator[Author]:
    """Yields the authors of meta tags; who adds an address made the site."""
    for found in distinct(page.metas["author"]):
        if not _MAKER.search(found.value):
            yield from _read(found)


def _is_site(found: Found, sites: Collection[str]) -> bool:
    """Says whether a statement names the site, alone or within what the site says of itself."""
    key = key_of(found.value)
    within = len(found.value.split()) > _MOST_WORDS and any(site in key for site in sites if len(site) >= _LONG)
    return key in sites or within


def _printed(page: Page) -> list[list[Author]]:
    return [[author for byline in tier for author in _read(byline)] for tier in bylines(page)]


def _read(found: Found, identifier: str | None = None, organizations: Collection[str] = ()) -> Iterator[Author]:
    bare = one_line(_AGE.sub(" ", _ADDRESS.sub(" ", found.value)))
    plain = _INTERVIEW.sub(" mit ", _ALL_POSTS.sub("", bare)).strip(" ,;:|·•-–—")
    if key_of(found.value) in map(key_of, organizations):
        yield Author(Name(plain, "organization", None, None), identifier, found)
        return
    # Who signs with the address of his site has no other name.
    names = (read_byline(plain) if plain else ()) or (read_byline(found.value) if "www." in found.value else ())
    for name in names:
        yield Author(name, identifier if len(names) == 1 else None, found)


def _identifier(thing: Node | Found) -> str | None:
    if isinstance(thing, Found):
        return None
    addresses = [
        found.value for node_key in ("@id", "sameAs", "identifier") if (found := said(thing, node_key)) is not None
    ]
    return next((address for address in addresses if _IDENTIFIER.match(address)), None)


def _is_name(name: str, refused: Collection[str]) -> bool:
    words = name.split()
    return (
        0 < len(words) <= _MOST_WORDS
        and len(name) <= 80
        and (_NICKNAME.fullmatch(name) or not any(map(str.isdigit, name)))
        and any(map(str.isalpha, name))
        and ": " not in name
        and not _NO_NAME.match(name)
        and key_of(name) not in refused
    )


def _unique(authors: Collection[Author]) -> tuple[Author, ...]:
    by_key: dict[str, Author] = {}
    for author in authors:
        by_key.setdefault(key_of(author.name.name), author)
    return tuple(by_key.values())
