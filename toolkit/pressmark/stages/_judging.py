"""Judges articles with all their copies as a release does, and keeps every step on the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from pressmark.contracts.configuration import Configuration
from pressmark.contracts.tables import table
from pressmark.contracts.withdrawals import in_force
from pressmark.records.binding import settled
from pressmark.records.bonds import Bonds
from pressmark.records.judging import JUDGED, decision, records, terms_of
from pressmark.rights.copies import DECIDING
from pressmark.rights.explaining import Step, steps
from pressmark.rights.facts import Terms, contradiction, facts_of
from pressmark.rights.gate import BEYOND, COPY_OF_RESTRICTED, Decision, Policy, lower
from pressmark.rights.precedence import is_review
from pressmark.rights.withdrawn import WITHDRAWAL, claimed_scope, scope_of_value, wider
from pressmark.stages._evidence import Evidence, evidence_of, permission_terms
from pressmark.stages._openings import Case, Opening, openings

Tables = Mapping[str, pl.LazyFrame]
Record = dict[str, Any]
_MANY = 50  # copies of one article, beyond which no changes are tried
_WITHDRAWN = {"record": "the article was withdrawn", "text": "its text was withdrawn"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedRights:
    """How the profile of one article came about; the last step decides."""

    article_id: str
    title: str | None  # None where nothing of the article may be shown
    license: str | None
    rights_statement: str | None
    basis: str | None
    terms: tuple[str, ...]  # of the permission
    unmet: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    steps: tuple[Step, ...]
    openings: tuple[Opening, ...]
    profile: str
    rule: str


class Judging:
    """The articles that are asked for with all their copies, judged as a release judges them."""

    def __init__(self, tables: Tables, configuration: Configuration, asked: str, article_ids: Iterable[str]) -> None:
        self._policy = configuration.policy
        self._asked = asked
        self._wordings = bool(configuration.release.get("permission_wordings"))
        self._bonds = Bonds.of(tables)
        self._clusters = _clusters(tables["copies"], article_ids)
        concerned = sorted({*article_ids, *(one for members in self._clusters for one in members)})
        within = pl.col("article_id").is_in(concerned)
        self._terms = terms_of(tables)
        self._records = held_of(tables, within)
        withdrawn = in_force(configuration.withdrawals, configuration.reviews)
        self._listed = frozenset(withdrawn)
        self._scopes = {
            name: wider(withdrawn[name].scope if name in withdrawn else None, claimed_scope(record))
            for name, record in self._records.items()
        }
        self._own = self._decisions(self._records, self._policy)

    def explained(self, article_id: str) -> ExplainedRights:
        """Returns the explanation of one article."""
        record, scope = self._records[article_id], self._scopes.get(article_id)
        facts = facts_of(record, self._terms)
        taken = list(steps(facts, self._policy))
        if (told := contradiction(record)) and taken[-1].rule == "contradiction-or-secret":
            taken[-1] = replace(taken[-1], because=f"{taken[-1].because} ({told})")
        own, bound = self._own[article_id], self._bound(self._own, self._records).get(article_id)
        if scope is not None and (taken[-1].profile, taken[-1].rule) != (own.profile, own.rule):
            said = "withdrawals.csv has it" if article_id in self._listed else "the package has it"
            taken.append(Step("withdrawn", own.profile, f"{_WITHDRAWN[scope]}, as {said}{_again(record)}"))
        if bound is not None:
            taken.append(Step(COPY_OF_RESTRICTED, bound.profile, self._why_bound(article_id, bound)))
        final = bound or own
        if lower(final.profile, self._asked) != final.profile:
            final = Decision(lower(final.profile, self._asked), "requested-profile")
            taken.append(Step(final.rule, final.profile, f"no more than {self._asked} was asked for"))
        case = Case(record, self._policy, scope, self._asked)
        tried = len(self._records) <= _MANY
        return ExplainedRights(
            article_id=article_id,
            title=record["title"] if final.profile != "withheld" else None,
            license=record["license"],
            rights_statement=record["rights_statement"],
            basis=record["copyright_basis"],
            terms=worded_terms(record, self._terms),
            unmet=tuple(sorted(facts.unmet)),
            evidence=evidence_of(record, final.profile, wordings=self._wordings),
            steps=tuple(taken),
            openings=openings(case, self._profile) if tried else (),
            profile=final.profile,
            rule=taken[-1].rule,
        )

    def _decisions(self, held: Mapping[str, Record], policy: Policy) -> dict[str, Decision]:
        return {name: decision(record, self._terms, policy, self._scopes.get(name)) for name, record in held.items()}

    def _bound(self, own: Mapping[str, Decision], held: Mapping[str, Record]) -> dict[str, Decision]:
        reviewed = frozenset(name for name, record in held.items() if _is_decided(record))
        lowered = {name: record for name, record in held.items() if record["release_rule"] == COPY_OF_RESTRICTED}
        earlier = {name: record["release_profile"] for name, record in lowered.items()}
        return settled(own, self._clusters, reviewed, earlier, self._bonds)

    def _profile(self, case: Case) -> str:
        """Returns what a release would show of the article in a case; what the operator says changes its copies too."""
        article_id = str(case.record["article_id"])
        held = {**self._records, article_id: dict(case.record)}
        own = self._own if case.policy == self._policy else self._decisions(held, case.policy)
        own = {**own, article_id: decision(held[article_id], self._terms, case.policy, case.scope)}
        found = self._bound(own, held).get(article_id, own[article_id])
        return lower(found.profile, case.asked)

    def _why_bound(self, article_id: str, bound: Decision) -> str:
        why = next(rule.why for rule in BEYOND if rule.name == COPY_OF_RESTRICTED)
        beside = {one for members in self._clusters if article_id in members for one in members} - {article_id}
        strict = sorted(one for one in beside if one in self._own and self._own[one].profile == bound.profile)
        if strict:
            return f"{why} {strict[0]} may show {bound.profile}, by the rule {self._own[strict[0]].rule}."
        return f"{why} A copy of a copy of it, or one that was linked at conversion, may show {bound.profile}."


def _clusters(copies: pl.LazyFrame, article_ids: Iterable[str]) -> list[tuple[str, ...]]:
    """Returns the clusters that hold the articles, or a copy of them, or a copy of a copy."""
    links = copies.select("cluster_id", "article_id").drop_nulls().unique().collect()
    reached: set[str] = set()
    waiting = set(article_ids)
    while waiting:
        reached |= waiting
        names = links.filter(pl.col("article_id").is_in(sorted(waiting)))["cluster_id"].unique()
        beside = links.filter(pl.col("cluster_id").is_in(names.implode()))["article_id"].to_list()
        waiting = set(beside) - reached
    held = links.filter(pl.col("article_id").is_in(sorted(reached)))
    grouped = held.group_by("cluster_id").agg(pl.col("article_id").sort()).sort("cluster_id")
    return [tuple(found) for found in grouped["article_id"].to_list()]


def held_of(tables: Tables, within: pl.Expr) -> dict[str, Record]:
    """Returns the nested records of some articles by their ids."""
    names = (*JUDGED, "dates")
    some = {name: tables[name].filter(within) if table(name).of_article else tables[name] for name in names}
    some["articles"] = tables["articles"].filter(within)
    return {record["article_id"]: record for record in records(some, names)}


def _is_decided(record: Record) -> bool:
    """Says whether a person decided on the article's own rights, so that no copy binds it."""
    return any(row["claim"] in DECIDING and row["chosen"] and is_review(row) for row in record.get("claims", ()))


def _again(record: Record) -> str:
    """Returns in words of which article a record is the same one again, where it is."""
    found = [row for row in record.get("claims", ()) if scope_of_value(row["value"]) and row["claim"] == WITHDRAWAL]
    return f"; it is {found[0]['value'].partition(' ')[2]} again ({found[0]['basis']})" if found else ""


def worded_terms(record: Record, terms: Terms) -> tuple[str, ...]:
    known = terms.get(record["permission_id"] or "")
    return tuple(permission_terms(list(known or ()))) if record["permission_id"] else ()
