"""Lets every engine judge one package that is staged: its rules, Frictionless, pandera and JSON Schema."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from pressmark.checking.collector import Collector
from pressmark.checking.records import check_records
from pressmark.checking.rows import check_rows
from pressmark.checking.staging import Staged
from pressmark.checking.tables import check_tables
from pressmark.rules.base import NotChecked, Rule, Subject

Level = Literal["descriptor", "structure", "content"]
LEVELS: tuple[Level, ...] = ("descriptor", "structure", "content")


def judge(subject: Subject, staged: Staged, level: Level, collector: Collector, rows: Staged | None = None) -> None:
    """Judges a package on a level; of `rows`, where they are given, each by itself, and of all else the whole."""
    rows = rows or staged
    applicable = list(_applicable(subject.package.kind, collector))
    _check_package(subject, applicable, level, collector)
    if level != "descriptor":
        for misfit in staged.misfits:
            collector.add("type-wrong", misfit.place, misfit.message, "python")
        check_tables(subject.package, staged, collector)
    if level == "content":
        check_rows(rows, [rule for rule in applicable if rule.row is not None], collector)
        check_records(rows, [rule for rule in applicable if rule.record is not None], collector)
        for name, reason in staged.unread.items():
            for rule in applicable:
                if rule.table == name:
                    collector.not_checked(rule.name, f"{name} {reason}")
    else:
        for rule in applicable:
            if rule.row is not None or rule.record is not None:
                collector.not_checked(rule.name, f"the level {level} reads no rows")


def _applicable(kind: str, collector: Collector) -> Iterator[Rule]:
    for rule in collector.rules.values():
        if rule.name in collector.policy.left_out:
            continue
        if rule.judges in ("both", kind):
            yield rule
        else:
            collector.not_checked(rule.name, f"it judges a {rule.judges}, and this is a {kind}")


def _check_package(subject: Subject, rules: Iterable[Rule], level: Level, collector: Collector) -> None:
    for rule in rules:
        if rule.package is None:
            continue
        if LEVELS.index(rule.level) > LEVELS.index(level):
            collector.not_checked(rule.name, f"the level {level} does not go as far")
            continue
        found = rule.package(subject)
        if isinstance(found, NotChecked):
            collector.not_checked(rule.name, found.reason)
            continue
        collector.checked(rule.name)
        for problem in found:
            collector.add(rule.name, problem.place, problem.message, "python", problem.severity)
