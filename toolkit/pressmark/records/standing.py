"""Works out an article's standing in copyright from the evidence of its draft: who holds, who grants, on what basis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pressmark.evidence.agencies import Credit, agency_of, read_credits
from pressmark.evidence.licenses import NO_DERIVATIVES, NONCOMMERCIAL, OPEN, PUBLIC_DOMAIN, statement_uri
from pressmark.evidence.people import is_agency
from pressmark.evidence.text import one_line
from pressmark.model.draft import Claim, Draft, Flag, Permission

_IN_COPYRIGHT = "http://rightsstatements.org/vocab/InC/1.0/"
_NO_KNOWN_COPYRIGHT = "http://rightsstatements.org/vocab/NKC/1.0/"
_NOT_EVALUATED = "http://rightsstatements.org/vocab/CNE/1.0/"

# What a Creative Commons or like licence asks of whoever shares the text.
_LICENSE_CONDITIONS = ("acknowledge-source", "acknowledge-copyright")
_SCOPE_BASIS = {"article": "license-statement", "site": "site-terms", "table": "default-assumption"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the rights columns of an article say, and the claims and flags that explain them."""

    original_publisher: str | None
    holders: tuple[str, ...]
    license: str | None
    permission_id: str | None
    copyright_basis: str
    rights_statement: str
    claims: tuple[Claim, ...]
    flags: tuple[Flag, ...]


def standing_of(draft: Draft) -> Standing:
    """Returns the standing of a draft; where evidence is missing the answer is the closed one."""
    chosen = {claim.claim: claim for claim in draft.claims if claim.chosen}
    credits = read_credits(draft.lede, draft.text)
    original = _original_publisher(draft, credits)
    permission = draft.permissions[0] if draft.permissions else None
    stated = chosen.get("license")
    license = stated.value if stated else permission.permission_id if permission else None
    is_reference = license is not None and license.startswith("LicenseRef-")
    holders = tuple(dict.fromkeys(agent.name for agent in draft.agents if agent.role == "rights_holder"))
    basis = _basis(draft, license, reviewed=bool(stated and stated.reviewer))
    relation = (
        ()
        if "grantor_is_holder" in chosen or not license
        else (_relation(draft, permission, holders, original, credits),)
    )
    return Standing(
        original_publisher=original,
        holders=holders,
        license=license,
        permission_id=license if is_reference else None,
        copyright_basis=basis,
        rights_statement=_statement(chosen.get("rights_statement"), license, basis),
        claims=(*relation, *_credited(draft, credits, original)),
        flags=tuple(_flags(draft, permission if is_reference else None, license, holders)),
    )


def same(first: str | None, second: str | None) -> bool:
    """Returns whether two names are one party's, case and white space aside."""
    return first is not None and second is not None and one_line(first).casefold() == one_line(second).casefold()


def _original_publisher(draft: Draft, credits: Sequence[Credit]) -> str | None:
    """Returns who published it first: the party that is named, else the agency that is credited with the whole of it.

    Where it is not known who published the page, it is not known either whether that is the agency itself.
    """
    named = draft.original_publisher or draft.source_statement
    if named is not None:
        return None if same(named, draft.publisher) else named
    agencies = [credit.agency for credit in credits if not credit.part]
    if len(agencies) != 1 or not draft.publisher or agency_of(draft.publisher) == agencies[0]:
        return None
    return agencies[0]


def _credited(draft: Draft, credits: Sequence[Credit], original: str | None) -> Iterator[Claim]:
    """Yields what the article prints of agencies, and what that makes of its original publisher."""
    named = draft.original_publisher or draft.source_statement
    for credit in credits:
        note = "gave a part of the article" if credit.part else "is credited with the article"
        yield Claim(claim="credit", value=credit.agency, basis="printed", verbatim=credit.verbatim, note=note)
        if not credit.part and not named and credit.agency == original:
            yield Claim(claim="original_publisher", value=original, basis="printed", verbatim=credit.verbatim)


def _basis(draft: Draft, license: str | None, *, reviewed: bool) -> str:
    """Returns what the copyright fields rest on: an open licence on its statement, else a notice if there is one."""
    noticed = any(statement.slot == "copyright_notice" for statement in draft.statements)
    scope = _SCOPE_BASIS.get(draft.license_scope or "")
    if license in OPEN | NONCOMMERCIAL | NO_DERIVATIVES | PUBLIC_DOMAIN and scope == "license-statement":
        return "license-statement"
    if license in PUBLIC_DOMAIN and reviewed:
        return "public-domain-review"
    if noticed:
        return "printed-notice"
    if any(agent.role == "rights_holder" for agent in draft.agents):
        return "holder-assertion"
    return scope or ("default-assumption" if license else "none")


def _statement(reviewed: Claim | None, license: str | None, basis: str) -> str:
    if reviewed and reviewed.value:
        return statement_uri(reviewed.value) or _NOT_EVALUATED
    if license in PUBLIC_DOMAIN:
        return _NO_KNOWN_COPYRIGHT
    return _NOT_EVALUATED if basis == "none" else _IN_COPYRIGHT


def _relation(
    draft: Draft,
    permission: Permission | None,
    holders: tuple[str, ...],
    original: str | None,
    credits: Sequence[Credit],
) -> Claim:
    """Returns the claim whether the grantor is the holder; a republisher or an agency's reader grants nothing."""
    grantor = permission.grantor if permission else draft.license_grantor
    authors = [agent.name for agent in draft.agents if agent.role == "author"]
    credited = (bool(credits) or any(map(is_agency, authors))) and not is_agency(grantor or "")
    if original is not None and draft.license_scope is not None:
        grantor = draft.publisher or grantor
    answer = "unknown"
    if grantor and holders:
        answer = "yes" if all(same(holder, grantor) for holder in holders) else "no"
    if credited and answer == "yes":
        answer = "no"
    note = "compares the grantor with the rights holders" if answer != "unknown" else "grantor or holder is not known"
    return Claim(claim="grantor_is_holder", value=answer, basis="inferred", note=note)


def _flags(
    draft: Draft, permission: Permission | None, license: str | None, holders: tuple[str, ...]
) -> Iterator[Flag]:
    conditions = {term.value for term in permission.terms if term.kind == "condition"} if permission else set()
    if license in (OPEN | NONCOMMERCIAL | NO_DERIVATIVES) - PUBLIC_DOMAIN:
        conditions |= {*_LICENSE_CONDITIONS}
    met = {
        "acknowledge-source": bool(draft.original_publisher or draft.source_statement or draft.publisher),
        "acknowledge-copyright": bool(holders),
        "hyperlink-original": draft.url is not None,
    }
    for condition in sorted(conditions):
        yield Flag(kind="attribution-condition", value=condition)
        if not met.get(condition, condition in ("no-derivatives", "share-alike", "notify", "other")):
            yield Flag(kind="attribution-unmet", value=condition)
