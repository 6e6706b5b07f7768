"""Judges a folder of several packages as one: finds them, and puts their reports together."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from pressmark.contracts.package import DESCRIPTOR
from pressmark.model.report import Finding, Outcome, Report

_COUNTS = ("errors", "warnings", "notes", "contained", "suppressed", "known")
_WHOLE = "judged whole"
_ORDER = {"error": 0, "warning": 1, "note": 2}


def packages_below(folder: Path) -> tuple[Path, ...]:
    """Returns the packages and releases below a folder, in a settled order, and looks into none.

    What is hidden is left out. A data package of another kind says nothing of the article contract and is none of ours.
    """
    return tuple(_walked(folder))


def _walked(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if DESCRIPTOR in files and _of_articles(Path(place, DESCRIPTOR)):
            folders.clear()
            yield Path(place)


def _of_articles(path: Path) -> bool:
    try:
        descriptor = json.loads(path.read_bytes())
    except ValueError:
        return True  # it was meant to be one, and a validation says what is wrong with it
    return isinstance(descriptor, dict) and "articles:contract" in descriptor


def merged(reports: Mapping[str, Report], subject: str, root: str) -> Report:
    """Returns one report of several packages, each by its folder below the subject; counts are added.

    A rule has passed where it passed in every package; where it was not judged in one, the reason is kept.
    """
    first = next(iter(reports.values()))
    receipt: Counter[str] = Counter()
    for report in reports.values():
        receipt.update(dict(report.receipt))
    return Report(
        subject=subject,
        kind="packages",
        level=first.level,
        toolkit_version=first.toolkit_version,
        content_root=None,
        articles=sum(report.articles for report in reports.values()),
        outcomes=tuple(_together(reports)),
        findings=_placed(reports),
        receipt=tuple(receipt.items()),
        breaks=tuple(sorted({found for report in reports.values() for found in report.breaks})),
        root=root,
        scope=tuple(f"{name}: {said}" for name, report in reports.items() for said in report.scope or (_WHOLE,)),
    )


def _together(reports: Mapping[str, Report]) -> Iterator[Outcome]:
    ends: dict[str, dict[str, Outcome]] = {}
    for name, report in reports.items():
        for outcome in report.outcomes:
            ends.setdefault(outcome.rule, {})[name] = outcome
    for rule in sorted(ends):
        found = ends[rule]
        ended = {outcome.outcome for outcome in found.values()}
        end = next(name for name in ("failed", "not-checked", "passed") if name in ended)
        yield replace(
            next(iter(found.values())),
            outcome=end,
            reason=_reason(found),
            **{name: sum(getattr(outcome, name) for outcome in found.values()) for name in _COUNTS},
        )


def _reason(found: Mapping[str, Outcome]) -> str | None:
    reasons = {name: outcome.reason for name, outcome in found.items() if outcome.reason}
    if len(set(reasons.values())) == 1 and len(reasons) == len(found):
        return next(iter(reasons.values()))
    return "; ".join(f"{name}: {reason}" for name, reason in reasons.items()) or None


def _placed(reports: Mapping[str, Report]) -> tuple[Finding, ...]:
    findings: Iterable[Finding] = (
        replace(found, place=replace(found.place, package=name))
        for name, report in reports.items()
        for found in report.findings
    )
    return tuple(sorted(findings, key=lambda found: (_ORDER[found.severity], found.rule)))
