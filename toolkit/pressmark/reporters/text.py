"""Writes a report for people at a terminal.

Shows: the verdict first; then each rule that failed with its exact count, what it means, how to mend it and up to three
places; then what was suppressed, and why; then what could not be checked, and why.

Format: plain text, 100 columns.
"""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Iterator

from pressmark.model.report import Finding, Outcome, Report
from pressmark.reporters._verdict import nothing_found

_PLACES = 3
_WIDTH = 100


def render(report: Report, fail_on: str) -> str:
    """Returns the report as text."""
    return "\n".join([*_verdict(report, fail_on), *_failed(report), *_suppressed(report), *_unchecked(report)]) + "\n"


def _verdict(report: Report, fail_on: str) -> Iterator[str]:
    counts = [_counted(report.count(severity), severity) for severity in ("error", "warning", "note")]
    contained = report.total("contained")
    if contained:
        counts.append(f"{contained:,} contained by the gate")
    counts += [f"{report.total(name):,} {name}" for name in ("suppressed", "known") if report.total(name)]
    verdict = "passed" if report.passed(fail_on) else "failed"
    judged = sum(outcome.outcome != "not-checked" for outcome in report.outcomes)
    yield from textwrap.wrap(
        f"{report.subject}: {verdict} ({', '.join(counts)})", _WIDTH, subsequent_indent="  ", break_on_hyphens=False
    )
    yield f"{_counted(report.articles, 'article')}, {_counted(judged, 'rule')} judged, level {report.level}"
    for said in report.scope:
        yield from textwrap.wrap(said, _WIDTH, subsequent_indent="  ", break_on_hyphens=False)
    if report.receipt:
        receipt = dict(report.receipt)
        ends = [_counted(receipt[f"{noun}s"], noun) for noun in ("article", "duplicate")]
        ends += [f"{receipt[end]:,} {end}" for end in ("rejected", "skipped")]
        yield f"{_counted(receipt['records'], 'record')} in the sources: {', '.join(ends)}"
    if nothing_found(report):
        yield nothing_found(report)


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _failed(report: Report) -> Iterator[str]:
    examples: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        if not finding.suppression and not finding.known:
            examples[finding.rule].append(finding)
    failed = [outcome for outcome in report.outcomes if outcome.outcome == "failed"]
    for outcome in sorted(failed, key=lambda found: (-found.errors, -found.warnings, -found.contained, found.rule)):
        yield ""
        yield f"{outcome.rule}: {_counts(outcome)}"
        found = examples[outcome.rule]
        for finding in found[:_PLACES]:
            yield from textwrap.wrap(
                f"{finding.place}: {finding.message}", _WIDTH, initial_indent="  ", subsequent_indent="    "
            )
        more = outcome.errors + outcome.warnings + outcome.notes + outcome.contained - min(len(found), _PLACES)
        if more:
            yield f"  … and {more:,} more"
        if found and found[0].mend:
            yield from textwrap.wrap(f"Mend: {found[0].mend}", _WIDTH, initial_indent="  ", subsequent_indent="    ")


def _counts(outcome: Outcome) -> str:
    names = {"errors": "error", "warnings": "warning", "notes": "note"}
    counts = [_counted(getattr(outcome, name), noun) for name, noun in names.items() if getattr(outcome, name)]
    return ", ".join([*counts, *([f"{outcome.contained:,} contained"] if outcome.contained else [])])


def _suppressed(report: Report) -> Iterator[str]:
    found = [finding for finding in report.findings if finding.suppression]
    if found:
        yield ""
        yield "Suppressed:"
    for finding in found:
        yield from textwrap.wrap(
            f"{finding.rule}: {finding.place}: {finding.suppression}",
            _WIDTH,
            initial_indent="  ",
            subsequent_indent="    ",
        )


def _unchecked(report: Report) -> Iterator[str]:
    reasons: dict[str, list[str]] = defaultdict(list)
    for outcome in report.outcomes:
        if outcome.reason or outcome.outcome == "not-checked":  # a rule that failed may not have seen all
            reasons[outcome.reason or ""].append(outcome.rule)
    if reasons:
        yield ""
        yield "Not checked:"
    for reason, rules in sorted(reasons.items()):
        listed = f"{'all rules' if len(rules) == len(report.outcomes) else ', '.join(rules)}: {reason}"
        yield from textwrap.wrap(listed, _WIDTH, initial_indent="  ", subsequent_indent="    ")
