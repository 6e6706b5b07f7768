"""Works out an article's standing in copyright from the evidence of its draft: who holds, who grants, on what basis."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pressmark.evidence.licenses import NO_DERIVATIVES, NONCOMMERCIAL, OPEN, PUBLIC_DOMAIN, statement_uri
from pressmark.model.draft import Claim, Draft, Flag, Permission
from pressmark.records.credits import credits_of, origin_of
from pressmark.records.granting import relation, same
from pressmark.records.ledger import completing
from pressmark.rights.conditions import LICENSE_CONDITIONS
from pressmark.rights.precedence import strictness

_IN_COPYRIGHT = "http://rightsstatements.org/vocab/InC/1.0/"
_NO_KNOWN_COPYRIGHT = "http://rightsstatements.org/vocab/NKC/1.0/"
_NOT_EVALUATED = "http://rightsstatements.org/vocab/CNE/1.0/"

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
    credits = credits_of(draft)
    named = draft.original_publisher or draft.source_statement
    origin = None if named else origin_of(draft, credits)
    original = origin.credit.agency if origin else None if same(named, draft.publisher) else named
    permission = draft.permissions[0] if draft.permissions else None
    stated = _stated(draft)
    license = stated.value if stated else permission.permission_id if permission else None
    is_reference = license is not None and license.startswith("LicenseRef-")
    basis = _basis(draft, license, reviewed=bool(stated and stated.reviewer))
    statement = _statement(chosen.get("rights_statement"), license, basis)
    related = "grantor_is_holder" in chosen or not license
    return Standing(
        original_publisher=original,
        holders=tuple(dict.fromkeys(agent.name for agent in draft.agents if agent.role == "rights_holder")),
        license=license,
        permission_id=license if is_reference else None,
        copyright_basis=basis,
        rights_statement=statement,
        claims=(
            *(() if related else (relation(draft, license, original, credits),)),
            *(each.claim() for each in credits),
            *((origin.claim("original_publisher"),) if origin else ()),
            *completing(draft, license=license, basis=basis, statement=statement),
        ),
        flags=tuple(_flags(draft, permission if is_reference else None, license)),
    )


def _stated(draft: Draft) -> Claim | None:
    """Returns the claim of the licence that holds: the reviewed one, else the stricter, else one with a place."""
    licenses = [claim for claim in draft.claims if claim.claim == "license" and claim.chosen]
    order = [(claim.reviewer is None, strictness("license", claim.value), claim.locator is None) for claim in licenses]
    return licenses[order.index(min(order))] if licenses else None


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


def _flags(draft: Draft, permission: Permission | None, license: str | None) -> Iterator[Flag]:
    conditions = {term.value for term in permission.terms if term.kind == "condition"} if permission else set()
    if license in (OPEN | NONCOMMERCIAL | NO_DERIVATIVES) - PUBLIC_DOMAIN:
        conditions |= LICENSE_CONDITIONS
    met = {
        "acknowledge-source": bool(draft.original_publisher or draft.source_statement or draft.publisher),
        "acknowledge-copyright": any(agent.role == "rights_holder" for agent in draft.agents),
        "hyperlink-original": draft.url is not None,
    }
    for condition in sorted(conditions):
        yield Flag(kind="attribution-condition", value=condition)
        if not met.get(condition, condition in ("no-derivatives", "share-alike", "notify", "other")):
            yield Flag(kind="attribution-unmet", value=condition)
