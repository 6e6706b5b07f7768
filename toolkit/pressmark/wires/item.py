"""What one item of a wire or journal says, in the shape that all such formats share."""

from __future__ import annotations

from dataclasses import dataclass

from pressmark.evidence.people import Kind
from pressmark.model.draft import Link, Subject
from pressmark.wires.said import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A named party in a role; the parts of a person's name only where the format keeps them apart."""

    role: str
    said: Said
    name: str | None = None  # where it is not what is said as a whole
    kind: Kind | None = None
    given: str | None = None
    family: str | None = None
    identifier: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A dated statement; `wording` is what the reader of dates is given, where that is not what is said."""

    said: Said
    wording: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit:
    """Terms under which an item may be used; `grants` says whether they permit, or only limit."""

    said: Said
    spdx: str | None = None
    grants: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item; candidates stand in the order of their weight, and the first is chosen.

    `published`, `modified` and `undated` are the moments of the first two roles, and those that date something else;
    `ledger` holds further values by the name of their claim; `embargo` and `takedown` are the wordings that say so.
    """

    titles: tuple[Said, ...] = ()
    lede: str | None = None
    text: str | None = None
    completeness: str = "unknown"
    languages: tuple[Said, ...] = ()
    bylines: tuple[Said, ...] = ()
    parties: tuple[Party, ...] = ()
    publishers: tuple[Said, ...] = ()
    originals: tuple[Said, ...] = ()
    published: tuple[Moment, ...] = ()
    modified: tuple[Moment, ...] = ()
    undated: tuple[Moment, ...] = ()
    notices: tuple[Said, ...] = ()
    holders: tuple[Said, ...] = ()
    years: tuple[Said, ...] = ()
    permits: tuple[Permit, ...] = ()
    addresses: tuple[Said, ...] = ()
    subjects: tuple[Subject, ...] = ()
    links: tuple[Link, ...] = ()
    embargo: Said | None = None
    takedown: Said | None = None
    ledger: tuple[tuple[str, Said], ...] = ()
