"""What a page permits, and under which conditions: licences that it names, and permissions that it words itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pressmark.converters._print_view.lines import Unit
from pressmark.converters._print_view.page import Page, Printed
from pressmark.converters._print_view.places import printed_claim
from pressmark.model.draft import Agent, Claim, Flag, Permission
from pressmark.rights.precedence import WEIGHTS, strictness
from pressmark.sites.grammar import license_named
from pressmark.sites.permissions import permission, permits


@dataclass(frozen=True, slots=True)
class Grants:
    """The licences and permissions of a page; a licence of the article comes before what the site says of all."""

    page: Page
    owner: str | None  # the publisher of the page, where the article's rights are its alone
    licenses: tuple[Printed, ...]
    permissions: tuple[tuple[Unit, Permission], ...]

    @property
    def scope(self) -> str | None:
        """What the chosen licence speaks of: the article or the site."""
        if self.licenses:
            return self.licenses[0].value.argument or "article"
        return "site" if self.permissions else None

    @property
    def grantor(self) -> str | None:
        """Who grants what was chosen: whom a permission names, or the owner who prints a licence of the article."""
        if self.licenses:
            return self.owner if self.scope == "article" else None
        return self.permissions[0][1].grantor if self.permissions else None

    def worded(self, unit: Unit) -> str | None:
        """Returns the id of the permission that a paragraph words."""
        return next((granted.permission_id for owner, granted in self.permissions if owner is unit), None)

    def agents(self) -> Iterator[Agent]:
        """Returns the grantors."""
        names = dict.fromkeys(granted.grantor for _, granted in self.permissions if granted.grantor)
        yield from (Agent(role="grantor", name=name, kind="organization", basis="disclaimer") for name in names)
        if self.licenses and self.grantor:
            yield Agent(role="grantor", name=self.grantor, kind="organization", basis="header")

    def claims(self) -> Iterator[Claim]:
        """Returns what is printed of licences and of who grants them."""
        for place, printed in enumerate(self.licenses):
            name = license_named(printed.value, printed.wording)
            if name:
                span = (printed.start, printed.end)
                yield printed_claim("license", name, self.page.source, span, chosen=place == 0)
        for place, (unit, granted) in enumerate(self.permissions):
            span = (unit.wording.start, unit.wording.end)
            chosen = place == 0 and not self.licenses
            yield printed_claim("license", granted.permission_id, self.page.source, span, chosen=chosen)
        yield from (claim for unit, granted in self.permissions for claim in self._grantor_claims(unit, granted))

    def _grantor_claims(self, unit: Unit, granted: Permission) -> Iterator[Claim]:
        if granted.grantor:
            at = unit.wording.plain.find(granted.grantor)
            if at < 0:
                yield Claim(claim="grantor", value=granted.grantor, basis="site")
            else:
                place = unit.wording.place(at, at + len(granted.grantor))
                yield printed_claim("grantor", granted.grantor, self.page.source, place)

    def flags(self) -> Iterator[Flag]:
        """Returns the caveats that the page prints, and the conditions of its permissions."""
        caveats = (value for unit in self.page.units if unit.boilerplate for value in unit.boilerplate.caveats)
        yield from (Flag(kind="rights-caveat", value=value) for value in dict.fromkeys(caveats))
        terms = (term for _, granted in self.permissions for term in granted.terms if term.kind == "condition")
        yield from (Flag(kind="attribution-condition", value=term.value) for term in dict.fromkeys(terms))


def _weight(printed: Printed) -> tuple[int, tuple[int, str]]:
    """Returns a key that puts the licence that holds first."""
    name = license_named(printed.value, printed.wording)
    return WEIGHTS.index(printed.value.argument or "article"), strictness("license", name)


def read_grants(page: Page, owner: str | None) -> Grants:
    """Returns what a page permits."""
    licenses = sorted(page.printed("license"), key=_weight)
    worded = [
        (unit, permission(page.site, unit.wording.plain))
        for unit in page.units
        if unit.boilerplate and unit.boilerplate.slot == "disclaimer" and permits(page.site, unit.wording.plain)
    ]
    return Grants(page, owner, tuple(licenses), tuple(worded))
