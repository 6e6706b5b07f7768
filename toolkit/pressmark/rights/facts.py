"""Gathers from a record what the gate judges."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from pressmark.evidence.licenses import NO_DERIVATIVES, NONCOMMERCIAL, OPEN, PUBLIC_DOMAIN
from pressmark.evidence.notices import read_notice
from pressmark.evidence.secrets import has_secret
from pressmark.rights.gate import Facts

Terms = Mapping[str, Collection[tuple[str, str]]]  # permission_id to (kind, value)


def facts_of(record: Mapping[str, Any], terms: Terms) -> Facts:
    """Returns the facts of a nested record; `terms` are the structured terms of the collection's permissions."""
    chosen = {row["claim"]: row for row in record.get("claims", ()) if row["chosen"]}
    values = {name: row["value"] for name, row in chosen.items()}
    permitted = terms.get(record.get("permission_id") or "", ())
    return Facts(
        withdrawn=record["record_status"] == "withdrawn" or "yes" in (values.get("takedown"), values.get("embargo")),
        contradiction=contradiction(record) is not None,
        secret=any(map(has_secret, _wordings(record))),
        provenance=bool(record["source_sha256"] and record["source_id"]) and values.get("provenance") != "broken",
        mining_reserved=values.get("tdm_reservation") == "1",
        license=record["license"],
        rights_statement=record["rights_statement"],
        basis=record["copyright_basis"],
        grantor_is_holder=values.get("grantor_is_holder") or "unknown",
        reviewed=frozenset(name for name, row in chosen.items() if row["reviewer"]),
        actions=_values(permitted, "action"),
        audiences=_values(permitted, "audience"),
        unmet=frozenset(row["value"] for row in record.get("flags", ()) if row["kind"] == "attribution-unmet"),
    )


def contradiction(record: Mapping[str, Any]) -> str | None:
    """Returns what contradicts what among an article's rights, or None; it never quotes a wording."""
    notices = [row["verbatim"] for row in record.get("statements", ()) if row["slot"] == "copyright_notice"]
    reserved = any(read_notice(notice).all_rights_reserved for notice in notices if notice)
    no_copyright = "/NoC-" in record["rights_statement"]
    license = record["license"]
    if no_copyright and record["copyright_basis"] == "printed-notice":
        return "the rights statement says no copyright, and a copyright notice is printed"
    if no_copyright and license in OPEN | NONCOMMERCIAL | NO_DERIVATIVES:
        return "the rights statement says no copyright, and a licence is granted"
    if reserved and license in OPEN | PUBLIC_DOMAIN | NONCOMMERCIAL | NO_DERIVATIVES:
        return "the licence is open, and the article's own notice reserves all rights"
    return None


def _wordings(record: Mapping[str, Any]) -> list[str]:
    texts = [row[name] for row in record.get("texts", ()) for name in ("lede", "text") if row[name]]
    return [*texts, record["title"] or ""]


def _values(terms: Collection[tuple[str, str]], kind: str) -> frozenset[str]:
    return frozenset(value for found, value in terms if found == kind)
