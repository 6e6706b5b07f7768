"""Gathers from a record what the gate judges."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from pressmark.evidence.agencies import agency_of, read_byline_credits
from pressmark.evidence.licenses import NO_DERIVATIVES, NONCOMMERCIAL, OPEN, PUBLIC_DOMAIN, statement_uri
from pressmark.evidence.notices import read_notice
from pressmark.evidence.secrets import has_secret
from pressmark.rights.conditions import LICENSE_CONDITIONS, unmet_conditions
from pressmark.rights.gate import Facts
from pressmark.rights.precedence import Row, deciding, is_review, restricts

Terms = Mapping[str, Collection[tuple[str, str]]]  # permission_id to (kind, value)


def facts_of(record: Mapping[str, Any], terms: Terms) -> Facts:
    """Returns the facts of a nested record; `terms` are the structured terms of the collection's permissions.

    What restricts is read where it is said as well as where it was recorded, so that a row that was lost opens nothing.
    """
    rows = deciding(record.get("claims", ()))
    values = {name: row["value"] for name, row in rows.items()}
    permitted = terms.get(record.get("permission_id") or "", ())
    return Facts(
        withdrawn=record["record_status"] == "withdrawn" or "yes" in (values.get("takedown"), values.get("embargo")),
        contradiction=contradiction(record) is not None,
        secret=any(map(has_secret, _wordings(record))),
        provenance=bool(record["source_sha256"] and record["source_id"]) and values.get("provenance") != "broken",
        mining_reserved=restricts("tdm_reservation", values.get("tdm_reservation")),
        license=record["license"],
        rights_statement=record["rights_statement"],
        basis=record["copyright_basis"],
        evidence=_is_evidenced(record, rows.get("license")),
        grantor_is_holder=values.get("grantor_is_holder") or "unknown",
        agencies=agencies(record),
        reviewed=frozenset(name for name, row in rows.items() if is_review(row) and _is_followed(record, name, row)),
        actions=_values(permitted, "action"),
        audiences=_values(permitted, "audience"),
        unmet=_unmet(record, permitted),
    )


def contradiction(record: Mapping[str, Any]) -> str | None:
    """Returns what contradicts what among an article's rights, or None; it never quotes a wording.

    A notice whose wording is not kept may reserve all rights.
    """
    notices = [row["verbatim"] for row in record.get("statements", ()) if row["slot"] == "copyright_notice"]
    reserved = any(not notice or read_notice(notice).all_rights_reserved for notice in notices)
    no_copyright = "/NoC-" in record["rights_statement"]
    license = record["license"]
    if no_copyright and record["copyright_basis"] == "printed-notice":
        return "the rights statement says no copyright, and a copyright notice is printed"
    if no_copyright and license in OPEN | NONCOMMERCIAL | NO_DERIVATIVES:
        return "the rights statement says no copyright, and a licence is granted"
    if reserved and license in OPEN | PUBLIC_DOMAIN | NONCOMMERCIAL | NO_DERIVATIVES:
        return "the licence is open, and the article's own notice reserves all rights"
    return None


def agencies(record: Mapping[str, Any]) -> frozenset[str]:
    """Returns the agencies that an article credits, without one that grants the licence itself.

    They are credited in the text, as `claims` has it, or by an author, a byline, a source line or a copyright notice.
    """
    parties = record.get("agents", ())
    grantors = {agency_of(row["name"] or "") for row in parties if row["role"] == "grantor"}
    return frozenset(name for name in _credited(record) if name not in grantors)


def _credited(record: Mapping[str, Any]) -> Iterator[str]:
    for row in record.get("claims", ()):
        if row["claim"] == "credit" and row["value"]:
            yield row["value"]
        elif row["claim"] == "author":
            yield from (credit.agency for credit in read_byline_credits(row["value"] or ""))
    for row in record.get("agents", ()):
        if row["role"] == "author":
            yield from (credit.agency for credit in read_byline_credits(row["name"] or ""))
        elif row["role"] in ("rights_holder", "original_publisher") and (found := agency_of(row["name"] or "")):
            yield found
    for row in record.get("statements", ()):
        if row["slot"] in ("byline", "articles_by", "source_statement"):
            yield from (credit.agency for credit in read_byline_credits(row["verbatim"] or ""))
        elif row["slot"] == "copyright_notice":
            held = read_notice(row["verbatim"] or "").holders
            yield from (found for holder in held if (found := agency_of(holder)))


def _is_evidenced(record: Mapping[str, Any], row: Row | None) -> bool:
    """Says whether the ledger has the place where the licence is stated, or who decided so."""
    if row is None or row["value"] is None or row["value"] != record["license"]:
        return False
    return is_review(row) or row.get("locator") is not None


def _is_followed(record: Mapping[str, Any], name: str, row: Row) -> bool:
    """Says whether the record says what a review decided."""
    if name == "license":
        return bool(row["value"] == record["license"])
    if name == "rights_statement":
        return bool(statement_uri(row["value"] or "CNE") == record["rights_statement"])
    return True


def _unmet(record: Mapping[str, Any], permitted: Collection[tuple[str, str]]) -> frozenset[str]:
    flags = record.get("flags", ())
    conditions = _values(permitted, "condition")
    if record.get("permission_id"):
        conditions |= {row["value"] for row in flags if row["kind"] == "attribution-condition"}
    if record["license"] in OPEN | NONCOMMERCIAL | NO_DERIVATIVES:
        conditions |= LICENSE_CONDITIONS
    flagged = frozenset(row["value"] for row in flags if row["kind"] == "attribution-unmet")
    return flagged | (unmet_conditions(record) & conditions)


def _wordings(record: Mapping[str, Any]) -> list[str]:
    texts = [row[name] for row in record.get("texts", ()) for name in ("lede", "text") if row[name]]
    return [*texts, record["title"] or ""]


def _values(terms: Collection[tuple[str, str]], kind: str) -> frozenset[str]:
    return frozenset(value for found, value in terms if found == kind)
