"""What the reporters for people and for programs make of the same reports; `write_golden()` renews the files."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from reporters.reports import CLEAN, ENDINGS, FAULTY, REPORTS, golden, reporter

from pressmark.contracts.documents import problems

ALL = [(kind, name) for kind in ENDINGS for name in REPORTS]


@pytest.mark.parametrize(("kind", "name"), ALL)
def test_a_report_reads_as_expected(kind: str, name: str) -> None:
    assert reporter(kind).render(*REPORTS[name]) == golden(kind, name).read_text("utf-8")


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_in_json_is_valid_and_says_all_that_the_report_says(name: str) -> None:
    report, fail_on = REPORTS[name]
    document = json.loads(reporter("json").render(report, fail_on))
    assert list(problems("report", document)) == []
    assert [finding["fingerprint"] for finding in document["findings"]] == [one.fingerprint for one in report.findings]
    assert len(document["outcomes"]) == len(report.outcomes)


# What is done to the report of a clean package, and the place that the schema then finds wrong.
BROKEN = [
    ({"level": "deep"}, "/level"),
    ({"kind": "folder"}, "/kind"),
    ({"content_root": "5F"}, "/content_root"),
    ({"articles": -1}, "/articles"),
]


@pytest.mark.parametrize(("change", "place"), BROKEN, ids=[case[1] for case in BROKEN])
def test_the_schema_of_reports_refuses_what_is_none(change: dict[str, object], place: str) -> None:
    document = json.loads(reporter("json").render(replace(CLEAN, **change), "error"))
    assert [pointer for pointer, _ in problems("report", document)] == [place]


def test_no_line_for_people_is_wider_than_a_page() -> None:
    lines = reporter("text").render(FAULTY, "error").splitlines()
    assert max(map(len, lines)) <= 100
    assert lines[0].startswith("skerry-lantern: failed (1,003 errors, 1 warning, 1 note, 1 contained by the gate, ")


def test_the_verdict_follows_the_severity_that_fails() -> None:
    (report, _) = REPORTS["strict"]
    for severity, verdict in (("error", "passed"), ("warning", "failed"), ("note", "failed")):
        assert reporter("text").render(report, severity).startswith(f"skerry-lantern: {verdict} (")
        assert json.loads(reporter("json").render(report, severity))["passed"] == (verdict == "passed")
