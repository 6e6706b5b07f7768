"""Reports of three validations, as values: one that found nothing, one that found all there is to find, and records."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from pressmark.model.report import Finding, Outcome, Place, Report
from pressmark.registry import Shelf

SHELF = Shelf("reporter", "pressmark.reporters")
CASES = Path(__file__).resolve().parent / "cases"
ENDINGS = {"github": "txt", "json": "json", "junit": "xml", "markdown": "md", "sarif": "sarif", "text": "txt"}
GULL, HERON, LAMP = "sk-00000000000000aa", "sk-00000000000000bb", "sk-00000000000000cc"
SAID: dict[str, Any] = {"toolkit_version": "0.1.0", "level": "content", "content_root": "5f" * 32}
MEND = "Read the date in the source again, and correct it there."


def found(rule: str, severity: str, place: Place, message: str, mend: str = MEND, **more: Any) -> Finding:
    return Finding(rule=rule, severity=severity, place=place, message=message, mend=mend, engines=("pandera",), **more)


def row(table: str, number: int, key: str, field: str | None = None) -> Place:
    return Place(file=f"data/{table}.csv", table=table, row=number, key=key, field=field)


CLEAN = Report(
    **SAID,
    subject="skerry-lantern",
    kind="package",
    articles=1,
    outcomes=(
        Outcome(rule="date-in-the-future", outcome="passed"),
        Outcome(rule="link-lost", outcome="passed"),
    ),
    findings=(),
    receipt=(("records", 1), ("articles", 1), ("duplicates", 0), ("rejected", 0), ("skipped", 0)),
)

FAULTY = Report(
    **SAID,
    subject="skerry-lantern",
    kind="package",
    articles=12_345,
    outcomes=(
        Outcome(rule="author-missing", outcome="failed", warnings=1, known=2),
        Outcome(rule="date-in-the-future", outcome="failed", errors=1_002, contained=1),
        Outcome(rule="day-made-up", outcome="passed", suppressed=1),
        Outcome(rule="file-changed", outcome="failed", errors=1),
        Outcome(rule="link-lost", outcome="failed", notes=1, reason="2 of 3 tables could be read"),
        Outcome(rule="statement-unlike-source", outcome="not-checked", reason="needs the inputs"),
        Outcome(rule="text-leaked", outcome="not-checked", reason="it judges a release, and this is a package"),
        Outcome(
            rule="version-not-semantic", outcome="not-checked", reason="it judges a release, and this is a package"
        ),
    ),
    findings=(
        found("date-in-the-future", "error", row("dates", 7, f"{GULL}/published", "edtf"), "2093-12-30 is later"),
        found("date-in-the-future", "error", row("dates", 8, f"{HERON}/published", "edtf"), "2093-12-31 is later"),
        found(
            "date-in-the-future", "error", row("dates", 9, f"{LAMP}/published", "edtf"), "2094 is later", contained=True
        ),
        found("date-in-the-future", "error", row("dates", 11, f"{LAMP}/modified", "edtf"), "2095 is later"),
        found(
            "file-changed",
            "error",
            Place(file="data/agents.csv"),
            "Frictionless refuses it for hash-count, and nobody knows when the file was changed, nor by whom it was",
            "Convert the sources again.",
        ),
        found("author-missing", "warning", row("articles", 3, GULL), "no author is known", ""),
        found("author-missing", "warning", row("articles", 4, HERON), "no author is known", "", known=True),
        found(
            "day-made-up",
            "error",
            row("dates", 2, f"{HERON}/modified"),
            "the day is not printed",
            suppression="the editor told us (until 2027-01-31)",
        ),
        found(
            "link-lost",
            "note",
            row("links", 5, f"{GULL}/1", "href_verbatim"),
            "a link has lost its target",
            "Leave it.",
        ),
    ),
    receipt=(("records", 12_350), ("articles", 12_345), ("duplicates", 2), ("rejected", 1), ("skipped", 2)),
)

RECORDS = Report(
    **{**SAID, "content_root": None, "level": "structure"},
    subject="records.jsonl",
    kind="records",
    articles=2,
    outcomes=(Outcome(rule="type-wrong", outcome="failed", errors=1),),
    findings=(
        found(
            "type-wrong",
            "error",
            Place(file="records.jsonl", line=2, key="line 2"),
            "is not a JSON object",
            "Write “one” object a line.",
        ),
    ),
)

ACCEPTED = Report(
    **{**SAID, "level": "structure"},
    subject="skerry-lantern",
    kind="package",
    articles=2,
    outcomes=(
        Outcome(rule="author-missing", outcome="passed", suppressed=1, family="authors", summary="An author is known."),
        Outcome(rule="link-lost", outcome="passed", known=2, family="links", summary="A link keeps its target."),
    ),
    findings=(
        found("author-missing", "warning", row("articles", 1, GULL), "no author is known", suppression="as printed"),
        found("link-lost", "note", row("links", 5, f"{GULL}/1"), "a link has lost its target", known=True),
    ),
)

SEVERAL = Report(
    **{**SAID, "content_root": None},
    subject="collections",
    kind="packages",
    articles=5,
    outcomes=(
        Outcome(
            rule="author-missing",
            outcome="failed",
            warnings=1,
            family="authors",
            summary="An author is known.",
            page="An author is known.\n\nWhy: readers ask who wrote it.\n\nMend: Read the byline.",
        ),
        Outcome(
            rule="date-in-the-future",
            outcome="failed",
            contained=1,
            family="dates",
            summary="No date lies in the future.",
            page="No date lies in the future.\n\nWhy: nobody can have printed it.\n\nMend: Read it again.",
        ),
        Outcome(rule="link-lost", outcome="passed", family="links", summary="A link keeps its target."),
    ),
    findings=(
        found(
            "date-in-the-future",
            "error",
            Place(package="birds", file="data/dates.csv", line=8, table="dates", row=7, key=f"{GULL}/published"),
            "2093 is later",
            contained=True,
        ),
        found(
            "author-missing",
            "warning",
            Place(package="boats 2", file="data/articles.csv", line=4, table="articles", row=3, key=HERON),
            "no author is known",
        ),
    ),
    root="contributed/collections",
    scope=("birds: 2 of 9 articles are new or different since main", "boats 2: judged whole"),
)

REPORTS: Mapping[str, tuple[Report, str]] = {
    "accepted": (ACCEPTED, "error"),
    "clean": (CLEAN, "error"),
    "faulty": (FAULTY, "error"),
    "records": (RECORDS, "error"),
    "several": (SEVERAL, "error"),
    "strict": (
        Report(
            **SAID,
            subject="skerry-lantern",
            kind="release",
            articles=2,
            outcomes=(Outcome(rule="author-missing", outcome="failed", warnings=1),),
            findings=(found("author-missing", "warning", row("articles", 1, GULL), "no author is known", ""),),
        ),
        "warning",
    ),
}


def golden(kind: str, report: str) -> Path:
    """Returns where the expected form of a report lies."""
    return CASES / kind / f"{report}.{ENDINGS[kind]}"


def reporter(kind: str) -> ModuleType:
    """Returns a reporter by its name."""
    return SHELF[kind]


def write_golden() -> None:
    """Takes the present forms as the expected ones; the difference is for a person to read."""
    for kind in ENDINGS:
        for name, (report, fail_on) in REPORTS.items():
            golden(kind, name).parent.mkdir(parents=True, exist_ok=True)
            golden(kind, name).write_text(reporter(kind).render(report, fail_on), "utf-8")
