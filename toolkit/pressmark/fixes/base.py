"""What a fix is: a pure rewriting of one record that closes the finding of one rule and changes nothing else.

A fix never touches what was printed or how it was read: `statements`, `claims` and `sources` stay. What follows from
the record (its counts and hashes) is computed again after each. A fix that finds nothing to mend returns the record as
it is, so that fixing twice changes nothing.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from pressmark.rights.facts import Terms
from pressmark.rights.gate import Decision, Policy

Record = Mapping[str, Any]
UNTOUCHED = frozenset({"statements", "claims"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a fix may know beside its record: the terms of the collection's permissions, and the release policy.

    `copies` holds, by rule and article, the rows of `copies` that link it, and the decision that they bind it to.
    """

    terms: Terms
    policy: Policy
    copies: Mapping[str, Mapping[str, Relinked]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Relinked:
    """The links of an article once its copies are linked, and how much it then may show."""

    rows: tuple[Mapping[str, Any], ...]
    decision: Decision


Rewrite = Callable[[Record, Context], Record]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """A rewrite for the findings of one rule; `page` says in a sentence what it does."""

    rule: str
    page: str
    rewrite: Rewrite


def fix(rule: str) -> Callable[[Rewrite], Fix]:
    """Declares the fix of a rule; the docstring is its page."""

    def declare(rewrite: Rewrite) -> Fix:
        return Fix(rule=rule, page=" ".join((inspect.getdoc(rewrite) or "").split()), rewrite=rewrite)

    return declare


def fixes_of(family: ModuleType) -> Iterator[Fix]:
    """Yields the fixes that a module declares."""
    yield from (value for value in vars(family).values() if isinstance(value, Fix))


def with_rows(record: Record, name: str, rows: list[dict[str, Any]]) -> Record:
    """Returns a record with other rows of a child table; without the table where there are none."""
    rest = {key: value for key, value in record.items() if key != name}
    return {**rest, name: rows} if rows else rest
