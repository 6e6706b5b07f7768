"""Finds the ninjs objects of a JSON source, with their places: one, a list of them, or one a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pressmark.evidence.json_text import loads

_KEY = re.compile(r'"([A-Za-z_]{3,30})"\s*:')
_IDENTIFYING = frozenset({"uri", "guid"})
# What ninjs calls its properties in any version, and hardly anybody else does; compared without signs and case.
_TELLING = frozenset(
    "versioncreated firstcreated contentcreated pubstatus copyrightholder copyrightnotice usageterms descriptiontext "
    "descriptionhtml bodyxhtml representationtype headlines bodies ednote slugline rightsinfo altids infosource "
    "infosources embargoedreason".split()
)


@dataclass(frozen=True, slots=True)
class Found:
    """One object and its JSON pointer, which is empty for the whole source."""

    value: Any
    pointer: str


@dataclass(frozen=True, slots=True)
class Broken:
    """A part of a source that is no JSON, and where."""

    reason: str
    place: str


def key_of(name: str) -> str:
    """Returns a property's name as all versions write it: `versioncreated`, `versionCreated`."""
    return name.replace("_", "").lower()


def is_telling(head: str) -> bool:
    """Says whether the beginning of a JSON text names what a ninjs object has."""
    if not head.lstrip().startswith(("{", "[")):
        return False
    keys = {key_of(name) for name in _KEY.findall(head)}
    known = keys & _TELLING
    return bool(keys & _IDENTIFYING) and ("versioncreated" in known or len(known) >= 2)


def is_ninjs(value: Any) -> bool:
    """Says whether an object is an item of ninjs."""
    if not isinstance(value, Mapping):
        return False
    keys = {key_of(name) for name in value}
    known = keys & _TELLING
    return bool(keys & _IDENTIFYING) and ("versioncreated" in known or len(known) >= 2)


def objects(text: str) -> Iterator[Found | Broken]:
    """Yields the items of a source in their order, and what is broken."""
    try:
        value = loads(text)
    except RecursionError:
        yield Broken("is nested too deeply", "char=0,")
    except json.JSONDecodeError as error:
        if _is_lines(text):
            yield from _lines(text)
        else:
            place = f"line {error.lineno}, column {error.colno}"
            yield Broken(f"is no JSON: {error.msg} at {place}", f"char={error.pos},")
    else:
        yield from _items(value)


def _is_lines(text: str) -> bool:
    first, _, rest = text.strip().partition("\n")
    return bool(rest) and first.startswith("{") and first.rstrip().endswith("}")


def _lines(text: str) -> Iterator[Found | Broken]:
    for number, line in enumerate(filter(str.strip, text.split("\n")), start=1):
        try:
            yield Found(loads(line), f"row={number}")
        except (ValueError, RecursionError):
            yield Broken("the line is no JSON", f"row={number}")


def _items(value: Any, pointer: str = "") -> Iterator[Found]:
    """Yields an item, the items of a list, or those in the envelope of an agency's interface."""
    if is_ninjs(value):
        yield Found(value, pointer)
        return
    if isinstance(value, list):
        for number, one in enumerate(value):
            place = f"{pointer}/{number}"
            inner = list(_items(one, place)) if isinstance(one, Mapping) else []
            yield from inner or [Found(one, place)]
        return
    for key in ("data", "item", "items", "newsItems"):
        if isinstance(value, Mapping) and isinstance(value.get(key), Mapping | list):
            yield from _items(value[key], f"{pointer}/{key}")
            return
    yield Found(value, pointer)
