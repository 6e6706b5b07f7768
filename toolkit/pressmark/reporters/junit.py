"""Writes a report for servers that show test results.

Shows: a test suite for each family of rules and a test case for each rule: passed, failed with its count, examples and
the remedy, or skipped with the reason why it was not checked. What fails no test is in the output of its case.

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

_COUNTED = ("errors", "warnings", "notes", "contained", "suppressed", "known")
_BELOW = {"tests": ".//testcase", "failures": ".//failure", "errors": ".//error", "skipped": ".//skipped"}


def render(report: Report, fail_on: str) -> str:
    """Returns the report as XML; a rule fails where it found something at or above `fail_on`."""
    examples: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        examples[finding.rule].append(finding)
    families: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in report.outcomes:
        families[outcome.family].append(outcome)
    root = ElementTree.Element("testsuites", name=f"pressmark {report.subject}")
    for family, outcomes in sorted(families.items()):
        suite = ElementTree.SubElement(root, "testsuite", name=f"pressmark.{family}".rstrip("."))
        for outcome in outcomes:
            _case(suite, outcome, examples[outcome.rule], report, fail_on)
        _count(suite, "tests", "failures", "errors", "skipped")
    _count(root, "tests", "failures", "errors")  # the schema counts the skipped in suites only
    _clean(root)
    ElementTree.indent(root)
    text: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return text.decode() + "\n"


def _case(suite: ElementTree.Element, outcome: Outcome, found: list[Finding], report: Report, fail_on: str) -> None:
    case = ElementTree.SubElement(suite, "testcase", classname=suite.get("name", ""), name=outcome.rule)
    failing = SEVERITIES[SEVERITIES.index(fail_on) :]
    counts = {severity: getattr(outcome, f"{severity}s") for severity in reversed(SEVERITIES)}
    if any(counts[severity] for severity in failing):
        said = ", ".join(
            f"{counts[name]:,} {name}{'' if counts[name] == 1 else 's'}" for name in counts if counts[name]
        )
        message = f"{said}: {outcome.summary}" if outcome.summary else said
        failure = ElementTree.SubElement(case, "failure", message=message, type=outcome.rule)
        failure.text = _lines(outcome, found, report)
    elif outcome.outcome == "not-checked":
        ElementTree.SubElement(case, "skipped", message=outcome.reason or "not checked")
    elif found:
        ElementTree.SubElement(case, "system-out").text = _lines(outcome, found, report)


def _lines(outcome: Outcome, found: list[Finding], report: Report) -> str:
    lines = [_line(finding, report) for finding in found]
    more = sum(getattr(outcome, name) for name in _COUNTED) - len(found)
    if more > 0:
        lines.append(f"and {more:,} more")
    mend = next((finding.mend for finding in found if not (finding.suppression or finding.known)), "")
    if mend:
        lines.append(f"To mend it: {mend}")
    if outcome.reason:
        lines.append(f"Not checked in full: {outcome.reason}")
    return "\n".join(lines)


def _line(finding: Finding, report: Report) -> str:
    place = finding.place
    at = f"{report.path(place)}:{place.line}: " if place.file and place.line else ""
    return f"{at}{finding.severity}: {place}: {finding.message}{_accepted(finding)}"


def _accepted(finding: Finding) -> str:
    if finding.suppression:
        return f" (suppressed: {finding.suppression})"
    if finding.known:
        return " (known)"
    return " (contained: the article is withheld)" if finding.contained else ""


def _clean(root: ElementTree.Element) -> None:
    """Puts a replacement character for each that would make the whole file unreadable."""
    for element in root.iter():
        element.text = _FORBIDDEN.sub("\ufffd", element.text) if element.text else None
        for name, value in element.items():
            element.set(name, _FORBIDDEN.sub("\ufffd", value))


def _count(element: ElementTree.Element, *names: str) -> None:
    """Writes the numbers of cases of each kind below an element; a rule fails or is skipped, it never breaks."""
    for name in names:
        element.set(name, str(len(element.findall(_BELOW[name]))))
