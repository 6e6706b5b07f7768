"""Writes a report as JSON, for programs and for keeping.

Shows: every outcome with exact counts, the examples of findings with place, message, remedy and a fingerprint that
survives moved rows.

Format: JSON by the schema `schemas/articles/1.0/report.json`.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from pressmark.files import settled_json
from pressmark.model.report import Finding, Outcome, Report


def render(report: Report, fail_on: str) -> str:
    """Returns the report as JSON."""
    return settled_json(document(report, fail_on))


def document(report: Report, fail_on: str) -> dict[str, Any]:
    """Returns the report as the schema of reports describes it."""
    root = {"content_root": report.content_root} if report.content_root else {}
    return {
        "report": "1.0",
        "subject": report.subject,
        "kind": report.kind,
        "level": report.level,
        **({"scope": list(report.scope)} if report.scope else {}),
        "toolkit": f"pressmark {report.toolkit_version}",
        **root,
        "passed": report.passed(fail_on),
        "articles": report.articles,
        "receipt": dict(report.receipt),
        "counts": {
            "errors": report.count("error"),
            "warnings": report.count("warning"),
            "notes": report.count("note"),
            "contained": report.total("contained"),
            "suppressed": report.total("suppressed"),
            "known": report.total("known"),
            "not_checked": sum(outcome.outcome == "not-checked" for outcome in report.outcomes),
        },
        "outcomes": [_outcome(outcome) for outcome in report.outcomes],
        "findings": [_finding(finding) for finding in report.findings],
    }


def _outcome(outcome: Outcome) -> dict[str, Any]:
    said = {name: value for name, value in asdict(outcome).items() if value not in (None, 0)}
    return {name: value for name, value in said.items() if name not in ("family", "summary", "page")}


def _finding(finding: Finding) -> dict[str, Any]:
    place = {name: value for name, value in asdict(finding.place).items() if value is not None}
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        **({"contained": True} if finding.contained else {}),
        **({"known": True} if finding.known else {}),
        **({"suppression": finding.suppression} if finding.suppression else {}),
        "place": place,
        "message": finding.message,
        "mend": finding.mend,
        "engines": list(finding.engines),
        "fingerprint": finding.fingerprint,
    }
