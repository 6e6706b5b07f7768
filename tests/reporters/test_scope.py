"""A report about a part, or about several packages, says so in every form that people read."""

from __future__ import annotations

import json
from dataclasses import replace
from html import unescape

import pytest
from reporters.reports import FAULTY, SHELF

from pressmark.contracts.documents import problems
from pressmark.model.report import Outcome, Report

PART = "2 of 9 articles are new or different since main"
WHOLE = "judged whole"
UNJUDGED = "unchanged since main, and not judged"
SEVERAL = replace(
    FAULTY,
    kind="packages",
    root="collections",
    findings=tuple(replace(found, place=replace(found.place, package="birds")) for found in FAULTY.findings),
    scope=(f"birds: {PART}", f"boats: {WHOLE}"),
)
NOTHING = replace(
    FAULTY,
    findings=(),
    breaks=(),
    outcomes=tuple(Outcome(rule=found.rule, outcome="not-checked", reason=UNJUDGED) for found in FAULTY.outcomes),
    scope=(UNJUDGED,),
)


def flowing(form: str, report: Report) -> str:
    return " ".join(unescape(SHELF[form].render(report, "error")).replace("\\", "").split())


@pytest.mark.parametrize("form", ["text", "markdown", "html", "github", "json"])
def test_the_part_is_named(form: str) -> None:
    text = flowing(form, SEVERAL)
    assert all(said in text for said in SEVERAL.scope)


@pytest.mark.parametrize("form", ["text", "markdown", "html", "github", "sarif"])
def test_a_place_is_seen_from_above_its_package(form: str) -> None:
    text = flowing(form, SEVERAL)
    assert ("birds: dates row 7" if form in ("text", "markdown") else "collections/birds/data/") in text


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_what_was_not_judged_is_not_praised(form: str) -> None:
    text = flowing(form, NOTHING)
    assert "Nothing was judged." in text
    assert "Nothing wrong was found." not in text
    assert UNJUDGED in text


@pytest.mark.parametrize("report", [SEVERAL, NOTHING], ids=["several", "nothing"])
def test_its_json_is_valid(report: Report) -> None:
    assert list(problems("report", json.loads(SHELF["json"].render(report, "error")))) == []
