"""No step from a draft to a decision makes an article more open than its facts, and what is lost opens nothing."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from rights.drafts import PARTIES, POLICIES, SHA, STATEMENTS, assembled, drafts, reviews, terms_of

from pressmark.evidence.agencies import agency_of
from pressmark.evidence.notices import read_notice
from pressmark.model.draft import Agent, Claim, Draft, Statement
from pressmark.records.merging import merged
from pressmark.rights.facts import facts_of
from pressmark.rights.gate import PROFILES, Policy, decide
from pressmark.rights.precedence import restricts
from pressmark.tabular.drafting import draft_of

MANY = settings(max_examples=300, deadline=None)
FULL = PROFILES.index("fulltext")
COMMON = ("claims", "statements", "agents", "flags")


def shows(record: dict[str, Any], draft: Draft, policy: Policy) -> int:
    return PROFILES.index(decide(facts_of(record, terms_of(draft)), policy).profile)


def is_protected(table: str, row: dict[str, Any]) -> bool:
    """Returns whether a row restricts by itself: that it is gone is known by the hash of the record alone."""
    if table == "claims":
        decided = row["reviewer"] is not None
        return decided or row["claim"] in ("credit", "author") or restricts(row["claim"], row["value"])
    if table == "statements":
        notice = read_notice(row["verbatim"])
        return row["slot"] == "byline" or notice.all_rights_reserved or any(map(agency_of, notice.holders))
    return table == "flags" and row["kind"] == "attribution-unmet"


@MANY
@given(draft=drafts(), decided=reviews(), policy=POLICIES, data=st.data())
def test_a_row_that_is_lost_opens_nothing(draft: Draft, decided: Any, policy: Policy, data: st.DataObject) -> None:
    record = assembled(draft, decided, policy)
    rows = [(name, row) for name in COMMON for row in record.get(name, ()) if not is_protected(name, row)]
    assume(rows)
    gone = data.draw(st.lists(st.sampled_from(range(len(rows))), min_size=1, unique=True))
    lost = [id(rows[place][1]) for place in gone]
    less = {**record, **{name: [row for row in record.get(name, ()) if id(row) not in lost] for name in COMMON}}
    unopened = PROFILES.index(policy.unopened if record["license"] else "withheld")
    assert shows(less, draft, policy) <= max(shows(record, draft, policy), unopened)


@MANY
@given(draft=drafts(), decided=reviews(), policy=POLICIES, data=st.data())
def test_a_mark_that_is_lost_opens_nothing(draft: Draft, decided: Any, policy: Policy, data: st.DataObject) -> None:
    """The marks of a claim: that it is chosen, who decided and when, its place, the wording of a notice."""
    record = assembled(draft, decided, policy)
    cells = [
        ("claims", place, name, value)
        for place, row in enumerate(record.get("claims", ()))
        for name, value in (("chosen", False), ("reviewer", None), ("reviewed_on", None), ("locator", None))
        if not (row["reviewer"] and name != "locator")
    ]
    cells += [
        ("statements", place, "verbatim", None)
        for place, row in enumerate(record.get("statements", ()))
        if row["slot"] == "copyright_notice"
    ]
    assume(cells)
    table, place, name, value = data.draw(st.sampled_from(cells))
    rows = [{**row, name: value} if at == place else row for at, row in enumerate(record[table])]
    unopened = PROFILES.index(policy.unopened)
    assert shows({**record, table: rows}, draft, policy) <= max(shows(record, draft, policy), unopened)


@MANY
@given(draft=drafts(), decided=reviews(), policy=POLICIES, seed=st.integers(0, 2**16))
def test_the_order_of_what_is_said_decides_nothing(draft: Draft, decided: Any, policy: Policy, seed: int) -> None:
    shuffled = random.Random(seed)
    mixed = list(decided)
    shuffled.shuffle(mixed)
    record = assembled(draft, decided, policy)
    assert assembled(draft, tuple(mixed), policy) == record
    claims = list(record.get("claims", ()))
    shuffled.shuffle(claims)
    assert facts_of({**record, "claims": claims}, terms_of(draft)) == facts_of(record, terms_of(draft))


@MANY
@given(draft=drafts(), policy=POLICIES, statement=st.sampled_from(sorted(STATEMENTS)))
def test_without_a_named_person_only_an_article_s_own_licence_opens_it(
    draft: Draft, policy: Policy, statement: str
) -> None:
    record = {**assembled(draft, (), policy), "rights_statement": statement}
    if shows(record, draft, policy) == FULL:
        chosen = {row["claim"]: row for row in record["claims"] if row["chosen"]}
        assert draft.license_scope == "article"
        assert chosen["license"]["locator"] is not None
        assert chosen["grantor_is_holder"]["value"] == "yes"
        assert not any(row["claim"] == "credit" for row in record["claims"] if agency_of(draft.publisher or "") is None)


@MANY
@given(draft=drafts(PARTIES[:2]), policy=POLICIES, credit=st.sampled_from(["byline", "notice", "text", "author"]))
def test_no_licence_covers_an_article_that_credits_an_agency(draft: Draft, policy: Policy, credit: str) -> None:
    credited = {
        "byline": replace(draft, statements=(Statement(slot="byline", verbatim="Von dpa", locator="char=0,9"),)),
        "notice": replace(
            draft,
            statements=(
                Statement(slot="copyright_notice", verbatim="© 2024 The Associated Press", locator="char=0,9"),
            ),
        ),
        "text": replace(draft, text="LONDON (Reuters) - The bell rings."),
        "author": replace(draft, agents=(*draft.agents, Agent(role="author", name="AFP"))),
    }[credit]
    assert shows(assembled(credited, (), policy), credited, policy) < FULL


ROW = st.fixed_dictionaries(
    {},
    optional={
        "title": st.just("A bell"),
        "publisher": st.sampled_from(PARTIES),
        "original_publisher": st.sampled_from(PARTIES),
        "authors": st.sampled_from(["Ada Lind", "Reuters"]),
        "holder": st.sampled_from(PARTIES),
        "copyright": st.sampled_from(["© 2024 Harbour Courier", "CC BY 4.0", "CC0 1.0"]),
        "license": st.sampled_from(["CC BY 4.0", "CC0-1.0", "public domain", "MIT"]),
        "tdm_reservation": st.sampled_from(["0", "1"]),
        "url": st.just("https://digest.example/bell"),
    },
)


@MANY
@given(row=ROW, policy=POLICIES)
def test_no_column_of_a_table_opens_its_articles(row: dict[str, str], policy: Policy) -> None:
    draft = draft_of(row, {name: name for name in row}, number=1, order=None, language="en")
    assert shows(assembled(draft, (), policy), draft, policy) < FULL


@MANY
@given(draft=drafts(), row=ROW, policy=POLICIES, prefer=st.sampled_from(["table", "document"]))
def test_no_column_of_a_table_opens_a_document(draft: Draft, row: dict[str, str], policy: Policy, prefer: str) -> None:
    said = draft_of(row, {name: name for name in row}, number=1, order=None, language="en")
    both = merged(draft, said, place="row=1", prefer=prefer)
    before, after = shows(assembled(draft, (), policy), draft, policy), shows(assembled(both, (), policy), both, policy)
    assert after < FULL or before == FULL


DECIDED = Claim(claim="license", value="CC0-1.0", basis="curated", reviewer="Ada Lind", reviewed_on=date(2026, 1, 2))


@pytest.mark.parametrize("lacking", [{"reviewer": None}, {"reviewed_on": None}, {"reviewer": ""}])
def test_a_decision_without_a_name_or_a_day_opens_nothing(lacking: dict[str, Any]) -> None:
    draft = Draft(source_sha256=SHA, title="A bell", publisher="Harbour Courier")
    record = assembled(draft, (DECIDED,))
    assert record["release_profile"] == "fulltext"
    rows = [{**row, **lacking} if row["claim"] == "license" else row for row in record["claims"]]
    assert decide(facts_of({**record, "claims": rows}, {}), Policy()).profile == "metadata"
