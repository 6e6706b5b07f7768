"""Tells names from e-mail addresses in what feeds say of people; an address is nobody's name, and is not kept."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from pressmark.evidence.addresses import web_url
from pressmark.evidence.people import Name, kind_of, read_byline
from pressmark.evidence.text import one_line
from pressmark.pages.found import Found

_ADDRESS = re.compile(r"(?:mailto:)?[^\s@<>()\[\]\"',;:]+@[^\s@<>()\[\]\"',;:]+", re.IGNORECASE)
_EMPTIED = re.compile(r"[<(\[]\s*[>)\]]|\"\s*\"")
_WRAPPED = re.compile(r"[(<\"](?P<name>[^()<>\"]+)[)>\"]")
_NO_NAME = re.compile(
    r"(?:admin(?:istrator)?|author|autor|publisher|editor|posted|by|unknown|anonymous|null|none|undefined|guest|n/?a"
    r"|noreply|nobody|root|webmaster|user)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Person:
    """Whom an element names, in which role, with the address of a page about them."""

    found: Found
    role: str = "author"  # author contributor
    uri: str | None = None

    @property
    def identifier(self) -> str | None:
        """Returns the address if it is one of the web."""
        return web_url(self.uri)

    def names(self, organizations: Collection[str]) -> tuple[Name, ...]:
        """Returns the names as a byline's are read; what no byline has is one name, and `admin` is none."""
        plain = self.found.value
        if _NO_NAME.fullmatch(plain):
            return ()
        return read_byline(plain, organizations) or (Name(plain, kind_of(plain, organizations)),)


def person(found: Found | None, *, role: str = "author", uri: str | None = None) -> Iterator[Person]:
    """Yields whom a wording names beside an address ("ann@example.org (Ann Lee)"); an address alone names nobody."""
    yield from (Person(named, role, uri) for named in ([without_addresses(found)] if found else []) if named)


def parties(candidates: Iterable[Found]) -> tuple[Found, ...]:
    """Returns whom wordings name, in their order."""
    return tuple(named for found in candidates if (named := without_addresses(found)))


def without_addresses(found: Found) -> Found | None:
    """Returns the name in a wording, or None where it holds an address alone.

    The name has no place where an address stands beside it, so that no statement repeats the address.
    """
    if "@" not in found.value or not _ADDRESS.search(found.value):
        return found
    bare = one_line(_EMPTIED.sub(" ", _ADDRESS.sub(" ", found.value)))
    wrapped = _WRAPPED.fullmatch(bare)
    name = (wrapped["name"] if wrapped else bare).strip(" ,;:\"'-–—")
    return Found(name, name, None, found.basis) if any(map(str.isalpha, name)) else None
