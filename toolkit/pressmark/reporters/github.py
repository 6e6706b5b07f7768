"""Writes a report as annotations of a pull request on GitHub.

Shows: findings beside the lines they are about, as many of each severity as GitHub shows and first one of every rule,
and a last line with the exact counts that points at the full report. What is suppressed, known or contained is counted.

Format: workflow commands (`::error file=…,line=…::message`), with percent signs, line ends, colons and commas escaped.
"""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterator

from pressmark.model.report import Finding, Report
from pressmark.reporters._verdict import nothing_found

# GitHub shows at most 10 annotations of each level for a step.
_SHOWN = 10
_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}


def render(report: Report, fail_on: str) -> str:
    """Returns the report as workflow commands; `fail_on` decides the verdict in the last line."""
    return "".join(f"{line}\n" for line in [*_annotations(report), _last(report, fail_on)])


def _annotations(report: Report) -> Iterator[str]:
    open_ = [found for found in report.findings if not (found.suppression or found.known or found.contained)]
    for severity, level in _LEVELS.items():
        # One place is kept for the last line, which is a notice.
        shown = _SHOWN - 1 if level == "notice" else _SHOWN
        for finding in _in_turn([found for found in open_ if found.severity == severity])[:shown]:
            yield f"::{level} {_properties(finding, report)}::{_data(_sentence(finding))}"


def _in_turn(findings: list[Finding]) -> list[Finding]:
    """Returns the first finding of every rule before the second of one, so that one rule hides no other."""
    turns: Counter[str] = Counter()
    order = []
    for number, finding in enumerate(findings):
        turns[finding.rule] += 1
        order.append((turns[finding.rule], number))
    return [findings[number] for _, number in sorted(order)]


def _sentence(finding: Finding) -> str:
    """Returns place, message and remedy; the place too, since a file in a binary form has no lines to stand beside."""
    said = ": ".join(part for part in (str(finding.place), finding.message.rstrip(".")) if part)
    return f"{said}. {finding.mend}".strip()


def _properties(finding: Finding, report: Report) -> str:
    place = finding.place
    values = {"file": report.path(place) if place.file else "", "line": str(place.line or ""), "title": finding.rule}
    return ",".join(f"{name}={_property(value)}" for name, value in values.items() if value)


def _last(report: Report, fail_on: str) -> str:
    counts = [f"{report.count(name):,} {name}{'' if report.count(name) == 1 else 's'}" for name in _LEVELS]
    counts += [f"{report.total(name):,} {name}" for name in ("contained", "suppressed", "known") if report.total(name)]
    verdict = "passed" if report.passed(fail_on) else "failed"
    said = [f"{report.subject} {verdict}: {', '.join(counts)}", nothing_found(report).rstrip("."), *report.scope]
    said.append(f"The full report: {_command(report)}")
    return f"::notice title=Pressmark::{_data('. '.join(part for part in said if part))}"


def _command(report: Report) -> str:
    """Returns what a reader types to see all of it."""
    folder = "" if report.root == "." else report.root
    parts = (folder, report.subject) if report.kind == "records" or not report.root else (folder,)
    subject = "/".join(part for part in parts if part) or "."
    level = [] if report.level == "content" else ["--level", report.level]
    return shlex.join(["pressmark", "validate", subject, *level])


def _data(text: str) -> str:
    """Returns a message as a workflow command holds it: on one line, whatever it says."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
