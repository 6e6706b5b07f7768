"""One order chooses among rival claims; the stricter of two equals holds, and what restricts needs no choice."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import Any

import pytest

from pressmark.evidence.licenses import RIGHTS_STATEMENTS
from pressmark.rights.precedence import WEIGHTS, deciding, latest, preferred, strictness

EARLY, LATE = date(2026, 1, 2), date(2026, 3, 4)


def row(claim: str, value: str | None, *, chosen: bool = True, day: date | None = None) -> dict[str, Any]:
    reviewer = "Ada Lind" if day else None
    return {"claim": claim, "value": value, "chosen": chosen, "reviewer": reviewer, "reviewed_on": day, "locator": None}


@pytest.mark.parametrize(
    ("stated", "held"),
    [
        ([], None),
        ([("article", None)], None),
        ([("part", "CC-BY-4.0")], None),
        ([("site", "CC-BY-4.0"), ("article", "CC-BY-ND-4.0")], ("article", "CC-BY-ND-4.0")),
        ([("table", "CC0-1.0"), ("site", "CC-BY-NC-4.0")], ("site", "CC-BY-NC-4.0")),
        ([("permission", "LicenseRef-A"), ("site", "CC-BY-4.0")], ("permission", "LicenseRef-A")),
        ([("article", "CC-BY-4.0"), ("article", "CC-BY-NC-4.0")], ("article", "CC-BY-NC-4.0")),
        ([("article", "CC-BY-SA-4.0"), ("article", "CC-BY-4.0")], ("article", "CC-BY-SA-4.0")),
        ([("article", "CC-BY-4.0"), ("article", "MIT")], ("article", "MIT")),
        ([("part", "CC0-1.0"), ("site", "CC-BY-4.0"), ("article", None)], ("site", "CC-BY-4.0")),
    ],
)
def test_the_heavier_and_then_the_stricter_licence_holds(
    stated: list[tuple[str, str | None]], held: tuple[str, str] | None
) -> None:
    assert all(preferred(order, lambda one: one) == held for order in permutations(stated))


def test_every_weight_is_one_of_the_order() -> None:
    assert WEIGHTS == ("review", "article", "permission", "site", "table", "part")


@pytest.mark.parametrize(
    ("claim", "reviews", "held"),
    [
        ("license", [(EARLY, "CC-BY-4.0"), (LATE, None)], (LATE, None)),
        ("license", [(EARLY, None), (LATE, "CC-BY-4.0")], (LATE, "CC-BY-4.0")),
        ("license", [(LATE, "CC-BY-4.0"), (LATE, "CC-BY-NC-4.0")], (LATE, "CC-BY-NC-4.0")),
        ("grantor_is_holder", [(LATE, "yes"), (LATE, "no")], (LATE, "no")),
        ("grantor_is_holder", [(LATE, "yes"), (LATE, None)], (LATE, None)),
        ("grantor_is_holder", [(LATE, "yes"), (LATE, "perhaps")], (LATE, "perhaps")),
        ("takedown", [(LATE, "no"), (LATE, "yes")], (LATE, "yes")),
        ("tdm_reservation", [(LATE, "0"), (LATE, "1")], (LATE, "1")),
        ("rights_statement", [(LATE, "NoC-US"), (LATE, "InC")], (LATE, "InC")),
        ("rights_statement", [(LATE, "InC-EDU"), (LATE, "NoC-CR")], (LATE, "NoC-CR")),
    ],
)
def test_the_latest_and_then_the_strictest_decision_holds(
    claim: str, reviews: list[tuple[date, str | None]], held: tuple[date, str | None]
) -> None:
    assert all(order[latest(claim, order)] == held for order in permutations(reviews))


@pytest.mark.parametrize(
    ("rows", "value"),
    [
        ([row("license", "CC-BY-4.0"), row("license", "CC0-1.0", chosen=False)], "CC-BY-4.0"),
        ([row("license", "CC-BY-4.0"), row("license", "CC-BY-NC-4.0")], "CC-BY-NC-4.0"),
        ([row("takedown", "no"), row("takedown", "yes", chosen=False)], "yes"),
        ([row("takedown", "yes"), row("takedown", "no", day=EARLY)], "no"),
        ([row("takedown", "no", chosen=False, day=EARLY), row("takedown", "yes", chosen=False)], "yes"),
        ([row("grantor_is_holder", "yes"), row("grantor_is_holder", "no", chosen=False)], "no"),
        ([row("license", "CC0-1.0", day=EARLY), row("license", None, day=LATE)], None),
    ],
)
def test_a_person_decides_then_what_restricts_then_what_was_chosen(
    rows: list[dict[str, Any]], value: str | None
) -> None:
    (claim,) = {found["claim"] for found in rows}
    assert all(deciding(order)[claim]["value"] == value for order in permutations(rows))


def test_what_was_not_chosen_and_does_not_restrict_decides_nothing() -> None:
    assert deciding([row("license", "CC0-1.0", chosen=False)]) == {}


def test_every_rights_statement_has_a_place_and_the_one_that_opens_most_the_last() -> None:
    order = sorted(RIGHTS_STATEMENTS, key=lambda name: strictness("rights_statement", RIGHTS_STATEMENTS[name]))
    assert order[:3] == ["NoC-CR", "NoC-OKLR", "NoC-NC"]
    assert order[-1] == "NoC-US"
