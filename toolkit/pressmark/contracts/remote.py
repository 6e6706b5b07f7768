"""Finds what a client of a descriptor would fetch from elsewhere, so that nothing is fetched for a stranger's sake.

Frictionless fetches a schema, a dialect and a profile as soon as it opens a descriptor that names them by address
(CWE-918). Whoever hands a descriptor to it asks here first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

# The addresses of the standard's own profiles: clients know them by heart and fetch nothing.
_KNOWN = re.compile(r"https://(?:www\.)?datapackage\.org/profiles/[0-9.]+/[a-z]+\.json")
_ADDRESS = re.compile(r"\s*(?:[A-Za-z][A-Za-z0-9+.-]+:)?//|\s*file:", re.IGNORECASE)
_FETCHED = ("$schema", "dialect", "jsonSchema", "path", "profile", "schema")


def remote_references(descriptor: Mapping[str, Any]) -> list[str]:
    """Returns the JSON pointers of everything in a descriptor that would be fetched."""
    found = list(_addresses(descriptor, "", ("$schema", "profile")))
    resources = descriptor.get("resources")
    for number, entry in enumerate(resources if isinstance(resources, list) else ()):
        pointer = f"/resources/{number}"
        if isinstance(entry, str):
            found.append(pointer)
        elif isinstance(entry, dict):
            found += _addresses(entry, pointer, _FETCHED)
            found += [at for key in ("dialect", "schema") for at in _below(entry.get(key), f"{pointer}/{key}")]
            more = entry.get("extrapaths")
            found += [f"{pointer}/extrapaths" for path in more if _is_address(path)] if isinstance(more, list) else []
    return found


def _addresses(document: Mapping[str, Any], pointer: str, keys: tuple[str, ...]) -> Iterator[str]:
    for key in keys:
        value = document.get(key)
        values = value if isinstance(value, list) else [value]
        if any(_is_address(each) and not (key == "$schema" and _KNOWN.fullmatch(str(each))) for each in values):
            yield f"{pointer}/{key}"


def _below(document: Any, pointer: str) -> Iterator[str]:
    """Yields what a schema or dialect would have fetched, at any depth: its own profile, and schemas of its values."""
    if isinstance(document, dict):
        yield from _addresses(document, pointer, ("$schema", "jsonSchema", "profile"))
        for key, value in document.items():
            yield from _below(value, f"{pointer}/{key}")
    elif isinstance(document, list):
        for number, value in enumerate(document):
            yield from _below(value, f"{pointer}/{number}")


def _is_address(value: Any) -> bool:
    return isinstance(value, str) and _ADDRESS.match(value) is not None
