"""Rules about releases: their numbers, their changelog, their tombstones, and what they tell of one another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import polars as pl

from pressmark.contracts.package import Package
from pressmark.errors import ReleaseError
from pressmark.files import swhid
from pressmark.model.version import STEPS, parse_version
from pressmark.records.difference import Difference, Side, difference
from pressmark.records.hashing import content_root
from pressmark.records.index import yanked_because
from pressmark.rules.base import NotChecked, Problem, Subject, package_rule

_TEXTS = ("texts", "excerpts")
_FEW = 12  # so many articles a line of the changelog names; of more it gives the number


@package_rule("release", "error", level="descriptor", judges="release")
def version_not_semantic(subject: Subject) -> Iterator[Problem]:
    """A release has a version by Semantic Versioning that comes after the one before.

    Why: people pin versions and sort them; `v2` and `1.0` do neither.

    Wrong: `1.0`; a number that is not greater than the last; a new number, and nothing new.

    Right: `1.0.0`.

    Mend: release again with `--version auto`.
    """
    try:
        number = parse_version(str(subject.package.descriptor.get("version")))
        earlier = parse_version(str(subject.previous.descriptor["version"])) if subject.previous else None
    except ReleaseError as wrong:
        yield Problem(message=wrong.what, file="datapackage.json", field="/version")
        return
    if earlier is not None and number.order <= earlier.order:
        yield Problem(message=f"does not come after {earlier}", file="datapackage.json", field="/version")
    elif subject.previous and not (earlier and earlier.pre) and _said(subject.package) == _said(subject.previous):
        yield Problem(message=f"says nothing that {earlier} does not", file="datapackage.json", field="/version")


def _said(release: Package) -> Mapping[str, Any]:
    numbers = ("id", "version", "created", "articles:versions", "articles:previous")
    return {key: value for key, value in release.descriptor.items() if key not in numbers}


@package_rule("release", "error", judges="release")
def version_step_too_small(subject: Subject) -> Iterable[Problem] | NotChecked:
    """The step of the version is as large as the changes are.

    Why: who pins `1.*` trusts that stored ids, hashes, joins and rights still hold.

    Wrong: an article is gone, and only the patch number went up.

    Right: a new major version.

    Mend: release again with `--version auto`, which computes the step.
    """
    if subject.previous is None:
        return NotChecked("the release before is not at hand")
    step = _step(subject.previous, subject)
    try:
        earlier = parse_version(str(subject.previous.descriptor["version"]))
        number = parse_version(str(subject.package.descriptor["version"]))
    except ReleaseError:
        return NotChecked("a version cannot be read")
    least = earlier.after(step)
    if number.final.order < least.order:
        return [
            Problem(message=f"the changes ask for a {step} step to {least}", file="datapackage.json", field="/version")
        ]
    larger = [earlier.after(name) for name in STEPS[STEPS.index(step) + 1 :]]
    if any(number.final.order >= after.order and after.order > least.order for after in larger):
        message = f"a {step} step to {least} would be enough"
        return [Problem(message=message, file="datapackage.json", field="/version", severity="warning")]
    return []


def _step(previous: Package, subject: Subject) -> str:
    """Returns the step that the difference asks for."""
    return _difference(previous, subject).step or "patch"


def _difference(previous: Package, subject: Subject) -> Difference:
    return difference(Side.of(previous), Side(subject.tables, subject.package.descriptor))


@package_rule("release", "error", level="structure", judges="release")
def changelog_lacks_version(subject: Subject) -> Iterator[Problem]:
    """The changelog has an entry for this version with its day, and names the articles that changed where they are few.

    Why: whoever moves from one version to the next needs to know what changed, and what it means for them.

    Wrong: a CHANGELOG.md whose newest entry is the last version.

    Right: `## [1.1.0] - 2026-11-23` with its changes.

    Mend: release again; the changelog is written from the difference.
    """
    path = subject.package.folder / "CHANGELOG.md"
    version = str(subject.package.descriptor.get("version"))
    text = path.read_text("utf-8", errors="replace") if path.is_file() else ""
    number = re.escape(version)
    head = re.compile(rf"^## (?:\[{number}\]|{number}) .*?([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})\b.*$", re.MULTILINE)
    found = head.search(text)
    if not found or not _is_day(found[1]):
        yield Problem(message=f"has no entry with a day for {version}", file="CHANGELOG.md")
    elif subject.previous is not None:
        entry = text[found.end() :].split("\n## ")[0]
        changes = _difference(subject.previous, subject).changes
        few = {article_id for change in changes if len(change.ids) <= _FEW for article_id in change.ids}
        for article_id in sorted(few):
            if article_id not in entry:
                yield Problem(message="does not name it", file="CHANGELOG.md", key=article_id)


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


@package_rule("release", "error", judges="release")
def release_edited(subject: Subject) -> Iterable[Problem] | NotChecked:
    """A release is what it was when it was made.

    Why: a citation that names a version names these bytes for good.

    Wrong: a corrected typo in a released `articles.csv`.

    Right: a new version.

    Mend: fetch the release again, and correct the package and release a new version.
    """
    root = content_root(subject.tables)
    told = subject.package.descriptor.get("articles:contentRoot")
    edited = (
        []
        if root == told
        else [Problem(message="the content is not that of the content root", file="datapackage.json")]
    )
    if subject.index is None:
        return edited or NotChecked("no index.json stands beside the release")
    version = subject.package.descriptor.get("version")
    entry = next((entry for entry in subject.index["versions"] if entry["version"] == version), None)
    if entry is None:
        return [*edited, Problem(message="is not listed in index.json", file="index.json")]
    if entry["content_root"] != root:
        edited.append(Problem(message="has another content root in index.json", file="index.json"))
    if entry["swhid"] != swhid(subject.package.folder):
        edited.append(Problem(message="has another identifier (SWHID) in index.json", file="index.json"))
    return edited


@package_rule("release", "warning", level="descriptor", judges="release")
def version_yanked(subject: Subject) -> Iterable[Problem] | NotChecked:
    """A release that people are to use is not yanked.

    Why: a yanked version may be as whole as on its first day, and holds what must not be passed on all the same.

    Wrong: `index.json` says of this version that it is yanked, because of an article that was withdrawn.

    Right: the newest version that is current.

    Mend: take a later version; where there is none, release the package again.
    """
    if subject.index is None:
        return NotChecked("no index.json stands beside the release")
    version = subject.package.descriptor.get("version")
    entry = next((entry for entry in subject.index["versions"] if entry["version"] == version), None)
    reason = yanked_because(entry)
    return [Problem(message=f"is yanked: {reason}", file="index.json", key=version)] if reason else []


@package_rule("release", "error", judges="release")
def removal_without_tombstone(subject: Subject) -> Iterable[Problem] | NotChecked:
    """An article or a text that is gone has left a tombstone.

    Why: an id that was cited must lead somewhere, if only to the reason why the article is no longer there.

    Wrong: an article of the last release is in neither `articles` nor `tombstones`.

    Right: a row of `tombstones` with day, reason and scope.

    Mend: withdraw the article in `withdrawals.csv` with its reason, and release again.
    """
    withdrawn = subject.tables["articles"].filter(pl.col("record_status") == "withdrawn").select("article_id")
    standing = subject.tables["tombstones"].filter(pl.col("scope") == "record").select("article_id")
    both = [
        Problem(message="is withdrawn and still has a row", table="articles", key=article_id)
        for article_id in withdrawn.collect()["article_id"].sort().to_list()
    ]
    buried = subject.tables["articles"].join(standing, on="article_id", how="semi").select("article_id").collect()
    both += [
        Problem(message="has a tombstone and still has a row", table="articles", key=article_id)
        for article_id in buried["article_id"].sort().to_list()
    ]
    if subject.previous is None:
        return both or NotChecked("the release before is not at hand")
    earlier = {name: subject.previous.scan(name) for name in ("articles", "tombstones", *_TEXTS)}
    known = pl.concat([subject.tables["articles"].select("article_id"), standing])
    buried_before = earlier["tombstones"].filter(pl.col("scope") == "record").select("article_id")
    cited = pl.concat([earlier["articles"].select("article_id"), buried_before]).unique()
    shown, shows = (
        pl.concat([tables[name].select("article_id") for name in _TEXTS]) for tables in (earlier, subject.tables)
    )
    silent = shown.unique().join(
        pl.concat([shows, subject.tables["tombstones"].select("article_id")]), on="article_id", how="anti"
    )
    missing = {
        "is gone without a tombstone": cited.join(known, on="article_id", how="anti"),
        "has lost its text without a tombstone": silent.join(known, on="article_id", how="semi"),
    }
    return both + [
        Problem(message=message, table="articles", key=article_id)
        for message, ids in missing.items()
        for article_id in ids.collect()["article_id"].sort().to_list()
    ]


@package_rule("release", "error", level="descriptor", judges="release")
def predecessor_unnamed(subject: Subject) -> Iterable[Problem] | NotChecked:
    """A release tells of the releases before it.

    Why: who holds one version must be able to find out what came before, and what changed.

    Wrong: version 1.1.0 whose history begins with itself.

    Right: `articles:versions` lists 1.1.0 and 1.0.0.

    Mend: release again with `--previous`.
    """
    if subject.previous is None:
        return NotChecked("the release before is not at hand")
    told = {entry.get("version") for entry in subject.package.descriptor.get("articles:versions", [])}
    earlier = subject.previous.descriptor.get("version")
    return [] if earlier in told else [Problem(message=f"does not tell of {earlier}", file="datapackage.json")]
