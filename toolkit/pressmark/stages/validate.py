"""Validates a package, a release or contributed records: one report from JSON Schema, Frictionless and pandera."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pressmark import __version__
from pressmark.checking.catalogue import catalogue
from pressmark.checking.collector import Collector
from pressmark.checking.contributed import read_records
from pressmark.checking.lines import with_lines
from pressmark.checking.policy import EXAMPLES, Policy, policy_of
from pressmark.checking.records import check_records, withheld_ids
from pressmark.checking.rows import check_rows
from pressmark.checking.staging import Staged, stage
from pressmark.checking.statistics import statistics_of
from pressmark.checking.tables import check_tables
from pressmark.contracts.configuration import read_configuration
from pressmark.contracts.package import Package, open_package
from pressmark.contracts.tables import children
from pressmark.errors import PackageError
from pressmark.model.report import Finding, Report
from pressmark.records.hashing import content_root
from pressmark.records.index import read_index
from pressmark.rules.base import ARTICLE_VIEW, NotChecked, Problem, Rule, Subject

Level = Literal["descriptor", "structure", "content"]
LEVELS: tuple[Level, ...] = ("descriptor", "structure", "content")
_IN_A_RECORD = frozenset({"articles", ARTICLE_VIEW, *(child.name for child in children())})
_RECEIPT = ("records", "articles", "duplicates", "rejected", "skipped")


def validate(
    subject: Path | str,
    *,
    level: Level = "content",
    sources: Path | str | None = None,
    previous: Path | str | None = None,
    config: Path | str | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    baseline: Iterable[str] = (),
    today: date | None = None,
    examples: int = EXAMPLES,
) -> Report:
    """Validates a package, a release, or a JSON Lines file of contributed records.

    Args:
        subject: The folder of a package or release, or a `.jsonl` file of nested records.
        level: `descriptor` reads no data, `structure` reads files and keys, `content` judges every row.
        sources: The folder of the inputs, to compare every statement with the source it was printed in.
        previous: The release before this one, for the rules about versions; by default the one that `index.json`
            beside it lists before it.
        config: A `pressmark.toml` whose `[validate]` says what the project asks for; by default the package's own.
        select: Names of rules or families; only they judge.
        ignore: Names of rules or families that do not judge.
        baseline: Fingerprints of findings that are known; they are counted apart.
        today: The day that suppressions are compared with; without it none is in force.
        examples: How many findings of a rule and severity the report keeps; all are counted.

    Returns:
        One report; what could not be checked is said and is no pass.

    Raises:
        PackageError: where there is nothing that could be judged.
        ConfigurationError: where the configuration is wrong, or names a rule that there is not.
    """
    path = Path(subject)
    home = path.parent if path.is_file() else path
    configured = read_configuration(Path(config) if config else None, home).validate
    rules = catalogue()
    policy = policy_of(
        rules, configured, select=select, ignore=ignore, baseline=baseline, today=today, examples=examples
    )
    with tempfile.TemporaryDirectory(prefix="pressmark-") as scratch:
        if path.is_file():
            return _records_report(path, level, Path(scratch), policy)
        package = open_package(path)
        return _package_report(package, level, Path(scratch), _existing(sources), _existing(previous), policy)


def _existing(path: Path | str | None) -> Path | None:
    if path is not None and not Path(path).exists():
        raise PackageError("does not exist", where=str(path), remedy="check the path")
    return Path(path) if path is not None else None


def _package_report(
    package: Package, level: Level, scratch: Path, sources: Path | None, previous: Path | None, policy: Policy
) -> Report:
    staged = stage(package, scratch) if level != "descriptor" else Staged({}, (), {})
    tables = staged.tables()
    withheld = withheld_ids(staged)
    collector = Collector(catalogue(), withheld, policy)
    index = read_index(package.folder.resolve().parent) if package.kind == "release" else None
    subject = Subject(
        package=package,
        tables=tables,
        index=index,
        previous=open_package(previous) if previous else _before(package, index),
        sources=sources,
    )
    applicable = list(_applicable(package.kind, collector))
    _check_packages(subject, applicable, level, collector)
    if level != "descriptor":
        for misfit in staged.misfits:
            collector.add("type-wrong", misfit.place, misfit.message, "python")
        check_tables(package, staged, collector)
    if level == "content":
        check_rows(staged, [rule for rule in applicable if rule.row is not None], collector)
        check_records(staged, [rule for rule in applicable if rule.record is not None], collector)
        for name, reason in staged.unread.items():
            for rule in applicable:
                if rule.table == name:
                    collector.not_checked(rule.name, f"{name} {reason}")
    else:
        for rule in applicable:
            if rule.row is not None or rule.record is not None:
                collector.not_checked(rule.name, f"the level {level} reads no rows")
    collector.close()
    return Report(
        subject=package.name,
        kind=package.kind,
        level=level,
        toolkit_version=__version__,
        content_root=content_root(tables) if "articles" in staged.scans else None,
        articles=_count(staged),
        outcomes=collector.outcomes(),
        findings=_marked(with_lines(collector.findings(), package, staged), withheld),
        receipt=_receipt(staged),
        breaks=collector.breaks(),
        root=_root(package.folder),
        statistics=statistics_of(staged, package.kind) if level == "content" else None,
    )


def _marked(findings: Iterable[Finding], withheld: Collection[str]) -> tuple[Finding, ...]:
    """Returns findings that say of themselves whether they are about an article that the gate withholds."""
    return tuple(replace(found, withheld=found.article in withheld) for found in findings)


def _root(folder: Path) -> str:
    """Returns a folder as it was named; of an absolute path the name only, which says nothing of the machine."""
    return folder.name if folder.is_absolute() else folder.as_posix()


def _before(release: Package, index: Mapping[str, Any] | None) -> Package | None:
    """Returns the release that the index lists before this one, where it stands beside it."""
    listed = [entry["version"] for entry in index["versions"]] if index else []
    version = release.descriptor.get("version")
    position = listed.index(version) if version in listed else 0
    folder = release.folder.resolve().parent / listed[position - 1] if position else None
    return open_package(folder) if folder and folder.is_dir() else None


def _applicable(kind: str, collector: Collector) -> Iterator[Rule]:
    for rule in collector.rules.values():
        if rule.name in collector.policy.left_out:
            continue
        if rule.judges in ("both", kind):
            yield rule
        else:
            collector.not_checked(rule.name, f"it judges a {rule.judges}, and this is a {kind}")


def _check_packages(subject: Subject, rules: Iterable[Rule], level: Level, collector: Collector) -> None:
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
            _add(problem, rule, collector)


def _add(problem: Problem, rule: Rule, collector: Collector) -> None:
    collector.add(rule.name, problem.place, problem.message, "python", problem.severity)


def _count(staged: Staged) -> int:
    return int(staged.scans["articles"].select("article_id").collect().height) if "articles" in staged.scans else 0


def _receipt(staged: Staged) -> tuple[tuple[str, int], ...]:
    if "sources" not in staged.scans:
        return ()
    sums = staged.scans["sources"].select(_RECEIPT).sum().collect().row(0, named=True)
    return tuple((name, int(sums[name])) for name in _RECEIPT)


def _records_report(path: Path, level: Level, scratch: Path, policy: Policy) -> Report:
    rules = catalogue()
    collector = Collector(rules, policy=policy)
    read = read_records(path, scratch, collector)
    if not read.count:
        raise PackageError("holds no record", where=path.name, remedy="one JSON object a line")
    row_rules = [rule for rule in rules.values() if rule.row is not None and rule.table in _IN_A_RECORD]
    record_rules = [rule for rule in rules.values() if rule.record is not None]
    asked = (rule for rule in (*row_rules, *record_rules) if rule.name not in policy.left_out)
    judged = [rule for rule in asked if rule.judges != "release"]
    if level == "content":
        check_rows(read.staged, [rule for rule in judged if rule.row is not None], collector)
        check_records(read.staged, [rule for rule in judged if rule.record is not None], collector, numbered=True)
    for name, rule in rules.items():
        if rule.row is None and rule.record is None and rule.package is None:
            collector.checked(name)
        elif level != "content":
            collector.not_checked(name, f"the level {level} reads no rows")
        elif rule not in judged:
            collector.not_checked(name, "it judges a whole package, and this is a file of records")
        elif read.refused:
            collector.not_checked(name, f"{read.refused:,} of {read.count:,} records were refused before it")
    collector.close()
    return Report(
        subject=path.name,
        kind="records",
        level=level,
        toolkit_version=__version__,
        content_root=None,
        articles=read.count,
        outcomes=collector.outcomes(),
        findings=_marked(collector.findings(), withheld_ids(read.staged)),
        breaks=collector.breaks(),
        root=_root(path.parent),
        statistics=statistics_of(read.staged, "records") if level == "content" else None,
    )
