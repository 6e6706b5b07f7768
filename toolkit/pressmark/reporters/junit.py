"""Writes a report for servers that show test results.

Shows: a test suite for each family of rules and a test case for each rule: passed, failed with its count and examples,
or skipped with the reason why it was not checked.

Format: JUnit XML, as the schema of the Jenkins xUnit plugin describes it; without host name and time, which say nothing
of the data.
"""

from __future__ import annotations

import re
from collections import defaultdict
from xml.etree import ElementTree

from pressmark.model.report import SEVERITIES, Finding, Outcome, Report

# What XML 1.0 cannot hold, not even escaped.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(report: Report, fail_on: str) -> str:
    """Returns the report as XML; a rule fails where it found something at or above `fail_on`."""
    examples: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        examples[finding.rule].append(finding)
    families: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in report.outcomes:
        families[outcome.family].append(outcome)
    root = ElementTree.Element("testsuites", name=_clean(f"pressmark {report.subject}"))
    for family, outcomes in sorted(families.items()):
        suite = ElementTree.SubElement(root, "testsuite", name=f"pressmark.{family}")
        for outcome in outcomes:
            _case(suite, outcome, examples[outcome.rule], report, fail_on)
        _count(suite)
    _count(root)
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written.decode() + "\n"


def _case(suite: ElementTree.Element, outcome: Outcome, found: list[Finding], report: Report, fail_on: str) -> None:
    case = ElementTree.SubElement(suite, "testcase", classname=suite.get("name", ""), name=outcome.rule)
    failing = SEVERITIES[SEVERITIES.index(fail_on) :]
    count = sum(getattr(outcome, f"{severity}s") for severity in failing)
    if count:
        failure = ElementTree.SubElement(
            case, "failure", message=f"{count:,} found: {outcome.summary}", type=outcome.rule
        )
        failure.text = "\n".join(_line(finding, report) for finding in found if finding.severity in failing)
    elif outcome.outcome == "not-checked":
        ElementTree.SubElement(case, "skipped", message=_clean(outcome.reason or "not checked"))
    elif found:
        ElementTree.SubElement(case, "system-out").text = "\n".join(_line(finding, report) for finding in found)


def _line(finding: Finding, report: Report) -> str:
    place = finding.place
    at = f"{report.path(place)}:{place.line}: " if place.file and place.line else ""
    accepted = f" (suppressed: {finding.suppression})" if finding.suppression else " (known)" if finding.known else ""
    return _clean(f"{at}{finding.severity}: {place}: {finding.message}{accepted}")


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)


def _count(element: ElementTree.Element) -> None:
    """Writes the numbers of cases, failures and skipped cases below an element."""
    for name, path in (("tests", ".//testcase"), ("failures", ".//failure"), ("skipped", ".//skipped")):
        element.set(name, str(len(element.findall(path))))
    element.set("errors", "0")
