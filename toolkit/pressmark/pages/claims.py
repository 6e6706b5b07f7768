"""Turns what was found into the ledger of evidence: one claim a statement, the rivals beside the chosen one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pressmark.model.draft import Claim, Statement
from pressmark.pages.dating import Settled
from pressmark.pages.found import Found
from pressmark.pages.rights import License


def rivalling(claim: str, candidates: Sequence[Found], chosen: Found | None) -> Iterator[Claim]:
    """Yields a claim a candidate; only the chosen one is marked so."""
    for found in candidates:
        yield _claim(claim, found, found.value, chosen=found is chosen)


def dating(claim: str, settled: Settled | None) -> Iterator[Claim]:
    """Yields what dates a page, and the statements that disagree with it."""
    if settled is not None:
        if settled.found is not None:
            yield _claim(claim, settled.found, settled.dated.edtf, chosen=True)
        for rival in settled.rivals:
            yield _claim(claim, rival, rival.value, chosen=False)


def licensing(stated: Sequence[License], chosen: License | None) -> Iterator[Claim]:
    """Yields the licence statements, each with what it speaks of."""
    for license in stated:
        note = f"speaks of the {license.scope}"
        yield _claim("license", license.found, license.spdx, chosen=license is chosen, note=note)


def crediting_agencies(credits: Iterable[tuple[str, Found]]) -> Iterator[Claim]:
    """Yields the agencies that stand beside the text."""
    for agency, found in credits:
        yield _claim("credit", found, agency, chosen=True, note="is named beside the text")


def stating(slot: str, candidates: Iterable[Found]) -> Iterator[Statement]:
    """Yields the wordings that have a place, each place once."""
    placed = {found.place: found for found in candidates if found.place is not None}
    for place, found in placed.items():
        yield Statement(slot=slot, verbatim=found.verbatim, locator=place)


def _claim(claim: str, found: Found, value: str | None, *, chosen: bool, note: str | None = None) -> Claim:
    return Claim(
        claim=claim,
        value=value,
        basis=found.basis,
        locator=found.place,
        verbatim=found.verbatim,
        chosen=chosen,
        note=note,
    )
