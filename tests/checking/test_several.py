"""A folder of several packages: which are found, and what one report says of all."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from pressmark.checking.several import merged, packages_below
from pressmark.model.report import Finding, Outcome, Place, Report

OURS = '{"articles:contract": "1.0"}'
# Files below a folder, and the packages that are found there, in order.
FOUND: list[tuple[dict[str, str], list[str]]] = [
    ({}, []),
    ({"b/datapackage.json": OURS, "a/datapackage.json": OURS}, ["a", "b"]),
    ({"x/1.0.0/datapackage.json": OURS, "x/index.json": "{}"}, ["x/1.0.0"]),
    ({"a/datapackage.json": OURS, "a/data/datapackage.json": OURS}, ["a"]),
    ({".venv/datapackage.json": OURS, "a/.cache/datapackage.json": OURS}, []),
    ({"rivers/datapackage.json": '{"name": "rivers"}', "list/datapackage.json": "[]"}, []),
    ({"broken/datapackage.json": "{"}, ["broken"]),
    ({"a/datapackage.json/readme": "a folder of that name"}, []),
]


@pytest.mark.parametrize(("files", "found"), FOUND)
def test_which_packages_are_found(tmp_path: Path, files: dict[str, str], found: list[str]) -> None:
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    assert [path.relative_to(tmp_path).as_posix() for path in packages_below(tmp_path)] == found


# How a rule ended in each package, how it ended in all, and the reason that is given.
ENDS: list[tuple[list[tuple[str, str | None]], str, str | None]] = [
    ([("passed", None), ("passed", None)], "passed", None),
    ([("passed", None), ("failed", None)], "failed", None),
    ([("passed", None), ("not-checked", "no sources")], "not-checked", "p1: no sources"),
    ([("failed", "half read"), ("not-checked", "no sources")], "failed", "p0: half read; p1: no sources"),
    ([("not-checked", "no sources"), ("not-checked", "no sources")], "not-checked", "no sources"),
]


def report(outcome: Outcome, *findings: Finding, articles: int = 3) -> Report:
    return Report(
        subject="any", kind="package", level="content", toolkit_version="0.1.0", content_root="0" * 64,
        articles=articles, outcomes=(outcome,), findings=findings, receipt=(("records", articles), ("skipped", 1)),
        breaks=tuple((found.rule, found.fingerprint) for found in findings),
    )  # fmt: skip


@pytest.mark.parametrize(("ends", "end", "reason"), ENDS)
def test_how_a_rule_ended_in_all(ends: list[tuple[str, str | None]], end: str, reason: str | None) -> None:
    reports = {
        f"p{number}": report(Outcome(rule="link-lost", outcome=ended, reason=why, errors=number, known=2))
        for number, (ended, why) in enumerate(ends)
    }
    (outcome,) = merged(reports, "all", "data").outcomes
    assert (outcome.outcome, outcome.reason, outcome.errors, outcome.known) == (end, reason, 1, 4)


def test_findings_keep_their_names_and_say_where_they_are() -> None:
    places = (Place(file="data/links.csv", table="links", row=4, key="ab-1/1"), Place(file="README.md"))
    findings = [
        Finding(rule=rule, severity=severity, place=place, message="", mend="", engines=("python",))
        for rule, severity in (("link-lost", "note"), ("file-changed", "error"))
        for place in places
    ]
    one = report(Outcome(rule="link-lost", outcome="failed", notes=1), *findings)
    both = merged({"a": one, "b": one}, "all", "data")
    assert Counter(found.fingerprint for found in both.findings) == Counter(
        2 * [found.fingerprint for found in findings]
    )
    assert [found.severity for found in both.findings] == ["error"] * 4 + ["note"] * 4
    assert {both.path(found.place) for found in both.findings} == {
        f"data/{package}/{file}" for package in "ab" for file in ("data/links.csv", "README.md")
    }
    assert str(both.findings[-1].place).startswith("b: ")
    assert (both.articles, dict(both.receipt), both.content_root) == (6, {"records": 6, "skipped": 2}, None)
    assert both.breaks == tuple(sorted(set(one.breaks)))
