"""Holds what the rules compare: printed wordings without their marks, names, chosen claims."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from pressmark.contracts.tables import table as contract
from pressmark.evidence.text import folded, one_line, unaccented
from pressmark.rules.base import Problem, Record
from pressmark.sites.inline import is_marked, read_wording

__all__ = ["SHARED", "TO_THE_DAY", "agents", "chosen", "flagged", "folded", "plain", "printed", "problem", "words"]

# The precisions of a date that is known to the day, and the profiles that show an author's words.
TO_THE_DAY = ("day", "minute", "second")
SHARED = ("fulltext", "excerpt")
_KNOWN = 10_000  # names that are not taken apart again: those of one collection come again and again


def plain(verbatim: str) -> str:
    """Returns a wording as a reader sees it: on one line, without the marks of links and emphasis."""
    return one_line(read_wording(verbatim, 0, len(verbatim)).plain if is_marked(verbatim) else verbatim)


def printed(record: Record, *slots: str) -> list[str]:
    """Returns the plain wordings that stand in the slots; those that a profile strips are left out."""
    rows = record.get("statements", ())
    return [plain(row["verbatim"]) for row in rows if row["slot"] in slots and row["verbatim"]]


def agents(record: Record, *roles: str) -> list[Mapping[str, Any]]:
    """Returns the named parties in the roles."""
    return [agent for agent in record.get("agents", ()) if agent["role"] in roles and agent["name"]]


def flagged(record: Record, kind: str) -> set[str]:
    """Returns the values of one kind of flag."""
    return {flag["value"] for flag in record.get("flags", ()) if flag["kind"] == kind}


def chosen(record: Record, claim: str) -> list[Mapping[str, Any]]:
    """Returns the claims of a name that the record follows."""
    return [row for row in record.get("claims", ()) if row["claim"] == claim and row["chosen"]]


@lru_cache(_KNOWN)
def words(text: str) -> frozenset[str]:
    """Returns the words of a name for comparison, in no order."""
    return frozenset(re.findall(r"\w+", unaccented(text)))


def problem(record: Record, message: str, *, table: str, field: str, row: Mapping[str, Any] | None = None) -> Problem:
    """Returns a break at one field of an article, or of the child row that is named."""
    values = {**(row or {}), "article_id": record["article_id"]}
    named = [values[name] for name in contract(table).primary_key if name in values]
    return Problem(message=message, table=table, key="/".join(map(str, named)), field=field)
