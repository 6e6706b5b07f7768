"""Contributed records are judged line by line by the schema, and those that it accepts by the rules."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rules.test_cases import CLEAN, changed

from pressmark.contracts.documents import json_values
from pressmark.errors import PackageError
from pressmark.model.report import Report
from pressmark.records.hashing import record_sha256
from pressmark.records.nest import frames_of, nest
from pressmark.stages.validate import validate

Edit = Callable[[dict[str, Any]], None]


def record(edit: Edit | None = None, *, rehashed: bool = False) -> str:
    """Returns the clean record of the rules as a line of JSON, after an edit."""
    (found,) = nest(frames_of(changed(CLEAN["tables"], {})))
    if edit:
        edit(found)
    if rehashed:
        found["record_sha256"] = record_sha256(found)
    return json.dumps(json_values(found), ensure_ascii=False)


def report(tmp_path: Path, *lines: str) -> Report:
    path = tmp_path / "records.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return validate(path)


def found(judged: Report) -> set[tuple[str, int | None, int | None]]:
    """Returns the errors: rule, number of the record, line."""
    return {
        (finding.rule, finding.place.row, finding.place.line)
        for finding in judged.findings
        if finding.severity == "error"
    }


def renamed(article: dict[str, Any]) -> None:
    article["article_id"] = "ex-00000000000000ff"


def turned(article: dict[str, Any]) -> None:
    """Puts the republication before its original, in the column and in its evidence."""
    renamed(article)
    article["published"] = "2024-03-01"
    for row in article["dates"]:
        if row["role"] == "published":
            row |= {"edtf": "2024-03-01", "earliest": "2024-03-01", "latest": "2024-03-01"}
            row |= {"verbatim": "Friday, March 1, 2024"}


def malformed(article: dict[str, Any]) -> None:
    article["published"] = "2024-13-41"


def without_attribution(article: dict[str, Any]) -> None:
    del article["attribution"]


def credited_to_nobody(article: dict[str, Any]) -> None:
    renamed(article)
    article["agents"] = [row for row in article["agents"] if row["role"] != "author"]


def test_a_clean_record_passes(tmp_path: Path) -> None:
    judged = report(tmp_path, record())
    assert judged.passed()
    assert judged.articles == 1


@pytest.mark.parametrize(
    ("edit", "rule"),
    [
        (turned, "published-before-original"),
        (turned, "measures-differ"),
        (malformed, "value-malformed"),
        (without_attribution, "value-missing"),
        (credited_to_nobody, "byline-unlike-authors"),
    ],
)
def test_a_break_is_found_at_its_record(tmp_path: Path, edit: Edit, rule: str) -> None:
    judged = report(tmp_path, record(), record(edit))
    assert (rule, 2, None) in found(judged)
    assert {row for _, row, _ in found(judged)} == {2}


def test_a_line_that_is_no_record_does_not_hide_the_others(tmp_path: Path) -> None:
    judged = report(tmp_path, "{broken", record(), "", "[1]", record(credited_to_nobody))
    assert {("type-wrong", None, 1), ("type-wrong", None, 4)} <= found(judged)
    assert any(rule == "byline-unlike-authors" and row == 4 for rule, row, _ in found(judged))
    assert judged.articles == 4


def test_a_second_record_of_one_id_is_refused(tmp_path: Path) -> None:
    assert ("key-repeated", 2, None) in found(report(tmp_path, record(), record()))


def test_what_was_refused_leaves_the_rules_unchecked(tmp_path: Path) -> None:
    outcomes = {outcome.rule: outcome for outcome in report(tmp_path, record(malformed)).outcomes}
    assert outcomes["published-before-original"].outcome == "not-checked"
    assert "1 of 1" in (outcomes["published-before-original"].reason or "")
    assert outcomes["counts-add-up"].outcome == "not-checked"


def test_an_empty_file_cannot_be_judged(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="holds no record"):
        report(tmp_path, "")


# What the collection withdrew is not contributed again.
HEAD = "article_id,date,reason,scope,replaced_by,note,text_sha256\n"
REVIEWS = "article_id,claim,value,reviewer,reviewed_on,note\n"
CLEAN_ID = CLEAN["tables"]["articles"][0]["article_id"]
TEXT_HASH = CLEAN["tables"]["articles"][0]["text_sha256"]
OTHER = f"{REVIEWS}{CLEAN_ID},withdrawal,not-this-article,R. Reader,2024-04-03,\n"
ITSELF = f"{HEAD}{CLEAN_ID},2024-04-02,privacy,record,,a private note,\n"
AGAIN = f"{HEAD}ex-00000000000000ab,2024-04-02,legal,text,,a private note,{TEXT_HASH}\n"


def reviewed_by_its_contributor(article: dict[str, Any]) -> None:
    row = {**article["claims"][0], "claim": "withdrawal", "position": 1, "value": "not-this-article", "chosen": True}
    article["claims"].append({**row, "reviewer": "Me", "reviewed_on": "2026-01-01", "locator": None})


@pytest.mark.parametrize(
    ("ledgers", "edit", "said"),
    [
        ({}, None, None),
        ({"withdrawals.csv": ITSELF}, None, "was withdrawn on 2024-04-02 (record, privacy)"),
        (
            {"withdrawals.csv": AGAIN},
            None,
            "is ex-00000000000000ab again (same-text), withdrawn on 2024-04-02 (text, legal)",
        ),
        (
            {"withdrawals.csv": AGAIN},
            reviewed_by_its_contributor,
            "is ex-00000000000000ab again (same-text), withdrawn on 2024-04-02 (text, legal)",
        ),
        ({"withdrawals.csv": AGAIN, "reviews.csv": OTHER}, None, None),
        ({"withdrawals.csv": AGAIN, "reviews.csv": OTHER.replace("04-03", "04-01")}, None, "is ex-00000000000000ab"),
        ({"withdrawals.csv": ITSELF, "reviews.csv": OTHER.replace("not-this-article", "lifted")}, None, None),
        ({"withdrawals.csv": ITSELF.replace(CLEAN_ID, "ex-00000000000000ac")}, None, None),
    ],
)
def test_what_was_withdrawn_is_an_error(
    ledgers: dict[str, str], edit: Edit | None, said: str | None, tmp_path: Path
) -> None:
    for name, text in ledgers.items():
        (tmp_path / name).write_text(text, "utf-8")
    judged = report(tmp_path, record(edit))
    again = [
        finding for finding in judged.findings if finding.rule == "withdrawn-again" and finding.severity == "error"
    ]
    assert [finding.message.startswith(said or "?") for finding in again] == [True] * (said is not None)
    assert all(finding.place.row == 1 for finding in again)
    assert "private note" not in str(judged)
