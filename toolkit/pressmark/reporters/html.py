"""Writes a report as one page for people who look at a collection in a browser or pass the report on.

Shows: the verdict in words and exact counts first; every rule that found something, with its page, its count and up to
twenty places; which fields the articles have, by publisher and by time; a timeline; rights statements, licences, gate
rules and release profiles; what was suppressed or known; what could not be checked, and why. No title, no text and no
e-mail address of an article is on the page; withheld articles are counted and not named.

Format: one HTML file, light and dark, for any width from 360 pixels on, without scripts and requests to a network.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from pressmark.model.report import Finding, Outcome, Report
from pressmark.reporters._html import figures, words

_PLACES = 20
_ACCEPTED = 100
_KINDS: Mapping[str, str] = MappingProxyType(
    {"errors": "error", "warnings": "warning", "notes": "note", "contained": "contained"}
)
_THRESHOLDS: Mapping[str, str] = MappingProxyType(
    {"error": "Only errors", "warning": "Errors and warnings", "note": "Errors, warnings and notes"}
)
_NONE: Mapping[str, tuple[str, ...]] = MappingProxyType({"error": ("no error",), "warning": ("no error or warning",)})


@dataclass(frozen=True, slots=True)
class Example:
    """One place where a rule found something, in words."""

    severity: str
    where: str
    file: str
    message: str


@dataclass(frozen=True, slots=True)
class Found:
    """One rule that found something."""

    rule: str
    anchor: str
    summary: str
    worst: str
    counts: tuple[tuple[str, str], ...]  # kind and words
    mend: str
    sections: tuple[tuple[str, str], ...]
    examples: tuple[Example, ...]
    hidden: int  # of withheld articles
    more: int


def render(report: Report, fail_on: str) -> str:
    """Returns the report as an HTML page."""
    return _page().render(_context(report, fail_on)).rstrip("\n") + "\n"


@cache
def _page() -> Template:
    environment = Environment(
        loader=PackageLoader("pressmark.reporters", "_html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(plain=words.plain, spans=words.spans, number="{:,}".format)
    return environment.get_template("page.html.jinja")


def _context(report: Report, fail_on: str) -> dict[str, Any]:
    judged = [outcome for outcome in report.outcomes if outcome.outcome != "not-checked"]
    statistics = report.statistics
    return {
        "report": report,
        "passed": report.passed(fail_on),
        "headline": _headline(report, fail_on),
        "threshold": f"{_THRESHOLDS[fail_on]} make a report fail.",
        "judged": words.counted(len(judged), "rule"),
        "tiles": _tiles(report),
        "receipt": _receipt(report),
        "found": _found(report),
        "accepted": _accepted(report),
        "not_checked": _not_checked(report.outcomes),
        "clean": _clean(report.outcomes),
        "statistics": statistics,
        "columns": [figures.COLUMNS[name] for name in statistics.fields] if statistics else [],
        "publishers": figures.coverage(statistics, statistics.publishers, "publisher") if statistics else [],
        "periods": figures.coverage(statistics, statistics.periods, statistics.unit) if statistics else [],
        "timeline": figures.timeline(statistics) if statistics else None,
        "breakdowns": figures.breakdowns(statistics) if statistics else [],
    }


def _headline(report: Report, fail_on: str) -> str:
    counts = [
        words.counted(report.total(name), noun)
        for name, noun in _KINDS.items()
        if noun != "contained" and report.total(name)
    ]
    if not report.passed(fail_on):
        return f"{words.listed(counts)} found."
    if counts:
        return f"{words.listed([*counts, *_NONE[fail_on]])}."
    if report.outcomes and all(outcome.outcome == "not-checked" for outcome in report.outcomes):
        return "Nothing was judged."
    if any(report.total(name) for name in ("contained", "suppressed", "known")):
        return "Nothing new was found."
    return "Nothing wrong was found."


def _tiles(report: Report) -> list[tuple[str, str, str]]:
    """Returns the counts: a kind for the colour, what is counted, and the number."""
    tiles = [("", "articles", f"{report.articles:,}")]
    tiles += [(noun, name, f"{report.total(name):,}") for name, noun in _KINDS.items() if noun != "contained"]
    tiles += [
        ("", name, f"{report.total(name):,}") for name in ("contained", "suppressed", "known") if report.total(name)
    ]
    if report.statistics and report.statistics.withheld:
        tiles.append(("", "withheld articles", f"{report.statistics.withheld:,}"))
    return tiles


def _receipt(report: Report) -> str:
    receipt = dict(report.receipt)
    if not receipt:
        return ""
    ends = [
        f"{receipt[name]:,} {name}" for name in ("articles", "duplicates", "rejected", "skipped") if name in receipt
    ]
    return f"The sources hold {words.counted(receipt.get('records', 0), 'record')}: {words.listed(ends)}."


def _found(report: Report) -> list[Found]:
    examples: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        if not finding.suppression and not finding.known:
            examples[finding.rule].append(finding)
    failed = [outcome for outcome in report.outcomes if outcome.outcome == "failed"]
    failed.sort(key=lambda found: (-found.errors, -found.warnings, -found.notes, -found.contained, found.rule))
    return [_rule(outcome, examples[outcome.rule], report) for outcome in failed]


def _rule(outcome: Outcome, findings: list[Finding], report: Report) -> Found:
    counts = {noun: getattr(outcome, name) for name, noun in _KINDS.items()}
    sections = words.sections(outcome.page)
    mend = next((text for heading, text in sections if heading == "Mend"), findings[0].mend if findings else "")
    shown = [finding for finding in findings if not _hidden(finding)][:_PLACES]
    hidden = sum(map(_hidden, findings))
    said = {
        noun: words.counted(count, noun) if noun != "contained" else f"{count:,} contained"
        for noun, count in counts.items()
    }
    return Found(
        rule=words.plain(outcome.rule, 80),
        anchor=_anchor(outcome.rule),
        summary=outcome.summary,
        worst=next((noun for noun, count in counts.items() if count), "note"),
        counts=tuple((noun, said[noun]) for noun, count in counts.items() if count),
        mend=mend,
        sections=tuple(section for section in sections if section[0] != "Mend"),
        examples=tuple(_example(finding, report) for finding in shown),
        hidden=hidden,
        more=max(sum(counts.values()) - len(shown) - hidden, 0),
    )


def _hidden(finding: Finding) -> bool:
    return finding.withheld or finding.contained


def _anchor(rule: str) -> str:
    return "rule-" + re.sub(r"[^a-z0-9]+", "-", rule.lower())[:80]


def _example(finding: Finding, report: Report) -> Example:
    place = finding.place
    line = f":{place.line:,}" if place.line else ""
    file = f"{report.path(place)}{line}" if place.file else ""
    return Example(
        finding.severity, words.where(place), words.plain(file, 160), words.capital(words.plain(finding.message))
    )


def _accepted(report: Report) -> dict[str, Any]:
    """Returns what somebody accepted, with the reasons, and how much of it is not listed."""
    suppressed = [finding for finding in report.findings if finding.suppression]
    listed = [
        (finding.rule, "a withheld article" if _hidden(finding) else words.where(finding.place), finding.suppression)
        for finding in suppressed[:_ACCEPTED]
    ]
    known = [(outcome.rule, outcome.known) for outcome in report.outcomes if outcome.known]
    return {
        "suppressed": listed,
        "more": max(report.total("suppressed") - len(listed), 0),
        "known": sorted(known, key=lambda found: (-found[1], found[0])),
    }


def _not_checked(outcomes: Iterable[Outcome]) -> list[tuple[str, list[str]]]:
    """Returns the reasons why rules were not checked, or not in full, each with its rules."""
    reasons: dict[str, list[str]] = defaultdict(list)
    for outcome in outcomes:
        if outcome.outcome == "not-checked" or outcome.reason:
            reasons[words.capital(outcome.reason or "no reason is given")].append(outcome.rule)
    return sorted(reasons.items())


def _clean(outcomes: Iterable[Outcome]) -> list[tuple[str, list[Outcome]]]:
    """Returns the rules that found nothing, by family."""
    families: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        if outcome.outcome == "passed":
            families[outcome.family or "other"].append(outcome)
    return sorted(families.items())
