"""The evidence that is told of an article holds no more than its profile allows."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pressmark.stages._evidence import evidence_of

WORDING = "You may reprint this article on notice boards."
NOTE = "says embargoed until the bell has rung"


def row(claim: str, value: str | None, **more: Any) -> dict[str, Any]:
    bare = {"basis": "printed", "locator": "char=0,9", "verbatim": None, "chosen": True, "reviewer": None}
    return {"claim": claim, "value": value, **bare, "reviewed_on": None, "note": None, **more}


RECORD: dict[str, Any] = {
    "publisher": "Harbour Courier",
    "claims": [
        row("license", "LicenseRef-A", verbatim=WORDING),
        row("license", None, verbatim=WORDING, chosen=False),
        row("license", "CC-BY-4.0", verbatim="CC BY 4.0", chosen=False),
        row("usage_terms", WORDING),
        row("embargo", "yes", note=NOTE),
        row("holder", "Harbour Courier", verbatim="© 2024 Harbour Courier"),
        row("takedown", "no", basis="curated", reviewer="Ada Lind", reviewed_on=date(2026, 1, 2), note="a letter"),
        row("title", "A bell"),
    ],
    "dates": [{"role": "retrieved", "edtf": "2024-03-05"}],
}


def words(profile: str, *, wordings: bool = False) -> str:
    return repr(evidence_of(RECORD, profile, wordings=wordings))


@pytest.mark.parametrize(
    ("profile", "wordings", "shown"),
    [("metadata", False, False), ("features", False, False), ("metadata", True, True), ("excerpt", False, True)],
)
def test_a_wording_of_terms_is_told_where_the_profile_shows_it(profile: str, wordings: bool, shown: bool) -> None:
    told = words(profile, wordings=wordings)
    assert (WORDING in told) is shown
    assert "LicenseRef-A" in told
    assert "CC BY 4.0" in told
    assert "© 2024 Harbour Courier" in told
    assert NOTE in told


def test_of_what_is_withheld_answers_alone_are_told() -> None:
    told = words("withheld")
    for hidden in (WORDING, NOTE, "Harbour Courier", "a letter", "CC BY 4.0"):
        assert hidden not in told
    assert "LicenseRef-A" in told
    assert "Ada Lind" in told


def test_who_said_it_and_when_is_told() -> None:
    told = {each.claim: each for each in evidence_of(RECORD, "fulltext", wordings=False)}
    assert (told["takedown"].who, told["takedown"].day) == ("Ada Lind", "2026-01-02")
    assert (told["holder"].who, told["holder"].day) == ("the page of Harbour Courier", "2024-03-05")
    assert "title" not in told


def test_a_reviewers_note_stays_private() -> None:
    assert "a letter" not in words("fulltext")
