"""The grantor of a licence is its holder only where nothing that the draft says speaks against it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pressmark.model.draft import Agent, Claim, Draft, Permission, Statement
from pressmark.records.standing import standing_of

HOUSE = "Harbour Courier"
HELD = Agent(role="rights_holder", name=HOUSE, basis="copyright-notice")
STATED = Claim(claim="license", value="CC-BY-4.0", basis="rel-license", locator="/html/body/a[1]/@href")
OWN = Draft(
    source_sha256="0" * 64,
    title="A bell",
    text="The bell rings again.",
    publisher=HOUSE,
    license_scope="article",
    license_grantor=HOUSE,
    agents=(HELD,),
    claims=(STATED,),
)
REPRINT = Permission(permission_id="LicenseRef-A", text="Reprint it.", grantor=HOUSE)
REVIEW = Claim(claim="license", value="CC-BY-3.0", basis="curated", reviewer="Ada Lind", reviewed_on=date(2026, 1, 2))


def notice(words: str) -> Statement:
    return Statement(slot="copyright_notice", verbatim=words, locator="char=0,9")


def byline(words: str) -> Statement:
    return Statement(slot="byline", verbatim=words, locator="char=0,9")


def named(claim: str, value: str, **more: Any) -> Claim:
    return Claim(claim=claim, value=value, basis="meta", **more)


# What differs from a draft whose holder grants its licence, and whether the grantor is the holder then.
CASES: tuple[tuple[dict[str, Any], str], ...] = (
    ({}, "yes"),
    ({"license_grantor": None}, "unknown"),
    ({"agents": ()}, "unknown"),
    ({"agents": (HELD, Agent(role="rights_holder", name="Ada Lind"))}, "no"),
    ({"agents": (replace(HELD, basis="curated"),)}, "unknown"),
    ({"statements": (notice(f"© 2024 {HOUSE}"),)}, "yes"),
    ({"statements": (notice("© 2024 Coastal Digest"),)}, "unknown"),
    ({"statements": (notice("© 2024 AFP"),)}, "no"),
    ({"statements": (byline("By Ada Lind"),)}, "yes"),
    ({"statements": (byline("By Ada Lind, Reuters"),)}, "no"),
    ({"statements": (byline("Ada Lind and agencies"),)}, "no"),
    ({"text": "SKERRY (dpa) - The bell rings again."}, "no"),
    ({"text": "The bell rings again.\n\nWith files from the Associated Press"}, "no"),
    ({"agents": (HELD, Agent(role="author", name="AFP"))}, "no"),
    ({"agents": (HELD, Agent(role="photographer", name="AFP"))}, "yes"),
    ({"claims": (STATED, named("author", "Reuters", chosen=False))}, "no"),
    ({"original_publisher": "Coastal Digest"}, "no"),
    ({"source_statement": "Coastal Digest"}, "no"),
    ({"source_statement": HOUSE}, "yes"),
    ({"claims": (STATED, named("original_publisher", "Coastal Digest", chosen=False))}, "no"),
    ({"claims": (STATED, named("original_publisher", "The Harbour Courier", chosen=False))}, "yes"),
    ({"claims": (replace(STATED, chosen=False), REVIEW)}, "unknown"),
    ({"claims": (STATED, replace(REVIEW, value="CC-BY-4.0"))}, "yes"),
    ({"claims": (), "permissions": (REPRINT,), "license_grantor": None}, "yes"),
    ({"permissions": (replace(REPRINT, grantor="Coastal Digest"),)}, "yes"),
    ({"claims": (), "permissions": (replace(REPRINT, grantor="Coastal Digest"),)}, "no"),
)  # fmt: skip


@pytest.mark.parametrize(("differs", "answer"), CASES)
def test_the_grantor_is_the_holder(differs: dict[str, Any], answer: str) -> None:
    claims = {claim.claim: claim for claim in standing_of(replace(OWN, **differs)).claims}
    assert claims["grantor_is_holder"].value == answer


def test_an_agency_that_grants_its_own_article_is_its_holder() -> None:
    own = replace(OWN, publisher="AFP", license_grantor="AFP", agents=(replace(HELD, name="AFP"),))
    dateline = replace(own, text="SKERRY (AFP) - The bell rings again.")
    claims = {claim.claim: claim.value for claim in standing_of(dateline).claims}
    assert claims["grantor_is_holder"] == "yes"


@pytest.mark.parametrize(
    ("publisher", "line", "original"),
    [
        (HOUSE, "Reuters", "Reuters"),
        (HOUSE, "By Ada Lind, Associated Press", "Associated Press"),
        (HOUSE, "By Ada Lind", None),
        (HOUSE, "By Ada Lind and AFP", None),
        (HOUSE, "Agencies", None),
        (HOUSE, "By TT", None),
        ("Reuters", "Reuters", None),
        ("PA", "Press Association", None),
        (None, "Reuters", None),
    ],
)
def test_an_agency_in_the_byline_alone_published_the_article_first(
    publisher: str | None, line: str, original: str | None
) -> None:
    found = standing_of(replace(OWN, publisher=publisher, statements=(byline(line),)))
    assert found.original_publisher == original
