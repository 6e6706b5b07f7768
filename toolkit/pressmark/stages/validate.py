"""Validates a package, a release or contributed records: one report from JSON Schema, Frictionless and pandera."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from pressmark import __version__
from pressmark.checking.catalogue import catalogue
from pressmark.checking.collector import Collector
from pressmark.checking.contributed import read_records
from pressmark.checking.earlier import Contribution, contribution
from pressmark.checking.engines import Level, judge
from pressmark.checking.lines import with_lines
from pressmark.checking.policy import EXAMPLES, Policy, policy_of
from pressmark.checking.records import check_records, withheld_ids
from pressmark.checking.returning import check_returns
from pressmark.checking.rows import check_rows
from pressmark.checking.several import merged, packages_below
from pressmark.checking.since import History, history_of
from pressmark.checking.staging import Staged, stage
from pressmark.checking.statistics import statistics_of
from pressmark.contracts.configuration import Configuration, read_configuration
from pressmark.contracts.package import DESCRIPTOR, Package, open_package
from pressmark.contracts.tables import children
from pressmark.errors import PackageError
from pressmark.model.report import Finding, Report
from pressmark.records.hashing import content_root
from pressmark.records.index import read_index
from pressmark.rules.base import ARTICLE_VIEW, Subject

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
    since: str | None = None,
    today: date | None = None,
    examples: int = EXAMPLES,
) -> Report:
    """Validates a package, a release, several of them, or a JSON Lines file of contributed records.

    Args:
        subject: The folder of a package or release, a folder of several, or a `.jsonl` file of nested records.
        level: `descriptor` reads no data, `structure` reads files and keys, `content` judges every row.
        sources: The folder of the inputs, to compare every statement with the source it was printed in.
        previous: The release before this one, for the rules about versions, or an earlier conversion of a package;
            by default the release that `index.json` beside it lists before it.
        config: A `pressmark.toml` whose `[validate]` says what the project asks for; by default the package's own.
        select: Names of rules or families; only they judge.
        ignore: Names of rules or families that do not judge.
        baseline: Fingerprints of findings that are known; they are counted apart.
        since: A revision of the git repository that the package lies in. What has not changed since is not judged by
            itself, and what could be found then is known.
        today: The day that suppressions are compared with; without it none is in force.
        examples: How many findings of a rule and severity the report keeps; all are counted.

    Returns:
        One report; what could not be checked is said and is no pass.

    Raises:
        PackageError: where there is nothing that could be judged.
        PressmarkError: where git cannot say what the package was like at `since`.
        ConfigurationError: where the configuration is wrong, or names a rule that there is not.
    """
    path = Path(subject)
    judged = partial(
        _judged,
        level=level,
        sources=_existing(sources),
        previous=_existing(previous),
        config=Path(config) if config else None,
        policy=partial(
            policy_of,
            catalogue(),
            select=tuple(select),
            ignore=tuple(ignore),
            baseline=frozenset(baseline),
            today=today,
            examples=examples,
        ),
        since=since,
    )
    folders = packages_below(path) if path.is_dir() and not (path / DESCRIPTOR).is_file() else ()
    if not folders:
        return judged(path)
    reports = {folder.relative_to(path).as_posix(): judged(folder) for folder in folders}
    return merged(reports, path.resolve().name, _root(path))


def _judged(
    path: Path,
    *,
    level: Level,
    sources: Path | None,
    previous: Path | None,
    config: Path | None,
    policy: Callable[[Mapping[str, Any]], Policy],
    since: str | None,
) -> Report:
    configuration = read_configuration(config, path.parent if path.is_file() else path)
    chosen = policy(configuration.validate)
    with tempfile.TemporaryDirectory(prefix="pressmark-") as scratch:
        if not path.is_file():
            package = open_package(path)
            history = history_of(path, since) if since is not None else None
            return _package_report(package, level, Path(scratch), sources, previous, chosen, history)
        if since is not None:
            remedy = "name a package, or leave --since out"
            raise PackageError("has no earlier state to compare with", where=path.name, remedy=remedy)
        return _records_report(path, level, Path(scratch), chosen, configuration)


def _existing(path: Path | str | None) -> Path | None:
    if path is not None and not Path(path).exists():
        raise PackageError("does not exist", where=str(path), remedy="check the path")
    return Path(path) if path is not None else None


def _package_report(
    package: Package,
    level: Level,
    scratch: Path,
    sources: Path | None,
    previous: Path | None,
    policy: Policy,
    history: History | None,
) -> Report:
    if history and history.unchanged(path for path in (package.folder, sources) if path):
        return _unjudged(package, level, policy, f"unchanged since {history.revision}, and not judged")
    staged = stage(package, scratch) if level != "descriptor" else Staged({}, (), {})
    tables = staged.tables()
    withheld = withheld_ids(staged)
    index = read_index(package.folder.resolve().parent) if package.kind == "release" else None
    subject = Subject(
        package=package,
        tables=tables,
        index=index,
        previous=open_package(previous) if previous else _before(package, index),
        sources=sources,
    )
    came = _contribution(history, subject, staged, level, policy, scratch) if history else None
    if came:
        policy = replace(policy, baseline=policy.baseline | came.known)
        subject = replace(subject, earlier=came.earlier)
    collector = Collector(catalogue(), withheld, policy)
    judge(subject, staged, level, collector, came.rows if came else None)
    collector.close(whole=came is None)
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
        scope=(came.said,) if came else (),
    )


def _contribution(
    history: History, subject: Subject, staged: Staged, level: Level, policy: Policy, scratch: Path
) -> Contribution:
    (scratch / "since").mkdir()
    return contribution(history, subject, staged, level=level, policy=policy, scratch=scratch / "since")


def _unjudged(package: Package, level: Level, policy: Policy, reason: str) -> Report:
    collector = Collector(catalogue(), policy=policy)
    for name in collector.rules:
        collector.not_checked(name, reason)
    return Report(
        subject=package.name,
        kind=package.kind,
        level=level,
        toolkit_version=__version__,
        content_root=None,
        articles=0,
        outcomes=collector.outcomes(),
        findings=(),
        root=_root(package.folder),
        scope=(reason,),
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


def _count(staged: Staged) -> int:
    return int(staged.scans["articles"].select("article_id").collect().height) if "articles" in staged.scans else 0


def _receipt(staged: Staged) -> tuple[tuple[str, int], ...]:
    if "sources" not in staged.scans:
        return ()
    sums = staged.scans["sources"].select(_RECEIPT).sum().collect().row(0, named=True)
    return tuple((name, int(sums[name])) for name in _RECEIPT)


def _records_report(path: Path, level: Level, scratch: Path, policy: Policy, configuration: Configuration) -> Report:
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
        check_returns(read.staged, path.parent, configuration, collector)
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
