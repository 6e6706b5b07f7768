"""Finds the agencies that a draft credits, wherever it does: in its text, byline, authors or copyright notice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pressmark.evidence.agencies import UNNAMED, Credit, agency_of, read_byline_credits, read_credits
from pressmark.evidence.notices import read_notice
from pressmark.evidence.text import one_line
from pressmark.model.draft import Claim, Draft

_PART = "gave a part of the article"
_WHOLE = "is credited with the article"
_NOTICED = "is named in the copyright notice"
_INITIALS = 2  # letters of a name that can be an author's initials as well


@dataclass(frozen=True, slots=True)
class Credited:
    """An agency that a draft credits, with the place of the wording and what it says of the agency."""

    credit: Credit
    basis: str
    locator: str | None
    note: str

    def claim(self, name: str = "credit") -> Claim:
        """Returns the credit as evidence."""
        return Claim(
            claim=name,
            value=self.credit.agency,
            basis=self.basis,
            locator=self.locator,
            verbatim=self.credit.verbatim,
            note=self.note if name == "credit" else None,
        )


def credits_of(draft: Draft) -> tuple[Credited, ...]:
    """Returns the agencies that a draft credits, each once; as the source of the whole if it is said anywhere."""
    found: dict[str, Credited] = {}
    for each in _credits(draft):
        known = found.get(each.credit.agency)
        if known is None or (known.credit.part and not each.credit.part):
            found[each.credit.agency] = each
    return tuple(found.values())


def origin_of(draft: Draft, credits: Sequence[Credited]) -> Credited | None:
    """Returns the one agency that is credited with the whole, unless it published the page itself.

    Where it is not known who published the page, it is not known either whether that is the agency.
    """
    whole = [each for each in credits if not each.credit.part and each.credit.agency != UNNAMED]
    if len(whole) != 1 or not draft.publisher or _is_of(draft.publisher, whole[0].credit.agency):
        return None
    initials = whole[0].basis == "byline" and len(whole[0].credit.agency) <= _INITIALS
    return None if initials else whole[0]


def alike(first: str, second: str) -> bool:
    """Returns whether all words of one name are words of the other: `Reuters` and `reuters.com`."""
    one, other = (frozenset(re.findall(r"\w+", one_line(name).casefold())) for name in (first, second))
    return bool(one and other) and (one <= other or other <= one)


def _is_of(publisher: str, agency: str) -> bool:
    return agency_of(publisher) == agency or alike(publisher, agency)


def _credits(draft: Draft) -> Iterator[Credited]:
    for credit in read_credits(draft.lede, draft.text):
        yield Credited(credit, "printed", None, _PART if credit.part else _WHOLE)
    for statement in draft.statements:
        if statement.slot in ("byline", "articles_by"):
            yield from _bylined(statement.verbatim, statement.locator)
        elif statement.slot == "copyright_notice":
            for holder in read_notice(statement.verbatim).holders:
                if agency := agency_of(holder):
                    credit = Credit(agency, part=True, verbatim=statement.verbatim)
                    yield Credited(credit, "copyright-notice", statement.locator, _NOTICED)
    named: list[tuple[str, str | None]] = [(agent.name, None) for agent in draft.agents if agent.role == "author"]
    named += [(claim.value, claim.locator) for claim in draft.claims if claim.claim == "author" and claim.value]
    for name, place in named:
        yield from _bylined(name, place)


def _bylined(wording: str, place: str | None) -> Iterator[Credited]:
    for credit in read_byline_credits(wording):
        yield Credited(credit, "byline", place, _PART if credit.part else _WHOLE)
