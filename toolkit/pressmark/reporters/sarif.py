"""Writes a report for code hosts and editors that show findings beside the lines they are about.

Shows: the rules that were hit, each with its page; every kept finding with its place, a fingerprint that survives moved
rows, and, where somebody accepted it, the reason; what could not be checked or is not listed, as notifications.

Format: SARIF 2.1.0 (OASIS), one run.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

from pressmark.files import settled_json
from pressmark.model.report import Finding, Outcome, Report

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
# A code host refuses a file with more results in a run.
_MOST = 25_000
# What SARIF would take for a link in a message.
_LINK = re.compile(r"\[(?=[^\]]*\]\()")
_COUNTED = ("errors", "warnings", "notes", "contained", "suppressed", "known")


def render(report: Report, fail_on: str) -> str:
    """Returns the report as SARIF; a host takes the severities as they are, so `fail_on` changes nothing."""
    del fail_on
    listed = report.findings[:_MOST]
    hit = {finding.rule for finding in listed}
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
                    "invocations": [
                        {"executionSuccessful": True, "toolExecutionNotifications": _notes(report, listed)}
                    ],
                    "columnKind": "unicodeCodePoints",
                    "results": [_result(finding, report, numbers) for finding in listed],
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
        "partialFingerprints": {
            "pressmark/v1": finding.fingerprint,
            "primaryLocationLineHash": _alert(finding),  # the one by which GitHub knows an alert again
        },
    }
    if finding.known:
        result["baselineState"] = "unchanged"
    if finding.suppression:
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": finding.suppression}]
    elif finding.contained:
        reason = "the article is withheld, and nothing of it is released"
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": reason}]
    return result


def _alert(finding: Finding) -> str:
    """Returns the fingerprint of a finding among those of several packages, where one may break in each."""
    package = finding.place.package
    told_apart = f"{package}\x1f{finding.fingerprint}"
    return hashlib.sha256(told_apart.encode()).hexdigest()[:16] if package else finding.fingerprint


def _sentence(finding: Finding) -> str:
    said = f"{finding.message[:1].upper()}{finding.message[1:]}".rstrip(".")
    return _LINK.sub(r"\\[", f"{said}. {finding.mend}".strip())


def _location(finding: Finding, report: Report) -> dict[str, Any]:
    place = finding.place
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(report.path(place) or report.root or ".")}}
    physical["region"] = {"startLine": place.line or 1, "endLine": place.line or 1}  # hosts ask for one
    logical = "/".join(part for part in (place.table, place.key, place.field) if part)
    named = {"logicalLocations": [{"fullyQualifiedName": logical}]} if logical else {}
    return {"physicalLocation": physical, **named}


def _notes(report: Report, listed: Sequence[Finding]) -> list[dict[str, Any]]:
    """Returns what is not among the results, so that nobody takes it for mended."""
    return [{"level": "note", "message": {"text": _LINK.sub(r"\\[", said)}} for said in _unlisted(report, listed)]


def _unlisted(report: Report, listed: Sequence[Finding]) -> Iterator[str]:
    yield from report.scope
    shown = Counter(finding.rule for finding in listed)
    for outcome in report.outcomes:
        more = sum(getattr(outcome, name) for name in _COUNTED) - shown[outcome.rule]
        if more > 0:
            yield f"{outcome.rule}: {more:,} more than the {shown[outcome.rule]:,} listed; --examples lists more"
        if outcome.reason or outcome.outcome == "not-checked":
            part = " in full" if outcome.outcome == "failed" else ""
            yield f"{outcome.rule} was not checked{part}: {outcome.reason or 'nobody knows why'}"
