"""What every converter is, and the settings that a conversion gives it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol

from pressmark.model.draft import Reading, Source
from pressmark.sites.description import SiteDescription


def _no_columns() -> Mapping[str, str]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class ConvertSettings:
    """What a collection's configuration says about reading its sources.

    `sites` are the collection's own site descriptions, tried before the bundled ones; `columns` maps a name of the
    contract to the column of a table that holds it; `date_order` ("dmy" or "mdy") decides all-numeric dates;
    `language` is the BCP 47 tag of sources that declare none; `post_types` are what counts as an article in an export
    of WordPress; a source of more than `max_bytes` is rejected unread.
    """

    sites: tuple[SiteDescription, ...] = ()
    columns: Mapping[str, str] = field(default_factory=_no_columns)
    date_order: str | None = None
    language: str | None = None
    post_types: tuple[str, ...] = ("post",)
    max_bytes: int = 50_000_000


class Converter(Protocol):
    """A module on the shelf `pressmark.converters`; its docstring is its page: Reads, Keeps, Loses.

    It may have a function `remarks(source, settings)` besides, that yields lines on a whole source for an explanation.
    """

    version: str

    def recognises(self, source: Source) -> int:
        """Returns from 0 to 100 how sure the content makes it, reading no more than `source.head()`."""

    def read(self, source: Source, settings: ConvertSettings) -> Reading:
        """Returns the facts of the source and its records; what becomes no article is a `Leftover` with a reason."""
