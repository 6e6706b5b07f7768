"""Fixes of rights and attribution: what the record's own evidence says, and never more open than before."""

from __future__ import annotations

from typing import Any

from pressmark.evidence.licenses import statement_uri
from pressmark.evidence.text import one_line
from pressmark.fixes.base import Context, Record, fix, with_rows
from pressmark.records.assemble import judged, numbered
from pressmark.records.attribution import attribution
from pressmark.rights.conditions import unmet_conditions
from pressmark.rights.gate import COPY_OF_RESTRICTED, lower


@fix("rights-statement-unknown")
def name_the_statement(record: Record, _: Context) -> Record:
    """Writes a rights statement as its vocabulary address, where it is another form of one."""
    return {**record, "rights_statement": statement_uri(record["rights_statement"]) or record["rights_statement"]}


@fix("holder-repeated")
def name_a_holder_once(record: Record, _: Context) -> Record:
    """Leaves one row for each distinct holder; the notice keeps its wording."""
    seen: set[str] = set()
    kept: list[dict[str, Any]] = []
    for row in record.get("agents", ()):
        name = one_line(row["name"] or "").casefold()
        if row["role"] == "rights_holder" and name in seen:
            continue
        seen |= {name} if row["role"] == "rights_holder" else set()
        kept.append(dict(row))
    if len(kept) == len(record.get("agents", ())):
        return record
    return with_rows(record, "agents", numbered(kept, "role"))


@fix("attribution-incomplete")
def write_the_attribution(record: Record, _: Context) -> Record:
    """Writes the attribution from the template again."""
    names: dict[str, list[str]] = {"author": [], "rights_holder": []}
    for row in sorted(record.get("agents", ()), key=lambda row: row["position"]):
        names.setdefault(row["role"], []).append(row["name"])
    dates = {row["role"]: row["edtf"] for row in record.get("dates", ()) if row["edtf"]}
    line = attribution(record, authors=names["author"], holders=names["rights_holder"], dates=dates)
    return {**record, "attribution": line}


@fix("condition-unrecorded")
def record_the_conditions(record: Record, context: Context) -> Record:
    """Records every condition of the article's permission, and which of them are not met."""
    terms = context.terms.get(record["permission_id"] or "", ())
    return _flagged(record, {value for kind, value in terms if kind == "condition"})


@fix("condition-neither-met-nor-unmet")
def flag_what_is_unmet(record: Record, _: Context) -> Record:
    """Flags the conditions that the record does not meet."""
    return _flagged(record, set())


def _flagged(record: Record, more: set[str]) -> Record:
    """Returns a record with these conditions beside its own, and with a flag for each that is not met."""
    flags = {(row["kind"], row["value"]) for row in record.get("flags", ())}
    conditions = {value for kind, value in flags if kind == "attribution-condition"} | more
    unmet = unmet_conditions(record) & conditions
    wanted = flags | {("attribution-condition", value) for value in conditions}
    wanted |= {("attribution-unmet", value) for value in unmet}
    return with_rows(record, "flags", [{"kind": kind, "value": value} for kind, value in sorted(wanted)])


@fix("caveat-missing")
def note_the_plea(record: Record, _: Context) -> Record:
    """Notes that the source pleads fair use for what it republishes."""
    flags = {(row["kind"], row["value"]) for row in record.get("flags", ())}
    if any(kind == "rights-caveat" for kind, _ in flags):
        return record
    noted = sorted(flags | {("rights-caveat", "fair-use-claim")})
    return with_rows(record, "flags", [{"kind": kind, "value": value} for kind, value in noted])


@fix("grantor-is-not-holder")
def close_what_a_stranger_granted(record: Record, context: Context) -> Record:
    """Asks the gate again, which opens nothing by a licence that the holder did not grant."""
    return _gated(record, context)


@fix("mining-reserved-yet-shared")
def close_what_is_reserved(record: Record, context: Context) -> Record:
    """Asks the gate again, which opens nothing whose mining is reserved."""
    return _gated(record, context)


@fix("shared-without-required-link")
def close_what_lacks_its_link(record: Record, context: Context) -> Record:
    """Flags the condition that is not met, and asks the gate again, which opens nothing by it."""
    return _gated(_flagged(record, set()), context)


def _gated(record: Record, context: Context) -> Record:
    """Returns the record with the gate's decision, unless it would show more than before."""
    again = judged(dict(record), context.terms, context.policy)
    if record["release_rule"] == COPY_OF_RESTRICTED and again["release_profile"] == record["release_profile"]:
        return record
    if lower(again["release_profile"], record["release_profile"]) != again["release_profile"]:
        return record
    return {**record, "release_profile": again["release_profile"], "release_rule": again["release_rule"]}
