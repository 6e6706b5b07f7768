"""Reads site descriptions: the bundled ones, and a project's own."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pressmark.errors import ConfigurationError, nearest
from pressmark.evidence.text import one_line
from pressmark.model.draft import Term
from pressmark.sites.description import Boilerplate, KnownPermission, LabelledLine, SiteDescription
from pressmark.sites.grammar import line_pattern

BASE = "generic"
_KEYS = {
    "": "name extends hosts languages date_order publishers organizations signatures permitting truncated header footer"
    " anywhere preamble boilerplate permission",
    "header": "lines repeats below",
    "footer": "lines repeats",
    "anywhere": "lines repeats",
    "preamble": "matches wordings slot caveats weak",
    "boilerplate": "matches wordings slot caveats weak",
    "permission": "id sha256 folded grantor commercial actions audiences conditions",
}


@cache
def bundled() -> tuple[SiteDescription, ...]:
    """Returns the descriptions that come with the package, the one that fits any site last."""
    places = sorted((place for place in files("pressmark.sites").iterdir() if place.name.endswith(".toml")), key=str)
    found = [read_description(place.read_text("utf-8"), where=place.name) for place in places]
    return tuple(sorted(found, key=lambda site: site.name == BASE))


def load_description(path: Path) -> SiteDescription:
    """Returns the description in a file; raises ConfigurationError where it is none."""
    try:
        return read_description(path.read_text("utf-8"), where=str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"the site description cannot be read: {error}", where=str(path)) from error


def read_description(text: str, *, where: str) -> SiteDescription:
    """Returns the description that a TOML text holds; `extends = "generic"` puts its lines before the generic ones."""
    try:
        own = tomllib.loads(text)
        _check_keys(own)
        layers = [own, *([_base()] if own.get("extends") == BASE else [])]
        return _description(own, layers, hashlib.sha256(text.encode()).hexdigest())
    except (tomllib.TOMLDecodeError, ValueError, KeyError, TypeError, re.error) as error:
        raise ConfigurationError(f"the site description is wrong: {error}", where=where) from error


@cache
def _base() -> Mapping[str, Any]:
    text = files("pressmark.sites").joinpath(f"{BASE}.toml").read_text("utf-8")
    return MappingProxyType(tomllib.loads(text))


def _check_keys(own: Mapping[str, Any]) -> None:
    for table, row in _tables(own):
        known = _KEYS[table].split()
        for key in row:
            if key not in known:
                near = nearest(key, known)
                raise ValueError(f"no key is called {key!r}" + (f"; did you mean {near!r}?" if near else ""))
    if own.get("extends", BASE) != BASE:
        raise ValueError(f"a description can extend {BASE!r} only")


def _tables(own: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    yield "", own
    yield from ((table, row) for table in _KEYS if table for row in own.get(table, ()))


def _description(own: Mapping[str, Any], layers: Sequence[Mapping[str, Any]], sha256: str) -> SiteDescription:
    publishers = {form.casefold(): name for name, forms in own.get("publishers", {}).items() for form in (name, *forms)}
    return SiteDescription(
        name=own["name"],
        sha256=sha256,
        hosts=frozenset(own.get("hosts", ())),
        languages=tuple(dict.fromkeys(_all(layers, "languages"))),
        date_order=own.get("date_order"),
        publishers=MappingProxyType(publishers),
        organizations=frozenset([*_all(layers, "organizations"), *publishers.values()]),
        signatures=_patterns(own.get("signatures", ()), re.MULTILINE),
        header=_lines(layers, "header", publishers),
        footer=_lines(layers, "footer", publishers),
        preamble=_boilerplate(_all(layers, "preamble")),
        boilerplate=_boilerplate(_all(layers, "boilerplate")),
        permitting=_patterns(_all(layers, "permitting")),
        permissions=tuple(_permission(row) for row in own.get("permission", ())),
        truncated=_patterns(_all(layers, "truncated")),
    )


def _all(layers: Sequence[Mapping[str, Any]], key: str) -> list[Any]:
    return [row for layer in layers for row in layer.get(key, ())]


def _patterns(wordings: Iterable[str], flags: re.RegexFlag = re.DOTALL) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(wording, re.IGNORECASE | flags) for wording in wordings)


def _lines(layers: Sequence[Mapping[str, Any]], zone: str, publishers: Iterable[str]) -> tuple[LabelledLine, ...]:
    """Returns the lines of a zone; those that may stand anywhere bear words of their own and are tried first."""
    rows = [row for layer in layers for key in ("anywhere", zone) for row in layer.get(key, ())]
    return tuple(_line(row, publishers) for row in rows)


def _line(row: Mapping[str, Any], publishers: Iterable[str]) -> LabelledLine:
    patterns = tuple(line_pattern(line, publishers) for line in row["lines"])
    gate = re.compile("|".join(pattern.pattern.pattern for pattern in patterns), patterns[0].pattern.flags)
    return LabelledLine(patterns, gate, row.get("repeats", False), frozenset(row.get("below", ())))


def _boilerplate(rows: Iterable[Mapping[str, Any]]) -> tuple[Boilerplate, ...]:
    return tuple(
        Boilerplate(
            patterns=_patterns(row.get("matches", ())),
            wordings=frozenset(map(one_line, row.get("wordings", ()))),
            slot=row.get("slot"),
            caveats=tuple(row.get("caveats", ())),
            weak=row.get("weak", False),
        )
        for row in rows
    )


def _permission(row: Mapping[str, Any]) -> KnownPermission:
    kinds = {"action": "actions", "audience": "audiences", "condition": "conditions"}
    return KnownPermission(
        permission_id=row["id"],
        sha256=row["sha256"],
        folded=frozenset(row.get("folded", ())),
        grantor=row.get("grantor"),
        commercial=row.get("commercial", "unstated"),
        terms=tuple(Term(kind=kind, value=value) for kind, key in kinds.items() for value in row.get(key, ())),
    )
