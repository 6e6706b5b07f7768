"""Writes a report for code hosts and editors that show findings beside the lines they are about.

Shows: the rules that were hit, each with its page; every kept finding with its place, a fingerprint that survives moved
rows, and, where somebody accepted it, the reason; what could not be checked, as notifications.

Format: SARIF 2.1.0 (OASIS), one run.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from pressmark.files import settled_json
from pressmark.model.report import Finding, Outcome, Report

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render(report: Report, fail_on: str) -> str:
    """Returns the report as SARIF; a host takes the severities as they are, so `fail_on` changes nothing."""
    del fail_on
    hit = {finding.rule for finding in report.findings}
    rules = [outcome for outcome in report.outcomes if outcome.rule in hit]
    numbers = {outcome.rule: number for number, outcome in enumerate(rules)}
    return settled_json(
        {
            "$schema": _SCHEMA,
            "version": "2.1.0",
            "runs": [
                {
                    "tool": {
                        "driver": {
                            "name": "Pressmark",
                            "semanticVersion": report.toolkit_version,
                            "rules": [_rule(outcome) for outcome in rules],
                        }
                    },
                    "automationDetails": {"id": f"pressmark/{report.subject}/"},
                    "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": _unchecked(report)}],
                    "columnKind": "unicodeCodePoints",
                    "results": [_result(finding, report, numbers) for finding in report.findings],
                }
            ],
        }
    )


def _rule(outcome: Outcome) -> dict[str, Any]:
    return {
        "id": outcome.rule,
        "name": "".join(word.capitalize() for word in outcome.rule.split("-")),
        "shortDescription": {"text": outcome.summary},
        "fullDescription": {"text": outcome.summary},
        "help": {"text": outcome.page, "markdown": outcome.page},
        "properties": {"tags": [outcome.family]},
    }


def _result(finding: Finding, report: Report, numbers: dict[str, int]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": numbers[finding.rule],
        "level": finding.severity,
        "message": {"text": _sentence(finding)},
        "locations": [_location(finding, report)],
        "partialFingerprints": {"pressmark/v1": finding.fingerprint},
    }
    if finding.known:
        result["baselineState"] = "unchanged"
    if finding.suppression:
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": finding.suppression}]
    elif finding.contained:
        reason = "the article is withheld, and nothing of it is released"
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": reason}]
    return result


def _sentence(finding: Finding) -> str:
    said = f"{finding.message[:1].upper()}{finding.message[1:]}".rstrip(".")
    return f"{said}. {finding.mend}".strip()


def _location(finding: Finding, report: Report) -> dict[str, Any]:
    place = finding.place
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(report.path(place) or report.root or ".")}}
    physical["region"] = {"startLine": place.line or 1, "endLine": place.line or 1}  # hosts ask for one
    logical = "/".join(part for part in (place.table, place.key, place.field) if part)
    named = {"logicalLocations": [{"fullyQualifiedName": logical}]} if logical else {}
    return {"physicalLocation": physical, **named}


def _unchecked(report: Report) -> list[dict[str, Any]]:
    return [
        {"level": "note", "message": {"text": f"{outcome.rule} was not checked: {outcome.reason}"}}
        for outcome in report.outcomes
        if outcome.outcome == "not-checked"
    ]
