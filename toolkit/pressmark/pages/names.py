"""Finds who wrote a page's article, and drops what is no name: addresses, ages, the title, the site itself.

Whoever the linked data calls the author stands first, then the meta tags, then what is printed as a byline.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pressmark.evidence.people import Name, is_agency, is_same_person, kind_of, read_byline
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
    r"\b(?:(?:\d+|an?|one)?\s*(?:seconds?|minutes?|mins?|hours?|days?|weeks?|months?|years?)\s+ago"
    r"|(?:vor|il y a|hace|há|prije|před|pred|przed|för|for)\s+\d+\s+[^\W\d_]+(?:\s+(?:siden|sedan))?"
    r"|\d+\s+[^\W\d_]+\s+(?:geleden|fa|atrás|önce|назад|sitten|sedan|siden))\b[\s,·|-]*|\d+\s*(?:分|時間|小時|小时|日|天)前",
    re.IGNORECASE,
)
_INTERVIEW = re.compile(r"\s+im (?:Gespräch|Interview) mit\s+")
_NICKNAME = re.compile(r"[^\W\d_]+\d[\w.-]*")
_NO_NAME = re.compile(
    r"^(?:[a-z]{0,6}admin(?:istrator)?\d*|webmaster|author|autor|publisher|editor|posted|by|unknown|anonymous|null|none|undefined|guest|n/?a)$",
    re.IGNORECASE,
)
_SIGNS = re.compile(r": |[={}<>]|\s(?:is|was|has|ist|hat|est|è)\s")
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_ONE_WORD = re.compile(r"[^\W\d_a-z\u3040-\u9fff\uac00-\ud7a3][^\W\d_]+")  # a cased word: a place or a paper
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

    That a site is the author of its articles says nothing that its publisher does not: it is one only where a byline
    says so and nothing names anyone else, or where it is an agency.
    """
    refused, sites = {key_of(title) for title in titles}, {key_of(name) for name in site_names}
    declared = [_named(statement, refused) for statement in (_linked(page), _meta(page))]
    statements = (*declared, *_printed(page, refused))
    named = [[author for author in said if not _is_account(author.name.name, site_names)] for said in statements]
    telling = [[author for author in statement if not _is_site(author, sites)] for statement in named]
    personal = [statement for statement in telling if any(author.name.kind == "person" for author in statement)]
    houses = [statement for statement in telling[2:] if all(author.name.kind == "organization" for author in statement)]
    agencies = [author for author in named[0] if is_agency(author.name.name)]
    chosen = _unique(next(filter(None, [*personal, *houses, *telling, agencies, *named[2:]]), []))
    if any(author.name.kind == "person" for author in chosen) and chosen[0].found.basis == "printed":
        chosen = tuple(author for author in chosen if not is_agency(author.name.name))
    fuller = next((more for more in map(_unique, telling[2:]) if _adds_persons(more, chosen)), chosen)
    return _in_full(fuller, [author for statement in telling[2:] for author in statement])


def _in_full(chosen: Sequence[Author], printed: Sequence[Author]) -> tuple[Author, ...]:
    """Returns the authors as a byline prints their names, where it prints more of a name than the page's data holds."""
    by_words = {frozenset(author.name.name.casefold().split()): author for author in reversed(printed)}
    full: list[Author] = []
    for author in chosen:
        words = frozenset(author.name.name.casefold().split())
        longer = [other for key, other in by_words.items() if words < key and other.name.kind == "person"]
        is_more = len(longer) == 1 and is_same_person(author.name.name, longer[0].name.name)
        full.append(replace(longer[0], identifier=author.identifier) if is_more else author)
    return tuple(full)


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


def _is_site(author: Author, sites: Collection[str]) -> bool:
    """Says whether a statement names the site, alone or within what the site says of itself."""
    said = author.found.value
    key = key_of(said)
    within = len(said.split()) > _MOST_WORDS and any(site in key for site in sites if len(site) >= _LONG)
    return key in sites or within


def _is_account(name: str, site_names: Collection[str]) -> bool:
    """Says whether a name is but the first word of a company's that runs the site: the account that posts there."""
    return " " not in name and any(
        site.split()[0].casefold() == name.casefold() and kind_of(site) == "organization" and " " in site
        for site in site_names
    )


def _printed(page: Page, refused: Collection[str]) -> Iterator[list[Author]]:
    """Yields of each tier the first bylines that name anyone: those of other articles stand further down."""
    for tier in bylines(page):
        read = (_named((author for byline in group for author in _read(byline)), refused) for group in tier)
        yield next(filter(None, read), [])


def _named(statement: Iterable[Author], refused: Collection[str]) -> list[Author]:
    return [author for author in statement if _is_name(author.name.name, refused)]


def _read(found: Found, identifier: str | None = None, organizations: Collection[str] = ()) -> Iterator[Author]:
    bare = one_line(_AGE.sub(" ", _ADDRESS.sub(" ", found.value)))
    plain = _INTERVIEW.sub(" mit ", _ALL_POSTS.sub("", bare)).strip(" ,;:|·•-–—")
    if key_of(found.value) in map(key_of, organizations):
        yield Author(Name(plain, "organization", None, None), identifier, found)
        return
    # Who signs with the address of his site has no other name.
    names = (read_byline(plain) if plain else ()) or (read_byline(found.value) if "www." in found.value else ())
    for name in _without_houses(names, plain):
        yield Author(name, identifier if len(names) == 1 else None, found)


def _without_houses(names: Sequence[Name], line: str) -> tuple[Name, ...]:
    """Returns a byline's names without the agency or the paper that a person in it writes for, or the place."""
    people = [name for name in names if name.kind != "organization"]
    first = names[0].kind == "person" if names else False
    if not first and not (people and _EAST_ASIAN.search(line)):
        return tuple(names)
    kept = [name for name in names if not (name.kind == "organization" and _is_beside(name.name, line))]
    places = {name.name for name in kept[1:] if first and _ONE_WORD.fullmatch(name.name) and f", {name.name}" in line}
    return tuple(name for name in kept if name.name not in places)


def _is_beside(house: str, line: str) -> bool:
    """Says whether a house follows a name behind a comma, is an agency, or stands in an East Asian line."""
    return f", {house}" in line or is_agency(house) or _EAST_ASIAN.search(line) is not None


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
        and not _SIGNS.search(name)
        and not _NO_NAME.match(name)
        and key_of(name) not in refused
    )


def _unique(authors: Collection[Author]) -> tuple[Author, ...]:
    by_key: dict[str, Author] = {}
    for author in authors:
        by_key.setdefault(key_of(author.name.name), author)
    return tuple(by_key.values())
