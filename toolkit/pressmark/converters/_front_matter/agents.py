"""Who is named in a header: in a string, a list, a mapping with names, or a mapping by keys."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pressmark.converters._front_matter.pieces import Piece, named, pieces
from pressmark.evidence.inverted import read_names
from pressmark.evidence.people import kind_of
from pressmark.model.draft import Agent

_ROLES = {"authors": "author"} | {role: role for role in ("contributor", "editor", "translator", "photographer")}
_MAIL = re.compile(r"\s*<[^<>\s]*@[^<>\s]*>|\s*\([^()\s]*@[^()\s]*\)")
_NAMES = ("name", "displayname", "fullname", "title", "label")
_IDENTIFIER = re.compile(r"https?://(?:orcid\.org|isni\.org|ror\.org|www\.wikidata\.org|d-nb\.info|viaf\.org)/\S+")
_ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")


@dataclass(frozen=True, slots=True)
class Credit:
    """One entry of a field that names people."""

    words: Piece
    identifier: str | None = None


def people(meanings: Mapping[str, Sequence[object]], publishers: Sequence[str]) -> Iterator[Agent]:
    """Yields the agents that the header names in roles of their own, in its order."""
    for meaning, role in _ROLES.items():
        for credit in credits_of(meanings.get(meaning, ())):
            found = read_names(_MAIL.sub("", credit.words.text).strip(), publishers)
            for name in found:
                yield Agent(
                    role=role, name=name.name, kind=name.kind, given=name.given, family=name.family,
                    identifier=credit.identifier if len(found) == 1 else None, basis="metadata",
                )  # fmt: skip


def parties(publisher: str | None, original: str | None, holders: Sequence[tuple[str, str]]) -> Iterator[Agent]:
    """Yields who published and who holds the rights; holders come with their basis."""
    for role, name in (("publisher", publisher), ("original_publisher", original)):
        if name:
            yield Agent(role=role, name=name, kind="organization", basis="metadata")
    for holder, basis in holders:
        yield Agent(role="rights_holder", name=holder, kind=kind_of(holder), basis=basis)


def credits_of(values: Sequence[object]) -> Iterator[Credit]:
    """Yields the entries of fields that name people, each with its identifier where one is given."""
    for value in values:
        yield from _credits(value)


def _credits(value: object) -> Iterator[Credit]:
    if isinstance(value, Piece):
        yield from (Credit(piece) for piece in split(value))
    elif isinstance(value, list):
        for item in value:
            yield from _credits(item) if not isinstance(item, Piece) else (Credit(one) for one in pieces(item))
    elif isinstance(value, dict):
        if whole := named(value, *_NAMES):
            yield Credit(whole, _identifier(value))
        else:
            for item in value.values():
                yield from _credits(item) if isinstance(item, dict) else ()


def _identifier(value: dict[str, object]) -> str | None:
    stated = (
        found.text.strip()
        for key in ("orcid", "id", "identifier", "url", "isni", "ror")
        if (found := named(value, key))
    )
    for words in stated:
        if _ORCID.fullmatch(words):
            return f"https://orcid.org/{words}"
        if _IDENTIFIER.fullmatch(words):
            return words
    return None


def split(value: Piece) -> Iterator[Piece]:
    """Yields the entries of one string that semicolons or strokes part, each with its own place."""
    at = 0
    for part in re.split(r"([;|])", value.text):
        words = part.strip()
        if words and words not in ";|":
            begin = at + part.index(words)
            start = None if value.start is None else value.start + begin
            yield Piece(words, start, None if start is None else start + len(words))
        at += len(part)
