"""Writes a report as annotations of a pull request on GitHub.

Shows: the first findings of each severity beside the lines they are about, as many as GitHub shows, and a last line
with the exact counts that points at the full report.

Format: workflow commands (`::error file=…,line=…::message`), with percent signs, line ends, colons and commas escaped.
"""

from __future__ import annotations

from collections.abc import Iterator

from pressmark.model.report import Finding, Report

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
        for finding in [found for found in open_ if found.severity == severity][:shown]:
            yield f"::{level} {_properties(finding, report)}::{_data(f'{finding.message}. {finding.mend}'.rstrip())}"


def _properties(finding: Finding, report: Report) -> str:
    place = finding.place
    values = {"file": report.path(place) if place.file else "", "line": str(place.line or ""), "title": finding.rule}
    return ",".join(f"{name}={_property(value)}" for name, value in values.items() if value)


def _last(report: Report, fail_on: str) -> str:
    counts = ", ".join(f"{report.count(name):,} {name}{'' if report.count(name) == 1 else 's'}" for name in _LEVELS)
    verdict = "passed" if report.passed(fail_on) else "failed"
    said = f"{report.subject} {verdict}: {counts}. The full report: pressmark validate {report.root or report.subject}"
    said = ". ".join([said, *report.scope])
    return f"::notice title=Pressmark::{_data(said)}"


def _data(text: str) -> str:
    """Returns a message as a workflow command holds it: on one line, whatever it says."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
