"""The facts that the gate judges are those that the record's evidence says, and no more."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest

from pressmark.evidence.licenses import RIGHTS_STATEMENTS
from pressmark.rights.facts import contradiction, facts_of
from pressmark.rights.gate import Facts, Policy, decide

TERMS = {"LicenseRef-A": [("action", "dataset"), ("audience", "research"), ("condition", "notify")]}
BARE: dict[str, Any] = {
    "record_status": "active",
    "title": "A title",
    "license": None,
    "permission_id": None,
    "rights_statement": RIGHTS_STATEMENTS["CNE"],
    "copyright_basis": "none",
    "source_id": "s-0123456789abcdef",
    "source_sha256": "0" * 64,
}


def claim(name: str, value: str | None, *, chosen: bool = True, reviewer: str | None = None) -> dict[str, Any]:
    """Returns the child rows of one claim."""
    return {"claims": [{"claim": name, "value": value, "chosen": chosen, "reviewer": reviewer}]}


def notice(wording: str) -> dict[str, Any]:
    """Returns the child rows of a printed copyright notice."""
    return {"statements": [{"slot": "copyright_notice", "verbatim": wording}]}


def text(words: str) -> dict[str, Any]:
    """Returns the child rows of a text."""
    return {"texts": [{"lede": None, "text": words}]}


KEY = "-----BEGIN RSA PRIVATE " + "KEY-----"
RESERVED = "© 2020 A. All rights reserved."
# What the record says, and the facts that differ from those of a record that says nothing.
CASES: tuple[tuple[dict[str, Any], dict[str, Any]], ...] = (
    ({}, {}),
    ({"record_status": "withdrawn"}, {"withdrawn": True}),
    ({"record_status": "superseded"}, {}),
    (claim("takedown", "yes"), {"withdrawn": True}),
    (claim("takedown", "yes", chosen=False), {}),
    (claim("takedown", "no"), {}),
    (claim("embargo", "yes", reviewer="A"), {"withdrawn": True, "reviewed": {"embargo"}}),
    (claim("tdm_reservation", "1"), {"mining_reserved": True}),
    (claim("tdm_reservation", "0"), {}),
    (claim("grantor_is_holder", "yes"), {"grantor_is_holder": "yes"}),
    (claim("grantor_is_holder", None), {}),
    (claim("grantor_is_holder", "yes", chosen=False), {}),
    (claim("provenance", "broken"), {"provenance": False}),
    (claim("license", None, reviewer="A"), {"reviewed": {"license"}}),
    (claim("rights_statement", "CNE", reviewer="A", chosen=False), {}),
    ({"source_sha256": None}, {"provenance": False}),
    ({"source_id": None}, {"provenance": False}),
    (
        {"license": "CC-BY-4.0", "copyright_basis": "license-statement"},
        {"license": "CC-BY-4.0", "basis": "license-statement"},
    ),
    (
        {"license": "LicenseRef-A", "permission_id": "LicenseRef-A"},
        {"license": "LicenseRef-A", "actions": {"dataset"}, "audiences": {"research"}},
    ),
    ({"license": "LicenseRef-B", "permission_id": "LicenseRef-B"}, {"license": "LicenseRef-B"}),
    (
        {"flags": [{"kind": "attribution-unmet", "value": "notify"}, {"kind": "rights-caveat", "value": "x"}]},
        {"unmet": {"notify"}},
    ),
    (text(f"A key: {KEY}"), {"secret": True}),
    ({"title": f"Found: {KEY}"}, {"secret": True}),
    (text("A key opens a door."), {}),
    ({"license": "CC-BY-4.0", **notice(RESERVED)}, {"license": "CC-BY-4.0", "contradiction": True}),
    ({"license": "CC-BY-4.0", **notice("© 2020 A")}, {"license": "CC-BY-4.0"}),
    ({"license": "LicenseRef-B", **notice(RESERVED)}, {"license": "LicenseRef-B"}),
    (
        {"rights_statement": RIGHTS_STATEMENTS["NoC-US"], "copyright_basis": "printed-notice"},
        {"rights_statement": RIGHTS_STATEMENTS["NoC-US"], "basis": "printed-notice", "contradiction": True},
    ),
    (
        {"rights_statement": RIGHTS_STATEMENTS["NoC-US"], "license": "CC-BY-NC-4.0"},
        {"rights_statement": RIGHTS_STATEMENTS["NoC-US"], "license": "CC-BY-NC-4.0", "contradiction": True},
    ),
)  # fmt: skip


@pytest.mark.parametrize(("said", "differs"), CASES)
def test_facts_are_what_the_record_says(said: dict[str, Any], differs: dict[str, Any]) -> None:
    found = asdict(facts_of({**BARE, **said}, TERMS))
    expected = asdict(Facts(**{name: _frozen(value) for name, value in differs.items()}))
    assert found == expected


def _frozen(value: Any) -> Any:
    return frozenset(value) if isinstance(value, set) else value


def test_nothing_that_a_machine_found_alone_opens_the_public_domain() -> None:
    dedicated = {**BARE, "license": "CC0-1.0", "copyright_basis": "public-domain-review"}
    for evidence in (claim("license", "CC0-1.0"), claim("grantor_is_holder", "no", reviewer="A")):
        assert decide(facts_of({**dedicated, **evidence}, {}), Policy()).profile == "metadata"
    confirmed = {**dedicated, **claim("license", "CC0-1.0", reviewer="A")}
    assert decide(facts_of(confirmed, {}), Policy()).rule == "public-domain-reviewed"


def test_a_contradiction_is_told_without_the_wording() -> None:
    told = contradiction({**BARE, "license": "CC-BY-4.0", **notice("© 2020 Zanzibar Press. All rights reserved.")})
    assert told is not None
    assert "Zanzibar" not in told
