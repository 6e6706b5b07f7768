"""Tells the publisher from the original one where a page prints both alike: an outlet and a day, without a label.

The one that comes first is taken for the publisher, unless the page itself names it as the source of the article, or
bears the name of the other above its title or in its own address.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pressmark.converters._print_view.lines import Unit
from pressmark.evidence.addresses import host_of
from pressmark.evidence.text import one_line

_EXCHANGED = {
    "original_site": "publisher",
    "publisher": "original_publisher",
    "published": "original_published",
    "original_publisher": "publisher",
    "original_published": "published",
}
_OWN = {"publisher", "published"}
_OTHER = ({"original_publisher", "original_published"}, {"original_site", "original_published"})
_NAMING = ("original_publisher", "original_site")


def with_roles(header: Sequence[Unit], footer: Sequence[Unit]) -> list[Unit]:
    """Returns the lines of a header with the roles of its two outlets exchanged where the page says so."""
    own = [unit for unit in header if _fields(unit) == _OWN]
    other = [unit for unit in header if _fields(unit) in _OTHER]
    if len(own) != 1 or len(other) != 1:
        return list(header)
    units = [*header, *footer]
    name, rival = (next(_printed(pair, *roles)) for pair, roles in ((own, ["publisher"]), (other, _NAMING)))
    sources, signs = set(_printed(units, "source")), set(_signs(units)) - {""}
    if name in sources or ({_folded(rival), _site(rival)} & signs and _folded(name) not in signs):
        return [_exchanged(unit) if unit in (own[0], other[0]) else unit for unit in header]
    return list(header)


def _fields(unit: Unit) -> set[str]:
    return {value.field for value in unit.values}


def _printed(units: Iterable[Unit], *fields: str) -> Iterator[str]:
    for unit in units:
        for value in unit.values:
            if value.field in fields:
                yield one_line(unit.wording.plain[value.start : value.end]).casefold()


def _signs(units: Iterable[Unit]) -> Iterator[str]:
    """Yields what a page says of its own site: the lines of its masthead, and the hosts there and in its address."""
    for unit in units:
        if not (unit.values or unit.boilerplate):
            line = one_line(unit.wording.plain)
            yield from (_folded(line), _site(line))
    yield from map(_site, _printed(units, "url"))


def _site(address: str) -> str:
    """Returns the name in an address: `riverpost` of https://www.riverpost.org/ferries."""
    host = host_of(address if "//" in address else f"http://{address}") or ""
    return _folded(".".join(host.removeprefix("www.").split(".")[:-1]))


def _folded(name: str) -> str:
    return "".join(sign for sign in name.casefold() if sign.isalnum())


def _exchanged(unit: Unit) -> Unit:
    return replace(unit, values=tuple(replace(value, field=_EXCHANGED[value.field]) for value in unit.values))
