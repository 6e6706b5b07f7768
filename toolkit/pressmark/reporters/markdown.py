"""Writes a report as a comment for a pull request.

Shows: the verdict and the counts; a table of the rules that found something, with a place and the remedy; then, folded
away, what was suppressed and what could not be checked.

Format: GitHub Flavored Markdown, at most 60,000 characters; whatever a finding says stays text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from pressmark.model.report import Finding, Outcome, Report

# A comment on GitHub holds 65,536 characters.
_MOST = 60_000
_PLACES = 3
_SIGNS = {"errors": "error", "warnings": "warning", "notes": "note", "contained": "contained"}


def render(report: Report, fail_on: str) -> str:
    """Returns the report as Markdown."""
    lines, length = [], 0
    for line in [*_verdict(report, fail_on), *_failed(report), *_folded(report)]:
        length += len(line) + 1
        if length > _MOST:
            lines += ["", "The report is longer than a comment can be; `pressmark validate` shows all of it."]
            break
        lines.append(line)
    return "\n".join(lines) + "\n"


def _verdict(report: Report, fail_on: str) -> Iterator[str]:
    verdict = "passed" if report.passed(fail_on) else "failed"
    counts = [_counted(report.total(name), noun) for name, noun in _SIGNS.items() if name != "contained"]
    counts += [f"{report.total(name):,} {name}" for name in ("contained", "suppressed", "known") if report.total(name)]
    yield f"### {_text(report.subject)}: {verdict}"
    yield ""
    yield f"{_counted(report.articles, 'article')}: {', '.join(counts)}."
    if report.receipt:
        receipt = dict(report.receipt)
        ends = ", ".join(f"{receipt[name]:,} {name}" for name in ("articles", "duplicates", "rejected", "skipped"))
        yield f"{_counted(receipt['records'], 'record')} in the sources: {ends}."
    for said in report.scope:
        yield from ("", f"{_text(said)}.")
    if not any(outcome.outcome == "failed" for outcome in report.outcomes):
        yield ""
        judged = any(outcome.outcome != "not-checked" for outcome in report.outcomes)
        yield "Nothing wrong was found." if judged else "Nothing was judged."


def _failed(report: Report) -> Iterator[str]:
    examples: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        if not finding.suppression and not finding.known:
            examples[finding.rule].append(finding)
    failed = [outcome for outcome in report.outcomes if outcome.outcome == "failed"]
    if not failed:
        return
    yield from ("", "| rule | found | where | to mend it |", "|---|---|---|---|")
    for outcome in sorted(failed, key=lambda found: (-found.errors, -found.warnings, -found.notes, found.rule)):
        found = examples[outcome.rule]
        places = "<br>".join(_where(finding, report) for finding in found[:_PLACES])
        more = sum(getattr(outcome, name) for name in _SIGNS) - len(found[:_PLACES])
        places += f"<br>and {more:,} more" if more else ""
        mend = _text(found[0].mend) if found else ""
        yield f"| `{outcome.rule}`<br>{_text(outcome.summary)} | {_counts(outcome)} | {places} | {mend} |"


def _counts(outcome: Outcome) -> str:
    counts = ((getattr(outcome, name), noun) for name, noun in _SIGNS.items())
    return ", ".join(
        f"{count:,} contained" if noun == "contained" else _counted(count, noun) for count, noun in counts if count
    )


def _where(finding: Finding, report: Report) -> str:
    place = finding.place
    line = f"{report.path(place)}:{place.line} " if place.file and place.line else ""
    return _text(f"{line}{place}: {finding.message}")


def _folded(report: Report) -> Iterator[str]:
    suppressed = [finding for finding in report.findings if finding.suppression]
    yield from _details("Suppressed", (f"{found.rule}, {found.place}: {found.suppression}" for found in suppressed))
    reasons: dict[str, list[str]] = defaultdict(list)
    for outcome in report.outcomes:
        if outcome.outcome == "not-checked":
            reasons[outcome.reason or ""].append(outcome.rule)
    yield from _details("Not checked", (f"{', '.join(names)}: {reason}" for reason, names in sorted(reasons.items())))


def _details(title: str, items: Iterable[str]) -> Iterator[str]:
    lines = [f"- {_text(item)}" for item in items]
    if lines:
        yield from ("", f"<details><summary>{title}</summary>", "", *lines, "", "</details>")


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _text(text: str) -> str:
    """Returns text that stays text in Markdown: nothing in it is markup, a mention, an issue or a line end."""
    text = " ".join(text.split())
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\`*_\[\]|~#@!])", r"\\\1", text)
