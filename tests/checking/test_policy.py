"""A project says which rules judge, how severely, and what it accepted; what protects others stays in force."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pressmark.checking.baseline import read_baseline, render_baseline
from pressmark.checking.catalogue import catalogue
from pressmark.checking.collector import Collector
from pressmark.checking.policy import BINDING, Policy, policy_of
from pressmark.errors import ConfigurationError
from pressmark.model.report import Finding, Outcome, Place, Report

RULES = catalogue()
ARTICLE, OTHER = "ex-83699c7186ae78cb", "ex-0000000000000001"
DAY = date(2026, 11, 23)


def suppression(rule: str = "link-lost", article: str = ARTICLE, expires: str = "2026-12-31") -> dict[str, str]:
    return {"rule": rule, "article": article, "reason": "the outlet is gone", "expires": expires}


def judged(policy: Policy, *breaks: tuple[str, str]) -> tuple[dict[str, Outcome], tuple[Finding, ...]]:
    collector = Collector(RULES, policy=policy)
    for rule in RULES:
        collector.checked(rule)
    for rule, key in breaks:
        collector.add(rule, Place(table="links", key=key), "is lost", "python")
    collector.close()
    return {outcome.rule: outcome for outcome in collector.outcomes()}, collector.findings()


def report(*breaks: tuple[str, str]) -> Report:
    collector = Collector(RULES)
    for rule, key in breaks:
        collector.add(rule, Place(table="links", key=key), "is lost", "python")
    return Report(
        subject="x", kind="package", level="content", toolkit_version="0", content_root=None, articles=1,
        outcomes=collector.outcomes(), findings=collector.findings(), breaks=collector.breaks(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("configured", "asked", "judges", "left_out"),
    [
        ({}, {}, "link-lost", None),
        ({"ignore": ["links"]}, {}, "title-missing", "link-lost"),
        ({"ignore": ["link-lost"]}, {}, "link-malformed", "link-lost"),
        ({"select": ["links"]}, {}, "link-lost", "title-missing"),
        ({"select": ["links"]}, {"select": ["dates"]}, "time-made-up", "link-lost"),
        ({"ignore": ["link-lost"]}, {"ignore": ["dates"]}, "title-missing", "link-lost"),
        ({"select": ["dates"], "ignore": ["time-made-up"]}, {}, "zone-made-up", "time-made-up"),
    ],
)
def test_rules_are_chosen_by_name_or_family(
    configured: dict[str, Any], asked: dict[str, Any], judges: str, left_out: str | None
) -> None:
    policy = policy_of(RULES, configured, **asked)
    assert judges not in policy.left_out
    assert left_out is None or left_out in policy.left_out


@pytest.mark.parametrize(
    "configured",
    [{"ignore": ["link-lots"]}, {"severity": {"link-lots": "note"}}, {"suppress": [suppression("link-lots")]}],
)
def test_an_unknown_name_is_told_with_the_nearest(configured: dict[str, Any]) -> None:
    with pytest.raises(ConfigurationError, match="did you mean 'link-lost'"):
        policy_of(RULES, configured)


@pytest.mark.parametrize("rule", sorted(BINDING))
@pytest.mark.parametrize("way", ["ignore", "severity", "suppress"])
def test_what_protects_others_is_not_set_aside(rule: str, way: str) -> None:
    ways: dict[str, Any] = {"ignore": [rule], "severity": {rule: "note"}, "suppress": [suppression(rule)]}
    with pytest.raises(ConfigurationError, match="cannot be set aside"):
        policy_of(RULES, {way: ways[way]})


def test_a_rule_that_is_left_out_finds_nothing_and_is_no_pass() -> None:
    outcomes, findings = judged(policy_of(RULES, {"ignore": ["link-lost"]}), ("link-lost", ARTICLE))
    assert outcomes["link-lost"].outcome == "not-checked"
    assert findings == ()


def test_a_severity_is_the_projects() -> None:
    outcomes, findings = judged(policy_of(RULES, {"severity": {"link-lost": "error"}}), ("link-lost", ARTICLE))
    assert outcomes["link-lost"].errors == 1
    assert [finding.severity for finding in findings] == ["error"]


def test_a_suppression_takes_its_own_finding_only_and_is_reported() -> None:
    policy = policy_of(RULES, {"suppress": [suppression()]}, today=DAY)
    outcomes, findings = judged(policy, ("link-lost", f"{ARTICLE}/1"), ("link-lost", f"{OTHER}/1"))
    assert (outcomes["link-lost"].suppressed, outcomes["link-lost"].notes) == (1, 1)
    assert {finding.suppression for finding in findings} == {None, "the outlet is gone (until 2026-12-31)"}
    assert outcomes["suppression-unused"].outcome == "passed"


@pytest.mark.parametrize(("expires", "counted"), [("2026-11-23", "suppressed"), ("2026-11-22", "notes")])
def test_a_suppression_ends_with_its_last_day(expires: str, counted: str) -> None:
    policy = policy_of(RULES, {"suppress": [suppression(expires=expires)]}, today=DAY)
    outcomes, _ = judged(policy, ("link-lost", ARTICLE))
    assert getattr(outcomes["link-lost"], counted) == 1
    assert outcomes["suppression-expired"].warnings == (counted == "notes")


def test_a_suppression_of_nothing_is_told() -> None:
    outcomes, _ = judged(policy_of(RULES, {"suppress": [suppression()]}, today=DAY))
    assert outcomes["suppression-unused"].notes == 1


def test_no_suppression_is_in_force_where_the_day_is_not_known() -> None:
    outcomes, _ = judged(policy_of(RULES, {"suppress": [suppression()]}), ("link-lost", ARTICLE))
    assert outcomes["link-lost"].notes == 1
    assert outcomes["suppression-expired"].outcome == "not-checked"


def test_a_baseline_counts_what_is_known_apart(tmp_path: Path) -> None:
    old = report(*(("link-lost", f"{ARTICLE}/{number}") for number in range(30)))
    path = tmp_path / "baseline.txt"
    path.write_text(render_baseline(old), "utf-8")
    policy = policy_of(RULES, {}, baseline=read_baseline(path))
    outcomes, findings = judged(policy, ("link-lost", f"{ARTICLE}/29"), ("link-lost", f"{ARTICLE}/30"))
    assert (outcomes["link-lost"].known, outcomes["link-lost"].notes) == (1, 1)
    assert [finding.known for finding in findings] == [True, False]


@pytest.mark.parametrize("content", ["x\n", "2112639d95e92e6e\n", '{"baseline": 1}'])
def test_a_file_that_is_no_baseline_is_told(tmp_path: Path, content: str) -> None:
    path = tmp_path / "baseline.txt"
    path.write_text(content, "utf-8")
    with pytest.raises(ConfigurationError, match="line 1"):
        read_baseline(path)
