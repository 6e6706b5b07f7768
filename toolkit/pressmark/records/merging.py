"""Joins what a document says with what a table says of it; neither is lost where they disagree.

Whoever names a table vouches for it, while a converter guesses what a layout means: so the table's title, authors,
dates, publisher, language and addresses are chosen, and the document's stay as rivals, its wordings untouched. With
`prefer="document"` the table only fills what the document leaves open. Rights are never taken from a table where the
document speaks of them, and a licence of a table opens nothing without a reviewer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pressmark.evidence.text import folded
from pressmark.model.draft import Agent, Claim, Dated, Draft

_VALUES = ("title", "publisher", "original_publisher", "url", "original_url", "language")
_UNKNOWN = (None, "und")
_PARTIES = ("author", "publisher", "original_publisher")


def merged(draft: Draft, said: Draft, *, place: str, prefer: str = "table") -> Draft:
    """Returns a draft with what a row says of it; `place` names the row."""
    first = prefer == "table"
    dates, rivals = _dates(draft, said, place, first=first)
    taken = [name for name in _VALUES if _is_taken(getattr(draft, name), getattr(said, name), first=first)]
    agents, credited = _agents(draft, said, place, taken, first=first)
    rights = _rights(draft, said, place)
    return replace(
        draft,
        title=said.title if "title" in taken else draft.title,
        publisher=said.publisher if "publisher" in taken else draft.publisher,
        original_publisher=said.original_publisher if "original_publisher" in taken else draft.original_publisher,
        language=said.language if "language" in taken else draft.language,
        url=said.url if "url" in taken else draft.url,
        url_status="present" if "url" in taken else draft.url_status,
        original_url=said.original_url if "original_url" in taken else draft.original_url,
        original_url_status=_original_status(draft, said, taken),
        copyright_year=rights.copyright_year,
        license_scope=rights.license_scope,
        agents=(*agents, *(agent for agent in rights.agents if agent not in agents)),
        dates=dates,
        claims=(
            *_settled(draft.claims, taken),
            *_said(draft, said, place, taken),
            *credited,
            *rivals,
            *rights.claims,
        ),
        subjects=tuple(dict.fromkeys((*draft.subjects, *said.subjects))),
    )


def _original_status(draft: Draft, said: Draft, taken: list[str]) -> str:
    if "original_url" in taken:
        return "present"
    return said.original_url_status if "original_publisher" in taken else draft.original_url_status


def _is_taken(own: str | None, told: str | None, *, first: bool) -> bool:
    """Says whether the table's value is chosen; what says the same leaves the document's."""
    if told in _UNKNOWN or (own and told and folded(own) == folded(told)):
        return False
    return first or own in _UNKNOWN


def _settled(claims: tuple[Claim, ...], taken: list[str]) -> Iterator[Claim]:
    """Yields the document's claims, those that the table overrules as rivals."""
    for claim in claims:
        yield replace(claim, chosen=False) if claim.claim in taken else claim


def _said(draft: Draft, said: Draft, place: str, taken: list[str]) -> Iterator[Claim]:
    """Yields what the row says, and the document's values that had no claim of their own."""
    claimed = {claim.claim for claim in draft.claims}
    for name in _VALUES:
        told, own = getattr(said, name), getattr(draft, name)
        if told in _UNKNOWN:
            continue
        agrees = own is not None and folded(own) == folded(told)
        yield Claim(claim=name, value=told, basis="table", locator=place, verbatim=told, chosen=name in taken or agrees)
        if name in taken and own not in _UNKNOWN and name not in claimed:
            yield Claim(claim=name, value=own, basis="inferred", chosen=False)


def _agents(
    draft: Draft, said: Draft, place: str, taken: list[str], *, first: bool
) -> tuple[tuple[Agent, ...], list[Claim]]:
    """Returns the agents, role by role from one side, and the names of the other side as rivals."""
    result: list[Agent] = list(draft.agents)
    claims: list[Claim] = []
    for role in _PARTIES:
        own = [agent for agent in draft.agents if agent.role == role]
        told = [replace(agent, basis="curated") for agent in said.agents if agent.role == role]
        if not told or (role != "author" and role not in taken):
            continue
        names = {folded(agent.name) for agent in own}
        if names == {folded(agent.name) for agent in told}:
            continue
        chosen = first or not own
        if chosen:
            result = [agent for agent in result if agent.role != role] + told
        if role == "author":
            claims += [
                Claim(claim="author", value=one.name, basis="table", locator=place, verbatim=one.name, chosen=chosen)
                for one in told
            ]
            claims += [
                Claim(claim="author", value=one.name, basis="inferred", chosen=False, note="named by the document")
                for one in (own if chosen else ())
            ]
    return tuple(result), claims


def _dates(draft: Draft, said: Draft, place: str, *, first: bool) -> tuple[tuple[Dated, ...], list[Claim]]:
    """Returns one date a role, and the days that disagree as claims; the same day leaves the document's wording."""
    result = {date.role: date for date in draft.dates}
    claims: list[Claim] = []
    for told in said.dates:
        told = replace(told, basis="external")
        own = result.get(told.role)
        if told.edtf is None and own is not None:
            continue
        day = (told.edtf or "")[:10]
        claims.append(
            Claim(claim=told.role, value=told.edtf, basis="table", locator=place, verbatim=told.verbatim, chosen=False)
        )
        if own is None or own.edtf is None:
            result[told.role] = told
        elif own.edtf[:10] == day:
            continue
        elif first or own.ambiguous:
            result[told.role] = replace(told, rivals=own.rivals + 1)
            claims.append(Claim(claim=told.role, value=own.edtf, basis=own.basis, verbatim=own.verbatim, chosen=False))
        else:
            result[told.role] = replace(own, rivals=own.rivals + 1)
    return tuple(result.values()), [replace(one, chosen=_is_chosen(one, result)) for one in claims]


def _is_chosen(claim: Claim, dates: dict[str, Dated]) -> bool:
    date = dates[claim.claim]
    return claim.value == date.edtf and (claim.basis == "table") == (date.basis == "external")


def _rights(draft: Draft, said: Draft, place: str) -> Draft:
    """Returns the rights of the document; where it names no holder and no licence, what the row says of them."""
    held = any(agent.role == "rights_holder" for agent in draft.agents)
    licensed = any(claim.claim == "license" and claim.chosen for claim in draft.claims) or draft.permissions
    holders = [replace(agent, basis="curated") for agent in said.agents if agent.role == "rights_holder" and not held]
    stated = [replace(claim, locator=place) for claim in said.claims if claim.claim in ("license", "tdm_reservation")]
    notices = [
        Claim(
            claim="copyright_notice",
            value=one.verbatim,
            basis="table",
            locator=place,
            verbatim=one.verbatim,
            chosen=not held,
        )
        for one in said.statements
        if one.slot == "copyright_notice"
    ]
    told = any(claim.claim == "license" for claim in stated)
    scope = "table" if told and not licensed else draft.license_scope
    return replace(
        draft,
        agents=tuple(holders),
        copyright_year=draft.copyright_year or (None if held else said.copyright_year),
        license_scope=scope,
        claims=(*(replace(one, chosen=one.chosen and not licensed) for one in stated), *notices),
    )
