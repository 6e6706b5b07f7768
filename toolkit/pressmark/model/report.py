"""What a validation says: findings, outcomes and the report that holds them."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, replace

SEVERITIES = ("note", "warning", "error")
_ARTICLE_ID = re.compile(r"[a-z0-9]{2,12}-[0-9a-f]{16}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a finding is; every part that does not apply is None. `row` counts records of the table from 1.

    `package` is the folder of its package where several were judged at once; `file` is seen from there.
    """

    file: str | None = None
    line: int | None = None
    table: str | None = None
    row: int | None = None
    key: str | None = None
    field: str | None = None
    package: str | None = None

    def __str__(self) -> str:
        table = self.table or self.file or ""
        package = f"{self.package}:" if self.package else None
        parts = [package, table, f"row {self.row}" if self.row else None, self.key, self.field]
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong, where, and how to mend it; never quotes an article's text."""

    rule: str
    severity: str  # error warning note
    place: Place
    message: str
    mend: str
    engines: tuple[str, ...]  # of json-schema, frictionless, pandera, python: all that found it
    contained: bool = False  # an error on a row that the gate withholds: reported, but no bar to a release
    known: bool = False  # in the baseline: reported before
    withheld: bool = False  # about an article that the gate withholds: a report that is passed on does not name it
    suppression: str | None = None  # why somebody accepted it, and until when

    @property
    def article(self) -> str | None:
        """Returns the id of the article that it is about, where it is about one."""
        first = (self.place.key or "").split("/")[0]
        return first if _ARTICLE_ID.fullmatch(first) else None

    @property
    def fingerprint(self) -> str:
        """Returns 16 hex digits that survive inserted and moved rows: rule, table, key and field, no row number."""
        place = self.place
        named = place.key or place.file or ""
        parts = (self.rule, place.table or "", named, place.field or "")
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How one rule ended: passed, failed (with exact counts by severity), or not-checked and why.

    `contained` counts errors on rows that the gate withholds, `suppressed` findings that somebody accepted, `known`
    those of the baseline; they are not among the others.
    """

    rule: str
    outcome: str  # passed failed not-checked
    errors: int = 0
    warnings: int = 0
    notes: int = 0
    contained: int = 0
    suppressed: int = 0
    known: int = 0
    reason: str | None = None
    family: str = ""
    summary: str = ""  # what the rule says, in a sentence
    page: str = ""  # the rule's whole page


@dataclass(frozen=True, slots=True)
class Share:
    """How many articles have a field, of those to which it applies."""

    filled: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The coverage of the articles of one publisher or one period; `merged` counts what was put together in it.

    A name of None stands for what is not known, or, where `merged` is not 0, for all the others.
    """

    name: str | None
    articles: int
    shares: tuple[Share, ...]  # in the order of `Statistics.fields`
    merged: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many articles have which value of a column, the most frequent first; None stands for no value."""

    column: str
    counts: tuple[tuple[str | None, int], ...]
    others: int = 0  # articles whose value is not among them
    merged: int = 0  # values that are not among them


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """What the articles are like, in bounded tables that hold no title and no text.

    Articles that the gate withholds are in `withheld` and in the tallies; coverage and timeline leave them out, so that
    no publisher is named for their sake.
    """

    articles: int
    withheld: int
    fields: tuple[str, ...]
    overall: tuple[Share, ...]
    publishers: tuple[Group, ...]  # by falling number of articles
    unit: str  # month year decade
    periods: tuple[Group, ...]  # in the order of time; only those with articles
    timeline: tuple[tuple[str, int], ...]  # every period from the first to the last
    tallies: tuple[Tally, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One validation of one thing by all engines; counts are exact, findings are bounded examples."""

    subject: str
    kind: str  # package release records packages
    level: str  # descriptor structure content
    toolkit_version: str
    content_root: str | None
    articles: int
    outcomes: tuple[Outcome, ...]
    findings: tuple[Finding, ...]
    receipt: tuple[tuple[str, int], ...] = ()  # counts of the sources table
    breaks: tuple[tuple[str, str], ...] = ()  # rule and fingerprint of every finding, examples or not
    root: str = ""  # where the files of the places lie, as a relative POSIX path
    statistics: Statistics | None = None  # at the level content, where the articles could be read
    scope: tuple[str, ...] = ()  # what was judged and what was left out, where it was not the whole

    def count(self, severity: str) -> int:
        """Returns how many findings of one severity there are, without those contained, suppressed or known."""
        return sum(getattr(outcome, f"{severity}s") for outcome in self.outcomes)

    def total(self, name: str) -> int:
        """Returns the sum of one count over all rules: errors, warnings, notes, contained, suppressed or known."""
        return sum(getattr(outcome, name) for outcome in self.outcomes)

    def shortened(self, examples: int) -> Report:
        """Returns the same report with so many findings of a rule and severity at most; the counts stay."""
        kept: list[Finding] = []
        held: Counter[tuple[object, ...]] = Counter()
        for found in self.findings:
            kind = (found.rule, found.severity, bool(found.suppression), found.known, found.contained)
            held[kind] += 1
            if held[kind] <= examples:
                kept.append(found)
        return replace(self, findings=tuple(kept))

    def path(self, place: Place) -> str:
        """Returns the file of a place as a path below the folder from which the validation was started."""
        return "/".join(part for part in (self.root.rstrip("/"), place.package, place.file) if part and part != ".")

    def passed(self, fail_on: str = "error") -> bool:
        """Returns whether nothing at or above the threshold was found."""
        return not any(self.count(severity) for severity in SEVERITIES[SEVERITIES.index(fail_on) :])
