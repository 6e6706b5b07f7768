"""Gathers findings from all engines: counts are exact, examples are bounded, one break found twice counts once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace

from pressmark.model.report import Finding, Outcome, Place
from pressmark.rules.base import Rule

_EXAMPLES = 20


class Collector:
    """Takes what the engines find and says how each rule ended."""

    def __init__(self, rules: Mapping[str, Rule], withheld: Collection[str] = ()) -> None:
        self._rules = rules
        self._withheld = withheld
        self._counts: dict[str, Counter[str]] = defaultdict(Counter)
        self._seen: dict[tuple[str, str], int | None] = {}
        self._findings: list[Finding] = []
        self._not_checked: dict[str, str] = {}
        self._checked: set[str] = set()

    def checked(self, rule: str) -> None:
        """Notes that a rule was judged; without a finding it has passed."""
        self._checked.add(rule)

    def not_checked(self, rule: str, reason: str) -> None:
        """Notes that a rule could not be judged, or not in full, and why."""
        self._not_checked.setdefault(rule, reason)

    def add(self, rule: str, place: Place, message: str, engine: str, severity: str | None = None) -> None:
        """Takes one break; the same break from another engine is added to the first."""
        declared = self._rules[rule]
        severity = severity or declared.severity
        article_id = (place.key or "").split("/")[0]
        contained = severity == "error" and article_id in self._withheld
        finding = Finding(
            rule=rule,
            severity=severity,
            place=place,
            message=message,
            mend=declared.section("Mend"),
            engines=(engine,),
            contained=contained,
        )
        identity = (rule, finding.fingerprint)
        if identity in self._seen:
            self._again(self._seen[identity], engine)
            return
        counted = "contained" if contained else f"{severity}s"
        self._counts[rule][counted] += 1
        kept = self._counts[rule][counted] <= _EXAMPLES
        self._seen[identity] = len(self._findings) if kept else None
        if kept:
            self._findings.append(finding)

    def _again(self, index: int | None, engine: str) -> None:
        if index is not None and engine not in self._findings[index].engines:
            found = self._findings[index]
            self._findings[index] = replace(found, engines=(*found.engines, engine))

    def outcomes(self) -> tuple[Outcome, ...]:
        """Returns how every rule ended, by name; a rule that nothing ran is not checked."""
        names = sorted({*self._rules, *self._not_checked, *self._checked})
        return tuple(self._outcome(name) for name in names)

    def _outcome(self, name: str) -> Outcome:
        counts, reason = self._counts[name], self._not_checked.get(name)
        if counts.total():
            return Outcome(rule=name, outcome="failed", reason=reason, **counts)
        if reason is not None or name not in self._checked:
            return Outcome(rule=name, outcome="not-checked", reason=reason or "nothing asked for it")
        return Outcome(rule=name, outcome="passed")

    def findings(self) -> tuple[Finding, ...]:
        """Returns the kept examples, the worst first, then by rule and place."""
        order = {"error": 0, "warning": 1, "note": 2}

        def place(found: Finding) -> tuple[int, str, str, int, str]:
            where = found.place
            return (order[found.severity], found.rule, where.table or where.file or "", where.row or 0, str(where))

        return tuple(sorted(self._findings, key=place))
