"""What is in its normal form is found to be so, and writing the form leaves everything else as it was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rules.test_cases import CLEAN

from pressmark.evidence.text import one_line
from pressmark.records.nest import Record, frames_of, nest
from pressmark.records.normal_form import normalised, unnormalised

(CLEAN_RECORD,) = nest(frames_of(CLEAN["tables"]))
SPACED = st.text(st.sampled_from("ab \t\r\n\u00a0\u0301\u0065\u1100\u1161\u2028\x1f"))


def spoiled(title: str, text: str) -> Record:
    (texts,) = CLEAN_RECORD["texts"]
    return {**CLEAN_RECORD, "title": title or None, "texts": [{**texts, "text": text or None}]}


@given(SPACED, SPACED)
def test_writing_the_normal_form_once_is_enough(title: str, text: str) -> None:
    record = spoiled(title, text)
    written = normalised(record)
    assert list(unnormalised(written)) == []
    assert normalised(written) == written
    assert (written == record) is (not list(unnormalised(record)))


@given(SPACED)
def test_only_the_values_that_are_named_change(text: str) -> None:
    record = spoiled("Lighthouse", text)
    assert {name for name, _, _ in unnormalised(record)} <= {"texts"}
    (written,) = normalised(record)["texts"]
    assert {**normalised(record), "texts": None} == {**record, "texts": None}
    assert one_line(written["text"] or "") == one_line(text)


def test_a_clean_record_is_in_its_normal_form() -> None:
    assert normalised(CLEAN_RECORD) == CLEAN_RECORD
