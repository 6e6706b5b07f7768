"""Permissions: one id for one wording, and terms only where a person has read it."""

from __future__ import annotations

import hashlib

import pytest

from pressmark.sites.description import SiteDescription
from pressmark.sites.permissions import folded, permission
from pressmark.sites.reading import read_description

WORDING = "Clubs may copy “this” page. Write to desk@lantern.example."


def site() -> SiteDescription:
    digest = hashlib.sha256(WORDING.encode()).hexdigest()
    alike = hashlib.sha256(folded(WORDING).encode()).hexdigest()
    text = f"""
        name = "lantern"
        [[permission]]
        id = "LicenseRef-Lantern"
        sha256 = "{digest}"
        folded = ["{alike}"]
        grantor = "The Lantern"
        conditions = ["notify"]
    """
    return read_description(text, where="lantern.toml")


def test_a_known_wording_has_its_id_and_terms() -> None:
    granted = permission(site(), f"  {WORDING}\n")
    assert (granted.permission_id, granted.grantor) == ("LicenseRef-Lantern", "The Lantern")
    assert [(term.kind, term.value) for term in granted.terms] == [("condition", "notify")]


@pytest.mark.parametrize(("old", "new"), [("“this”", '"this"'), ("desk@lantern.example", "[email protected]")])
def test_a_wording_that_differs_in_form_has_the_terms_and_an_id_of_its_own(old: str, new: str) -> None:
    granted = permission(site(), WORDING.replace(old, new))
    assert granted.permission_id.startswith("LicenseRef-Lantern-")
    assert granted.terms == permission(site(), WORDING).terms


@pytest.mark.parametrize("wording", [WORDING.replace("may", "may not"), WORDING + " Or not."])
def test_a_wording_that_differs_in_meaning_is_unknown(wording: str) -> None:
    granted = permission(site(), wording)
    assert granted.permission_id == f"LicenseRef-permission-{hashlib.sha256(wording.encode()).hexdigest()[:12]}"
    assert (granted.terms, granted.grantor, granted.commercial) == ((), None, "unstated")
