"""Every rule finds what its case file says, and nothing in a clean record set.

A case file in `cases/` is a list of cases. Each starts from `clean.yaml` and says what it changes and what comes of it:

- `name`: what is so;
- `change`: by table a list of steps: `{match: {...}, set: {...}}` changes the rows that match, `{drop: {...}}` drops
  them, `{add: {...}}` adds a row, of the clean article unless it says otherwise; `{like: {...}, add: {...}}` adds a
  copy of the first row that matches, with what it adds;
- `fails`: true, false, or `not-checked`; with `severity`, `count` and `keys` where the rule fails.

What follows is for rules that judge a whole package, by themselves or by the engines: `kind` (package or release),
`descriptor` and `resources` (merged into `datapackage.json` and into its resources by name; null takes a key away),
`files` (by path, null takes a file away; written last), `sources` (true for the folder beside this file, or files by
path), `index`, `declared_version`, `format` (csv or parquet), and `previous` (a case's `change` and these keys, for the
release before).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml

from pressmark.contracts.package import DESCRIPTOR, Package, descriptor, open_package, resource, write_table
from pressmark.contracts.pandera_models import failures, rules_model
from pressmark.contracts.tables import TABLES, table
from pressmark.files import settled_json
from pressmark.records.nest import Rows, frames_of, nest
from pressmark.records.view import article_view
from pressmark.registry import Shelf
from pressmark.rules.base import ARTICLE_VIEW, NotChecked, Problem, Rule, Subject, rules_of
from pressmark.stages.validate import validate

HERE = Path(__file__).resolve().parent
CLEAN = yaml.safe_load((HERE / "clean.yaml").read_text("utf-8"))
ARTICLE_ID = CLEAN["tables"]["articles"][0]["article_id"]
FAMILIES = Shelf("rule", "pressmark.rules")
RULES = {rule.name: rule for family in FAMILIES for rule in rules_of(FAMILIES[family])}
# The rules with a check of their own; the others are judged by the engines.
OWN = {name: rule for name, rule in RULES.items() if rule.row is not None or rule.record or rule.package}

Frames = Mapping[str, pl.DataFrame]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case, as the docstring of this module describes it."""

    name: str = ""
    fails: bool | str = False
    change: Mapping[str, list[dict[str, Any]]] = field(default_factory=dict)
    severity: str | None = None
    count: int | None = None
    keys: list[str] | None = None
    kind: str | None = None
    format: str = "csv"
    descriptor: Mapping[str, Any] = field(default_factory=dict)
    resources: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    files: Mapping[str, str | None] = field(default_factory=dict)
    sources: Mapping[str, str] | bool = False
    index: Mapping[str, Any] | None = None
    previous: Mapping[str, Any] | None = None
    declared_version: str | None = None


def _cases() -> Iterator[Any]:
    for path in sorted((HERE / "cases").glob("*.yaml")):
        for number, raw in enumerate(yaml.safe_load(path.read_text("utf-8")), 1):
            yield pytest.param(path.stem, Case(**raw), id=f"{path.stem}-{number}")


@pytest.mark.parametrize(("name", "case"), _cases())
def test_a_rule_finds_what_its_case_says(name: str, case: Case, tmp_path: Path) -> None:
    found = judge(RULES[name], case, tmp_path)
    if case.fails == "not-checked":
        assert isinstance(found, NotChecked), case.name
        return
    assert not isinstance(found, NotChecked), found
    assert bool(found) is case.fails, (case.name, found)
    assert case.count in (None, len(found)), case.name
    assert case.keys is None or sorted(case.keys) == sorted(str(problem.key) for problem in found), case.name
    severities = {problem.severity or RULES[name].severity for problem in found}
    assert case.severity is None or severities == {case.severity}, case.name


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_a_rule_finds_nothing_in_a_clean_record_set(rule: Rule, tmp_path: Path) -> None:
    found = judge(rule, Case(sources=True), tmp_path)
    assert isinstance(found, NotChecked) or found == []


@pytest.mark.parametrize("path", sorted((HERE / "cases").glob("*.yaml")), ids=lambda path: path.stem)
def test_a_case_file_shows_two_that_fail_and_two_that_pass(path: Path) -> None:
    outcomes = [case.get("fails") for case in yaml.safe_load(path.read_text("utf-8"))]
    assert outcomes.count(True) >= 2
    assert outcomes.count(False) >= 2


@pytest.mark.parametrize("cell", [None, "?"])
@pytest.mark.parametrize("rule", OWN.values(), ids=list(OWN))
def test_a_rule_judges_what_is_missing_or_malformed(rule: Rule, cell: str | None, tmp_path: Path) -> None:
    judge(rule, Case(change={name: [{"match": {}, "set": _spoiled(name, cell)}] for name in TABLES}), tmp_path)


def test_the_clean_record_set_holds_rows_of_every_table() -> None:
    assert [name for name in TABLES if not CLEAN["tables"].get(name)] == []


def judge(rule: Rule, case: Case, folder: Path) -> list[Problem] | NotChecked:
    """Returns what a rule finds in a case."""
    if rule.package is not None:
        found = rule.package(subject_of(rule, case, folder))
        return found if isinstance(found, NotChecked) else list(found)
    frames = frames_of(changed(CLEAN["tables"], case.change))
    if rule.record is not None:
        return [problem for record in nest(frames) for problem in rule.record(record)]
    if rule.row is not None:
        return list(_broken_rows(rule, frames))
    return list(_found_by_engines(rule, subject_of(rule, case, folder)))


def _found_by_engines(rule: Rule, subject: Subject) -> Iterator[Problem]:
    for finding in validate(subject.package.folder).findings:
        if finding.rule == rule.name:
            yield Problem(message=finding.message, key=finding.place.key)


def _broken_rows(rule: Rule, frames: Frames) -> Iterator[Problem]:
    assert rule.row is not None
    assert rule.table is not None
    view = article_view({name: frame.lazy() for name, frame in frames.items()}).collect()
    frame = view if rule.table == ARTICLE_VIEW else frames[rule.table]
    for failure in failures(rules_model(rule.table, {rule.name: rule.row}), frame):
        assert failure.rows, f"the rule {rule.name} cannot be evaluated"
        for row in failure.rows:
            yield Problem(message=_worded(rule, frame.row(row, named=True)), key=_key(rule, frame, row), row=row + 1)


def _worded(rule: Rule, row: Mapping[str, Any]) -> str:
    return rule.message.format_map(row)


def _key(rule: Rule, frame: pl.DataFrame, row: int) -> str:
    column = "article_id" if "article_id" in frame.columns else table(rule.table or "").primary_key[0]
    return str(frame[column][row])


def changed(rows: Rows, change: Mapping[str, list[dict[str, Any]]]) -> Rows:
    """Returns rows after a case's steps."""
    result = {name: [_typed(name, row) for row in found] for name, found in rows.items()}
    for name, steps in change.items():
        for step in steps:
            result[name] = _after(step, name, result[name])
    return result


def _after(step: Mapping[str, Any], name: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if "add" in step:
        like = next(_matching(rows, step["like"])) if "like" in step else {"article_id": ARTICLE_ID}
        kept = {column: value for column, value in like.items() if column in table(name).columns}
        return [*rows, _typed(name, {**kept, **step["add"]})]
    hit = list(_matching(rows, step["drop"] if "drop" in step else step["match"]))
    assert hit, f"no row of {name} matches {step}"
    if "drop" in step:
        return [row for row in rows if row not in hit]
    return [_typed(name, {**row, **step["set"]}) if row in hit else row for row in rows]


def _spoiled(name: str, cell: str | None) -> dict[str, str | None]:
    """Returns a value for every column that is no key: no value, or in columns of strings one that is wrong."""
    columns = (field for field in table(name).fields if field.name not in (*table(name).primary_key, "article_id"))
    return {field.name: cell if field.type == "string" else None for field in columns}


def _matching(rows: Iterable[dict[str, Any]], match: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    return (row for row in rows if all(row[column] == value for column, value in match.items()))


def _typed(name: str, row: Mapping[str, Any]) -> dict[str, Any]:
    unknown = set(row) - set(table(name).columns)
    assert not unknown, f"{name} has no columns {unknown}"
    return {column: row.get(column) for column in table(name).columns}


def subject_of(rule: Rule, case: Case, folder: Path) -> Subject:
    """Returns what a package rule judges: a case written to disk, with the release before it where it names one."""
    kind = case.kind or ("release" if rule.judges == "release" else "package")
    package = _written(case, kind, folder / "lighthouses")
    previous = _written(Case(**case.previous), "release", folder / "previous") if case.previous is not None else None
    return Subject(
        package=package,
        tables={name: package.scan(name) for name in TABLES},
        index=case.index,
        previous=previous,
        sources=_sources(case.sources, folder),
        declared_version=case.declared_version,
    )


def _written(case: Case, kind: str, folder: Path) -> Package:
    rows = changed(CLEAN["tables"], case.change)
    resources = []
    for name, frame in frames_of({name: found for name, found in rows.items() if found}).items():
        path = folder / "data" / f"{name}.{case.format}"
        write_table(frame.lazy(), table(name), path)
        resources.append(_merged(resource(table(name), path, folder), case.resources.get(name, {})))
    document = _merged(descriptor("lighthouses", kind, resources, **CLEAN["descriptor"]), case.descriptor)
    (folder / DESCRIPTOR).write_text(settled_json(document), encoding="utf-8")
    _write(case.files, folder)
    return open_package(folder)


def _merged(document: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in {**document, **more}.items() if value is not None}


def _write(files: Mapping[str, str | None], folder: Path) -> None:
    for name, content in files.items():
        path = folder / name
        if content is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode())


def _sources(sources: Mapping[str, str] | bool, folder: Path) -> Path | None:
    if isinstance(sources, bool):
        return HERE / "sources" if sources else None
    _write(sources, folder / "sources")
    return folder / "sources"
