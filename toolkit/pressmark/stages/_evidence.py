"""Lists the evidence for an article's rights: what is claimed, by whom, where and when, and why it counts or not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pressmark.records.hashing import REFERENCE
from pressmark.rights.precedence import deciding, is_review, restricts

# The claims that speak of rights, in the order in which they are told.
_RIGHTS = (
    "license", "usage_terms", "rights", "rights_statement", "holder", "copyright_notice", "grantor",
    "grantor_is_holder", "credit", "original_publisher", "tdm_reservation", "tdm_policy", "takedown", "embargo",
    "provenance",
)  # fmt: skip
_WORDED = frozenset({"license", "usage_terms", "rights"})  # whose wording is somebody's text
_ANSWERS = frozenset({"license", "rights_statement", "grantor_is_holder", "tdm_reservation", "takedown", "embargo"})
_SHOWN = ("excerpt", "fulltext")
_BY = {
    "table": "a table",
    "curated": "a table",
    "site": "the site description",
    "inferred": "Pressmark",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One claim: what it says, where, in which words, who says so and when it was seen or decided."""

    claim: str
    value: str | None
    chosen: bool
    basis: str
    locator: str | None
    verbatim: str | None  # None also where the profile does not allow the wording to be shown
    who: str
    day: str | None  # on which a person decided, or the source was fetched
    why: str | None  # why it is chosen or not


def evidence_of(record: Mapping[str, Any], profile: str, *, wordings: bool) -> tuple[Evidence, ...]:
    """Returns the evidence for the rights of an article, as far as its profile allows it to be shown.

    Args:
        record: The nested record.
        profile: What a release may show of the article.
        wordings: Whether the collection shows the wordings of terms with metadata too.
    """
    rows = record.get("claims", ())
    held = {id(row) for row in deciding(rows).values()}
    seen = next(
        (str(row["edtf"]) for row in record.get("dates", ()) if row["role"] == "retrieved" and row["edtf"]), None
    )
    known = profile != "withheld"
    told = [
        _told(
            record,
            row,
            profile,
            wordings=wordings,
            seen=seen,
            why=_why(row, rows, decides=id(row) in held, known=known),
        )
        for name in _RIGHTS
        for row in rows
        if row["claim"] == name
    ]
    return tuple(told)


def permission_terms(terms: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yields the terms of a permission in words, and what it leaves open."""
    for kind, absent in (("action", "no action is known"), ("audience", "no audience is known"), ("condition", "")):
        values = [value for found, value in terms if found == kind]
        if values or absent:
            yield f"{kind}: {', '.join(values)}" if values else absent


def _told(
    record: Mapping[str, Any],
    row: Mapping[str, Any],
    profile: str,
    *,
    wordings: bool,
    seen: str | None,
    why: str | None,
) -> Evidence:
    known = profile != "withheld"
    answers = row["claim"] in _ANSWERS and (row["value"] or "").isascii()
    shown = profile in _SHOWN or wordings or not _is_wording(row)
    return Evidence(
        claim=row["claim"],
        value=row["value"] if (known and (shown or row["claim"] == "license")) or (answers and not known) else None,
        chosen=row["chosen"],
        basis=row["basis"],
        locator=row["locator"],
        verbatim=row["verbatim"] if known and shown and row["verbatim"] != row["value"] else None,
        who=_who(record, row, known=known),
        day=row["reviewed_on"].isoformat() if row["reviewed_on"] else seen,
        why=why,
    )


def _is_wording(row: Mapping[str, Any]) -> bool:
    """Says whether a claim holds the words of terms, and not the name of a licence alone."""
    named = row["claim"] == "license" and row["value"] is not None and not row["value"].startswith(REFERENCE)
    return row["claim"] in _WORDED and not named


def _who(record: Mapping[str, Any], row: Mapping[str, Any], *, known: bool) -> str:
    if row["reviewer"]:
        return str(row["reviewer"])
    publisher = record.get("publisher")
    return _BY.get(row["basis"]) or (f"the page of {publisher}" if publisher and known else "the source")


def _why(row: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], *, decides: bool, known: bool) -> str | None:
    """Returns why a claim counts or does not; a reviewer's note stays private, any note of what is withheld too."""
    same = [other for other in rows if other["claim"] == row["claim"]]
    if decides and is_review(row):
        return "a named person decided" + (", the latest of several decisions" if sum(map(is_review, same)) > 1 else "")
    if row["reviewer"] and not is_review(row):
        return "a decision without a day counts for nothing"
    if any(is_review(other) and other["chosen"] for other in same) and not (row["chosen"] and not is_review(row)):
        return "a named person decided otherwise"
    if decides and restricts(row["claim"], row["value"]) and not row["chosen"]:
        return "it restricts, and no person has decided on it"
    return row["note"] if known and not row["reviewer"] else None
