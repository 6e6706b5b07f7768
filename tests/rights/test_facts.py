"""The facts that the gate judges are those that the record's evidence says, and no more."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

import pytest

from pressmark.evidence.licenses import RIGHTS_STATEMENTS
from pressmark.rights.facts import contradiction, facts_of
from pressmark.rights.gate import Facts, Policy, decide

TERMS = {
    "LicenseRef-A": [("action", "dataset"), ("audience", "research"), ("condition", "notify")],
    "LicenseRef-C": [("condition", "hyperlink-original")],
}
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


def row(
    name: str, value: str | None, *, chosen: bool = True, reviewer: str | None = None, **more: Any
) -> dict[str, Any]:
    """Returns a row of `claims`; a review bears a day unless it is told otherwise."""
    day = date(2026, 1, 2) if reviewer else None
    bare = {"locator": None, "reviewed_on": day}
    return {**bare, "claim": name, "value": value, "chosen": chosen, "reviewer": reviewer, **more}


def claim(name: str, value: str | None, **more: Any) -> dict[str, Any]:
    """Returns the child rows of one claim."""
    return {"claims": [row(name, value, **more)]}


def notice(wording: str | None) -> dict[str, Any]:
    """Returns the child rows of a printed copyright notice."""
    return {"statements": [{"slot": "copyright_notice", "verbatim": wording}]}


def text(words: str) -> dict[str, Any]:
    """Returns the child rows of a text."""
    return {"texts": [{"lede": None, "text": words}]}


ASKED = {"acknowledge-source", "acknowledge-copyright"}
LIFTED = {"reviewed": {"takedown"}}
KEY = "-----BEGIN RSA PRIVATE " + "KEY-----"
RESERVED = "© 2020 A. All rights reserved."
# What the record says, and the facts that differ from those of a record that says nothing.
CASES: tuple[tuple[dict[str, Any], dict[str, Any]], ...] = (
    ({}, {}),
    ({"record_status": "withdrawn"}, {"withdrawn": True}),
    ({"record_status": "superseded"}, {}),
    (claim("takedown", "yes"), {"withdrawn": True}),
    (claim("takedown", "yes", chosen=False), {"withdrawn": True}),
    ({"claims": [row("takedown", "yes", chosen=False), row("takedown", None, reviewer="A")]}, LIFTED),
    ({"claims": [row("takedown", "yes", chosen=False), row("takedown", "no")]}, {"withdrawn": True}),
    (claim("takedown", "no"), {}),
    (claim("embargo", "yes", reviewer="A"), {"withdrawn": True, "reviewed": {"embargo"}}),
    (claim("tdm_reservation", "1"), {"mining_reserved": True}),
    (claim("tdm_reservation", "0"), {}),
    (claim("tdm_reservation", "yes"), {"mining_reserved": True}),
    ({"claims": [row("tdm_reservation", "0"), row("tdm_reservation", "1", chosen=False)]}, {"mining_reserved": True}),
    (claim("grantor_is_holder", "yes"), {"grantor_is_holder": "yes"}),
    (claim("grantor_is_holder", None), {}),
    (claim("grantor_is_holder", "yes", chosen=False), {}),
    ({"claims": [row("grantor_is_holder", "yes"), row("grantor_is_holder", "no")]}, {"grantor_is_holder": "no"}),
    (claim("provenance", "broken"), {"provenance": False}),
    (claim("license", None, reviewer="A"), {"reviewed": {"license"}}),
    (claim("license", None, reviewer="A", reviewed_on=None), {}),
    (claim("license", "CC-BY-4.0", reviewer="A"), {}),
    (claim("rights_statement", "InC", reviewer="A"), {}),
    (claim("rights_statement", "CNE", reviewer="A", chosen=False), {}),
    ({"source_sha256": None}, {"provenance": False}),
    ({"source_id": None}, {"provenance": False}),
    (
        {"license": "CC-BY-4.0", "copyright_basis": "license-statement"},
        {"license": "CC-BY-4.0", "basis": "license-statement", "unmet": ASKED},
    ),
    (
        {"license": "MIT", "copyright_basis": "license-statement", **claim("license", "MIT", locator="char=0,3")},
        {"license": "MIT", "basis": "license-statement", "evidence": True},
    ),
    (
        {"license": "MIT", **claim("license", "MIT")},
        {"license": "MIT"},
    ),
    (claim("credit", "AFP"), {"agencies": {"AFP"}}),
    (claim("author", "Ada Lind, Reuters", chosen=False), {"agencies": {"Reuters"}}),
    ({"statements": [{"slot": "byline", "verbatim": "By Ada Lind (AP)"}]}, {"agencies": {"Associated Press"}}),
    ({"statements": [{"slot": "copyright_notice", "verbatim": "© 2020 Agence France-Presse"}]}, {"agencies": {"AFP"}}),
    ({"statements": [{"slot": "title", "verbatim": "Reuters"}]}, {}),
    ({"agents": [{"role": "author", "name": "dpa"}]}, {"agencies": {"dpa"}}),
    ({"agents": [{"role": "rights_holder", "name": "AFP"}, {"role": "grantor", "name": "AFP"}]}, {}),
    ({"agents": [{"role": "photographer", "name": "Reuters"}]}, {}),
    (
        {"license": "LicenseRef-A", "permission_id": "LicenseRef-A"},
        {"license": "LicenseRef-A", "actions": {"dataset"}, "audiences": {"research"}},
    ),
    (
        {"license": "LicenseRef-C", "permission_id": "LicenseRef-C"},
        {"license": "LicenseRef-C", "unmet": {"hyperlink-original"}},
    ),
    ({"license": "LicenseRef-B", "permission_id": "LicenseRef-B"}, {"license": "LicenseRef-B"}),
    (
        {"flags": [{"kind": "attribution-unmet", "value": "notify"}, {"kind": "rights-caveat", "value": "x"}]},
        {"unmet": {"notify"}},
    ),
    (text(f"A key: {KEY}"), {"secret": True}),
    ({"title": f"Found: {KEY}"}, {"secret": True}),
    (text("A key opens a door."), {}),
    ({"license": "CC-BY-4.0", **notice(RESERVED)}, {"license": "CC-BY-4.0", "contradiction": True, "unmet": ASKED}),
    ({"license": "CC-BY-4.0", **notice("© 2020 A")}, {"license": "CC-BY-4.0", "unmet": ASKED}),
    ({"license": "CC-BY-4.0", **notice(None)}, {"license": "CC-BY-4.0", "contradiction": True, "unmet": ASKED}),
    ({"license": "CC0-1.0", **notice("© 2020 A")}, {"license": "CC0-1.0"}),
    ({"license": "LicenseRef-B", **notice(RESERVED)}, {"license": "LicenseRef-B"}),
    (
        {"rights_statement": RIGHTS_STATEMENTS["NoC-US"], "copyright_basis": "printed-notice"},
        {"rights_statement": RIGHTS_STATEMENTS["NoC-US"], "basis": "printed-notice", "contradiction": True},
    ),
    (
        {"rights_statement": RIGHTS_STATEMENTS["NoC-US"], "license": "CC-BY-NC-4.0"},
        {"rights_statement": RIGHTS_STATEMENTS["NoC-US"], "license": "CC-BY-NC-4.0", "contradiction": True}
        | {"unmet": ASKED},
    ),
)  # fmt: skip


@pytest.mark.parametrize(("said", "differs"), CASES)
def test_facts_are_what_the_record_says(said: dict[str, Any], differs: dict[str, Any]) -> None:
    found = asdict(facts_of({**BARE, **said}, TERMS))
    expected = asdict(Facts(**{"evidence": False} | {name: _frozen(value) for name, value in differs.items()}))
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
