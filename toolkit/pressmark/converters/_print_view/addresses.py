"""Where a page says that it and its original stand; an address that is not printed is not made up."""

from __future__ import annotations

from collections.abc import Iterator

from pressmark.converters._print_view.page import Page
from pressmark.converters._print_view.parties import Parties
from pressmark.converters._print_view.places import printed_claim
from pressmark.evidence.addresses import web_url
from pressmark.model.draft import Claim


def address(page: Page, *fields: str) -> str | None:
    """Returns the first web address that is printed in one of some fields."""
    return next((found for printed in page.printed(*fields) if (found := web_url(printed.text))), None)


def original_address(parties: Parties) -> str | None:
    """Returns the address of the original, where its publisher's name is linked or an address is printed."""
    if parties.original is None:
        return None
    targets = (anchor.target for party in parties.foreign for anchor in party.printed.anchors)
    linked = next((found for target in targets if (found := web_url(target))), None)
    return linked or address(parties.page, "original_url", "original_site")


def original_status(parties: Parties, found: str | None) -> str:
    """Says whether the address of the original is present, lost, never printed, or of no concern."""
    if parties.original is None:
        return "not-applicable"
    if found:
        return "present"
    return "lost" if any(party.printed.anchors for party in parties.foreign) else "never-printed"


def address_claims(page: Page) -> Iterator[Claim]:
    """Returns the addresses as they are printed."""
    for printed in page.printed("url", "original_url", "original_site"):
        if found := web_url(printed.text):
            claim = "url" if printed.value.field == "url" else "original_url"
            yield printed_claim(claim, found, page.source, (printed.start, printed.end))
