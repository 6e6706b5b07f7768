"""A report of a collection whose makers tried to write into the page, and what must be read of it as text."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from reporters.reports import FAULTY, found

from pressmark.checking.statistics import TALLIED
from pressmark.model.report import Finding, Group, Outcome, Place, Report, Share, Statistics, Tally
from pressmark.records.coverage import FIELDS

SCRIPT = "<script>alert(1)</script>"
IMAGE = '"><img src=x onerror=alert(2)>'
STYLE = "</style><style>body{display:none}</style>"
TEMPLATE = "{{ 7 * 7 }}{% raw %}"
MARKUP = (SCRIPT, IMAGE, STYLE, TEMPLATE, "javascript:alert(3)", "<!--", "]]>", "&lt;b&gt;")
BIDI = "abc\u202egnp.exe\u2066\u200b\x07"
ADDRESS = "reader@private.example"
LONG = "m" * 3_000


def group(name: str | None, filled: int = 1, of: int = 2, **more: Any) -> Group:
    return Group(name=name, articles=of, shares=tuple(Share(filled, of) for _ in FIELDS), **more)


def statistics(names: tuple[str, ...] = ("The Lantern",), **more: Any) -> Statistics:
    """Returns the statistics of two articles a publisher, all of one month."""
    count = 2 * len(names)
    known: dict[str, Any] = {
        "articles": count,
        "withheld": 0,
        "fields": tuple(FIELDS),
        "overall": tuple(Share(len(names), count) for _ in FIELDS),
        "publishers": tuple(map(group, names)),
        "unit": "month",
        "periods": (group("2026-04", len(names), count),),
        "timeline": (("2026-04", count),),
        "tallies": tuple(Tally(column=column, counts=(("other", count),)) for column in TALLIED),
    }
    return Statistics(**known | more)


def hostile(wording: str) -> Report:
    """Returns a report that says a wording wherever a report can hold what somebody else wrote."""
    place = Place(file=f"data/{wording}", line=3, table=wording, row=2, key=f"{wording}/1", field=wording)
    findings: list[Finding] = [
        found("rule-a", "error", place, wording),
        found("rule-a", "error", place, wording, suppression=wording),
        found(wording, "warning", Place(key=wording), wording, mend=wording),
    ]
    tallies = tuple(Tally(column=column, counts=((wording, 2), (None, 1))) for column in TALLIED)
    return replace(
        FAULTY,
        subject=wording,
        root=wording,
        toolkit_version=wording,
        content_root=wording,
        outcomes=(
            Outcome(
                rule="rule-a",
                outcome="failed",
                errors=1,
                suppressed=1,
                page=f"{wording}\n\nWhy: {wording}",
                summary=wording,
            ),
            Outcome(rule=wording, outcome="failed", warnings=1, known=1, family=wording),
            Outcome(rule=f"{wording}-b", outcome="not-checked", reason=wording),
            Outcome(rule=f"{wording}-c", outcome="passed", family=wording, summary=wording),
        ),
        findings=tuple(findings),
        statistics=statistics((wording,), tallies=tallies),
    )


def _all_wordings() -> Report:
    """Returns one report with all hostile wordings, each as a publisher and as a message."""
    first = hostile(SCRIPT)
    more = tuple(found("rule-a", "error", Place(key=wording), wording) for wording in (*MARKUP, BIDI, LONG, ADDRESS))
    outcomes = (replace(first.outcomes[0], errors=1 + len(more)), *first.outcomes[1:])
    kept = {
        "periods": (group("2026-04"), group(None)),
        "timeline": tuple((f"2025-{month:02d}", month) for month in range(1, 13)),
    }
    names = (*MARKUP, BIDI, LONG, ADDRESS)
    return replace(first, outcomes=outcomes, findings=(*first.findings, *more), statistics=statistics(names, **kept))


HOSTILE = _all_wordings()
