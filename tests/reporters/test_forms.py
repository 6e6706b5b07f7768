"""What programs read of a report is what it says, whatever a finding says; and no form grows without bound."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from lxml import etree
from markdown_it import MarkdownIt
from reporters.reports import CLEAN, FAULTY, GULL, REPORTS, found, reporter, row

from pressmark.model.report import Finding, Outcome, Place, Report

JUNIT = etree.XMLSchema(etree.parse(Path(__file__).with_name("junit.xsd")))
COMMAND = re.compile(r"::(error|warning|notice) ((?:file=[^,]*,)?(?:line=\d+,)?title=[^,:]*)::(.*)")
HOSTILE = [
    "100 % of it::error file=x,line=1::gone",
    "first\nsecond\r\n::set-output name=x::y",
    "<script>alert(1)</script> <img src=x onerror=alert(1)>",
    "| a | b |\n|---|---|",
    "[click](javascript:alert(1)) ![x](https://evil.example/x) `code` *em* @everyone #12",
    "\u202etxt.exe \x00\x01\x1b[31m \ufffe",
    "]]> & < > \" '",
]


def hostile(message: str) -> Report:
    place = Place(file="data/a b,c%:é.csv", line=3, table="articles", row=2, key=f"{GULL}/{message[:9]}", field="title")
    failed = Outcome(rule="link-lost", outcome="failed", errors=1, family="links", summary="A link.", page="A link.")
    return replace(CLEAN, outcomes=(failed,), findings=(found("link-lost", "error", place, message),), root="sub dir")


def many(count: int, kept: int) -> Report:
    """Returns a report of many findings, of which so many are kept as examples."""
    kinds = [(f"rule-{number}", severity) for number in range(40) for severity in ("error", "warning", "note")]
    findings = tuple(
        found(rule, severity, row("articles", each + 1, f"sk-{each:016x}"), "is wrong " * 20)
        for rule, severity in kinds
        for each in range(kept)
    )
    share = count // len(kinds)
    outcomes = tuple(
        Outcome(
            rule=f"rule-{number}", outcome="failed", errors=share, warnings=share, notes=share, summary="Is so. " * 30
        )
        for number in range(40)
    )
    return replace(CLEAN, outcomes=outcomes, findings=findings)


def sarif(report: Report) -> dict[str, Any]:
    (run,) = json.loads(reporter("sarif").render(report, "error"))["runs"]
    return dict(run)


@pytest.mark.parametrize("message", HOSTILE)
def test_sarif_says_the_message_and_the_place(message: str) -> None:
    (result,) = sarif(hostile(message))["results"]
    said = result["message"]["text"]
    assert "](" not in re.sub(r"\\\[[^]]*\]\(", "", said), "a link"
    assert said.replace("\\[", "[").startswith((message[:1].upper() + message[1:]).rstrip("."))
    (location,) = result["locations"]
    address = location["physicalLocation"]["artifactLocation"]["uri"]
    assert unquote(address) == "sub dir/data/a b,c%:é.csv"
    assert re.fullmatch(r"[A-Za-z0-9/%._-]+", address)
    assert location["physicalLocation"]["region"]["startLine"] == 3


def test_sarif_holds_only_the_rules_that_were_hit_and_every_finding() -> None:
    run = sarif(FAULTY)
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == ["author-missing", "date-in-the-future", "day-made-up", "file-changed", "link-lost"]
    assert [result["ruleId"] for result in run["results"]] == [finding.rule for finding in FAULTY.findings]
    assert [rules[result["ruleIndex"]] for result in run["results"]] == [found_.rule for found_ in FAULTY.findings]
    said = [note["message"]["text"] for note in run["invocations"][0]["toolExecutionNotifications"]]
    assert "statement-unlike-source was not checked: needs the inputs" in said


def test_sarif_marks_what_is_suppressed_and_removes_nothing() -> None:
    results = sarif(FAULTY)["results"]
    marked = {result["ruleId"]: result["suppressions"] for result in results if "suppressions" in result}
    assert marked["day-made-up"][0]["justification"] == "the editor told us (until 2027-01-31)"
    assert "withheld" in marked["date-in-the-future"][0]["justification"]
    assert [result["ruleId"] for result in results if result.get("baselineState") == "unchanged"] == ["author-missing"]


def test_a_fingerprint_survives_rows_that_are_put_in() -> None:
    moved = tuple(
        replace(one, place=replace(one.place, row=(one.place.row or 0) + 5, line=99)) for one in FAULTY.findings
    )
    prints = [
        [result["partialFingerprints"] for result in sarif(each)["results"]]
        for each in (FAULTY, replace(FAULTY, findings=moved))
    ]
    assert prints[0] == prints[1]


@pytest.mark.parametrize("message", HOSTILE)
def test_an_annotation_is_one_command_that_says_the_message(message: str) -> None:
    lines = reporter("github").render(hostile(message), "error").split("\n")
    assert lines[-1] == ""
    level, values, said = command(lines[0])
    assert len(lines) == 3
    assert level == "error"
    assert values == {"file": "sub dir/data/a b,c%:é.csv", "line": "3", "title": "link-lost"}
    assert said.startswith(f"articles row 2 {GULL}/{message[:9]} title: {message}. ")


def command(line: str) -> tuple[str, dict[str, str], str]:
    """Returns level, properties and message of a workflow command, as GitHub's runner reads them."""
    read = COMMAND.fullmatch(line)
    assert read, line
    values = dict(each.split("=", 1) for each in read[2].split(","))
    return read[1], {name: unescaped(value) for name, value in values.items()}, unescaped(read[3])


def unescaped(text: str) -> str:
    for sign, written in (("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C"), ("%", "%25")):
        text = text.replace(written, sign)
    return text


def test_annotations_are_no_more_than_github_shows_and_point_at_the_report() -> None:
    lines = reporter("github").render(many(100_000, 20), "error").splitlines()
    assert max(Counter(command(line)[0] for line in lines).values()) <= 10
    level, _, said = command(lines[-1])
    assert level == "notice"
    assert "33,320 errors" in said
    assert "pressmark validate" in said


def test_what_is_accepted_is_no_annotation() -> None:
    said = reporter("github").render(FAULTY, "error")
    assert "day-made-up" not in said
    assert said.count("title=author-missing") == 1


@pytest.mark.parametrize("name", REPORTS)
def test_junit_is_valid_and_counts_what_it_holds(name: str) -> None:
    document = etree.fromstring(reporter("junit").render(*REPORTS[name]).encode())
    JUNIT.assertValid(document)
    report = REPORTS[name][0]
    assert int(document.get("tests")) == len(report.outcomes) == len(document.findall(".//testcase"))
    assert int(document.get("failures")) == len(document.findall(".//failure"))
    assert (int(document.get("failures")) == 0) is report.passed(REPORTS[name][1])


@pytest.mark.parametrize("message", HOSTILE)
def test_junit_holds_whatever_is_said(message: str) -> None:
    document = etree.fromstring(reporter("junit").render(hostile(message), "error").encode())
    JUNIT.assertValid(document)
    shown = re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd]", "\ufffd", message).replace("\r\n", "\n").replace("\r", "\n")
    assert shown in document.find(".//failure").text


@pytest.mark.parametrize("message", HOSTILE)
def test_markdown_keeps_a_message_text(message: str) -> None:
    html = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(
        reporter("markdown").render(hostile(message), "error")
    )
    names = {element.tag for element in etree.HTML(html).iter() if isinstance(element.tag, str)}
    assert names <= {
        "html",
        "body",
        "h3",
        "p",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "code",
        "br",
        "details",
        "summary",
        "ul",
        "li",
    }
    (cells,) = (row_.findall("td") for row_ in etree.HTML(html).iter("tr") if row_.find("td") is not None)
    plain = "".join(cells[2].itertext())
    assert all(word in plain for word in re.findall(r"[A-Za-z]{3,}", message))


def test_markdown_is_no_longer_than_a_comment() -> None:
    assert len(reporter("markdown").render(many(100_000, 20), "error")) < 65_536


@pytest.mark.parametrize("kind", ["github", "markdown", "text"])
def test_nothing_wrong_is_said_in_words(kind: str) -> None:
    said = reporter(kind).render(CLEAN, "error")
    assert "passed" in said
    assert "0 errors" in said or "Nothing wrong was found." in said


def test_finding_values_are_compared_by_what_they_are_about() -> None:
    first: Finding = FAULTY.findings[0]
    assert first.article == GULL
