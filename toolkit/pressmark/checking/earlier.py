"""Judges what a package was like at a revision, so that only what came since counts against a contribution."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from pressmark.checking.catalogue import catalogue
from pressmark.checking.changed import changed_articles, narrowed
from pressmark.checking.collector import Collector
from pressmark.checking.engines import Level, judge
from pressmark.checking.policy import Policy
from pressmark.checking.since import History
from pressmark.checking.staging import Staged, stage
from pressmark.contracts.package import DESCRIPTOR, Package, open_package
from pressmark.errors import PackageError
from pressmark.rules.base import Subject


@dataclass(frozen=True, slots=True)
class Contribution:
    """What came since a revision: the rows to judge, the findings that were there before, and a sentence on both."""

    rows: Staged
    known: frozenset[str]
    said: str
    earlier: Package | None = None  # as it was then, in scratch


def contribution(
    history: History, subject: Subject, staged: Staged, *, level: Level, policy: Policy, scratch: Path
) -> Contribution:
    """Returns what of a package is new or different since a revision.

    The earlier state is judged by the rules and the configuration of today, and of its rows only those of the articles
    that changed: what else it held is not judged today either.
    """
    revision = history.revision
    before = _opened(history, subject.package, scratch)
    if isinstance(before, str):
        return Contribution(staged, frozenset(), before)
    (scratch / "staged").mkdir()
    earlier = stage(before, scratch / "staged") if level != "descriptor" else Staged({}, (), {})
    collector = Collector(catalogue(), policy=policy)
    changed = changed_articles(staged, earlier)
    rows = narrowed(staged, changed, scratch / "rows")
    past = replace(
        subject, package=before, tables=earlier.tables(), sources=_earlier_sources(history, subject.sources, scratch)
    )
    judge(past, earlier, level, collector, narrowed(earlier, changed, scratch / "earlier-rows"))
    collector.close(whole=False)
    known = frozenset(fingerprint for _, fingerprint in collector.breaks())
    count, of = _count(rows), _count(staged)
    verb = "is" if count == 1 else "are"
    said = f"{count:,} of {of:,} articles {verb} new or different since {revision}; the others were not judged again"
    return Contribution(rows, known, said, before)


def _opened(history: History, package: Package, scratch: Path) -> Package | str:
    """Returns the package as it was, or in a sentence why there is nothing to compare with."""
    folder = history.earlier(package.folder, _below(scratch, "package"))
    if folder is None or not (folder / DESCRIPTOR).is_file():
        return f"new since {history.revision}, judged whole"
    try:
        return open_package(folder)
    except PackageError as broken:
        return f"judged whole, since {history.revision} cannot be compared with: its package {broken.what}"


def _earlier_sources(history: History, sources: Path | None, scratch: Path) -> Path | None:
    """Returns the sources as they were; those that lie outside the repository are taken as they are."""
    if sources is None or history.inside(sources) is None:
        return sources
    return history.earlier(sources, _below(scratch, "sources"))


def _below(scratch: Path, name: str) -> Path:
    made = scratch / name
    made.mkdir()
    return made


def _count(staged: Staged) -> int:
    return int(staged.scans["articles"].select(pl.len()).collect().item()) if "articles" in staged.scans else 0
