"""Completes the ledger of a draft: holder, permission and rights statement each get a claim that says why."""

from __future__ import annotations

from collections.abc import Iterator

from pressmark.evidence.text import folded
from pressmark.model.draft import Claim, Draft, Statement

# What a rights statement rests on, by `articles.copyright_basis`, in words.
_RESTS = {
    "license-statement": "follows from the licence that is stated for the article",
    "public-domain-review": "follows from the review of the licence",
    "printed-notice": "follows from the printed copyright notice",
    "holder-assertion": "follows from the holder that is named",
    "site-terms": "follows from the terms of the site",
    "default-assumption": "follows from a licence that nobody confirmed",
}


def completing(draft: Draft, *, license: str | None, basis: str, statement: str) -> Iterator[Claim]:
    """Yields the claims that a draft lacks for what its rights columns say.

    Args:
        draft: The draft, with the reviews among its claims.
        license: The licence that was chosen.
        basis: `articles.copyright_basis`.
        statement: `articles.rights_statement`.
    """
    claimed = {claim.claim for claim in draft.claims if claim.chosen}
    yield from _permitting(draft, license)
    yield from _holding(draft)
    if basis != "none" and "rights_statement" not in claimed:
        yield _resting(draft, basis, statement)


def _permitting(draft: Draft, license: str | None) -> Iterator[Claim]:
    """Yields the claim of a permission whose wording is a statement, where the converter made none."""
    stated = any(claim.claim == "license" and claim.value == license for claim in draft.claims)
    if license is None or stated or license not in {found.permission_id for found in draft.permissions}:
        return
    wording = next((found for found in draft.statements if found.permission == license), None)
    place, verbatim = _placed(wording)
    yield Claim(claim="license", value=license, basis="printed", locator=place, verbatim=verbatim)


def _holding(draft: Draft) -> Iterator[Claim]:
    """Yields a claim for each holder that no claim names, with the notice that does."""
    claimed = {folded(claim.value) for claim in draft.claims if claim.claim == "holder" and claim.value}
    notices = [found for found in draft.statements if found.slot == "copyright_notice"]
    for agent in draft.agents:
        if agent.role == "rights_holder" and folded(agent.name) not in claimed:
            claimed.add(folded(agent.name))
            notice = next((found for found in notices if folded(agent.name) in folded(found.verbatim)), None)
            place, verbatim = _placed(notice)
            yield Claim(claim="holder", value=agent.name, basis=agent.basis, locator=place, verbatim=verbatim)


def _resting(draft: Draft, basis: str, statement: str) -> Claim:
    """Returns what the rights statement follows from, with the place of the evidence."""
    if basis == "printed-notice":
        notice = next((found for found in draft.statements if found.slot == "copyright_notice"), None)
        place = notice.locator if notice else None
    else:
        name = "holder" if basis == "holder-assertion" else "license"
        evidence = next((claim for claim in draft.claims if claim.claim == name and claim.chosen), None)
        place = evidence.locator if evidence else None
    return Claim(claim="rights_statement", value=statement, basis="inferred", locator=place, note=_RESTS.get(basis))


def _placed(found: Statement | None) -> tuple[str | None, str | None]:
    return (found.locator, found.verbatim) if found else (None, None)
