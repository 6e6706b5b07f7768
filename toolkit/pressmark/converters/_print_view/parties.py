"""The parties that a page prints, kept apart: authors, publisher, original publisher, holders of rights."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pressmark.converters._print_view.page import Page, Printed
from pressmark.converters._print_view.places import printed_claim
from pressmark.evidence.addresses import host_of
from pressmark.evidence.notices import Notice, read_notice
from pressmark.evidence.people import Name, kind_of, read_byline
from pressmark.model.draft import Agent, Claim

_WORKPLACE = re.compile(r"\b(?:universi\w+|college|institut\w*|school|faculty|department|academy)\b", re.IGNORECASE)
_CREDITS = ("contributor", "editor", "translator", "photographer")


@dataclass(frozen=True, slots=True)
class Party:
    """A publisher as one line prints it, its name, and which kind of line that is."""

    name: str
    printed: Printed
    basis: str  # header, source-statement


@dataclass(frozen=True, slots=True)
class Parties:
    """Who stands where on a page."""

    page: Page
    publishers: tuple[Party, ...]
    others: tuple[Party, ...]  # whom header, then source statement, name as the original publisher
    organizations: frozenset[str]  # names of the page that are surely no persons
    notices: tuple[tuple[Printed, Notice], ...]  # of copyright; the first is the article's own

    @property
    def publisher(self) -> str | None:
        """The name of the publisher of the page."""
        return self.publishers[0].name if self.publishers else None

    @property
    def original(self) -> Party | None:
        """The first original publisher that is not the publisher itself."""
        return next(iter(self.foreign), None)

    @property
    def foreign(self) -> list[Party]:
        """All lines that name another publisher than that of the page."""
        own = (self.publisher or "").casefold()
        return [party for party in self.others if party.name.casefold() != own]

    @property
    def statement(self) -> str | None:
        """The party that a line about the source of the article names, be it the publisher itself."""
        return next((party.name for party in self.others if party.basis == "source-statement"), None)

    @property
    def owner(self) -> str | None:
        """The publisher, where the page is its own and the notice names it as the only holder."""
        holders = {holder.casefold() for _, notice in self.notices[:1] for holder in notice.holders}
        return (
            self.publisher if self.publisher and not self.original and holders == {self.publisher.casefold()} else None
        )

    def agents(self) -> Iterator[Agent]:
        """Returns each party in each of its roles once."""
        yield from self._authors()
        for field in _CREDITS:
            printed = self.page.printed(field)
            yield from _distinct(_agent(field, name, "header") for value in printed for name in self._names(value))
        if self.publishers:
            yield Agent(role="publisher", name=self.publishers[0].name, kind="organization", basis="header")
        if self.original:
            kind = self._kind(self.original.name)
            yield Agent(role="original_publisher", name=self.original.name, kind=kind, basis=self.original.basis)
        for _, notice in self.notices[:1]:
            for holder in dict.fromkeys(notice.holders):
                yield Agent(role="rights_holder", name=holder, kind=self._kind(holder), basis="copyright-notice")

    def claims(self) -> Iterator[Claim]:
        """Returns what is printed of the parties, with the rivals that were not chosen."""
        yield from self._party_claims("publisher", self.publishers, self.publisher)
        yield from self._party_claims("original_publisher", self.others, self.original.name if self.original else None)
        yield from self._author_claims()
        for place, (printed, notice) in enumerate(self.notices):
            yield from _holder_claims(self.page.source, printed, notice, chosen=place == 0)

    def _authors(self) -> Iterator[Agent]:
        for field, basis in (("byline", "byline"), ("articles_by", "articles-by")):
            if values := self.page.printed(field):
                names = (name for printed in values for name in self._names(printed))
                yield from _distinct(_agent("author", name, basis) for name in names)
                return

    def _author_claims(self) -> Iterator[Claim]:
        authors = {agent.name for agent in self._authors()}
        seen = set[str]()
        for printed in self.page.printed("byline", "articles_by"):
            for name in self._names(printed):
                if name.name not in seen:
                    place = _place(printed, name.name)
                    yield printed_claim("author", name.name, self.page.source, place, chosen=name.name in authors)
                seen.add(name.name)

    def _party_claims(self, claim: str, parties: Iterable[Party], chosen: str | None) -> Iterator[Claim]:
        first: dict[str, Party] = {}
        for party in parties:
            first.setdefault(party.name, party)
        for party in first.values():
            place = (party.printed.start, party.printed.end)
            yield printed_claim(claim, party.name, self.page.source, place, chosen=party.name == chosen)

    def _names(self, printed: Printed) -> tuple[Name, ...]:
        """Returns the names of a value, without the places of work that follow a person behind a comma."""
        names = read_byline(printed.text, self.organizations)
        persons = [name for name in names if name.kind == "person"]
        return tuple(
            name
            for name in names
            if not (persons and _WORKPLACE.search(name.name) and f", {name.name}" in printed.text)
        )

    def _kind(self, name: str) -> str:
        return "organization" if name in self.organizations else kind_of(name, self.organizations)


def read_parties(page: Page) -> Parties:
    """Returns the parties of a page."""
    publishers = [_party(page, printed, "header") for printed in page.printed("publisher")]
    others = [
        *(_party(page, printed, "header") for printed in page.printed("original_publisher")),
        *(_party(page, printed, "source-statement") for printed in page.printed("source", "original_site")),
    ]
    organizations = page.site.organizations.union(party.name for party in (*publishers, *others))
    notices = tuple((printed, read_notice(printed.text)) for printed in page.printed("notice"))
    return Parties(page, tuple(publishers), tuple(others), organizations, notices)


def _party(page: Page, printed: Printed, basis: str) -> Party:
    if printed.value.field == "original_site":  # an address where other pages print a name: the outlet goes by its host
        return Party(host_of(printed.text) or printed.text.split("/")[0], printed, basis)
    return Party(page.site.publishers.get(printed.text.casefold(), printed.text), printed, basis)


def _agent(role: str, name: Name, basis: str) -> Agent:
    return Agent(role=role, name=name.name, kind=name.kind, given=name.given, family=name.family, basis=basis)


def _distinct(agents: Iterable[Agent]) -> Iterable[Agent]:
    return {agent.name: agent for agent in agents}.values()


def _holder_claims(source: str, printed: Printed, notice: Notice, *, chosen: bool) -> Iterator[Claim]:
    after = 0
    for holder in notice.holders:
        place = _place(printed, holder, after)
        yield printed_claim("holder", holder, source, place, chosen=chosen)
        after = max(printed.wording.plain.find(holder, after), 0) + len(holder)


def _place(printed: Printed, name: str, after: int = 0) -> tuple[int, int]:
    """Returns where a value prints a name; the whole value where the name is not printed in one run."""
    at = printed.wording.plain.find(name, max(printed.value.start, after), printed.value.end)
    return printed.wording.place(at, at + len(name)) if at >= 0 else (printed.start, printed.end)
