"""Settles the order of day and month for each site of a batch, by those of its dates that can be read in one way only.

A site is the host of an article's address; where none is printed its publisher; where none is known the folder that the
source lies in. A publisher whose articles stand at one host only is that host. A vote counts each wording of an article
once; it takes two that tell the order, and 95 % of them in agreement. Else the dates stay ambiguous, and say why.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pressmark.evidence.addresses import host_of
from pressmark.evidence.dates import agreed_order, dated, find_dates, read_date, told_order
from pressmark.evidence.text import one_line
from pressmark.model.draft import Claim, Dated, Draft, Statement

FEWEST = 2
_ROLES = ("published", "original_published", "modified")
_HOST, _PUBLISHER, _FOLDER = "host", "publisher", "folder"

Site = tuple[str, str]  # host, publisher or folder; its name


def site_of(draft: Draft, path: str) -> Site:
    """Returns the site of a draft whose source stands at `path`."""
    host = host_of(draft.url) if draft.url else None
    if host:
        return _HOST, host
    if draft.publisher:
        return _PUBLISHER, draft.publisher.casefold()
    return _FOLDER, path.rpartition("/")[0]


@dataclass(frozen=True, slots=True)
class Order:
    """The order of one site's dates in figures, None where its dates do not agree, and how many told which."""

    order: str | None
    agreeing: int
    telling: int
    described: bool = False  # said by a description of the site, and not by a vote

    @property
    def claim(self) -> Claim:
        """Returns the order as evidence; without counts, which every article that joins the batch would change."""
        if self.described:
            return Claim(claim="date_order", value=self.order, basis="site", note="said by the description of the site")
        if self.order:
            said = "the dates in figures of its site that tell day from month agree"
            return Claim(claim="date_order", value=self.order, basis="inferred", note=said)
        few = f"fewer than {FEWEST} dates in figures of its site tell day from month"
        disagree = "the dates in figures of its site that tell day from month do not agree"
        refused = f"refused: {disagree if self.telling >= FEWEST else few}"
        return Claim(claim="date_order", value=None, basis="inferred", chosen=False, note=refused)


@dataclass(slots=True)
class DateOrders:
    """The votes of a batch while it is read: two counts a site, whatever the order in which its articles come."""

    _told: Counter[tuple[Site, str]] = field(default_factory=Counter)
    _hosts: dict[str, str | None] = field(default_factory=dict)  # of a publisher: its host, None where it has several

    def add(self, draft: Draft, path: str) -> None:
        """Counts the dates of one draft."""
        site = site_of(draft, path)
        if site[0] == _HOST and draft.publisher:
            known = self._hosts.setdefault(draft.publisher.casefold(), site[1])
            if known != site[1]:
                self._hosts[draft.publisher.casefold()] = None
        for order in filter(None, map(told_order, set(_wordings(draft)))):
            self._told[site, order] += 1

    def order(self, draft: Draft, path: str) -> Order:
        """Returns the order of the dates of a draft's site, once all are counted."""
        sites = self._same(site_of(draft, path))
        day_first, month_first = (sum(self._told[site, order] for site in sites) for order in ("dmy", "mdy"))
        total = day_first + month_first
        agreed = agreed_order(day_first, month_first) if total >= FEWEST else None
        return Order(agreed, max(day_first, month_first), total)

    def home(self, site: Site) -> Site:
        """Returns the host at which alone the articles of a publisher stand, or the site itself."""
        host = self._hosts.get(site[1]) if site[0] == _PUBLISHER else None
        return (_HOST, host) if host else site

    def _same(self, site: Site) -> set[Site]:
        """Returns the names by which a batch knows a site: a host, and the publishers that stand at it alone."""
        kind, name = site
        host = name if kind == _HOST else self._hosts.get(name) if kind == _PUBLISHER else None
        if host is None:
            return {site}
        return {(_HOST, host), *((_PUBLISHER, known) for known, own in self._hosts.items() if own == host)}


def is_open(draft: Draft) -> bool:
    """Says whether a draft holds a date whose day and month could be exchanged, and which nothing has settled."""
    return any(_is_undecided(found) for found in draft.dates) or bool(_hidden(draft))


def settled(draft: Draft, found: Order) -> Draft:
    """Returns a draft whose undecided dates are read in the order of its site; the wordings stay as they are.

    A day that was only inferred gives way to the one that the page prints.
    """
    if not is_open(draft):
        return draft
    if found.order is None:
        return replace(draft, claims=(*draft.claims, found.claim))
    hidden = _hidden(draft)
    dates = [_settled(date, draft.language, found.order, hidden.get(date.role)) for date in draft.dates]
    shown = {
        date.role: claim
        for old, date in zip(draft.dates, dates, strict=True)
        if date is not old and (claim := hidden.get(date.role))
    }
    chosen = {id(claim) for claim in shown.values()}
    whole = {date.role: date.edtf for date in dates}
    claims = tuple(_whole(claim, whole, draft, id(claim) in chosen) for claim in draft.claims)
    printed = tuple(
        Statement(slot=role, verbatim=claim.verbatim, locator=claim.locator)
        for role, claim in shown.items()
        if role != "modified" and claim.verbatim and claim.locator
    )
    statements = (*draft.statements, *printed)
    return replace(draft, dates=tuple(dates), claims=(*claims, found.claim), statements=statements)


def _wordings(draft: Draft) -> Iterator[str]:
    yield from (found.verbatim for found in draft.dates if found.verbatim)
    yield from (claim.verbatim for claim in draft.claims if claim.claim in _ROLES and claim.verbatim)


def _is_undecided(found: Dated) -> bool:
    return found.ambiguous and found.precision == "year" and bool(found.verbatim)


def _hidden(draft: Draft) -> dict[str, Claim]:
    """Returns, of each role whose day is only inferred, the printed date that could not be read."""
    inferred = {found.role for found in draft.dates if found.basis == "inferred"}
    rivals = [claim for claim in draft.claims if claim.claim in inferred and not claim.chosen and claim.verbatim]
    return {claim.claim: claim for claim in reversed(rivals) if _reading(claim.verbatim or "", None)}


def _reading(verbatim: str, order: str | None) -> str | None:
    """Returns the one wording inside a longer one whose day and month could be exchanged."""
    plain = one_line(verbatim)
    if (whole := read_date(plain, order=order)) is not None and whole.ambiguous:
        return plain
    inside = {plain[found.start : found.end] for found in find_dates(plain, order=order) if found.date.ambiguous}
    return inside.pop() if len(inside) == 1 else None


def _settled(found: Dated, language: str, order: str, hidden: Claim | None) -> Dated:
    if not _is_undecided(found) and hidden is None:
        return found
    verbatim = (hidden.verbatim if hidden else found.verbatim) or ""
    wording = _reading(verbatim, order)
    if wording is None:
        return found
    basis = hidden.basis if hidden else found.basis
    read = dated(found.role, wording, basis=basis, order=order, languages=(language.split("-")[0],))
    return replace(read, rivals=found.rivals, verbatim=verbatim)


def _whole(claim: Claim, whole: dict[str, str | None], draft: Draft, shown: bool) -> Claim:
    """Returns the claim of a date with what it says now."""
    before = {date.role: date.edtf for date in draft.dates}
    was_chosen = claim.chosen and claim.claim in before and claim.value == before[claim.claim]
    if shown or was_chosen:
        return replace(claim, value=whole[claim.claim], chosen=True)
    return claim
