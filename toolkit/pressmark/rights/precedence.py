"""Chooses among rival claims on one article's rights, in one order; where two weigh the same, the stricter holds.

The order, from the most weight to the least: a **review** by a named person on a day, the latest first; what the
**article** itself prints or declares; a **permission** worded on its page; what the **site** says of all its pages;
what a **table** says of the article. What speaks of a **part**, such as a picture, is never chosen.

What restricts needs no choice: a reservation, an embargo, a take-down, a broken trace or a grantor who is not the
holder counts wherever it is said, until a named person has decided on it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar

from pressmark.evidence.licenses import freedoms

# What says it, from the most weight to the least.
WEIGHTS = ("review", "article", "permission", "site", "table", "part")
# What a review can decide of an article's rights: one value each.
DECISIVE = frozenset(
    {"license", "rights_statement", "grantor_is_holder", "tdm_reservation", "takedown", "embargo", "provenance"}
)
HOLDER = "holder"
# What a review can say, and something reads: `holder` names the rights holder, `withdrawal` lifts or tells apart.
REVIEWED = DECISIVE | {HOLDER, "withdrawal"}

_RESTRICTS: Mapping[str, Callable[[str | None], bool]] = MappingProxyType(
    {
        "takedown": lambda value: value == "yes",
        "embargo": lambda value: value == "yes",
        "tdm_reservation": lambda value: value not in (None, "0"),
        "provenance": lambda value: value == "broken",
        "grantor_is_holder": lambda value: value == "no",
    }
)
_ANSWERS = ("no", None, "unknown", "yes")
# From the statements that close most to those that may open.
_STATEMENTS = ("NoC-CR", "NoC-OKLR", "NoC-NC", "InC", "InC-OW-EU", "InC-RUU", "UND", "CNE", "NKC", "InC-NC", "InC-EDU")

Row = Mapping[str, Any]
T = TypeVar("T")


def preferred(candidates: Iterable[T], said: Callable[[T], tuple[str, str | None]]) -> T | None:
    """Returns the candidate that holds, or None; the order in which candidates come decides nothing.

    Args:
        candidates: Statements of a licence.
        said: Returns what a candidate speaks of, one of `WEIGHTS`, and the SPDX identifier or reference that it names;
            what names none is not understood, and opens nothing.
    """
    named = [found for found in candidates if said(found)[1] is not None and said(found)[0] != "part"]
    return min(
        named, key=lambda found: (WEIGHTS.index(said(found)[0]), strictness("license", said(found)[1])), default=None
    )


def latest(claim: str, reviews: Sequence[tuple[date, str | None]]) -> int:
    """Returns the place of the review that holds: the latest, and of several of one day the strictest."""
    day = max(day for day, _ in reviews)
    return min(
        (place for place, review in enumerate(reviews) if review[0] == day),
        key=lambda place: (strictness(claim, reviews[place][1]), place),
    )


def deciding(rows: Collection[Row]) -> dict[str, Row]:
    """Returns the row that decides each claim, by the claim's name; rows are those of `claims`, of one article."""
    named = {str(row["claim"]) for row in rows}
    found = {name: _deciding(name, [row for row in rows if row["claim"] == name]) for name in sorted(named)}
    return {name: row for name, row in found.items() if row is not None}


def is_review(row: Row) -> bool:
    """Returns whether a row is the decision of a person: it names who decided, and when."""
    return bool(row.get("reviewer")) and row.get("reviewed_on") is not None


def restricts(claim: str, value: str | None) -> bool:
    """Returns whether a value restricts by itself, chosen or not."""
    return claim in _RESTRICTS and _RESTRICTS[claim](value)


def strictness(claim: str, value: str | None) -> tuple[int, str]:
    """Returns a key by which values of one claim are ordered, the strictest first."""
    if claim == "license":
        return len(freedoms(value)), value or ""
    if claim == "grantor_is_holder":
        return _ANSWERS.index(value) if value in _ANSWERS else 0, value or ""
    if claim == "rights_statement":
        name = (value or "CNE").removeprefix("http://rightsstatements.org/vocab/").removesuffix("/1.0/")
        return _STATEMENTS.index(name) if name in _STATEMENTS else len(_STATEMENTS), value or ""
    return 0 if restricts(claim, value) else 1, value or ""


def _deciding(claim: str, rows: Sequence[Row]) -> Row | None:
    reviews = [row for row in rows if row["chosen"] and is_review(row)]
    if reviews:
        return reviews[latest(claim, [(row["reviewed_on"], row["value"]) for row in reviews])]
    counted = [row for row in rows if row["chosen"] or restricts(claim, row["value"])]
    return min(counted, key=lambda row: (strictness(claim, row["value"]), row.get("locator") is None), default=None)
