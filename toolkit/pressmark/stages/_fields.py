"""Lays out the fields of one record: what gave each value, which rivals it had and why they lost, what is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_LONGEST = 160  # signs of a wording that are shown

# Each field with the slots in which its wording is printed, and what is said where there is none.
_FIELDS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("title", ("title",), "no title was found"),
    ("author", ("byline", "articles_by"), "no author was printed or declared"),
    ("publisher", (), "no publisher was named"),
    ("original_publisher", ("source_statement",), ""),
    ("published", ("published",), "no date of publication was found"),
    ("original_published", ("original_published",), ""),
    ("modified", (), ""),
    ("retrieved", (), ""),
    ("url", (), "no address was printed"),
    ("original_url", (), ""),
    ("language", (), ""),
    ("rights_holder", ("copyright_notice",), "no copyright notice was printed, and no holder is named"),
    ("license", (), "no licence was printed"),
    ("rights_statement", (), ""),
    ("grantor", ("disclaimer", "fair_use"), ""),
    ("tdm_reservation", (), ""),
    ("provenance", (), ""),
    ("digest", (), ""),
    ("completeness", (), ""),
)
_CLAIMED = {"rights_holder": "holder", "grantor": "grantor_is_holder"}
_DATES = frozenset({"published", "original_published", "modified", "retrieved"})
_PARTIES = frozenset({"author", "rights_holder", "grantor"})
_UNSAID = {"language": "und"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One statement that speaks for a value: its kind, its place, its wording, and what is to be noted."""

    value: str | None
    basis: str
    locator: str | None = None
    verbatim: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedField:
    """One field: its values, what they rest on, and what was not chosen and why; `missing` says what is not there."""

    name: str
    values: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    rivals: tuple[Evidence, ...]  # the note of each says why it was not chosen
    missing: str | None = None


def fields_of(record: Mapping[str, Any]) -> Iterator[ExplainedField]:
    """Yields every field of a nested record that has a value, a rival, or is missed where it is not there."""
    for name, slots, absent in _FIELDS:
        claims = [row for row in record.get("claims", ()) if row["claim"] == _CLAIMED.get(name, name)]
        values = tuple(dict.fromkeys(_values(record, name, claims)))
        chosen = [_evidence(row, row["note"]) for row in claims if row["chosen"]]
        chosen += list(_dated(record, name))
        places = {found.locator for found in chosen if found.locator}
        printed = [row for row in record.get("statements", ()) if row["slot"] in slots and row["locator"] not in places]
        chosen += [Evidence(value=None, basis="printed", **_wording(row)) for row in printed]
        rivals = tuple(_evidence(row, _why_not(row, values, chosen)) for row in claims if not row["chosen"])
        if values or rivals or absent:
            missing = None if values else absent or "not said"
            yield ExplainedField(name=name, values=values, evidence=_merged(chosen), rivals=rivals, missing=missing)


def _values(record: Mapping[str, Any], name: str, claims: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    if name in _PARTIES:
        yield from (row["name"] for row in record.get("agents", ()) if row["role"] == name)
    elif name in _DATES:
        yield from (_day(row) for row in record.get("dates", ()) if row["role"] == name)
    elif name in record:
        if record[name] and record[name] != _UNSAID.get(name):
            yield str(record[name])
    else:
        yield from (row["value"] for row in claims if row["chosen"] and row["value"])


def _day(row: Mapping[str, Any]) -> str:
    said = row["edtf"] or f"not understood: {_short(row['verbatim'])}"
    return f"{said} (day and month could be exchanged)" if row["ambiguous"] else str(said)


def _dated(record: Mapping[str, Any], name: str) -> Iterator[Evidence]:
    """Yields what a date rests on, as far as the claims do not say it with its place."""
    claimed = {row["claim"] for row in record.get("claims", ()) if row["chosen"]}
    for row in record.get("dates", ()):
        if row["role"] == name and name not in claimed:
            verbatim = _short(row["verbatim"])
            place = next((s["locator"] for s in record.get("statements", ()) if s["verbatim"] == row["verbatim"]), None)
            yield Evidence(value=row["edtf"], basis=row["basis"], locator=place, verbatim=verbatim)


def _evidence(row: Mapping[str, Any], note: str | None) -> Evidence:
    reviewed = f"decided by {row['reviewer']}" if row["reviewer"] else None
    noted = "; ".join(filter(None, (reviewed, note))) or None
    return Evidence(value=row["value"], basis=row["basis"], note=noted, **_wording(row))


def _wording(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"locator": row["locator"], "verbatim": _short(row["verbatim"])}


def _why_not(row: Mapping[str, Any], values: Sequence[str], chosen: Sequence[Evidence]) -> str:
    if row["note"]:
        return str(row["note"])
    if _key(row["value"] or row["verbatim"] or "") in map(_key, values):
        return "says the same"
    if any(found.note and found.note.startswith("decided by") for found in chosen):
        return "a reviewer decided otherwise"
    return "weighs less than what was chosen" if chosen else "not enough by itself"


def _merged(found: Sequence[Evidence]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(found))


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _short(wording: str | None) -> str | None:
    if wording is None:
        return None
    line = " ".join(wording.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
