"""Dates are read as they are printed, in many languages; and what is not printed is not read."""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pressmark.evidence.dates import dated, edtf_span, find_dates, read_date, vote

HERE = Path(__file__).resolve().parent
CASES = yaml.safe_load((HERE / "cases" / "dates.yaml").read_text("utf-8"))
WHOLE = [(group, wording, edtf) for group, cases in CASES["whole"].items() for wording, edtf in cases.items()]
REFUSED = [(reason, wording) for reason, wordings in CASES["refused"].items() for wording in wordings]
REUTERS = HERE.parents[2] / "shared" / "cases" / "reuters21578"
PRECISIONS = {4: "year", 7: "month", 10: "day"}


def precision_of(edtf: str) -> str:
    clock = re.search(r"T\d\d:\d\d(:\d\d)?", edtf)
    return PRECISIONS[len(edtf)] if clock is None else "second" if clock[1] else "minute"


def test_the_table_is_wide_enough() -> None:
    assert len({wording for _, wording, _ in WHOLE} | {case["wording"] for case in CASES["told"]}) >= 120
    assert len(CASES["whole"]) >= 30


@pytest.mark.parametrize(("group", "wording", "edtf"), WHOLE)
def test_a_wording_says_its_date(group: str, wording: str, edtf: str) -> None:
    read = read_date(wording)
    assert read is not None
    assert (read.edtf, read.precision) == (edtf, precision_of(edtf))
    assert (read.zone, read.weekday, read.ambiguous) == (None, None, False)


@pytest.mark.parametrize("case", CASES["told"], ids=lambda case: f"{case['wording']} {case.get('order', '')}")
def test_a_wording_says_more_where_more_is_told(case: dict[str, Any]) -> None:
    read = read_date(case["wording"], order=case.get("order"), languages=case.get("languages", ()))
    assert read is not None
    assert (read.edtf, read.precision) == (case["edtf"], precision_of(case["edtf"]))
    assert (read.zone, read.weekday) == (case.get("zone"), case.get("weekday"))
    assert read.ambiguous is case.get("ambiguous", False)
    assert read.format == case.get("format", read.format)


@pytest.mark.parametrize(("reason", "wording"), REFUSED)
def test_what_says_no_date_is_refused(reason: str, wording: str) -> None:
    assert read_date(wording) is None
    kept = dated("published", wording, basis="printed")
    assert (kept.edtf, kept.earliest, kept.latest, kept.precision) == (None, None, None, "unknown")
    assert kept.verbatim == wording


def test_a_date_keeps_its_wording_and_basis() -> None:
    found = dated("modified", " 08/09/2016 ", basis="meta", order="dmy")
    assert (found.role, found.edtf, found.basis, found.ambiguous) == ("modified", "2016-09-08", "meta", True)
    assert (found.verbatim, found.earliest, found.latest) == (" 08/09/2016 ", date(2016, 9, 8), date(2016, 9, 8))


VOTES: dict[str, tuple[list[str], str | None]] = {
    "none": ([], None),
    "nothing tells": (["08/09/2016", "1/2/2016", "August 25, 2016", "25 August 2016"], None),
    "day first": (["25/08/2016", "1/2/2016"], "dmy"),
    "month first": (["8/25/2016"], "mdy"),
    "with full stops": (["08.25.2016"], "mdy"),
    "impossible": (["25/25/2016"], None),
    "of two signs": (["25/8-2016"], None),
    "divided": (["25/08/2016", "8/25/2016"], None),
    "nineteen of twenty": (["25/08/2016"] * 19 + ["8/25/2016"], "dmy"),
    "eighteen of nineteen": (["25/08/2016"] * 18 + ["8/25/2016"], None),
    "in sentences": (["Posted 25/08/2016 by Ann", "x 26-08-2016 y"], "dmy"),
}


@pytest.mark.parametrize("case", VOTES)
def test_a_batch_votes_on_its_order(case: str) -> None:
    values, order = VOTES[case]
    assert vote(values) == order


FOUND: dict[str, list[tuple[str, str]]] = {
    "Global Post, August 11, 2016": [("August 11, 2016", "2016-08-11")],
    "Balkan Insight 9 August 2016": [("9 August 2016", "2016-08-09")],
    "Vienna, Tuesday, August 9, 2016": [("Tuesday, August 9, 2016", "2016-08-09")],
    "on 9 August 2016 and 10 August 2016.": [("9 August 2016", "2016-08-09"), ("10 August 2016", "2016-08-10")],
    "Updated: 2016-08-09 14:30 UTC, first 2016-08-08": [
        ("2016-08-09 14:30 UTC", "2016-08-09T14:30Z"),
        ("2016-08-08", "2016-08-08"),
    ],
    "posted 08/09/2016 here": [("08/09/2016", "2016")],
    "Erschienen am 9. Dezember 2016 in Wien": [("9. Dezember 2016", "2016-12-09")],
    "Publié le 1er décembre 2016": [("1er décembre 2016", "2016-12-01")],
    "发布于2016年8月9日": [("2016年8月9日", "2016-08-09")],
    "in August 2016, or in 2015": [],
    "version 1.2.2016.4, call 555-1234-5678": [],
    "February 30, 2016": [],
    "": [],
}


@pytest.mark.parametrize("text", FOUND)
def test_a_text_holds_its_dates_to_the_day(text: str) -> None:
    found = find_dates(text)
    assert [(text[each.start : each.end], each.date.edtf) for each in found] == FOUND[text]


MONTHS = "January Feb. Mar May june Dec mai août März décembre listopada августа 八月 Mars Tuesday mar. lundi".split()
PIECES = st.one_of(
    st.sampled_from(MONTHS),
    st.sampled_from(" - / . , : T 年 月 日 th 1er de of at Uhr h am pm Z GMT CET IST +02:00 -0500 UTC+5 ( )".split()),
    st.sampled_from(["2016", "1999", "30", "31", "12", "7", "08", "00", "10:30", "23:59:59", "14h30", "٩", "0"]),
    st.integers(0, 9999).map(str),
    st.just(" "),
)
WORDINGS = st.lists(PIECES, max_size=9).flatmap(
    lambda parts: st.sampled_from([" ".join(parts), "".join(parts), "-".join(parts), "/".join(parts)])
)
ORDERS = st.sampled_from([None, "dmy", "mdy"])
LANGUAGES = st.lists(st.sampled_from(["en", "fr-FR", "pl", "hr", "und", ""]), max_size=2)


def figures_of(wording: str) -> Iterator[int]:
    plain = re.sub(r"\d", lambda digit: str(int(digit[0])), wording)
    yield from map(int, re.findall(r"\d+", plain))
    if stamp := re.search(r"(?<!\d)\d{8}(?!\d)", plain):
        yield from (int(stamp[0][:4]), int(stamp[0][4:6]), int(stamp[0][6:]))


@given(st.one_of(WORDINGS, st.text(max_size=90)), ORDERS, LANGUAGES)
@settings(max_examples=500, deadline=None)
@example("9 August 2016 10:30-11:30", None, [])
@example("9-AUG-87", None, [])
@example("Mar 2016", None, ["fr"])
@example("January201630", None, [])
def test_nothing_is_in_a_date_that_is_not_printed(wording: str, order: str | None, languages: list[str]) -> None:
    read = read_date(wording, order=order, languages=languages)
    if read is None:
        return
    span = edtf_span(read.edtf)
    assert (span.earliest, span.latest, span.precision) == (read.earliest, read.latest, read.precision)
    assert read.earliest <= read.latest
    figures = Counter(figures_of(wording))
    day, _, clock = read.edtf.partition("T")
    assert str(int(day[:4])) in " ".join(map(str, figures))
    if day[8:]:
        assert int(day[8:]) in figures
        assert order or not read.ambiguous
    if clock:
        hour, minute = int(clock[:2]), int(clock[3:5])
        assert minute in figures
        assert {hour, hour - 12, hour + 12} & set(figures)
        assert len(re.findall(r"\d", wording)) >= 8
    else:
        assert read.zone is None
    if read.zone:
        assert read.zone in wording
    if re.search(r"(Z|[+-]\d\d:\d\d)$", clock):
        assert read.zone


@given(WORDINGS, st.text(max_size=20), ORDERS)
@settings(max_examples=200, deadline=None)
def test_a_found_date_is_what_its_own_wording_says(wording: str, around: str, order: str | None) -> None:
    text = f"{around} {wording} {around}"
    ends = 0
    for found in find_dates(text, order=order):
        assert ends <= found.start < found.end <= len(text)
        assert read_date(text[found.start : found.end], order=order) == found.date
        ends = found.end


FORMS = {
    "{0:%B} {0.day}, {0:%Y}": "day",
    "{0.day} {0:%b} {0:%Y}": "day",
    "{0:%A}, {0.day}. {0:%B} {0:%Y}": "day",
    "{0:%Y-%m-%d}": "day",
    "{0:%d.%m.%Y}": "day",
    "{0:%Y}年{0.month}月{0.day}日": "day",
    "{0:%B} {0:%Y}": "month",
    "{0:%b} {0:%Y}": "month",
}


@given(st.dates(date(1600, 1, 1), date(2099, 12, 31)), st.sampled_from(sorted(FORMS)))
@settings(max_examples=300, deadline=None)
def test_every_day_is_read_back_from_every_form(day: date, form: str) -> None:
    read = read_date(form.format(day))
    assert read is not None
    assert read.edtf == (day.isoformat() if FORMS[form] == "day" else day.isoformat()[:7])


@pytest.mark.skipif(not REUTERS.is_dir(), reason="the collection Reuters-21578 is not beside the clone")
def test_six_thousand_dates_of_a_newswire_are_read_right_or_not_at_all() -> None:
    expected = json.loads((REUTERS / "expected.json").read_text("utf-8"))
    with gzip.open(REUTERS / "expected_dates.csv.gz", "rt", encoding="utf-8", newline="") as file:
        right = {row["id"]: row for row in csv.DictReader(file)}
    counts: Counter[str] = Counter()
    refused = []
    with gzip.open(REUTERS / "reuters21578.csv.gz", "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            read = read_date(row["date"])
            stamp = right[row["id"]]["date_iso_strict"].split(".")[0]
            if read is None:
                refused.append(row["id"])
                counts["none"] += 1
            elif read.earliest.isoformat() == right[row["id"]]["date_day"] and read.edtf == (stamp or read.edtf):
                counts["right"] += 1
            else:
                counts["wrong"] += 1
    assert counts.total() == expected["rows"]
    assert counts["wrong"] == 0
    assert counts["right"] >= expected["dates_parseable"]
    assert set(refused) <= set(expected["malformed_dates"])
