"""Turns a draft into the record of an article: identity, rights, attribution, hashes, and the gate's decision."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache
from itertools import groupby
from typing import Any

from pressmark.contracts.tables import table
from pressmark.contracts.withdrawals import Withdrawal, in_force
from pressmark.evidence.text import char_count, joined, one_line, text_sha256, word_count
from pressmark.files import sha256_text
from pressmark.model.draft import Agent, Claim, Draft, Permission
from pressmark.records.attribution import attribution
from pressmark.records.hashing import record_sha256
from pressmark.records.identity import Identity
from pressmark.records.standing import Standing, standing_of
from pressmark.rights.facts import Terms, facts_of
from pressmark.rights.gate import Policy, decide
from pressmark.rights.precedence import DECISIVE, HOLDER, latest
from pressmark.rights.withdrawn import claimed_scope, wider, without

Record = dict[str, Any]
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledgers:
    """What people decided about articles, by article_id: reviewed claims, and withdrawals by scope."""

    reviews: Mapping[str, Sequence[Claim]]
    withdrawn: Mapping[str, str]

    @classmethod
    def of(cls, reviews: Mapping[str, Sequence[Claim]], withdrawals: Mapping[str, Withdrawal]) -> Ledgers:
        """Returns what holds: a withdrawal that a named person lifted since does not."""
        return cls(
            reviews=reviews, withdrawn={name: found.scope for name, found in in_force(withdrawals, reviews).items()}
        )


def assemble(
    draft: Draft, *, source_id: str, path: str, identity: Identity, ledgers: Ledgers, policy: Policy
) -> Record:
    """Returns the record of one draft, nested: the columns of `articles` and one list of rows a child table.

    `path` is the source's path, which identity may go by; the decisions of people override what was found.
    """
    article_id = identity.article_id(draft, path)
    draft = _with_reviews(draft, ledgers.reviews.get(article_id, ()))
    standing = standing_of(draft)
    dates = {dated.role: dated.edtf for dated in draft.dates if dated.edtf}
    article = _article(draft, standing, article_id=article_id, source_id=source_id, status=ledgers.withdrawn)
    authors = [agent.name for agent in draft.agents if agent.role == "author"]
    article["attribution"] = attribution(article, authors=authors, holders=standing.holders, dates=dates)
    record = {**article, **_children(draft, standing, fingerprint=article["text_sha256"])}
    return judged(_cleaned(record), _terms(draft.permissions), policy, scope=ledgers.withdrawn.get(article_id))


def judged(record: Record, terms: Terms, policy: Policy, *, scope: str | None = None) -> Record:
    """Returns the record with the gate's decision and its hash; `scope` is what was withdrawn of it, if anything."""
    decision = without(decide(facts_of(record, terms), policy), wider(scope, claimed_scope(record)))
    decided = {**record, "release_profile": decision.profile, "release_rule": decision.rule}
    return {**decided, "record_sha256": record_sha256(decided)}


def _with_reviews(draft: Draft, reviews: Iterable[Claim]) -> Draft:
    """Returns a draft with what people decided; of several decisions on one right the latest is chosen."""
    reviews = sorted(reviews, key=_settled_order)
    decided = {review.claim for review in reviews}
    found = (replace(claim, chosen=False) if claim.claim in decided else claim for claim in draft.claims)
    return _held(replace(draft, claims=(*_chosen(reviews), *found)))


def _held(draft: Draft) -> Draft:
    """Returns a draft with the holder that a person named, in the place of those that were found.

    Nobody is made the grantor of a licence by that: a person says so by the claim `grantor_is_holder`.
    """
    named = [claim for claim in draft.claims if claim.claim == HOLDER and claim.chosen and claim.reviewer]
    if not named:
        return draft
    others = [agent for agent in draft.agents if agent.role != "rights_holder"]
    holders = [Agent(role="rights_holder", name=claim.value, basis="curated") for claim in named if claim.value]
    return replace(draft, agents=(*others, *holders))


def _settled_order(review: Claim) -> tuple[str, ...]:
    day = review.reviewed_on.isoformat() if review.reviewed_on else ""
    return review.claim, day, review.value or "", review.reviewer or "", review.note or ""


def _chosen(reviews: Sequence[Claim]) -> Iterator[Claim]:
    for name, group in groupby(reviews, key=lambda review: review.claim):
        rivals = list(group)
        if name in DECISIVE:
            held = latest(name, [(review.reviewed_on or date.min, review.value) for review in rivals])
            rivals = [replace(review, chosen=place == held) for place, review in enumerate(rivals)]
        elif name == HOLDER:  # there may be several, said on one day
            newest = max(review.reviewed_on or date.min for review in rivals)
            rivals = [replace(review, chosen=review.reviewed_on == newest) for review in rivals]
        yield from rivals


def _terms(permissions: Iterable[Permission]) -> dict[str, list[tuple[str, str]]]:
    return {found.permission_id: [(term.kind, term.value) for term in found.terms] for found in permissions}


def _article(
    draft: Draft, standing: Standing, *, article_id: str, source_id: str, status: Mapping[str, str]
) -> dict[str, Any]:
    words = joined(draft.lede, draft.text)
    known = {dated.role: dated for dated in draft.dates if dated.earliest and dated.earliest == dated.latest}
    days = {role: dated.earliest for role, dated in known.items() if dated.precision in ("day", "minute", "second")}
    return {
        "article_id": article_id,
        "record_version": 1,
        "record_status": "withdrawn" if status.get(article_id) == "record" else "active",
        "title": draft.title,
        "publisher": draft.publisher,
        "original_publisher": standing.original_publisher,
        "is_republication": standing.original_publisher is not None,
        "published": days.get("published"),
        "original_published": days.get("original_published"),
        "modified": days.get("modified"),
        "language": draft.language,
        "url": draft.url,
        "original_url": draft.original_url,
        "url_status": draft.url_status,
        "original_url_status": draft.original_url_status,
        "word_count": word_count(words),
        "char_count": char_count(words),
        "text_completeness": draft.text_completeness,
        "copyright_year": draft.copyright_year,
        "copyright_basis": standing.copyright_basis,
        "rights_statement": standing.rights_statement,
        "license": standing.license,
        "permission_id": standing.permission_id,
        "text_sha256": text_sha256(draft.lede, draft.text),
        "source_id": source_id,
        "source_locator": draft.locator,
        "source_sha256": draft.source_sha256,
    }


def _children(draft: Draft, standing: Standing, *, fingerprint: str | None) -> dict[str, list[dict[str, Any]]]:
    claims = (*draft.claims, *standing.claims)
    rows = {
        "texts": [{"lede": draft.lede, "text": draft.text}] if draft.lede or draft.text else [],
        "agents": numbered((_row(agent) for agent in _distinct(draft.agents)), "role"),
        "dates": [_row(dated) for dated in draft.dates],
        "claims": numbered((_row(claim) for claim in claims), "claim"),
        "statements": numbered(
            (
                {"slot": found.slot, "verbatim": found.verbatim, "sha256": sha256_text(found.verbatim)}
                | {"locator": found.locator, "permission_id": found.permission}
                for found in draft.statements
            ),
            "slot",
        ),
        "subjects": numbered((_row(subject) for subject in draft.subjects), "scheme"),
        "links": numbered(_row(link) for link in draft.links),
        "flags": [
            _row(flag) for flag in sorted({*draft.flags, *standing.flags}, key=lambda flag: (flag.kind, flag.value))
        ],
        "fingerprints": [{"method": "text-sha256", "position": 1, "value": fingerprint, "parameters": "norm-v1"}]
        if fingerprint
        else [],
    }
    return {name: found for name, found in rows.items() if found}


def _row(value: Any) -> dict[str, Any]:
    """Returns the fields of a flat dataclass by their names."""
    return {field.name: getattr(value, field.name) for field in fields(value)}


def numbered(rows: Iterable[dict[str, Any]], group: str | None = None) -> list[dict[str, Any]]:
    """Returns rows with their `position`, counted from 1 within each value of `group`."""
    seen: Counter[str] = Counter()
    result = []
    for row in rows:
        key = row[group] if group else ""
        seen[key] += 1
        result.append({**row, "position": seen[key]})
    return result


def _distinct(agents: Iterable[Agent]) -> list[Agent]:
    first: dict[tuple[str, str], Agent] = {}
    for agent in agents:
        first.setdefault((agent.role, one_line(agent.name).casefold()), agent)
    return list(first.values())


def _cleaned(record: Record) -> Record:
    """Returns the record as the contract takes it: no control sign on one line, no lone surrogate, no empty string."""
    article = {name: _value("articles", name, value) for name, value in record.items() if not isinstance(value, list)}
    nested = {
        name: [{column: _value(name, column, value) for column, value in row.items()} for row in rows]
        for name, rows in record.items()
        if isinstance(rows, list)
    }
    return {**article, **nested}


def _value(name: str, column: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if not value.isascii():
        value = value.encode("utf-8", "replace").decode("utf-8")
    if column in _one_line_columns(name):
        value = _CONTROL.sub(" ", value).strip()
    return value or None


_LINE = table("articles")["title"].pattern


@cache
def _one_line_columns(name: str) -> frozenset[str]:
    return frozenset(field.name for field in table(name).fields if field.pattern == _LINE)


def permission_rows(permissions: Iterable[Permission]) -> dict[str, list[dict[str, Any]]]:
    """Returns the rows of `permissions` and `permission_terms`, one row a distinct wording."""
    found = list(permissions)
    terms = [
        {"permission_id": permission.permission_id, **row}
        for permission in found
        for row in numbered((_row(term) for term in permission.terms), "kind")
    ]
    rows = [
        {"permission_id": permission.permission_id, "text": permission.text, "grantor": permission.grantor}
        | {"text_sha256": sha256_text(one_line(permission.text)), "commercial": permission.commercial}
        for permission in found
    ]
    return {"permissions": rows, "permission_terms": terms}
