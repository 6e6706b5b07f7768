"""Writes a report as a comment for a pull request.

Shows: the verdict and the counts; a table of the rules that found something, with a place and the remedy; then, folded
away, what was suppressed and what could not be checked.

Format: GitHub Flavored Markdown, at most 60,000 characters; whatever a finding says stays text: no markup, no link, no
mention, and no character that nobody sees.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from pressmark.model.report import Finding, Outcome, Report
from pressmark.reporters._html.words import cut, seen
from pressmark.reporters._verdict import nothing_found

# A comment on GitHub holds 65,536 characters.
_MOST = 60_000
_PLACES = 3
_ACCEPTED = 20
_WIDTH = 300
# What a code host makes a link of, though it is no markup; a space without width after it keeps it text.
_LINKED = re.compile(r":(?=//)|\bwww(?=\.)|[#@](?=\w)|\bGH(?=-\d)", re.IGNORECASE)
_APART = "&#8203;"
_FOLD, _END = "<details><summary>", "</details>"
_SIGNS = {"errors": "error", "warnings": "warning", "notes": "note", "contained": "contained"}


def render(report: Report, fail_on: str) -> str:
    """Returns the report as Markdown."""
    lines: list[str] = []
    length = 0
    for line in [*_verdict(report, fail_on), *_failed(report), *_folded(report)]:
        length += len(line) + 1
        if length > _MOST:
            folded = sum(line.startswith(_FOLD) for line in lines) - lines.count(_END)
            lines += ["", _END] if folded else []
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
        ends = [_counted(receipt[f"{noun}s"], noun) for noun in ("article", "duplicate")]
        ends += [f"{receipt[end]:,} {end}" for end in ("rejected", "skipped")]
        yield f"{_counted(receipt['records'], 'record')} in the sources: {', '.join(ends)}."
    for said in report.scope:
        yield from ("", f"{_text(said)}.")
    if nothing_found(report):
        yield from ("", nothing_found(report))


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
        rule = "<br>".join(part for part in (f"<code>{_text(outcome.rule)}</code>", _text(outcome.summary)) if part)
        yield f"| {rule} | {_counts(outcome)} | {places} | {mend} |"


def _counts(outcome: Outcome) -> str:
    counts = ((getattr(outcome, name), noun) for name, noun in _SIGNS.items())
    return ", ".join(
        f"{count:,} contained" if noun == "contained" else _counted(count, noun) for count, noun in counts if count
    )


def _where(finding: Finding, report: Report) -> str:
    place = finding.place
    line = f"{report.path(place)}:{place.line} " if place.table and place.file and place.line else ""
    return _text(f"{line}{place}: {finding.message}")


def _folded(report: Report) -> Iterator[str]:
    suppressed = [finding for finding in report.findings if finding.suppression]
    accepted = [f"{found.rule}, {found.place}: {found.suppression}" for found in suppressed[:_ACCEPTED]]
    more = report.total("suppressed") - len(accepted)
    yield from _details("Suppressed", [*accepted, *([f"and {more:,} more"] if more > 0 else [])])
    reasons: dict[str, list[str]] = defaultdict(list)
    for outcome in report.outcomes:
        if outcome.reason or outcome.outcome == "not-checked":  # a rule that failed may not have seen all
            reasons[outcome.reason or ""].append(outcome.rule)
    unchecked = (f"{_named(names, report)}: {reason}" for reason, names in sorted(reasons.items()))
    yield from _details("Not checked", unchecked)


def _named(rules: list[str], report: Report) -> str:
    if len(rules) == len(report.outcomes):
        return "all rules"
    more = len(rules) - _ACCEPTED
    return ", ".join(rules[:_ACCEPTED]) + (f" and {more:,} more" if more > 0 else "")


def _details(title: str, items: Iterable[str]) -> Iterator[str]:
    lines = [f"- {_text(item, 2 * _WIDTH)}" for item in items]
    if lines:
        yield from ("", f"{_FOLD}{title}</summary>", "", *lines, "", _END)


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _text(text: str, most: int = _WIDTH) -> str:
    """Returns text that stays text in Markdown: nothing in it is markup, a link, a mention, an issue or a line end."""
    text = cut(seen(text[: 2 * most]), most)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = re.sub(r"([\\`*_\[\]|~#@!$])", r"\\\1", text)
    return _LINKED.sub(f"\\g<0>{_APART}", text)
