"""Counts are exact, examples bounded; a finding has one name whoever finds it and wherever its row has gone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules.written import CLEAN, Shape, write

from pressmark.checking.catalogue import catalogue
from pressmark.checking.collector import Collector
from pressmark.contracts.package import FORMATS
from pressmark.contracts.tables import table
from pressmark.model.report import Finding, Outcome, Place, Report
from pressmark.stages.validate import validate

EXAMPLES = 20
RULES = {name: rule for name, rule in catalogue().items() if rule.severity == "error"}
SOME, OTHER = sorted(RULES)[:2]
ID = "aa-{:016x}"


def place(number: int, **more: Any) -> Place:
    """Returns the place of an article's row."""
    return Place(**{"table": "articles", "row": number, "key": ID.format(number), "field": "title", **more})


def outcome(collector: Collector, rule: str = SOME) -> Outcome:
    """Returns how one rule ended."""
    return next(found for found in collector.outcomes() if found.rule == rule)


@pytest.mark.parametrize("count", [1, EXAMPLES, EXAMPLES + 1, 1000])
def test_counts_are_exact_and_examples_bounded(count: int) -> None:
    collector = Collector(RULES)
    for number in range(count):
        for engine in ("pandera", "json-schema", "pandera"):
            collector.add(SOME, place(number), "is wrong", engine)
    collector.add(OTHER, place(1), "is wrong too", "python")
    assert outcome(collector).errors == count
    assert outcome(collector, OTHER).errors == 1
    kept = [finding for finding in collector.findings() if finding.rule == SOME]
    assert [finding.place.row for finding in kept] == list(range(min(count, EXAMPLES)))
    assert {finding.engines for finding in kept} == {("pandera", "json-schema")}


PLACES = st.builds(
    Place,
    table=st.sampled_from(["articles", "texts"]),
    row=st.integers(1, 9),
    key=st.sampled_from([ID.format(number) for number in range(40)]),
    field=st.sampled_from(["title", None]),
)


@given(st.lists(st.tuples(st.sampled_from([SOME, OTHER]), PLACES, st.sampled_from(["pandera", "python"]))))
def test_each_break_counts_once_in_whatever_order(breaks: list[tuple[str, Place, str]]) -> None:
    counts = []
    for order in (breaks, breaks[::-1]):
        collector = Collector(RULES)
        for rule, where, engine in order:
            collector.add(rule, where, "is wrong", engine)
        counts.append({rule: outcome(collector, rule).errors for rule in (SOME, OTHER)})
    named = {(rule, where.table, where.key, where.field) for rule, where, _ in breaks}
    assert counts[0] == counts[1] == {name: sum(rule == name for rule, *_ in named) for name in (SOME, OTHER)}


def test_severities_are_counted_apart_and_errors_of_withheld_articles_are_contained() -> None:
    collector = Collector(RULES, withheld={ID.format(1)})
    collector.add(SOME, place(1), "is wrong", "python")
    collector.add(SOME, place(1, field="url"), "is odd", "python", "warning")
    collector.add(SOME, place(1, table="agents", key=f"{ID.format(1)}/author/1"), "is wrong", "python")
    collector.add(SOME, place(2), "is wrong", "python")
    collector.add(SOME, place(3), "is worth knowing", "python", "note")
    found = outcome(collector)
    assert (found.errors, found.warnings, found.notes, found.contained) == (1, 1, 1, 2)
    order = [finding.severity for finding in collector.findings()]
    assert order == ["error", "error", "error", "warning", "note"]


def test_what_was_not_checked_is_no_pass() -> None:
    collector = Collector(RULES)
    first, second, third, fourth = sorted(RULES)[:4]
    collector.checked(first)
    collector.checked(second)
    collector.not_checked(second, "a column is missing")
    collector.checked(third)
    collector.not_checked(third, "only the first rows")
    collector.add(third, place(1), "is wrong", "python")
    ended = {found.rule: (found.outcome, found.reason) for found in collector.outcomes()}
    assert ended[first] == ("passed", None)
    assert ended[second] == ("not-checked", "a column is missing")
    assert ended[third] == ("failed", "only the first rows")
    assert ended[fourth][0] == "not-checked"
    assert ended[fourth][1]
    assert set(ended) == set(RULES)


# What is changed in the place of a finding, and whether it is another finding then.
CHANGES: tuple[tuple[dict[str, Any], bool], ...] = (
    ({"row": 7}, False),
    ({"line": 7}, False),
    ({"file": "data/articles.csv"}, False),
    ({"key": ID.format(2)}, True),
    ({"field": "url"}, True),
    ({"field": None}, True),
    ({"table": "texts"}, True),
)


@pytest.mark.parametrize(("change", "another"), CHANGES)
def test_a_fingerprint_is_of_rule_table_key_and_field(change: dict[str, Any], another: bool) -> None:
    def fingerprint(rule: str = SOME, **more: Any) -> str:
        said = {"severity": "error", "message": "is wrong", "mend": "mend it", "engines": ("python",)}
        return Finding(rule=rule, place=place(1, **more), **said).fingerprint

    assert (fingerprint(**change) != fingerprint()) is another
    assert fingerprint(rule=OTHER) != fingerprint()
    assert len(fingerprint()) == 16


ARTICLE = CLEAN["tables"]["articles"][0]


def articles(count: int, first: int = 0, **broken: Any) -> list[dict[str, Any]]:
    """Returns copies of the clean article under other ids."""
    return [{**ARTICLE, "article_id": f"ex-{number:016x}", **broken} for number in range(first, first + count)]


def validated(rows: list[dict[str, Any]], folder: Path, form: str = "csv") -> Report:
    """Returns the report of a package of articles without child rows."""
    tables = {name: CLEAN["tables"][name] for name in ("permissions", "permission_terms", "sources", "source_records")}
    write(Shape(format=form), {"articles": rows, **tables}, "package", folder)
    return validate(folder)


def prints(report: Report) -> dict[str, int | None]:
    """Returns the row of each finding of the contract's own rules by its fingerprint."""
    rules = ("value-not-allowed", "value-malformed")
    return {found.fingerprint: found.place.row for found in report.findings if found.rule in rules}


@pytest.mark.parametrize("form", FORMATS)
def test_findings_keep_their_fingerprints_when_rows_are_put_in(form: str, tmp_path: Path) -> None:
    broken = articles(2, first=50, record_status="bogus", title="Two\tparts")
    before = prints(validated(broken, tmp_path / "before", form))
    after = prints(validated([*articles(7), *broken], tmp_path / "after", form))
    assert sorted(str(row) for row in before.values()) == ["1", "1", "2", "2"]
    assert after == {found: (row or 0) + 7 for found, row in before.items()}


@pytest.mark.parametrize("count", [1, 2, EXAMPLES + 5])
def test_a_break_that_every_engine_finds_counts_once(count: int, tmp_path: Path) -> None:
    report = validated([*articles(3), *articles(count, first=50, record_status="bogus")], tmp_path)
    (found,) = [outcome for outcome in report.outcomes if outcome.rule == "value-not-allowed"]
    assert (found.outcome, found.errors) == ("failed", count)
    findings = [finding for finding in report.findings if finding.rule == "value-not-allowed"]
    assert len(findings) == min(count, EXAMPLES)
    assert {frozenset(finding.engines) for finding in findings} == {
        frozenset({"pandera", "json-schema", "frictionless"})
    }


@pytest.mark.parametrize("count", [1, 2, EXAMPLES + 5])
def test_every_cell_that_is_no_number_counts_once(count: int, tmp_path: Path) -> None:
    rows = articles(count + 1, first=50)
    write(Shape(), {"articles": rows, "sources": CLEAN["tables"]["sources"]}, "package", tmp_path)
    path = tmp_path / "data/articles.csv"
    strings = pl.read_csv(path, infer_schema=False)
    wrong = pl.when(pl.col("article_id") != rows[0]["article_id"]).then(pl.lit("many")).otherwise("word_count")
    strings.with_columns(word_count=wrong).write_csv(path, line_terminator="\r\n")
    report = validate(tmp_path)
    (found,) = [outcome for outcome in report.outcomes if outcome.rule == "type-wrong"]
    assert (found.outcome, found.errors) == ("failed", count)
    places = {finding.place.key for finding in report.findings if finding.rule == "type-wrong"}
    assert places == {row["article_id"] for row in rows[1 : EXAMPLES + 1]}


def test_the_clean_article_is_one_of_the_contract() -> None:
    assert set(ARTICLE) <= set(table("articles").columns)
