"""The gate gives every article a ceiling, and what is not known never raises it."""

from __future__ import annotations

from typing import Any

import pytest

from pressmark.evidence.licenses import RIGHTS_STATEMENTS
from pressmark.rights.gate import GATE, Decision, Facts, Policy, decide, lower

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
