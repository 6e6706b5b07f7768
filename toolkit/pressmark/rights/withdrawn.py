"""Says what a withdrawal binds: the article that was withdrawn, and what comes back as another article.

What comes back carries the claim `withdrawal` with what was withdrawn, and of which article. A named person can decide
otherwise: `not-this-article` of what only looks like it, `lifted` of what was withdrawn itself. Such a review holds
against what was withdrawn up to its day, and not against a later withdrawal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from pressmark.model.draft import Claim
from pressmark.rights.gate import Decision, lower

WITHDRAWAL = "withdrawal"  # the claim
OTHER = "not-this-article"
LIFTED = "lifted"
RULE = "withdrawn"  # of the gate
SCOPES = ("text", "record")  # the wider last


def wider(*scopes: str | None) -> str | None:
    """Returns the scope that withholds most, or None where nothing was withdrawn."""
    return max((scope for scope in scopes if scope), key=SCOPES.index, default=None)


def without(decision: Decision, scope: str | None) -> Decision:
    """Returns the decision that is left of the gate's once a record, or its text, was withdrawn."""
    if scope == "record":
        return Decision("withheld", RULE)
    if scope == "text" and lower("metadata", decision.profile) == "metadata":
        return Decision("metadata", RULE)
    return decision


def claimed_scope(record: Mapping[str, Any]) -> str | None:
    """Returns what a nested record itself says was withdrawn: its claims, and the rule that closed its text before.

    Only a new conversion asks the gate as if nothing was decided; a line of a ledger that was lost opens nothing.
    """
    values = [row["value"] for row in record.get("claims", ()) if row["claim"] == WITHDRAWAL and row["chosen"]]
    closed = (record.get("release_profile"), record.get("release_rule")) == ("metadata", RULE)
    return wider("text" if closed else None, *(scope_of_value(value) for value in values))


def scope_of_value(value: str | None) -> str | None:
    """Returns the scope that a claim's value begins with; a review's value has none."""
    scope = (value or "").partition(" ")[0]
    return scope if scope in SCOPES else None


def is_lifted(claims: Iterable[Claim], withdrawn_on: date) -> bool:
    """Returns whether a named person lifted a withdrawal of this day."""
    return any(
        claim.claim == WITHDRAWAL and claim.value == LIFTED and claim.reviewed_on and claim.reviewed_on >= withdrawn_on
        for claim in claims
        if claim.reviewer
    )
