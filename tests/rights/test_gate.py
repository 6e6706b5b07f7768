"""The gate gives every article a ceiling, and what is not known never raises it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressmark.evidence.licenses import NO_DERIVATIVES, NONCOMMERCIAL, OPEN, PUBLIC_DOMAIN, RIGHTS_STATEMENTS
from pressmark.rights.gate import GATE, PROFILES, Decision, Facts, Policy, decide, lower

QUOTES = {"excerpts": True, "jurisdiction": "DE", "excerpts_basis": "§ 51 UrhG"}
AGENCY: dict[str, Any] = {"agencies": frozenset({"AFP"})}
HOLDER: dict[str, Any] = {"grantor_is_holder": "yes", "basis": "license-statement"}
PERMITS: dict[str, Any] = {
    "license": "LicenseRef-A",
    "grantor_is_holder": "yes",
    "actions": frozenset({"dataset"}),
    "audiences": frozenset({"public"}),
    "reviewed": frozenset({"license"}),
}


def reviewed(*claims: str) -> dict[str, Any]:
    """Returns the fact that a named person decided on these claims."""
    return {"reviewed": frozenset(claims)}


def stated(name: str) -> dict[str, Any]:
    """Returns the fact of a rights statement."""
    return {"rights_statement": RIGHTS_STATEMENTS[name]}


# What is known of the article, what the operator said, the most that may be shown, and the rule that says so.
CASES: tuple[tuple[dict[str, Any], dict[str, Any], str, str], ...] = (
    ({"withdrawn": True, "license": "CC-BY-4.0", **HOLDER}, {}, "withheld", "withdrawn"),
    ({"contradiction": True, "license": "CC-BY-4.0", **HOLDER}, {}, "withheld", "contradiction-or-secret"),
    ({"secret": True}, QUOTES, "withheld", "contradiction-or-secret"),
    ({"provenance": False, "license": "CC-BY-4.0", **HOLDER}, {}, "withheld", "no-provenance"),
    ({"mining_reserved": True}, QUOTES, "metadata", "mining-reserved"),
    ({"mining_reserved": True, "license": "CC-BY-4.0"}, {}, "metadata", "mining-reserved"),
    ({"mining_reserved": True, "license": "CC-BY-4.0", **HOLDER}, {}, "fulltext", "open-license"),
    ({"license": "CC0-1.0", **reviewed("license")}, {}, "fulltext", "public-domain-reviewed"),
    ({"license": "CC-PDM-1.0", **HOLDER}, {}, "metadata", "not-known-to-be-open"),
    ({"license": "CC0-1.0", **reviewed("grantor_is_holder")}, {}, "metadata", "not-known-to-be-open"),
    ({"license": "CC0-1.0", **stated("InC"), **reviewed("rights_statement")}, {}, "metadata", "not-known-to-be-open"),
    ({**stated("NoC-US"), **reviewed("rights_statement")}, {}, "metadata", "not-known-to-be-open"),
    (
        {**stated("NoC-US"), **reviewed("rights_statement")},
        {"jurisdiction": "US", "public_domain_jurisdictions": frozenset({"US"})},
        "fulltext",
        "public-domain-reviewed",
    ),
    (
        {**stated("NoC-US"), **reviewed("rights_statement")},
        {"jurisdiction": "DE", "public_domain_jurisdictions": frozenset({"US"})},
        "metadata",
        "not-known-to-be-open",
    ),
    (
        {**stated("NoC-US")},
        {"jurisdiction": "US", "public_domain_jurisdictions": frozenset({"US"})},
        "metadata",
        "not-known-to-be-open",
    ),
    ({**stated("NoC-CR"), **reviewed("rights_statement")}, QUOTES, "metadata", "restricted-public-domain"),
    ({**stated("NoC-OKLR")}, {}, "metadata", "restricted-public-domain"),
    ({**stated("NoC-NC")}, {"commercial": False}, "metadata", "restricted-public-domain"),
    ({"license": "CC-BY-4.0", **HOLDER}, {}, "fulltext", "open-license"),
    ({"license": "CC-BY-SA-3.0", "grantor_is_holder": "yes", **reviewed("license")}, {}, "fulltext", "open-license"),
    ({"license": "CC-BY-4.0", **HOLDER, "basis": "site-terms"}, {}, "metadata", "not-known-to-be-open"),
    (
        {"license": "CC-BY-4.0", "basis": "site-terms", "grantor_is_holder": "yes", **reviewed("grantor_is_holder")},
        {},
        "metadata",
        "not-known-to-be-open",
    ),
    ({"license": "CC-BY-4.0", "basis": "license-statement"}, {}, "metadata", "not-known-to-be-open"),
    ({"license": "CC-BY-4.0", "unmet": frozenset({"other"}), **HOLDER}, {}, "metadata", "not-known-to-be-open"),
    ({"license": "CC-BY-4.0", "evidence": False, **HOLDER}, {}, "metadata", "not-known-to-be-open"),
    ({"license": "CC-BY-4.0", **HOLDER, **AGENCY}, {}, "metadata", "grantor-is-not-holder"),
    ({"license": "CC-BY-4.0", **HOLDER, **AGENCY, **reviewed("license")}, {}, "metadata", "grantor-is-not-holder"),
    ({"license": "CC-BY-4.0", **HOLDER, **AGENCY, **reviewed("grantor_is_holder")}, {}, "fulltext", "open-license"),
    ({"license": "CC-BY-NC-4.0", **HOLDER, **AGENCY}, {"commercial": False}, "metadata", "open-license-limited"),
    (AGENCY, QUOTES, "excerpt", "not-known-to-be-open"),
    ({"license": "CC-BY-NC-4.0", **HOLDER}, {"commercial": False}, "fulltext", "open-license-limited"),
    ({"license": "CC-BY-NC-4.0", **HOLDER}, {}, "metadata", "open-license-limited"),
    ({"license": "CC-BY-NC-4.0", **HOLDER}, {"commercial": True}, "metadata", "open-license-limited"),
    ({"license": "CC-BY-NC-4.0"}, {"commercial": False}, "metadata", "open-license-limited"),
    ({"license": "CC-BY-ND-4.0", **HOLDER}, {"commercial": False, **QUOTES}, "metadata", "open-license-limited"),
    ({"license": "CC-BY-NC-ND-4.0", **HOLDER}, {"commercial": False}, "metadata", "open-license-limited"),
    (PERMITS, {}, "fulltext", "holders-permission"),
    ({**PERMITS, "actions": frozenset({"redistribute", "print"})}, {}, "fulltext", "holders-permission"),
    ({**PERMITS, "audiences": frozenset({"research"})}, {"audience": "research"}, "fulltext", "holders-permission"),
    ({**PERMITS, "audiences": frozenset()}, {"audience": "public"}, "metadata", "permission-too-narrow"),
    ({**PERMITS, "reviewed": frozenset()}, {}, "metadata", "permission-too-narrow"),
    ({**PERMITS, **reviewed("grantor_is_holder")}, {}, "metadata", "permission-too-narrow"),
    ({**PERMITS, **AGENCY}, {}, "metadata", "grantor-is-not-holder"),
    ({**PERMITS, "audiences": frozenset({"research"})}, {"audience": "public"}, "metadata", "permission-too-narrow"),
    ({**PERMITS, "audiences": frozenset({"research"})}, {}, "metadata", "permission-too-narrow"),
    ({**PERMITS, "grantor_is_holder": "no"}, QUOTES, "metadata", "grantor-is-not-holder"),
    ({"license": "CC-BY-4.0", **HOLDER, "grantor_is_holder": "no"}, {}, "metadata", "grantor-is-not-holder"),
    ({**PERMITS, "grantor_is_holder": "unknown"}, {}, "metadata", "permission-too-narrow"),
    ({**PERMITS, "actions": frozenset({"cross-post"})}, {}, "metadata", "permission-too-narrow"),
    ({**PERMITS, "actions": frozenset()}, {}, "metadata", "permission-too-narrow"),
    ({**PERMITS, "unmet": frozenset({"hyperlink-original"})}, {}, "metadata", "permission-too-narrow"),
    ({**PERMITS, "unmet": frozenset({"hyperlink-original"})}, QUOTES, "excerpt", "permission-too-narrow"),
    (
        {**stated("InC-EDU"), **reviewed("rights_statement")},
        {"purpose": "education", "commercial": False},
        "excerpt",
        "educational-or-noncommercial",
    ),
    (
        {**stated("InC-NC"), **reviewed("rights_statement")},
        {"purpose": "research", "commercial": False},
        "excerpt",
        "educational-or-noncommercial",
    ),
    (
        {**stated("InC-NC"), **reviewed("rights_statement")},
        {"purpose": "research"},
        "metadata",
        "not-known-to-be-open",
    ),
    (
        {**stated("InC-EDU"), **reviewed("rights_statement")},
        {"purpose": "noncommercial", "commercial": False},
        "metadata",
        "not-known-to-be-open",
    ),
    ({**stated("InC-EDU")}, {"purpose": "education", "commercial": False}, "metadata", "not-known-to-be-open"),
    ({}, {}, "metadata", "not-known-to-be-open"),
    ({"license": "MIT", **HOLDER}, {}, "metadata", "not-known-to-be-open"),
    ({**stated("NKC"), **reviewed("rights_statement")}, {}, "metadata", "not-known-to-be-open"),
    ({**stated("InC")}, {"excerpts": True}, "metadata", "not-known-to-be-open"),
    ({**stated("InC")}, {"excerpts": True, "jurisdiction": "DE"}, "metadata", "not-known-to-be-open"),
    ({**stated("UND")}, QUOTES, "excerpt", "not-known-to-be-open"),
)  # fmt: skip


@pytest.mark.parametrize(("known", "said", "profile", "rule"), CASES)
def test_the_first_rule_that_applies_decides(
    known: dict[str, Any], said: dict[str, Any], profile: str, rule: str
) -> None:
    assert decide(Facts(**known), Policy(**said)) == Decision(profile, rule)


def test_every_rule_decides_a_case_and_says_why() -> None:
    assert {rule for *_, rule in CASES} == {rule.name for rule in GATE}
    assert all(rule.why.endswith(".") for rule in GATE)


LICENSES = (
    None, "MIT", "LicenseRef-A", "CC-BY-4.0", "CC-BY-NC-4.0", "CC-BY-ND-4.0", "CC-BY-NC-ND-4.0", "CC0-1.0", "PDDL-1.0",
)  # fmt: skip
BASES = ("none", "license-statement", "site-terms", "printed-notice", "public-domain-review")
CLAIMS = ("license", "rights_statement", "grantor_is_holder")


def some(*values: str) -> st.SearchStrategy[frozenset[str]]:
    """Returns sets of some of the values."""
    return st.frozensets(st.sampled_from(values))


FACTS = st.builds(
    Facts,
    **{name: st.booleans() for name in ("withdrawn", "contradiction", "secret", "provenance", "mining_reserved")},
    license=st.sampled_from([*LICENSES, *sorted(OPEN | NONCOMMERCIAL | NO_DERIVATIVES | PUBLIC_DOMAIN)]),
    rights_statement=st.sampled_from([*RIGHTS_STATEMENTS.values()]),
    basis=st.sampled_from(BASES),
    grantor_is_holder=st.sampled_from(["yes", "no", "unknown"]),
    evidence=st.booleans(),
    agencies=some("AFP"),
    reviewed=some(*CLAIMS),
    actions=some("redistribute", "dataset", "cross-post"),
    audiences=some("public", "research"),
    unmet=some("hyperlink-original", "other"),
)
# What the first rules withhold would hide what the others do.
SHOWN = FACTS.map(lambda facts: replace(facts, withdrawn=False, contradiction=False, secret=False, provenance=True))
POLICIES = st.builds(
    Policy,
    commercial=st.sampled_from([None, True, False]),
    purpose=st.sampled_from([None, "research", "education", "noncommercial"]),
    audience=st.sampled_from([None, "public", "research"]),
    jurisdiction=st.sampled_from([None, "US", "DE"]),
    excerpts=st.booleans(),
    features=st.booleans(),
    excerpts_basis=st.sampled_from([None, "quotation"]),
    public_domain_jurisdictions=some("US", "DE"),
)
MANY = settings(max_examples=200, deadline=None)


def shows(facts: Facts, policy: Policy) -> int:
    """Returns how much the gate lets an article show."""
    return PROFILES.index(decide(facts, policy).profile)


@MANY
@given(facts=FACTS, policy=POLICIES)
def test_every_article_gets_one_profile_and_always_the_same(facts: Facts, policy: Policy) -> None:
    decision = decide(facts, policy)
    assert decision.profile in PROFILES
    assert decision.rule in {rule.name for rule in GATE}
    assert decide(replace(facts), replace(policy)) == decision


@MANY
@given(facts=SHOWN, policy=POLICIES, data=st.data())
def test_taking_evidence_away_never_opens(facts: Facts, policy: Policy, data: st.DataObject) -> None:
    fewer: dict[str, Any] = {
        "reviewed": facts.reviewed - data.draw(some(*CLAIMS)),
        "actions": facts.actions - data.draw(some("redistribute", "dataset")),
        "audiences": facts.audiences - data.draw(some("public", "research")),
        "evidence": False,
        "basis": data.draw(st.sampled_from([facts.basis, "none", "site-terms"])),
        "grantor_is_holder": {"yes": "unknown"}.get(facts.grantor_is_holder, facts.grantor_is_holder),
    }
    if facts.statement not in ("NoC-CR", "NoC-OKLR", "NoC-NC"):  # which restrict, and are caveats
        fewer["rights_statement"] = RIGHTS_STATEMENTS["CNE"]
    taken = data.draw(st.frozensets(st.sampled_from(sorted(fewer)), min_size=1))
    less = replace(facts, **{name: fewer[name] for name in taken})
    assert shows(less, policy) <= shows(facts, policy)


@MANY
@given(facts=SHOWN, policy=POLICIES)
def test_without_its_licence_an_article_shows_more_only_as_the_operator_decided(facts: Facts, policy: Policy) -> None:
    less = replace(facts, license=None)
    educational = decide(less, policy).rule == "educational-or-noncommercial"
    decided = "excerpt" if educational else policy.unopened
    assert shows(less, policy) <= max(shows(facts, policy), PROFILES.index(decided))


@MANY
@given(facts=FACTS, policy=POLICIES, data=st.data())
def test_a_caveat_never_opens(facts: Facts, policy: Policy, data: st.DataObject) -> None:
    caveats: dict[str, Any] = {
        "withdrawn": True,
        "contradiction": True,
        "secret": True,
        "provenance": False,
        "mining_reserved": True,
        "grantor_is_holder": "no",
        "unmet": facts.unmet | {"notify"},
        "agencies": facts.agencies | {"dpa"},
        "audiences": facts.audiences & {"members"},
        "rights_statement": RIGHTS_STATEMENTS["NoC-CR"],
    }
    added = data.draw(st.frozensets(st.sampled_from(sorted(caveats)), min_size=1))
    more = replace(facts, **{name: caveats[name] for name in added})
    assert shows(more, policy) <= shows(facts, policy)


COUNTS = {"features": True}
# What is known of the article, and the most that is shown of it where the operator asks for counts of words.
COUNTED: tuple[tuple[dict[str, Any], str], ...] = (
    ({}, "features"),
    ({**stated("InC")}, "features"),
    ({**PERMITS, "actions": frozenset({"quote"})}, "features"),
    ({**PERMITS, "unmet": frozenset({"hyperlink-original"})}, "features"),
    ({**PERMITS, "grantor_is_holder": "no"}, "metadata"),
    ({"license": "CC-BY-ND-4.0", **HOLDER}, "metadata"),
    ({"license": "CC-BY-NC-4.0", **HOLDER}, "metadata"),
    ({**stated("NoC-CR")}, "metadata"),
    ({"mining_reserved": True}, "metadata"),
    ({"withdrawn": True}, "withheld"),
    ({"license": "CC-BY-4.0", **HOLDER}, "fulltext"),
)


@pytest.mark.parametrize(("known", "profile"), COUNTED)
def test_words_are_counted_where_nothing_closes_the_text(known: dict[str, Any], profile: str) -> None:
    asked, silent = decide(Facts(**known), Policy(**COUNTS)), decide(Facts(**known), Policy())
    assert asked == Decision(profile, silent.rule)
    assert silent.profile == ("metadata" if profile == "features" else profile)
    quoted = decide(Facts(**known), Policy(**COUNTS, **QUOTES))
    assert quoted.profile == ("excerpt" if profile == "features" else profile)


@MANY
@given(facts=SHOWN, policy=POLICIES)
def test_what_the_operator_does_not_say_opens_nothing(facts: Facts, policy: Policy) -> None:
    assert shows(facts, Policy()) <= shows(facts, policy)


@MANY
@given(facts=SHOWN, policy=POLICIES)
def test_the_full_text_needs_a_licence_or_a_reviewed_public_domain(facts: Facts, policy: Policy) -> None:
    unknown = replace(facts, grantor_is_holder="unknown", reviewed=frozenset())
    assert shows(unknown, policy) < PROFILES.index("fulltext")


@MANY
@given(facts=SHOWN, policy=POLICIES)
def test_no_policy_opens_the_full_text_of_what_an_agency_is_credited_with(facts: Facts, policy: Policy) -> None:
    credited = replace(facts, agencies=frozenset({"AFP"}), reviewed=frozenset())
    assert shows(credited, policy) < PROFILES.index("fulltext")


@pytest.mark.parametrize(
    ("first", "second", "less"),
    [
        ("fulltext", "mixed", "fulltext"),
        ("mixed", "withheld", "withheld"),
        ("excerpt", "metadata", "metadata"),
        ("features", "excerpt", "features"),
        ("metadata", "features", "metadata"),
    ],
)
def test_the_lower_profile_shows_less(first: str, second: str, less: str) -> None:
    assert lower(first, second) == lower(second, first) == less
