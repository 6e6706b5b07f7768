"""Whatever is known and decided: what is taken away, added as a caveat, or not said never opens a text."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pressmark.evidence.licenses import NO_DERIVATIVES, NONCOMMERCIAL, OPEN, PUBLIC_DOMAIN, RIGHTS_STATEMENTS
from pressmark.rights.gate import GATE, PROFILES, Facts, Policy, decide

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
