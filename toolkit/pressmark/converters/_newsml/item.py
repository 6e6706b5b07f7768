"""Reads one NewsItem of NewsML 1: its management, its news lines and the text of its components."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pressmark.evidence.licenses import spdx_from
from pressmark.evidence.text import normalise
from pressmark.model.draft import Subject
from pressmark.pages.fragment import fragment_text
from pressmark.wires.item import Item, Moment, Permit
from pressmark.wires.nitf import body_text, labelled
from pressmark.wires.said import Said, child, language_of, said
from pressmark.wires.status import standing

_FORMAL = "FormalName"


def newsml_item(element: etree._Element) -> Item:
    """Returns what a NewsItem says; the lines of its first component go before those of later ones."""
    identification, management = child(element, "Identification"), child(element, "NewsManagement")
    status = _first(_below(management, "Status", _FORMAL))
    held = standing(status, _embargo(management))
    lines = {name: tuple(_below(element, name)) for name in ("HeadLine", "ByLine", "CopyrightLine", "RightsLine")}
    created, revised = (
        tuple(Moment(said=found, note=name) for found in _below(management, name))
        for name in ("FirstCreated", "ThisRevisionCreated")
    )
    parties = tuple(_formal(element, "Provider"))
    return Item(
        titles=lines["HeadLine"],
        text=_text(element),
        languages=tuple(filter(None, [*_below(element, "Language", _FORMAL), language_of(element)])),
        bylines=lines["ByLine"],
        publishers=(*parties, *_below(identification, "ProviderId")),
        originals=tuple(_formal(element, "Source")) if parties else (),
        published=created or revised,
        modified=revised if created else (),
        undated=tuple(Moment(said=found, note="DateId") for found in _below(identification, "DateId")),
        notices=lines["CopyrightLine"],
        holders=tuple(_below(element, "CopyrightHolder")),
        years=tuple(_below(element, "CopyrightDate")),
        permits=tuple(_permits(element, lines["RightsLine"])),
        subjects=tuple(_subjects(element)),
        embargo=held.embargo,
        takedown=held.takedown,
        ledger=tuple(_ledger(element, identification, management)),
    )


def _below(element: etree._Element | None, name: str, attribute: str | None = None) -> Iterator[Said]:
    """Yields what elements of a name say, wherever they stand below; items inside components are read with theirs."""
    if element is None:
        return
    for one in element.iter(f"{{*}}{name}"):
        if (found := said(one, attribute)) is not None:
            yield found


def _formal(element: etree._Element, name: str) -> Iterator[Said]:
    for one in element.iter(f"{{*}}{name}"):
        yield from _below(one, "Party", _FORMAL)


def _first(found: Iterator[Said]) -> Said | None:
    return next(found, None)


def _embargo(management: etree._Element | None) -> Said | None:
    """Returns when a future status begins, if it ends an embargo."""
    status = _first(_below(management, "Status", _FORMAL))
    if status is None or status.value.casefold() != "embargoed":
        return None
    return _first(found for one in _iter(management, "StatusWillChange") for found in _below(one, "DateAndTime"))


def _iter(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    if element is not None:
        yield from element.iter(f"{{*}}{name}")


def _text(element: etree._Element) -> str | None:
    """Returns the first content that is text: NITF or XHTML, or else data as it stands."""
    for one in element.iter("{*}DataContent"):
        inner = next(one.iter("{*}body.content"), None)
        body = inner if inner is not None else next(one.iter("{*}body"), None)
        if body is not None:
            text = body_text(body)
        elif len(one):
            text = body_text(one)
        else:
            data = one.text or ""
            text = fragment_text(data) if "</p>" in data else normalise(data) or None
        if text:
            return text
    return None


def _permits(element: etree._Element, lines: tuple[Said, ...]) -> Iterator[Permit]:
    found = [*lines]
    for one in element.iter("{*}UsageRights"):
        for name in ("UsageType", "Geography", "RightsHolder", "Limitations", "StartDate", "EndDate"):
            found += _below(one, name)
    for term in found:
        spdx = spdx_from(term.value)
        yield Permit(said=term, spdx=spdx, grants=spdx is not None)


def _subjects(element: etree._Element) -> Iterator[Subject]:
    codes = (one for one in element.iter("{*}SubjectCode"))
    named = [said(one, _FORMAL) for code in codes for one in code]
    yield from labelled("subject", tuple(filter(None, named)))
    yield from labelled("genre", tuple(_below(element, "Genre", _FORMAL)))
    words = [said(one, "Value") for one in element.iter("{*}Property") if one.get(_FORMAL) == "Keyword"]
    yield from labelled("keyword", (*filter(None, words), *_below(element, "KeywordLine")))


def _ledger(
    element: etree._Element, identification: etree._Element | None, management: etree._Element | None
) -> Iterator[tuple[str, Said]]:
    for name, claim in (("PublicIdentifier", "identifier"), ("RevisionId", "version"), ("NameLabel", "label")):
        for found in _below(identification, name):
            yield claim, found
    for found in _below(management, "Status", _FORMAL):
        yield "status", found
    for name, claim in (
        ("SlugLine", "slugline"),
        ("DateLine", "dateline"),
        ("CreditLine", "credit"),
        ("SubHeadLine", "subtitle"),
    ):
        for found in _below(element, name):
            yield claim, found
