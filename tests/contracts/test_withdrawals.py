"""The ledger of withdrawals: lines of people stay as they wrote them, marks are added, and two never disagree."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pressmark.contracts.withdrawals import Marks, Withdrawal, joined, read_withdrawals, written
from pressmark.errors import ConfigurationError

ONE, TWO, THREE = (f"ex-{number:016x}" for number in (1, 2, 3))
OLD = "article_id,date,reason,scope,replaced_by,note\n"
LINE = f'{TWO},2026-11-02,privacy,text,,"asked\ntwice, by letter"\n'
MARKS = Marks(pages=frozenset({"a.example/1", "a.example/2"}), sources=frozenset({"ab"}), sketch="v1:1:0::")


def line(article_id: str, **more: Any) -> Withdrawal:
    said: dict[str, Any] = {"date": date(2026, 11, 2), "reason": "privacy", "scope": "record"}
    return Withdrawal(article_id=article_id, **{**said, **more})


def ledger(folder: Path, text: str) -> Path:
    path = folder / "withdrawals.csv"
    path.write_bytes(text.encode())
    return path


def test_a_ledger_that_a_person_wrote_is_read(tmp_path: Path) -> None:
    found = read_withdrawals(ledger(tmp_path, OLD + LINE))
    assert found == {TWO: line(TWO, scope="text", note="asked\ntwice, by letter")}
    assert not found[TWO].is_marked


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    wanted = {ONE: line(ONE, marks=MARKS, replaced_by=TWO, note='a "note"'), TWO: line(TWO, scope="text")}
    path = tmp_path / "withdrawals.csv"
    path.write_bytes((written(path, wanted) or "").encode())
    assert read_withdrawals(path) == wanted
    assert written(path, wanted) is None


# A ledger, how its lines end and begin, and columns of somebody's own between the known ones.
HANDS = [
    OLD + LINE,
    (OLD + LINE).replace("\n", "\r\n"),
    (OLD + LINE).removesuffix("\n"),
    "\ufeff" + OLD + LINE,
    f"{OLD}{LINE}\n",
    f"note,article_id,date,ticket,reason,scope,replaced_by\nwas asked,{TWO},2026-11-02,4711,privacy,text,\n",
]


@pytest.mark.parametrize("text", HANDS)
def test_lines_of_people_stay_where_and_as_they_are(text: str, tmp_path: Path) -> None:
    path = ledger(tmp_path, text)
    before = read_withdrawals(path)
    after = written(path, {**before, ONE: line(ONE, marks=MARKS), THREE: line(THREE)})
    assert after is not None
    head, *lines = after.splitlines(keepends=True)
    old_head, *old_lines = text.splitlines(keepends=True)
    assert head.startswith(old_head.rstrip("\r\n"))
    assert "".join(lines).startswith("".join(old_lines))
    ledger(tmp_path, after)
    assert read_withdrawals(path) == {**before, ONE: line(ONE, marks=MARKS), THREE: line(THREE)}
    assert [name for name in (ONE, TWO, THREE) if name in after] == [ONE, TWO, THREE]
    assert after.index(TWO) < after.index(ONE) < after.index(THREE)


def test_a_line_gets_the_marks_that_it_lacks_and_keeps_its_words(tmp_path: Path) -> None:
    path = ledger(tmp_path, OLD + LINE + f"{ONE},2026-11-03,legal,record,,\n")
    before = read_withdrawals(path)
    ledger(tmp_path, written(path, {**before, TWO: replace(before[TWO], marks=MARKS)}) or "")
    assert read_withdrawals(path) == {**before, TWO: replace(before[TWO], marks=MARKS)}
    assert list(read_withdrawals(path)) == [TWO, ONE]


def test_the_wider_scope_holds_whatever_comes_first(tmp_path: Path) -> None:
    lines = [f"{ONE},2026-11-02,privacy,text,,\n", f"{ONE},2026-11-05,legal,record,,\n"]
    for order in (lines, lines[::-1]):
        found = read_withdrawals(ledger(tmp_path, OLD + "".join(order)))
        assert found == {ONE: line(ONE, date=date(2026, 11, 5), reason="legal")}


WRONG = [
    (f"{ONE},2026-11-02,whim,record,,", "'whim' is no reason"),
    (f"{ONE},2026-11-02,legal,all,,", "'all' is no scope"),
    (f"{ONE},soon,legal,record,,", "'soon' is no day"),
    ("ex-1,2026-11-02,legal,record,,", "'ex-1' is no article_id"),
    (f" {ONE},2026-11-02,legal,record,,", "is no article_id"),
    (f"{ONE},2026-11-02,legal,record,somewhere,", "'somewhere' is no replaced_by"),
]


@pytest.mark.parametrize(("text", "said"), WRONG)
def test_a_line_that_would_bind_nothing_is_refused(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=said) as refused:
        read_withdrawals(ledger(tmp_path, f"{OLD}{text}\n"))
    assert refused.value.where == "withdrawals.csv line 2"


def test_two_ledgers_are_one() -> None:
    own, kept = {ONE: line(ONE), TWO: line(TWO, note="mine")}, {TWO: line(TWO, marks=MARKS), THREE: line(THREE)}
    assert joined(own, kept, "there") == {ONE: line(ONE), TWO: line(TWO, note="mine", marks=MARKS), THREE: line(THREE)}


@pytest.mark.parametrize(
    "other", [{"reason": "legal"}, {"date": date(2026, 11, 3)}, {"replaced_by": THREE}], ids=["reason", "day", "other"]
)
def test_ledgers_that_disagree_are_refused(other: dict[str, object]) -> None:
    with pytest.raises(ConfigurationError, match=f"there: says of {ONE} what the ledger"):
        joined({ONE: line(ONE)}, {ONE: line(ONE, **other)}, "there")
    wider = {ONE: line(ONE, **{"scope": "text", **other})}
    assert joined({ONE: line(ONE)}, wider, "there")[ONE].scope == "record"
