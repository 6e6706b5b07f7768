"""Locators of what is printed: characters of the decoded source, as RFC 5147 counts them."""

from __future__ import annotations

from pressmark.model.draft import Claim


def locator(start: int, end: int) -> str:
    """Returns the locator of `source[start:end]`."""
    return f"char={start},{end}"


def printed_claim(
    claim: str, value: str, source: str, place: tuple[int, int], *, chosen: bool = True, basis: str = "printed"
) -> Claim:
    """Returns a claim whose evidence is printed at a place of the source."""
    start, end = place
    return Claim(
        claim=claim, value=value, basis=basis, locator=locator(start, end), verbatim=source[start:end], chosen=chosen
    )
