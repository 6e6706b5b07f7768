"""The receipt says what became of each input and of each record in it, and its counts add up."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.contracts.tables import table
from pressmark.model.draft import Leftover
from pressmark.records.receipt import OUTCOMES, SourceReceipt, source_id

FACTS = {
    "media_type": "text/csv",
    "encoding": "utf-8",
    "bom": False,
    "converter": "table",
    "converter_version": "1.0.0",
    "converter_config": None,
}


def receipt(happened: list[str]) -> SourceReceipt:
    """Returns the receipt of an input of which these records came, in order."""
    result = SourceReceipt("in/a.csv", "a" * 64, 120, FACTS)
    for number, outcome in enumerate(happened, start=1):
        if outcome == "article":
            result.article()
        elif outcome == "duplicate":
            result.duplicate(f"row={number}", "b" * 64, "aa-0000000000000001")
        else:
            result.leftover(Leftover(locator=f"row={number}", outcome=outcome, reason=f"reason {number}"))
    return result


# What became of the records, the outcome of the input, and the reason.
CASES: tuple[tuple[list[str], str, str | None], ...] = (
    (["article"], "converted", None),
    (["rejected", "article", "skipped"], "converted", None),
    (["skipped", "duplicate"], "duplicate", "reason 1"),
    (["duplicate"], "duplicate", "the same bytes as an earlier record"),
    (["skipped", "rejected"], "rejected", "reason 1"),
    (["skipped"], "skipped", "reason 1"),
    ([], "skipped", "holds no record"),
)


@pytest.mark.parametrize(("happened", "outcome", "reason"), CASES)
def test_an_input_came_to_the_best_of_its_records(happened: list[str], outcome: str, reason: str | None) -> None:
    row = receipt(happened).row
    assert (row["outcome"], row["reason"]) == (outcome, reason)


@given(st.lists(st.sampled_from(["article", "duplicate", "rejected", "skipped"]), max_size=30))
def test_the_counts_add_up_to_the_records(happened: list[str]) -> None:
    result = receipt(happened)
    row: dict[str, Any] = result.row
    counts = {"articles": "article", "duplicates": "duplicate", "rejected": "rejected", "skipped": "skipped"}
    assert {name: row[name] for name in OUTCOMES} == {name: happened.count(word) for name, word in counts.items()}
    assert row["records"] == len(happened) == row["articles"] + len(result.leftovers)
    assert [left["outcome"] for left in result.leftovers] == [word for word in happened if word != "article"]
    assert set(row) == set(table("sources").columns)
    assert all(set(left) == set(table("source_records").columns) for left in result.leftovers)
    assert {left["source_id"] for left in result.leftovers} <= {source_id("in/a.csv", "a" * 64)}


def test_a_duplicate_of_a_whole_input_names_the_article_and_the_place() -> None:
    result = SourceReceipt("in/a.html", "a" * 64, 10, FACTS)
    result.duplicate(None, "b" * 64, "aa-0000000000000001")
    assert result.leftovers == [
        {
            "source_id": source_id("in/a.html", "a" * 64),
            "locator": "whole",
            "outcome": "duplicate",
            "reason": "the same bytes as an earlier record",
            "sha256": "b" * 64,
            "article_id": "aa-0000000000000001",
        }
    ]
