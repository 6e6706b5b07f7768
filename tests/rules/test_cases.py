"""Every rule finds what its case file says, and nothing in a clean record set.

A case file in `cases/` is a list of cases. Each starts from `clean.yaml` and says what it changes and what comes of it:

- `name`: what is so;
- `change`: by table a list of steps: `{match: {...}, set: {...}}` changes the rows that match, `{drop: {...}}` drops
  them, `{add: {...}}` adds a row, of the clean article unless it says otherwise; `{like: {...}, add: {...}}` adds a
  copy of the first row that matches, with what it adds; `times: 9` adds nine rows, with their number for `{n}`;
- `fails`: true, false, or `not-checked`; with `severity`, `count`, `keys` and `files_named` where the rule fails.

What follows is for rules that judge a whole package, by themselves or by the engines: `kind` (package or release),
`descriptor` and `resources` (merged into `datapackage.json` and into its resources by name; null takes a key away),
`sources` (true for the folder beside this file, or files by path), `index` (true for the true one), `declared_version`,
`format` (csv, parquet or jsonl), `level`, and `previous` (a case's `change` and these keys, for the release before,
which is 0.2.0 unless it says otherwise).

A release is whole and true: described by the describers, under its manifest. What was done to a package afterwards is
written last: `afterwards` (steps as those of `change`), `files` (by path, null takes a file away), `edits` (by path,
old and new words), and `symlinks` (by path).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml
from rules.written import CLEAN, NAME, Shape, rewrite, spoil, write, write_sources

from pressmark.contracts.package import Package
from pressmark.contracts.pandera_models import failures, rules_model
from pressmark.contracts.tables import TABLES, table
from pressmark.records.index import entry_of
from pressmark.records.nest import Rows, frames_of, nest
from pressmark.records.view import article_view
from pressmark.registry import Shelf
from pressmark.rules.base import ARTICLE_VIEW, NotChecked, Problem, Rule, Subject, rules_of
from pressmark.stages.validate import Level, validate

HERE = Path(__file__).resolve().parent
TODAY = date(2026, 11, 23)
ARTICLE_ID = CLEAN["tables"]["articles"][0]["article_id"]
FAMILIES = Shelf("rule", "pressmark.rules")
RULES = {rule.name: rule for family in FAMILIES for rule in rules_of(FAMILIES[family])}
# The rules with a check of their own; the others are judged by the engines.
OWN = {name: rule for name, rule in RULES.items() if rule.row is not None or rule.record or rule.package}

OF_PACKAGES = {name: rule for name, rule in OWN.items() if rule.package is not None and rule.judges != "package"}
FILES = sorted((HERE / "cases").glob("*.yaml"))
# Rules that say what the engines did not read, and the one that never has all it would need to pass a release.
NEVER_FAIL = {"frictionless-tables", "record-schema"}
NEVER_PASS = {"text-leaked"}

Frames = Mapping[str, pl.DataFrame]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case, as the docstring of this module describes it."""

    name: str = ""
    fails: bool | str = False
    change: Mapping[str, list[dict[str, Any]]] = field(default_factory=dict)
    afterwards: Mapping[str, list[dict[str, Any]]] = field(default_factory=dict)
    severity: str | None = None
    count: int | None = None
    keys: list[str] | None = None
    files_named: list[str] | None = None
    kind: str | None = None
    format: str = "csv"
    level: Level = "content"
    descriptor: Mapping[str, Any] = field(default_factory=dict)
    resources: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    files: Mapping[str, str | bytes | None] = field(default_factory=dict)
    edits: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    symlinks: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] | bool = False
    index: Mapping[str, Any] | bool | None = None
    previous: Mapping[str, Any] | None = None
    declared_version: str | None = None


CASES = [
    pytest.param(path.stem, Case(**raw), id=f"{path.stem}-{number}")
    for path in FILES
    for number, raw in enumerate(yaml.safe_load(path.read_text("utf-8")), 1)
]


@pytest.mark.parametrize(("name", "case"), CASES)
def test_a_rule_finds_what_its_case_says(name: str, case: Case, tmp_path: Path) -> None:
    found = judge(RULES[name], case, tmp_path)
    if case.fails == "not-checked":
        assert isinstance(found, NotChecked), case.name
        return
    assert not isinstance(found, NotChecked), found
    assert bool(found) is case.fails, (case.name, found)
    assert case.count in (None, len(found)), case.name
    assert case.keys is None or sorted(case.keys) == sorted(str(problem.key) for problem in found), case.name
    named = sorted({str(problem.file) for problem in found})
    assert case.files_named is None or sorted(case.files_named) == named, case.name
    severities = {problem.severity or RULES[name].severity for problem in found}
    assert case.severity is None or severities == {case.severity}, case.name


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_a_rule_finds_nothing_in_a_clean_record_set(rule: Rule, tmp_path: Path) -> None:
    found = judge(rule, Case(sources=True), tmp_path)
    assert isinstance(found, NotChecked) or found == []


@pytest.mark.parametrize("rule", OF_PACKAGES.values(), ids=list(OF_PACKAGES))
def test_a_rule_finds_nothing_in_a_clean_release_after_another(rule: Rule, tmp_path: Path) -> None:
    earlier = {"change": {"articles": [{"match": {}, "set": {"title": "A Lighthouse", "record_sha256": "0" * 64}}]}}
    found = judge(rule, Case(kind="release", previous=earlier, index=True, sources=True), tmp_path)
    assert isinstance(found, NotChecked) or found == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_case_file_shows_two_that_fail_and_two_that_pass(path: Path) -> None:
    outcomes = [case.get("fails") for case in yaml.safe_load(path.read_text("utf-8"))]
    assert outcomes.count("not-checked" if path.stem in NEVER_FAIL else True) >= 2
    assert outcomes.count("not-checked" if path.stem in NEVER_PASS else False) >= 2


@pytest.mark.parametrize("cell", [None, "?"])
@pytest.mark.parametrize("rule", OWN.values(), ids=list(OWN))
def test_a_rule_judges_what_is_missing_or_malformed(rule: Rule, cell: str | None, tmp_path: Path) -> None:
    spoiled = {name: [{"match": {}, "set": _spoiled(name, cell)}] for name in TABLES}
    judge(rule, Case(**{"afterwards" if rule.package else "change": spoiled}), tmp_path)


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
    return _found_by_engines(rule, subject_of(rule, case, folder).package, case.level)


def _found_by_engines(rule: Rule, package: Package, level: Level) -> list[Problem] | NotChecked:
    report = validate(package.folder, level=level, today=TODAY)
    outcome = next(outcome for outcome in report.outcomes if outcome.rule == rule.name)
    if outcome.outcome == "not-checked":
        return NotChecked(outcome.reason or "")
    places = [(found.message, found.place) for found in report.findings if found.rule == rule.name]
    return [Problem(message=said, key=place.key, file=place.file, field=place.field) for said, place in places]


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
        more = [{**kept, **_numbered(step["add"], number)} for number in range(1, step.get("times", 1) + 1)]
        return [*rows, *(_typed(name, row) for row in more)]
    hit = list(_matching(rows, step["drop"] if "drop" in step else step["match"]))
    assert hit, f"no row of {name} matches {step}"
    if "drop" in step:
        return [row for row in rows if row not in hit]
    return [_typed(name, {**row, **step["set"]}) if row in hit else row for row in rows]


def _numbered(row: Mapping[str, Any], number: int) -> dict[str, Any]:
    return {
        column: value.replace("{n}", str(number)) if isinstance(value, str) else value for column, value in row.items()
    }


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
    previous = _before(case, folder / "previous")
    shape, place, rows = _shape(case), folder / NAME, changed(CLEAN["tables"], case.change)
    write(shape, rows, kind, place, previous)
    index = {"versions": [entry_of(place)]} if case.index is True else case.index
    rewrite(shape, {name: changed(rows, case.afterwards)[name] for name in case.afterwards}, place)
    package = spoil(shape, place)
    return Subject(
        package=package,
        tables={name: package.scan(name) for name in TABLES},
        index=index,
        previous=previous,
        sources=_sources(case.sources, folder),
        declared_version=case.declared_version,
    )


def _before(case: Case, folder: Path) -> Package | None:
    if case.previous is None:
        return None
    earlier = Case(**case.previous)
    shape = _shape(replace(earlier, descriptor={"version": "0.2.0", "created": "2024-04-01", **earlier.descriptor}))
    write(shape, changed(CLEAN["tables"], earlier.change), "release", folder)
    return spoil(shape, folder)


def _shape(case: Case) -> Shape:
    return Shape(**{part.name: getattr(case, part.name) for part in fields(Shape)})


def _sources(sources: Mapping[str, str] | bool, folder: Path) -> Path | None:
    if isinstance(sources, bool):
        return HERE / "sources" if sources else None
    return write_sources(sources, folder / "sources")
