"""Gathers findings from all engines: counts are exact, examples are bounded, one break found twice counts once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace

from pressmark.checking.policy import EVERYTHING, Policy
from pressmark.model.report import Finding, Outcome, Place
from pressmark.rules.base import Rule


class Collector:
    """Takes what the engines find and says how each rule ended."""

    def __init__(self, rules: Mapping[str, Rule], withheld: Collection[str] = (), policy: Policy = EVERYTHING) -> None:
        self.rules = rules
        self.policy = policy
        self._withheld = withheld
        self._counts: dict[str, Counter[str]] = defaultdict(Counter)
        self._seen: dict[tuple[str, str], int | None] = {}
        self._findings: list[Finding] = []
        self._not_checked: dict[str, str] = {}
        self._checked: set[str] = set()
        self._suppressed: set[tuple[str, str]] = set()

    def checked(self, rule: str) -> None:
        """Notes that a rule was judged; without a finding it has passed."""
        self._checked.add(rule)

    def not_checked(self, rule: str, reason: str) -> None:
        """Notes that a rule could not be judged, or not in full, and why."""
        self._not_checked.setdefault(rule, reason)

    def add(self, rule: str, place: Place, message: str, engine: str, severity: str | None = None) -> None:
        """Takes one break; the same break from another engine is added to the first."""
        if rule in self.policy.left_out:
            return
        declared = self.rules[rule]
        finding = self._judged(
            Finding(
                rule=rule,
                severity=self.policy.severities.get(rule) or severity or declared.severity,
                place=place,
                message=message,
                mend=declared.section("Mend"),
                engines=(engine,),
            )
        )
        identity = (rule, finding.fingerprint)
        if identity in self._seen:
            self._again(self._seen[identity], engine)
            return
        counted = _counted(finding)
        self._counts[rule][counted] += 1
        kept = self._counts[rule][counted] <= self.policy.examples
        self._seen[identity] = len(self._findings) if kept else None
        if kept:
            self._findings.append(finding)

    def _judged(self, finding: Finding) -> Finding:
        """Returns a finding with what was decided about it; what is accepted is still reported."""
        article = (finding.place.key or "").split("/")[0]
        accepted = self.policy.suppression(finding.rule, article)
        if accepted:
            self._suppressed.add((finding.rule, article))
            return replace(finding, suppression=f"{accepted.reason} (until {accepted.expires.isoformat()})")
        if finding.fingerprint in self.policy.baseline:
            return replace(finding, known=True)
        return replace(finding, contained=finding.severity == "error" and article in self._withheld)

    def _again(self, index: int | None, engine: str) -> None:
        if index is not None and engine not in self._findings[index].engines:
            found = self._findings[index]
            self._findings[index] = replace(found, engines=(*found.engines, engine))

    def outcomes(self) -> tuple[Outcome, ...]:
        """Returns how every rule ended, by name; a rule that nothing ran is not checked."""
        names = sorted({*self.rules, *self._not_checked, *self._checked})
        return tuple(self._outcome(name) for name in names)

    def _outcome(self, name: str) -> Outcome:
        rule, counts = self.rules[name], self._counts[name]
        ended, reason = self._ended(name, counts)
        return Outcome(
            rule=name,
            outcome=ended,
            errors=counts["errors"],
            warnings=counts["warnings"],
            notes=counts["notes"],
            contained=counts["contained"],
            suppressed=counts["suppressed"],
            known=counts["known"],
            reason=reason,
            family=rule.family,
            summary=rule.summary,
            page=rule.page,
        )

    def _ended(self, name: str, counts: Mapping[str, int]) -> tuple[str, str | None]:
        if name in self.policy.left_out:
            return "not-checked", "the project leaves it out"
        reason = self._not_checked.get(name)
        if any(counts[failing] for failing in _FAILING):
            return "failed", reason
        if reason is not None or name not in self._checked:
            return "not-checked", reason or "nothing asked for it"
        return "passed", None

    def close(self, *, whole: bool = True) -> None:
        """Judges the suppressions themselves, once everything else is judged; of a part none can be called unused."""
        for rule in ("suppression-expired", "suppression-unused"):
            if rule == "suppression-unused" and not whole:
                self.not_checked(rule, "only a part of the articles was judged")
            elif self.policy.today:
                self.checked(rule)
            else:
                self.not_checked(rule, "needs to know which day it is")
        for found in self.policy.suppressions:
            place = Place(file="pressmark.toml", key=f"{found.article}/{found.rule}", field="validate.suppress")
            if not self.policy.today:
                continue
            if self.policy.expired(found):
                self.add("suppression-expired", place, f"ended on {found.expires.isoformat()}", "python")
            elif whole and found.rule in self._checked and (found.rule, found.article) not in self._suppressed:
                self.add("suppression-unused", place, "there is nothing to suppress", "python")

    def breaks(self) -> tuple[tuple[str, str], ...]:
        """Returns rule and fingerprint of all findings, also of those that are not kept as examples."""
        return tuple(sorted(self._seen))

    def findings(self) -> tuple[Finding, ...]:
        """Returns the kept examples, the worst first, then by rule and place."""
        order = {"error": 0, "warning": 1, "note": 2}

        def place(found: Finding) -> tuple[int, str, str, int, str]:
            where = found.place
            return (order[found.severity], found.rule, where.table or where.file or "", where.row or 0, str(where))

        return tuple(sorted(self._findings, key=place))


_FAILING = ("errors", "warnings", "notes", "contained")


def _counted(finding: Finding) -> str:
    if finding.suppression:
        return "suppressed"
    if finding.known:
        return "known"
    return "contained" if finding.contained else f"{finding.severity}s"
