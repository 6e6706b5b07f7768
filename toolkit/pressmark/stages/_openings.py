"""Says what would let an article show more: changes that are tried against the gate, and told only where they do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import Any

from pressmark.evidence.licenses import NO_DERIVATIVES, NONCOMMERCIAL, OPEN, PUBLIC_DOMAIN, RIGHTS_STATEMENTS
from pressmark.rights.gate import PROFILES, PURPOSES, Policy
from pressmark.rights.precedence import deciding, is_review

Record = Mapping[str, Any]
_TRIED = "CC-BY-4.0"  # stands for any open licence
_AT_ONCE = 3  # changes


@dataclass(frozen=True, slots=True)
class Case:
    """All that decides: the article, what the operator said, what was withdrawn of it, and what is asked for."""

    record: Record
    policy: Policy
    scope: str | None
    asked: str


@dataclass(frozen=True, slots=True)
class Opening:
    """Changes that together let an article show more, and how much."""

    changes: tuple[str, ...]
    profile: str


@dataclass(frozen=True, slots=True)
class _Change:
    words: str
    made: Callable[[Case], Case]


def openings(case: Case, profile: Callable[[Case], str]) -> tuple[Opening, ...]:
    """Returns the smallest sets of changes that raise the profile of an article.

    Args:
        case: What holds now.
        profile: Returns what a release would show in a case, its copies and all other articles as they are.
    """
    now = PROFILES.index(profile(case))
    changes = list(_changes(case))
    found: list[tuple[frozenset[str], int, Opening]] = []
    for count in range(1, _AT_ONCE + 1):
        for made in combinations(changes, count):
            words = frozenset(change.words for change in made)
            changed = case
            for change in made:
                changed = change.made(changed)
            shown = profile(changed)
            rank = PROFILES.index(shown)
            if rank > now and not any(fewer <= words and known >= rank for fewer, known, _ in found):
                found.append((words, rank, Opening(tuple(change.words for change in made), shown)))
    return tuple(opening for _, _, opening in sorted(found, key=lambda each: (len(each[0]), -each[1])))


def _changes(case: Case) -> Iterator[_Change]:
    record, policy = case.record, case.policy
    license = record["license"]
    if case.scope:
        yield _Change("the withdrawal is taken back", lambda at: replace(at, scope=None, record=_active(at.record)))
    for claim in ("takedown", "embargo"):
        if any(row["claim"] == claim for row in record.get("claims", ())):
            yield _Change(f"a named person lifts the {claim}", _reviewed(claim, "no"))
    if license:
        yield _Change(f"a named person confirms the licence {license}", _reviewed("license", license))
        yield _Change("a named person decides that the grantor is the holder", _reviewed("grantor_is_holder", "yes"))
    if license not in OPEN | PUBLIC_DOMAIN:
        yield _Change("a named person records an open licence that the holder grants for it", _licensed)
    yield from _statement_changes(record)
    yield from _policy_changes(license, record["rights_statement"], policy)
    if case.asked != "mixed":
        yield _Change(f"the release is not limited to {case.asked}", lambda at: replace(at, asked="mixed"))


def _statement_changes(record: Record) -> Iterator[_Change]:
    for name in ("NoC-US", *PURPOSES):
        if record["rights_statement"] == RIGHTS_STATEMENTS[name]:
            made = _reviewed("rights_statement", record["rights_statement"])
            yield _Change(f"a named person confirms the rights statement {name}", made)


def _policy_changes(license: str | None, statement: str, policy: Policy) -> Iterator[_Change]:
    limited = license in NONCOMMERCIAL - NO_DERIVATIVES or statement in (RIGHTS_STATEMENTS[name] for name in PURPOSES)
    if limited and policy.commercial is not False:
        yield _Change("the release is declared non-commercial", _declared(commercial=False))
    if limited and license is None and policy.purpose is None:
        yield _Change("the release is declared to be for education", _declared(purpose="education"))
    if not policy.quotes:
        quotes = _declared(excerpts=True, jurisdiction=policy.jurisdiction or "XX", excerpts_basis="quotation")
        yield _Change("the operator decides on excerpts, with the law and the exception relied on", quotes)
    if not policy.features:
        yield _Change("the operator lets words be counted (features)", _declared(features=True))


def _declared(**said: Any) -> Callable[[Case], Case]:
    return lambda case: replace(case, policy=replace(case.policy, **said))


def _reviewed(claim: str, value: str) -> Callable[[Case], Case]:
    return lambda case: replace(case, record=_with_review(case.record, claim, value))


def _licensed(case: Case) -> Case:
    """Returns a case in which a person recorded an open licence by the holder, instead of what the page says."""
    flags = [row for row in case.record.get("flags", ()) if row["kind"] != "attribution-unmet"]
    held = deciding(case.record.get("claims", ())).get("rights_statement")
    statement = case.record["rights_statement"] if held and is_review(held) else RIGHTS_STATEMENTS["InC"]
    said = {"license": _TRIED, "permission_id": None, "rights_statement": statement, "flags": flags}
    licensed = _with_review({**case.record, **said}, "license", _TRIED)
    return replace(case, record=_with_review(licensed, "grantor_is_holder", "yes"))


def _active(record: Record) -> Record:
    return {**record, "record_status": "active", "release_rule": None}


def _with_review(record: Record, claim: str, value: str) -> Record:
    rows = [{**row, "chosen": row["chosen"] and row["claim"] != claim} for row in record.get("claims", ())]
    review = {"claim": claim, "value": value, "basis": "curated", "chosen": True, "reviewer": "somebody"}
    return {**record, "claims": [*rows, {**review, "reviewed_on": date.max, "locator": None, "verbatim": None}]}
